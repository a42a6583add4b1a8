"""What has happened since the meeting before, on the first screen."""

import streamlit as st

from dashboard import meeting_loaders
from dashboard.parts import html
from kpi.meetings.words import NOTHING_SINCE


def show_since(version: int) -> None:
    """A row a change; nothing at all before the first frozen pack."""
    table = meeting_loaders.since(version)
    if table is None:
        return
    rows = html.table(table.headings, table.rows, align=table.align, wide=True)
    st.html(
        html.heading("Sedan förra sammanträdet")
        + html.paragraph(table.caption, quiet=True)
        + (rows if table.rows else html.paragraph(NOTHING_SINCE))
    )
