"""What the page of units loads, kept as in `loaders`."""

from typing import Any

import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.unit_profile import UnitProfile, Units, see_profiles, see_units
from kpi.charts.area_map import area_map, is_drawable
from kpi.charts.spc import spec_of
from kpi.values import Prices


@st.cache_resource(max_entries=8, show_spinner=False)
def units(version: int) -> Units:
    """Every unit and area as of a ledger number."""
    return see_units(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=4, show_spinner=False)
def unit_profiles(version: int, prices: Prices) -> dict[str, UnitProfile]:
    """Everything each unit measures as of a ledger number."""
    return see_profiles(home(), VISITOR, as_of=version, prices=prices)


@st.cache_data(max_entries=64, show_spinner=False)
def map_spec(chosen: str, version: int) -> dict[str, Any] | None:
    """The map with one unit ringed, as Vega-Lite; None where nothing can be drawn."""
    seen = units(version)
    if not is_drawable(seen.areas, seen.places):
        return None
    drawn = area_map(seen.areas, seen.places, pilot_areas=seen.pilot_areas, chosen=chosen)
    return spec_of(drawn)
