"""What the page of cost and quality together loads, kept as in `loaders`."""

from typing import Any

import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.links import Links, see_links, see_pairs
from kpi.charts.paths import path_chart
from kpi.charts.spc import spec_of
from kpi.values import Level
from kpi.wording.links import Pair


@st.cache_resource(max_entries=8, show_spinner=False)
def pairs(version: int) -> list[Pair]:
    """Every cost and quality that belong together as of a ledger number."""
    return see_pairs(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=32, show_spinner=False)
def links(pair: str, level: Level, version: int) -> Links:
    """One pair for every unit or area as of a ledger number."""
    return see_links(home(), VISITOR, pair=pair, level=level, as_of=version)


@st.cache_data(max_entries=32, show_spinner=False)
def path_spec(pair: str, level: Level, pilot: str, version: int) -> dict[str, Any]:
    """A pilot's way as Vega-Lite."""
    seen = links(pair, level, version)
    whole = next(each for each in seen.whole if each.scope == pilot)
    return spec_of(path_chart(whole, seen.pair))
