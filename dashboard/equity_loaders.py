"""What the page Likvärdighet loads, kept as in `loaders`."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.equity import see_equity
from kpi.actions.one_equity import KpiEquity, see_kpi_equity
from kpi.charts.floor_share import floor_share_chart
from kpi.charts.funnel import funnel_chart
from kpi.charts.spc import spec_of
from kpi.charts.strip import strip_chart
from kpi.equity import Equity
from kpi.wording.equity_tables import in_order, named


@st.cache_resource(max_entries=8, show_spinner=False)
def answers(version: int) -> Mapping[str, Equity]:
    """Every nyckeltal's likvärdighet as of a ledger number."""
    return see_equity(home(), VISITOR, kpis=(), as_of=version)


@st.cache_resource(max_entries=32, show_spinner=False)
def one(kpi: str, version: int) -> KpiEquity | None:
    """One nyckeltal's likvärdighet with all that stands around it."""
    return see_kpi_equity(home(), VISITOR, kpi=kpi, as_of=version)


@st.cache_data(max_entries=32, show_spinner=False)
def specs(kpi: str, version: int) -> dict[str, dict[str, Any]]:
    """Its charts as Vega-Lite, those that can be drawn: over time, units, funnel."""
    seen = one(kpi, version)
    found: dict[str, dict[str, Any]] = {}
    if seen is None:
        return found
    if seen.found.history.height:
        chart = floor_share_chart(seen.found.history, seen.start, events=seen.events)
        found["over_time"] = spec_of(chart)
    rows = named(in_order(seen.found.units, seen.names), seen.names)
    found["units"] = spec_of(strip_chart(rows, seen.kpi))
    if seen.tunnel is not None and seen.lines is not None:
        points = named(seen.tunnel.to_dicts(), seen.names)
        found["funnel"] = spec_of(funnel_chart(points, seen.lines, seen.kpi))
    return found
