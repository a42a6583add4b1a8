"""What the pages of meetings load, kept as in `loaders`."""

import streamlit as st

from dashboard.loaders import VISITOR, home, overview
from kpi.actions.meeting_list import Planned, pack_files, see_meetings, see_pack
from kpi.actions.since import since_last
from kpi.actions.then_and_now import ThenAndNow, then_and_now
from kpi.meetings import Pack, Table


@st.cache_resource(max_entries=8, show_spinner=False)
def meetings(version: int) -> list[Planned]:
    """Every meeting that this visitor may see as of a ledger number, the latest first."""
    return see_meetings(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=8, show_spinner=False)
def since(version: int) -> Table | None:
    """What has happened since the latest meeting, as of a ledger number."""
    return since_last(home(), VISITOR, overview(version), as_of=version)


@st.cache_resource(max_entries=8, show_spinner=False)
def pack(meeting: str, frozen: int) -> Pack:
    """The content frozen by a delivery: it never changes."""
    return see_pack(home(), VISITOR, meeting, as_of=frozen)


@st.cache_resource(max_entries=4, show_spinner=False)
def files(meeting: str, frozen: int) -> dict[str, bytes]:
    """The files as they were kept by a delivery, by name."""
    return pack_files(home(), VISITOR, meeting, as_of=frozen)


@st.cache_resource(max_entries=4, show_spinner="Jämför med dagens tal…")
def compared(meeting: str, version: int) -> ThenAndNow:
    """Every figure of the frozen pack beside that of a ledger number."""
    return then_and_now(home(), VISITOR, meeting, as_of=version)
