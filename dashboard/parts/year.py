"""Whole years of one nyckeltal, one click away: twelve months at a time, and this year's end."""

import streamlit as st

from dashboard import year_loaders
from dashboard.parts import html
from dashboard.parts.kpi_choice import Choice
from kpi.actions.year import Year
from kpi.wording.year import (
    forecast_rows,
    forecast_said,
    rolling_about,
    rolling_table,
    tests_table,
    two_years_caveat,
    two_years_said,
)


def show_year(choice: Choice, version: int) -> None:
    """Both are computed only when they are opened."""
    rolled = st.expander("Helår: rullande tolv månader", key="helar", on_change="rerun")
    if rolled.open:
        with rolled:
            _show_rolling(_year(choice, version), choice, version)
    ahead = st.expander("Prognos för helåret", key="prognos", on_change="rerun")
    if ahead.open:
        with ahead:
            _show_forecast(_year(choice, version))


def _year(choice: Choice, version: int) -> Year:
    return year_loaders.year(choice.kpi.id, choice.scope, choice.prices, version)


def _show_rolling(year: Year, choice: Choice, version: int) -> None:
    said = two_years_said(year.kpi, year.two_years)
    st.html(html.paragraph(said))
    if not year.rolled["rolling"].count():
        return
    st.html(html.paragraph(rolling_about(year.kpi, year.prices), quiet=True))
    spec = year_loaders.rolling_spec(choice.kpi.id, choice.scope, choice.prices, version)
    alt = f"{year.kpi.title}, rullande tolv månader. {said}"
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=alt, key="rullande")
    headings, rows = rolling_table(year.kpi, year.rolled)
    caveat = two_years_caveat(year.two_years)
    if caveat:
        st.html(html.paragraph(caveat, quiet=True))
    st.html(html.table(headings, rows, align="lrr", moves="Rullande tolv månader"))


def _show_forecast(year: Year) -> None:
    st.html(html.paragraph(forecast_said(year.kpi, year.forecast)))
    if year.forecast is None or year.forecast.forecast is None:
        return
    headings, rows = forecast_rows(year.kpi, year.forecast)
    st.html(html.table(headings, rows, align="lr", caption="Vad prognosen bygger på"))
    headings, rows = tests_table(year.kpi, year.forecast, year.tests)
    if rows:
        caption = "Samma räknesätt prövat på tidigare år"
        st.html(html.table(headings, rows, align="lrrr", caption=caption))
