"""What the page of the pilot's effect loads, kept as in `loaders`."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.balanced import Balanced, see_balance
from kpi.actions.evaluation import Evaluation, see_evaluation
from kpi.charts.forest import forest
from kpi.charts.gap import gap_chart
from kpi.charts.spc import spec_of
from kpi.charts.unit_effects import unit_effects_chart
from kpi.effects import Group, Scale
from kpi.values import Prices
from kpi.wording.effect_months import shown_gap, unit_rows
from kpi.wording.evaluation import Evaluated, estimate_words, forest_rows, in_order
from kpi.wording.numbers import plural
from kpi.wording.prices import money_texts


@st.cache_resource(max_entries=4, show_spinner="Räknar effekten…")
def evaluation(version: int) -> Evaluation | None:
    """The pilot's effect as of a ledger number."""
    return see_evaluation(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=4, show_spinner=False)
def balanced(version: int) -> Balanced | None:
    """The three answers as of a ledger number; None while there is nothing to evaluate."""
    seen = evaluation(version)
    if seen is None or not seen.seen:
        return None
    return see_balance(home(), VISITOR, seen, as_of=version)


def money(seen: Evaluation) -> dict[str, str]:
    """In which prices each cost is, by KPI."""
    return money_texts(Prices.FIXED, seen.price_bases)


def rows_of(seen: Evaluation, scale: Scale, *, main: bool) -> list[Evaluated]:
    """Those on one scale, of the main KPIs or of the others, by effect."""
    return in_order(
        [each for each in seen.seen if each.effect.scale is scale and each.main is main]
    )


@st.cache_data(max_entries=16, show_spinner=False)
def forest_spec(scale: Scale, main: bool, version: int) -> dict[str, Any] | None:
    """Their intervals as Vega-Lite; None where there is no such KPI."""
    seen = evaluation(version)
    rows = rows_of(seen, scale, main=main) if seen else []
    return spec_of(forest(forest_rows(rows))) if rows else None


def shown_months(seen: Evaluation, one: Evaluated) -> pl.DataFrame:
    """The courses of one KPI as they are shown."""
    return shown_gap(seen.gaps[one.kpi.id], one.effect)


@st.cache_data(max_entries=32, show_spinner=False)
def gap_spec(kpi: str, version: int) -> dict[str, Any] | None:
    """The courses of one KPI as Vega-Lite; None where no month can be drawn."""
    seen, one = _one(kpi, version)
    months = shown_months(seen, one)
    if months["d"].is_null().all():
        return None
    names = {
        Group.PILOT: _count(months, Group.PILOT, "pilotenhet", "pilotenheter"),
        Group.COMPARISON: _count(months, Group.COMPARISON, "jämförd enhet", "jämförda enheter"),
    }
    start = one.plan.starts if one.plan and one.plan.starts else seen.start
    said = estimate_words(one)
    return spec_of(gap_chart(months, start, names, said=said, events=seen.events[kpi]))


def unit_effects(seen: Evaluation, one: Evaluated) -> pl.DataFrame:
    """Each unit's own number that may be shown, as `wording.effect_months` has it."""
    return unit_rows(one.effect, seen.names, seen.pilot_units)


@st.cache_data(max_entries=32, show_spinner=False)
def units_spec(kpi: str, version: int) -> dict[str, Any] | None:
    """The units of one KPI as Vega-Lite; None where no unit may be shown."""
    seen, one = _one(kpi, version)
    rows = unit_effects(seen, one)
    if rows.is_empty():
        return None
    left = one.effect.leave_one_out
    named = left.most_influential if left else None
    groups = {Group.PILOT: "Pilotens enheter", Group.COMPARISON: "Jämförelseenheter"}
    return spec_of(unit_effects_chart(rows, groups, named))


def _one(kpi: str, version: int) -> tuple[Evaluation, Evaluated]:
    seen = evaluation(version)
    assert seen is not None  # noqa: S101 - asked only for what the page shows
    return seen, next(each for each in seen.seen if each.kpi.id == kpi)


def _count(months: pl.DataFrame, group: Group, one: str, many: str) -> str:
    counted = months.filter(pl.col("group") == group, pl.col("d").is_not_null())["units"]
    return plural(counted.to_list()[-1] if len(counted) else 0, one, many)
