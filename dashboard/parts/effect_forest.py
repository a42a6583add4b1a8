"""Every effect side by side: per cent in one picture, units in another, and all in one table."""

from functools import partial

import streamlit as st

from dashboard import effect_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.downloads import CSV, download
from kpi.actions.evaluation import Evaluation
from kpi.charts import symbols
from kpi.effects import Grade, Scale
from kpi.wording.effect_files import effects_file
from kpi.wording.effects import GRADE
from kpi.wording.evaluation import EXPLORATORY, MAIN, SCALES, effect_table, forest_words, main_first
from kpi.wording.table_file import table_file

KEY = (Grade.SHOWN, Grade.LIKELY, Grade.NONE, Grade.UNKNOWN)
HOW = (
    "Tjock linje: 95 % osäkerhet mellan enheter. Tunn linje: också händelser i ett helt område. "
    "Strecket: ingen skillnad. Blå cirkel är förbättring, orange romb försämring, grå varken eller."
)


def show_forests(seen: Evaluation, version: int) -> None:
    """Main KPIs first; what was not decided beforehand stands under a heading of its own."""
    st.html(
        kpi_html.key([(symbols.effect(grade), GRADE[grade]) for grade in KEY])
        + html.paragraph(HOW, quiet=True)
    )
    for main, heading in ((True, MAIN), (False, EXPLORATORY)):
        shown = [scale for scale in Scale if effect_loaders.rows_of(seen, scale, main=main)]
        if not shown:
            continue
        st.html(html.heading(heading, _aside(main)))
        with st.grid(2, min_column_width=400, gap="medium"):
            for scale in shown:
                _forest(seen, scale, main, version)
    _table(seen)


def _forest(seen: Evaluation, scale: Scale, main: bool, version: int) -> None:
    rows = effect_loaders.rows_of(seen, scale, main=main)
    title = SCALES[scale]
    with st.container():
        st.html(html.fill('<h3 class="pk-axis">{title}</h3>', title=title))
        st.vega_lite_chart(
            effect_loaders.forest_spec(scale, main, version),
            theme=None,
            width="stretch",
            alt=forest_words(rows, title),
            key=f"skogen-{scale.value}-{'huvud' if main else 'ovriga'}",
        )


def _aside(main: bool) -> str:
    if main:
        return "svaren på översikten bygger på dem"
    return "inte utpekade i förväg: av många nyckeltal skiljer sig något av en slump"


def _table(seen: Evaluation) -> None:
    headings, rows = effect_table(main_first(seen.seen))
    box = st.expander("Visa effekterna som tabell", key="effekterna", on_change="rerun")
    if box.open:
        with box:
            st.html(html.table(headings, rows, align="llrr", wide=True, moves="Effekterna"))
            download("Ladda ner effekterna (CSV)", partial(_csv, seen), "effekter.csv", CSV)


def _csv(seen: Evaluation) -> bytes:
    return table_file(*effects_file(main_first(seen.seen), effect_loaders.money(seen)))
