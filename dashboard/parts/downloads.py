"""What a reader takes along from a page: the numbers behind small pictures, a map, a chart."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl
import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from kpi.wording.overview import months_side_by_side
from kpi.wording.prices import costs_sentence
from kpi.wording.sentences import Reading
from kpi.wording.table_file import table_file

PNG, SVG, CSV = "image/png", "image/svg+xml", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(
    label: str, data: Callable[[], bytes], name: str, mime: str, *, frozen: bool = False
) -> None:
    """A button for a file that is made when it is asked for, not on every run.

    One of a page that is shown as it was says so by its name, since it leaves its page. frozen:
    it never changes, so it keeps its name.
    """
    shown = loaders.shown()
    if shown.is_back and not frozen:
        stem, _, form = name.rpartition(".")
        name = f"{stem}-leverans-{shown.number}.{form}"
    st.download_button(label, data, name, mime, on_click="ignore")


def show_numbers(
    series: Sequence[tuple[str, Reading, pl.DataFrame]], stem: str, money: Mapping[str, str]
) -> None:
    """Every month behind small pictures as one table, also as a file.

    series: name, reading and points (month, shown, preliminary, reason) of each picture.
    money: in which prices each cost is, by nyckeltal. The file says it over every column, since
    it leaves its page.
    """
    opened = st.expander("Visa talen bakom diagrammen som tabell", key="talen", on_change="rerun")
    if not opened.open:
        return
    headings, rows = months_side_by_side(series, {})
    of_file, _ = months_side_by_side(series, money)
    costs = [money[reading.kpi.id] for _, reading, _ in series if reading.kpi.id in money]
    with opened:
        align = "l" + "r" * len(series)
        st.html(html.table(headings, rows, align=align, wide=True, moves="Talen månad för månad"))
        if costs:
            st.html(html.paragraph(costs_sentence(costs), quiet=True))
        download(
            "Ladda ner tabellen (CSV)",
            lambda: table_file(of_file, rows),
            f"{stem}.csv",
            CSV,
        )
