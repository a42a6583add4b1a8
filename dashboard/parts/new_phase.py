"""A suggested phase, one click away: as now and as it would be, and the form that signs it."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from dashboard.parts.kpi_choice import Choice
from kpi.access import User
from kpi.actions.new_phase import Suggestion, common_phases, sign_phase, suggested
from kpi.actions.one_kpi import OneKpi, Series
from kpi.charts import export
from kpi.errors import KpiError
from kpi.ledger import Delivery
from kpi.periods import Month
from kpi.wording.new_phase import (
    NOW,
    TITLE,
    heading_then,
    only_here,
    says,
    signed_title,
    suggestion_words,
)
from kpi.wording.numbers import month_and_year
from kpi.wording.sentences import full_sentence

ABOUT = "ny-fas"


def show_new_phase(seen: OneKpi, choice: Choice, version: int) -> None:
    """The receipt of a phase just signed; else the suggestion, where there is one to sign."""
    if not loaders.may_send():
        return
    about = f"{ABOUT} {choice.kpi.id} {choice.scope}"
    _show_receipt(about)
    found = suggested(seen)
    if found is None:
        return
    box = st.expander(TITLE, key=ABOUT, on_change="rerun")
    if not box.open:
        return
    with box:
        st.html(html.paragraph(suggestion_words(seen.series.reading, found.month, found.run)))
        _show_both(seen, choice, month := _month(found), version)
        signed = _sign(seen, choice, month, version)
    if signed is not None:
        receipt = session.Receipt(signed.number, signed.file_name, signed.rows)
        session.sent_draft(about, receipt)
        st.rerun()


def _show_receipt(about: str) -> None:
    given = session.receipt_of(about)
    if given is not None:
        said = "Den gäller redan, och går att ångra."
        label, number = f"Se eller ångra leverans {given.number}", str(given.number)
        back = link_line(label, "leveranser", nr=number)
        st.html(html.message("fine", signed_title(given.number), said) + back)


def _month(found: Suggestion) -> Month:
    """The month that the phase is tried from: the suggested one until another is chosen."""
    return st.selectbox(
        "Ny fas från",
        found.months,
        index=found.months.index(found.month),
        format_func=month_and_year,
        key="fas-manad",
        width=260,
    )


def _show_both(seen: OneKpi, choice: Choice, month: Month, version: int) -> None:
    """The same months twice, with what each picture says of the latest one."""
    asked = (choice.kpi.id, choice.scope)
    then = loaders.tried_phase(*asked, month, choice.prices, version)
    _show(seen.series, loaders.spc_spec(*asked, choice.prices, version), NOW, "fas-nu")
    spec = loaders.tried_phase_spec(*asked, month, choice.prices, version)
    _show(then, spec, heading_then(month), "fas-da")


def _show(series: Series, spec: export.Spec, heading: str, key: str) -> None:
    st.html(html.heading(heading) + html.paragraph(says(series.reading)))
    alt = full_sentence(series.reading, series.scope.name)
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=f"{heading}. {alt}", key=key)


def _sign(seen: OneKpi, choice: Choice, month: Month, version: int) -> Delivery | None:
    """The form that signs the phase; the delivery once it is signed."""
    common = common_phases(loaders.home(), choice.kpi.id, choice.scope, version)
    with st.form("signera-fas", border=False):
        st.html(html.paragraph(only_here(seen.series.scope.name, len(common)), quiet=True))
        reason = st.text_input("Varför börjar en ny fas?", max_chars=200, width=560)
        name = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, width=560)
        label = f"Signera ny fas från {month_and_year(month)}"
        if not st.form_submit_button(label, type="primary"):
            return None
    if not name.strip() or not reason.strip():
        st.html(html.message("warning", "Skriv ditt namn och varför.", "Ingenting är ändrat."))
        return None
    user = User(name.strip(), loaders.VISITOR.role)
    kpi, scope = choice.kpi.id, choice.scope
    try:
        return sign_phase(loaders.home(), user, kpi=kpi, scope=scope, month=month, reason=reason)
    except KpiError as error:
        st.html(html.message("error", "Fasen är inte signerad.", str(error)))
        return None
