"""What is shown at a meeting: planned, frozen, published, and held against today."""

import streamlit as st

from dashboard import loaders, meeting_loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from dashboard.parts.head import page_head
from dashboard.parts.meeting_list import MEETING, show_list, show_new
from dashboard.parts.meeting_pack import SCREEN, show_acts, show_files, show_then_and_now
from dashboard.parts.meeting_screen import show_screen
from dashboard.parts.meeting_texts import show_texts
from kpi.meetings import words

version = loaders.number()
session.show_address()
found = {each.meeting.id: each for each in meeting_loaders.meetings(version)}
asked = st.query_params.get(MEETING, "")
planned = found.get(asked)
if planned is None:
    missing = f"Sammanträdet ”{asked[:40]}” finns inte. Här är de som finns." if asked else ""
    st.html(page_head("Sammanträden") + (kpi_html.notice(missing) if missing else html.Html("")))
    show_list(list(found.values()))
    if loaders.may_send():
        show_new()
    st.stop()

if planned.frozen is not None and SCREEN in st.query_params:
    show_screen(planned, planned.frozen, st.query_params[SCREEN])
    st.stop()

back = html.fill('<p class="pk-back">{link}</p>', link=link("Alla sammanträden", "sammantraden"))
st.html(back + page_head(words.meeting_title(planned.meeting)))
st.html(html.lede(words.standing_sentence(planned.frozen, planned.published)))
if loaders.may_send():
    show_texts(planned, version)
    show_acts(planned, version)
if planned.frozen is not None:
    show_files(planned, planned.frozen)
    if loaders.may_see_rows():
        show_then_and_now(planned, version)
