"""What the page of one nyckeltal loads of what has changed a cost, kept as in `loaders`."""

from typing import Any

import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.split import CostSplit, Periods, see_periods, see_split
from kpi.charts.spc import spec_of
from kpi.charts.waterfall import waterfall
from kpi.periods import Span
from kpi.wording.split import parts_frame, parts_of


@st.cache_resource(max_entries=64, show_spinner=False)
def split_periods(kpi: str, scope: str, version: int) -> Periods | None:
    """The periods between which a cost's change can be split."""
    return see_periods(home(), VISITOR, kpi=kpi, scope=scope, as_of=version)


@st.cache_resource(max_entries=64, show_spinner=False)
def split(kpi: str, scope: str, before: Span, after: Span, version: int) -> CostSplit:
    """What has changed a cost between two periods."""
    return see_split(
        home(), VISITOR, kpi=kpi, scope=scope, before=before, after=after, as_of=version
    )


@st.cache_data(max_entries=64, show_spinner=False)
def split_spec(
    kpi: str, scope: str, before: Span, after: Span, version: int
) -> dict[str, Any] | None:
    """Its chart as Vega-Lite; None where nothing can be compared."""
    seen = split(kpi, scope, before, after, version)
    if seen.split is None:
        return None
    return spec_of(waterfall(parts_frame(parts_of(seen.split, seen.kpi, seen.volume))))
