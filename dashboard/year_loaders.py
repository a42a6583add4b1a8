"""What the page of one nyckeltal loads of whole years, kept as in `loaders`."""

from typing import Any

import streamlit as st

from dashboard.loaders import VISITOR, home
from kpi.actions.year import Year, see_year
from kpi.charts.rolling import rolling_chart
from kpi.charts.spc import spec_of
from kpi.values import Prices


@st.cache_resource(max_entries=32, show_spinner=False)
def year(kpi: str, scope: str, prices: Prices, version: int) -> Year:
    """Whole years of one nyckeltal for one scope as of a ledger number."""
    return see_year(home(), VISITOR, kpi=kpi, scope=scope, prices=prices, as_of=version)


@st.cache_data(max_entries=32, show_spinner=False)
def rolling_spec(kpi: str, scope: str, prices: Prices, version: int) -> dict[str, Any]:
    """Its twelve months at a time as Vega-Lite."""
    seen = year(kpi, scope, prices, version)
    return spec_of(rolling_chart(seen.rolled, seen.kpi))
