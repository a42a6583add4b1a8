"""How one month's value came about, in a dialog that has an address of its own."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.kpi_choice import Choice
from kpi.actions.calculation import Calculation
from kpi.actions.one_kpi import OneKpi
from kpi.catalogue import Catalogue
from kpi.periods import parse_month
from kpi.trends.quarters import months_behind
from kpi.wording.calculation import (
    ROW_HEADINGS,
    deflated,
    formula_figures,
    formula_words,
    locked,
    rows_table,
    standing,
)
from kpi.wording.numbers import month_and_year
from kpi.wording.prices import money_text

OPEN, MONTH = "visa", "manad"  # names in the address
CALCULATION = "berakning"


def show_calculation(seen: OneKpi, choice: Choice, catalogue: Catalogue, version: int) -> None:
    """Opens when the address says so; closing it takes that away again."""
    behind = months_behind(seen.series.points)["month"].sort(descending=True)
    months = [f"{month:%Y-%m}" for month in behind]
    if st.query_params.get(OPEN) != CALCULATION or not months or not loaders.may_see_rows():
        return
    reading = seen.series.reading
    latest = f"{reading.month:%Y-%m}" if reading.month else months[0]

    @st.dialog("Så räknades värdet", width="large", on_dismiss=_close)
    def dialog() -> None:
        session.chosen(MONTH, months, latest)
        month = st.selectbox(
            "Månad",
            months,
            format_func=lambda each: month_and_year(parse_month(each)),
            key=MONTH,
            on_change=session.into_address,
            args=(MONTH,),
            width=260,
        )
        found = loaders.calculation(
            choice.kpi.id, choice.scope, parse_month(month), choice.prices, version
        )
        money = money_text(seen.prices, seen.price_base) if seen.kpi.price_index else ""
        st.html(_formula(found, catalogue, money) + _rows(found, catalogue))

    dialog()


def _close() -> None:
    session.closed_in_address(OPEN, MONTH)


def _formula(found: Calculation, catalogue: Catalogue, money: str) -> html.Html:
    figures = formula_figures(found.kpi, catalogue, found.numerator, found.denominator, found.value)
    texts = [
        standing(found.reason, found.expected, found.reported, preliminary=found.preliminary),
        deflated(found.deflator, money),
        locked(found.locked_at),
    ]
    return html.joined(
        [
            html.paragraph(f"{found.kpi.title}, {found.scope.name}", quiet=True),
            html.paragraph(formula_words(found.kpi, catalogue)),
            html.fill('<p class="pk-sum">{figures}</p>', figures=figures),
            *(html.paragraph(text, quiet=True) for text in texts if text),
        ]
    )


def _rows(found: Calculation, catalogue: Catalogue) -> html.Html:
    caption = f"Raderna bakom {month_and_year(found.month)}"
    return html.table(
        ROW_HEADINGS, rows_table(found.rows, catalogue), align="llr", caption=caption, wide=True
    )
