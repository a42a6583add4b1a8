"""All meetings, and the way to plan one."""

from collections.abc import Sequence

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.anchors import link
from kpi.access import User
from kpi.actions.meet import add_meeting
from kpi.actions.meeting_list import Planned
from kpi.errors import KpiError
from kpi.meetings import words
from kpi.periods import parse_day

MEETING = "mote"  # in the address
NONE_YET = (
    "Här planeras vad nämnden och styrgruppen ska se. Underlaget fryses: samma siffror och samma "
    "filer finns kvar, vad som än rättas efteråt."
)


def show_list(found: Sequence[Planned]) -> None:
    """A row a meeting, the latest first."""
    if not found:
        st.html(html.heading("Inga sammanträden än") + html.paragraph(NONE_YET))
        return
    rows = [
        [
            link(words.meeting_title(each.meeting), **{MEETING: each.meeting.id}),
            each.meeting.dnr,
            words.standing(each.frozen, each.published),
        ]
        for each in found
    ]
    st.html(html.table(["Sammanträde", "Diarienummer", "Underlaget"], rows, wide=True))


def show_new() -> None:
    """A form for the body, the day and the number; what it then shows is chosen on its page."""
    box = st.expander("Planera ett sammanträde", key="planera", on_change="rerun")
    if not box.open:
        return
    with box, st.form("nytt-sammantrade", border=False):
        body = st.text_input("Organ", "Servicenämnden", max_chars=80, width=420)
        # Not a date field: Streamlit's is read aloud in English.
        held = st.text_input("Sammanträdesdag (skriv som 2024-09-18)", max_chars=10, width=420)
        dnr = st.text_input("Diarienummer", max_chars=80, width=420)
        sender = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, width=420)
        pressed = st.form_submit_button("Planera sammanträdet", type="primary")
    if pressed:
        with box:
            _add(body.strip(), held.strip(), dnr, sender.strip())


def _add(body: str, held: str, dnr: str, sender: str) -> None:
    if not body or not sender:
        lacking = "Skriv organet och ditt namn."
        st.html(html.message("warning", lacking, "Ingenting är sparat."))
        return
    try:
        day = parse_day(held)
    except ValueError:
        wrong = f"”{held}” är inte en dag som 2024-09-18."
        st.html(html.message("warning", wrong, "Ingenting är sparat."))
        return
    user = User(sender, loaders.VISITOR.role)
    try:
        added = add_meeting(loaders.home(), user, body=body, held=day, dnr=dnr)
    except KpiError as error:
        st.html(html.message("error", "Sammanträdet är inte planerat.", str(error)))
        return
    session.open_in_address(**{MEETING: added})
    st.rerun()
