"""Every nyckeltal with its target: reached or not, apart from what has changed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.parts import html
from dashboard.parts.downloads import CSV, download
from kpi.charts import symbols
from kpi.wording.prices import costs_sentence, with_money
from kpi.wording.sentences import Reading, state_word, target_words, value_text
from kpi.wording.table_file import table_file
from kpi.wording.target import (
    assured_word,
    status_symbol,
    status_table,
    status_word,
    target_text,
)


def show_targets(readings: Sequence[Reading], money: Mapping[str, str]) -> None:
    """One row a nyckeltal, also as a file. money: in which prices each cost is, by nyckeltal."""
    opened = st.expander("Visa måluppfyllelsen som tabell", key="malen", on_change="rerun")
    if not opened.open:
        return
    headings, rows = status_table(readings)
    with opened:
        st.html(html.table(*_shown(readings), align="lrrlll", wide=True))
        st.html(html.paragraph(costs_sentence(money.values()), quiet=True))
        download(
            "Ladda ner måluppfyllelsen (CSV)",
            lambda: table_file(*with_money(headings, rows, readings, money)),
            "maluppfyllelse.csv",
            CSV,
        )


def _shown(readings: Sequence[Reading]) -> tuple[list[str], list[list[str]]]:
    """Those that have a target, in the columns there is room for; the file has the rest."""
    headings = ["Nyckeltal", "Senaste värde", "Mål", "Måluppfyllelse"]
    return [*headings, "Med dagens arbetssätt", "Läge"], [
        [
            reading.kpi.short_name,
            value_text(reading),
            target_text(reading),
            with_status(reading),
            assured_word(reading),
            state_word(reading),
        ]
        for reading in readings
        if reading.target_status is not None
    ]


def target_cell(reading: Reading) -> html.Html:
    """Whether the target is reached, with what today's way of working gives in smaller type."""
    if reading.target_status is None:
        return html.fill("{words}", words=target_words(reading))
    return html.cell(with_status(reading), target_words(reading))


def with_status(reading: Reading) -> html.Html:
    """The status' symbol and its word."""
    return html.with_symbol(symbols.target(status_symbol(reading)), status_word(reading))
