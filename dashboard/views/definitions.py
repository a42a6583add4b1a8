"""What every nyckeltal means, and how the product tells a change from chance."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from dashboard.parts.definition import definition_list, method_sections, show_definition
from dashboard.parts.head import page_head
from dashboard.parts.kpi_choice import KPI
from kpi.wording.definitions import list_finding
from kpi.wording.methods import sections

HOW = "forandring-eller-slump"

catalogue, today = loaders.catalogue(loaders.number()), loaders.day()
session.show_address()
asked = st.query_params.get(KPI, "")
chosen = catalogue.kpis.get(asked)
if chosen is not None:
    back = html.fill('<p class="pk-back">{link}</p>', link=link("Alla nyckeltal"))
    st.html(back + page_head(chosen.title))
    show_definition(chosen, catalogue, today)
    st.stop()

calm = f"Nyckeltalet ”{asked[:40]}” finns inte. Här är de som finns."
st.html(
    page_head("Så räknar vi")
    + (kpi_html.notice(calm) if asked else "")
    + html.lede(*list_finding(list(catalogue.kpis.values()), today))
    + html.fill(
        '<p class="pk-text">Först nyckeltalen, sedan <a class="pk-link" href="#{where}">hur vi '
        "skiljer förändring från slump</a>.</p>",
        where=HOW,
    )
    + definition_list(catalogue, today)
    + html.fill('<div id="{where}"></div>', where=HOW)
    + html.heading("Så skiljer vi förändring från slump")
    + method_sections(sections(catalogue))
)
