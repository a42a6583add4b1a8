"""Everything that has been delivered, by whom and why; one of them looked into."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from dashboard.parts.delivery import show_delivery
from dashboard.parts.delivery_list import address, show_list, show_no_deliveries
from dashboard.parts.head import page_head
from kpi.wording.deliveries import list_finding, title

home, version = loaders.home(), loaders.number()
session.show_address()
found = {sent.number: sent for sent in loaders.deliveries(version)}
asked = st.query_params.get("nr", "")
sent = found.get(int(asked)) if asked.isdecimal() and len(asked) < 9 else None
if sent is not None:
    back = html.fill('<p class="pk-back">{link}</p>', link=link("Alla leveranser", **address()))
    st.html(back + page_head(title(sent)))
    show_delivery(
        loaders.delivery(sent.number, version), found, loaders.catalogue(version), version
    )
    st.stop()

missing = (
    kpi_html.notice(f"Leverans {asked[:20]} finns inte. Här är de som finns.")
    if asked
    else html.Html("")
)
if all(each.kind == "catalogue" for each in found.values()):
    st.html(page_head("Leveranser") + missing)
    show_no_deliveries()
    st.stop()
st.html(page_head("Leveranser") + missing + html.lede(*list_finding(list(found.values()))))
show_list(list(found.values()))
