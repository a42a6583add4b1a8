"""What a register says, and the way to change it by hand."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.head import page_head
from dashboard.parts.register_edit import show_changes, show_editor
from dashboard.parts.register_send import answer_to, show_answer, show_meanwhile, show_receipt
from dashboard.parts.register_table import REGISTER, show_empty_register, show_rows
from kpi.actions.register import changes, registers

home, version = loaders.home(), loaders.number()
catalogue = home.catalogue(version)
session.show_address()
layouts = {layout.id: layout for layout in registers(catalogue)}
asked = st.query_params.get(REGISTER, "")
unknown = f"Registret ”{asked[:40]}” finns inte. Här är de som finns."
wrong_address = asked and asked not in layouts
st.html(page_head("Register") + (kpi_html.notice(unknown) if wrong_address else ""))
layout = layouts[session.chosen(REGISTER, list(layouts), next(iter(layouts)))]
address_list("Register", REGISTER, {each.id: each.title for each in layouts.values()}, 380)

register = loaders.register(layout.id, version)
st.html(html.heading(layout.title) + html.paragraph(layout.about))
if register.rows:
    show_rows(register, version)
else:
    show_empty_register(layout, version)
if not loaders.may_send():
    st.stop()

st.html(html.heading("Ändra för hand"))
draft = session.draft(layout.id, version)
found = changes(register, draft.edits)
answer = answer_to(register, found, version) if found and draft.checked else None
if found:
    show_meanwhile(layout, draft, version)
else:
    show_receipt(layout)
show_editor(register, draft, answer.wrong if answer else {}, catalogue)
if found:
    show_changes(register, draft, found, version)
if answer:
    show_answer(register, draft, answer, catalogue)
