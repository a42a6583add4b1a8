"""Corrected months of a baseline, one click away: what they were, what relocking would do."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.anchors import link, link_line
from dashboard.parts.kpi_choice import Choice
from kpi.access import User
from kpi.actions.one_kpi import OneKpi
from kpi.actions.relocking import Relocking, relock
from kpi.errors import KpiError
from kpi.ledger import Delivery
from kpi.wording.relocking import (
    MONTHS,
    SIDES,
    corrected_title,
    corrected_words,
    months_rows,
    relocked_title,
    sides_rows,
)

ABOUT = "omlasning"


def show_relocking(seen: OneKpi, choice: Choice, version: int) -> None:
    """The receipt of a relocking just signed; else what has been corrected, where anything has."""
    about = f"{ABOUT} {choice.kpi.id} {choice.scope}"
    given = session.receipt_of(about)
    if given is not None and loaders.may_send():
        label, number = f"Se eller ångra leverans {given.number}", str(given.number)
        back = link_line(label, "leveranser", nr=number)
        said = "Den gäller redan, och går att ångra."
        st.html(html.message("fine", relocked_title(given.number), said) + back)
    found = loaders.relocking(choice.kpi.id, choice.scope, choice.prices, version)
    if found is None:
        return
    box = st.expander(corrected_title(len(found.months)), key=ABOUT, on_change="rerun")
    if not box.open:
        return
    with box:
        _show(seen, found)
        signed = _sign(found) if loaders.may_send() else None
    if signed is not None:
        receipt = session.Receipt(signed.number, signed.file_name, signed.rows)
        session.sent_draft(about, receipt)
        st.rerun()


def _show(seen: OneKpi, found: Relocking) -> None:
    """Month by month with the deliveries, and the baseline as it is beside what it would be."""
    months = [(each.month, each.before, each.after) for each in found.months]
    rows = [
        [*row, _links(each.deliveries or found.others)]
        for row, each in zip(months_rows(months, seen.kpi), found.months, strict=True)
    ]
    both = sides_rows(found.now.reading, found.then.reading)
    st.html(
        html.paragraph(corrected_words(found.locked_at, common=not found.key[1]))
        + html.table([*MONTHS, "Rättat i leverans"], rows, align="lrrl", wide=True)
        + html.table(SIDES, both, align="lrr", wide=True, caption="Baslinjen före och efter")
    )


def _links(numbers: tuple[int, ...]) -> html.Html:
    each = [link(str(n), "leveranser", label=f"Leverans {n}", nr=str(n)) for n in numbers]
    return html.Html(", ".join(each))


def _sign(found: Relocking) -> Delivery | None:
    """The form that relocks the baseline; the delivery once it is signed."""
    with st.form("las-om", border=False):
        reason = st.text_input("Varför låses baslinjen om?", max_chars=200, width=560)
        reference = st.text_input("Beslut (kan vara tomt)", max_chars=80, width=560)
        name = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, width=560)
        if not st.form_submit_button("Lås om baslinjen", type="primary"):
            return None
    if not name.strip() or not reason.strip():
        st.html(html.message("warning", "Skriv ditt namn och varför.", "Ingenting är ändrat."))
        return None
    user = User(name.strip(), loaders.VISITOR.role)
    try:
        return relock(loaders.home(), user, found, reason=reason, reference=reference)
    except KpiError as error:
        st.html(html.message("error", "Baslinjen är inte omlåst.", str(error)))
        return None
