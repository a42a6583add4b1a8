"""The list of deliveries: what it says in one sentence, its filters, its table."""

from collections.abc import Sequence

import streamlit as st

from dashboard import session
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.anchors import link
from dashboard.parts.empty import show_way_to_send
from kpi.periods import parse_month
from kpi.wording import labels
from kpi.wording.deliveries import (
    Sent,
    clock,
    extent,
    list_caption,
    short_day,
    standing_words,
    what,
)
from kpi.wording.numbers import month_and_year

KIND, SENDER, MONTH, COUNT = "slag", "fran", "gallde", "antal"  # names in the address
FILTERS = (KIND, SENDER, MONTH, COUNT)
EVERY = "alla"
SHOWN = 40  # rows of the table at first
HEADINGS = ["Nr", "Lämnad", "Innehåll", "Avsändare", "Omfattar", "Läge"]


def address() -> dict[str, str]:
    """The filters that the address has, so that links can carry them along."""
    return {name: st.query_params[name] for name in FILTERS if name in st.query_params}


def show_no_deliveries() -> None:
    """What will stand here, until the first file has come."""
    st.html(
        html.heading("Inga leveranser än")
        + html.paragraph(
            "Här kommer varje lämnad fil att stå: vem som lämnade den, när, vad den ändrade och "
            "hur den ångras. Ingenting skrivs över; en rättelse är en ny leverans."
        )
    )
    show_way_to_send("Lämna den första filen")


def show_list(sent: Sequence[Sent]) -> None:
    """Every delivery that the filters let through, the newest first."""
    found = _filtered(sent)
    if not found:
        st.html(kpi_html.notice("Ingen leverans passar valet. Välj något annat ovan."))
        return
    shown = found if st.query_params.get(COUNT) == EVERY else found[:SHOWN]
    caption = list_caption(len(shown), len(found), len(sent))
    table = html.table(HEADINGS, map(_row, shown), caption=caption, wide=True)
    if len(shown) < len(found):
        more = link(f"Visa alla {len(found)}", **{**address(), COUNT: EVERY})
        table = html.joined([table, html.fill('<p class="pk-text">{more}</p>', more=more)])
    st.html(table)


def _filtered(sent: Sequence[Sent]) -> list[Sent]:
    kinds = {each.subject_kind: labels.KIND[each.subject_kind].capitalize() for each in sent}
    senders = {each.sender: each.sender for each in sent}
    months = {f"{month:%Y-%m}": month for each in sent for month in each.months}
    with st.container(horizontal=True, key="urval", gap="medium"):
        kind = _filter("Innehåll", KIND, dict(sorted(kinds.items(), key=lambda item: item[1])))
        sender = _filter("Avsändare", SENDER, dict(sorted(senders.items())))
        in_words = {m: month_and_year(parse_month(m)) for m in sorted(months, reverse=True)}
        month = _filter("Månad som talen gäller", MONTH, in_words)
    return [
        each
        for each in sent
        if kind in (EVERY, each.subject_kind)
        and sender in (EVERY, each.sender)
        and (month == EVERY or months[month] in each.months)
    ]


def _filter(label: str, name: str, options: dict[str, str]) -> str:
    words = {EVERY: "Alla", **options}
    session.chosen(name, list(words), EVERY)
    return address_list(label, name, words, 310)


def _row(sent: Sent) -> list[str]:
    number_ = str(sent.number)
    return [
        link(number_, label=f"Leverans {number_}", nr=number_, **address()),
        html.cell(short_day(sent.recorded), clock(sent.recorded)),
        html.cell(what(sent), sent.file_name),
        html.cell(sent.sender, sent.comment),
        html.cell(*extent(sent)),
        html.cell(*standing_words(sent)),
    ]
