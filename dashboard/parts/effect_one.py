"""One KPI's effect: the finding, its worth, its courses, its units, its checks, its plan."""

from functools import partial

import polars as pl
import streamlit as st

from dashboard import effect_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.downloads import CSV, download
from kpi.actions.evaluation import Evaluation
from kpi.charts import key, symbols
from kpi.wording import effect_months as months
from kpi.wording.effect_checks import FAILS, PASSES, judged_checks
from kpi.wording.evaluation import Evaluated, plan_rows, role_sentence, state_of, verdict
from kpi.wording.happened import with_notes
from kpi.wording.one_kpi import event_words, file_stem
from kpi.wording.savings import money_sentence
from kpi.wording.table_file import table_file

COLOUR = {"better": "improving", "worse": "worsening"}
VERDICTS = {True: PASSES, False: FAILS, None: ""}


def show_one(seen: Evaluation, one: Evaluated, version: int) -> None:
    """Everything that the effect of one KPI rests on."""
    bold, rest = verdict(one)
    worth = (
        next((m for k, m in seen.savings.costs if k.id == one.kpi.id), None)
        if seen.savings
        else None
    )
    said = money_sentence(worth, seen.savings) if worth and seen.savings else ""
    line = kpi_html.said(symbols.effect(one.effect.grade), f"{rest} {said}".strip(), bold=bold)
    also = filter(None, [months.may_explain(seen.events[one.kpi.id], seen.start)])
    st.html(
        html.heading(one.kpi.title)
        + kpi_html.verdict(COLOUR.get(state_of(one), "common"), [line], ())
        + html.joined(html.paragraph(each, quiet=True) for each in (role_sentence(one), *also))
    )
    _courses(seen, one, version)
    _units(seen, one, version)
    _checks(one)
    _plan(one)


def _courses(seen: Evaluation, one: Evaluated, version: int) -> None:
    spec = effect_loaders.gap_spec(one.kpi.id, version)
    if spec is None:
        return
    unit = months.unit_of(one.effect, one.kpi)
    shown = effect_loaders.shown_months(seen, one)
    words = months.gap_words(shown, unit)
    money = ", fasta priser" if one.kpi.price_index else ""
    st.html(kpi_html.axis_line("Mot samma månad i baslinjen", f"{unit}{money}"))
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=words, key="kurvorna")
    st.html(_happened(seen.events[one.kpi.id]) + html.paragraph(words, quiet=True))
    headings, rows = with_notes(
        *months.gap_table(shown, unit),
        shown["month"].unique().sort().to_list(),
        seen.events[one.kpi.id],
        (),
    )
    _folded(
        "Visa kurvorna som tabell", "kurvtabellen", headings, rows, file_stem(one.kpi, "effekt")
    )


def _happened(events: pl.DataFrame) -> html.Html:
    """What the numbers over the chart stand for."""
    rows = [
        (key.event(row["number"]), event_words(row["title"], row["first_day"], row["last_day"]))
        for row in events.to_dicts()
    ]
    return kpi_html.key(rows) if rows else html.Html("")


def _units(seen: Evaluation, one: Evaluated, version: int) -> None:
    spec = effect_loaders.units_spec(one.kpi.id, version)
    if spec is None:
        return
    unit = months.unit_of(one.effect, one.kpi)
    units = effect_loaders.unit_effects(seen, one)
    words = months.units_words(units, unit)
    st.html(kpi_html.axis_line("Varje enhet för sig", unit))
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=words, key="enheterna")
    hidden = len(units) < len(seen.pilot_units | seen.comparison_units)
    note = f"{words} Streckat: medel. {months.HIDDEN if hidden else ''}"
    st.html(html.paragraph(note.strip(), quiet=True))
    headings, rows = months.unit_table(units, unit)
    _folded(
        "Visa enheterna som tabell",
        "enhetstabellen",
        headings,
        rows,
        file_stem(one.kpi, "effekt-enheter"),
        align="llr",
    )


def _folded(
    label: str,
    name: str,
    headings: list[str],
    rows: list[list[str]],
    stem: str,
    *,
    align: str = "lrrr",
) -> None:
    box = st.expander(label, key=name, on_change="rerun")
    if box.open:
        with box:
            st.html(html.table(headings, rows, align=align, moves=label))
            download(
                "Ladda ner tabellen (CSV)", partial(table_file, headings, rows), f"{stem}.csv", CSV
            )


def _checks(one: Evaluated) -> None:
    found = judged_checks(one.effect, one.kpi.unit)
    if found:
        rows = [[c.name, c.outcome, VERDICTS[c.passed], c.meaning] for c in found]
        headings = ["Kontroll", "Utfall", "Klarar effekten den?", "Vad den betyder"]
        st.html(html.heading("Kontrollerna") + html.table(headings, rows, wide=True))


def _plan(one: Evaluated) -> None:
    rows = plan_rows(one)
    if rows:
        st.html(html.heading("Vad som bestämdes i förväg") + kpi_html.definitions(rows))
