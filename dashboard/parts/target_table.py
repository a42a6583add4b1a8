"""Every nyckeltal with its target: reached or not, apart from what has changed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.parts import html
from dashboard.parts.downloads import CSV, download
from kpi.charts import symbols
from kpi.wording.prices import costs_sentence, with_money
from kpi.wording.sentences import Reading
from kpi.wording.table_file import table_file
from kpi.wording.target import status_symbol, status_table, status_word


def show_targets(readings: Sequence[Reading], money: Mapping[str, str]) -> None:
    """One row a nyckeltal, also as a file. money: in which prices each cost is, by nyckeltal."""
    opened = st.expander("Visa måluppfyllelsen som tabell", key="malen", on_change="rerun")
    if not opened.open:
        return
    headings, rows = status_table(readings)
    at = headings.index("Måluppfyllelse")
    shown = [
        [*row[:at], with_status(reading), *row[at + 1 :]]
        for reading, row in zip(readings, rows, strict=True)
    ]
    with opened:
        st.html(html.table(headings, shown, align="lrlrlllr", wide=True, moves="Måluppfyllelsen"))
        st.html(html.paragraph(costs_sentence(money.values()), quiet=True))
        download(
            "Ladda ner måluppfyllelsen (CSV)",
            lambda: table_file(*with_money(headings, rows, readings, money)),
            "maluppfyllelse.csv",
            CSV,
        )


def with_status(reading: Reading) -> html.Html:
    """The status' symbol and its word."""
    return html.with_symbol(symbols.target(status_symbol(reading)), status_word(reading))
