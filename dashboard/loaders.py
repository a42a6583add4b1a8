"""What pages load, kept by the ledger's number: a new delivery makes every old answer stale.

Values are shared between visitors and never changed, so they are kept as they are rather than
copied on every run.
"""

import streamlit as st

from kpi.access import Role, User
from kpi.actions.deliver import Previewed, preview_file
from kpi.actions.home import Home, open_home
from kpi.actions.overview import Overview, see_overview
from kpi.settings import settings_for

VISITOR = User("Lokal användare", Role.ADMIN)  # without sign-in only this computer can connect


@st.cache_resource(show_spinner=False)
def home() -> Home:
    """The one home that this server shows, open for as long as it runs."""
    return open_home(settings_for(), serving=True)


def number() -> int:
    """The ledger's number now: what every other loader is keyed by."""
    return home().head()


@st.cache_resource(max_entries=8, show_spinner=False)
def overview(version: int) -> Overview:
    """The first screen as of a ledger number."""
    return see_overview(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=8, show_spinner="Kontrollerar filen…")
def previewed(upload: bytes, file_name: str, layout: str | None, version: int) -> Previewed:
    """A file checked and compared with the ledger at a number."""
    del version  # part of the key: after another delivery the file is checked anew
    return preview_file(home(), VISITOR, upload, file_name, layout=layout)
