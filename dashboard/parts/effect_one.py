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
from kpi.wording.effect_files import gap_file, unit_file
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
    said = money_sentence(seen.savings, one.kpi)
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
    unit, money = months.unit_of(one.effect, one.kpi), _money(seen, one)
    shown = months.gap_months(seen.gaps[one.kpi.id], one.effect)
    words = months.gap_words(shown, unit)
    events = seen.events[one.kpi.id]
    st.html(kpi_html.axis_line("Mot samma månad i baslinjen", _line(unit, money)))
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=words, key="kurvorna")
    st.html(_happened(events) + html.paragraph(words, quiet=True))
    at = [row.month for row in shown]
    _folded(
        "Visa kurvorna som tabell",
        "kurvtabellen",
        with_notes(*months.gap_table(shown, unit), at, events, ()),
        with_notes(*gap_file(shown, unit, money), at, events, (), always=True),
        file_stem(one.kpi, "effekt"),
        align="lrrrl",
    )


def _money(seen: Evaluation, one: Evaluated) -> str:
    """In which prices; empty for what is no cost."""
    return effect_loaders.money(seen).get(one.kpi.id, "")


def _line(unit: str, money: str) -> str:
    return f"{unit}, {money}" if money else unit


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
    unit, money = months.unit_of(one.effect, one.kpi), _money(seen, one)
    units = effect_loaders.unit_effects(seen, one)
    words = months.units_words(units, unit)
    st.html(kpi_html.axis_line("Varje enhet för sig", _line(unit, money)))
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=words, key="enheterna")
    st.html(html.paragraph(f"{words} {_note(seen, one)}", quiet=True))
    _folded(
        "Visa enheterna som tabell",
        "enhetstabellen",
        months.unit_table(units, unit),
        unit_file(units, unit, money),
        file_stem(one.kpi, "effekt-enheter"),
        align="llr",
    )


def _note(seen: Evaluation, one: Evaluated) -> str:
    """What the marks of the picture are, and who has none."""
    left = one.effect.leave_one_out
    said = ["Streckat: medel."]
    if left and left.most_influential:
        said.append(months.NAMED)
    if one.kpi.id in seen.hides:
        said.append(months.HIDDEN)
    return " ".join(said)


def _folded(
    label: str,
    name: str,
    shown: tuple[list[str], list[list[str]]],
    kept: tuple[list[str], list[list[str]]],
    stem: str,
    *,
    align: str,
) -> None:
    """A table under its picture, and the same as a file."""
    box = st.expander(label, key=name, on_change="rerun")
    if box.open:
        with box:
            st.html(html.table(*shown, align=align, moves=label))
            file = partial(table_file, *kept)
            download("Ladda ner tabellen (CSV)", file, f"{stem}.csv", CSV)


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
