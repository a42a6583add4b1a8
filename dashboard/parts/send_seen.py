"""Sending exactly what was seen: the preview that stood on the page when it was asked for.

Somebody else may deliver between the preview and the press. The page is then drawn anew, and
the ledger decides whether what was seen still holds ("underlaget har ändrats").
"""

from collections.abc import Callable

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.confirm import unconfirmed
from kpi.access import User
from kpi.actions.confirm import Reasons
from kpi.actions.deliver import Previewed
from kpi.errors import KpiError
from kpi.ledger import Delivery

Commit = Callable[[User, Previewed], Delivery]


def send_seen(sender: str, reasons: Reasons, commit: Commit, *, not_sent: str) -> Delivery | None:
    """The delivery; None when there is none, and then the page says why."""
    if not sender.strip():
        st.html(html.message("warning", "Skriv ditt namn.", "Varje leverans har en avsändare."))
        return None
    seen = session.seen_when_sent()
    left = unconfirmed(seen, reasons)
    if left:
        st.html(left)
        return None
    try:
        return commit(User(sender.strip(), loaders.VISITOR.role), seen)
    except KpiError as error:
        st.html(html.message("error", not_sent, str(error)))
        return None
