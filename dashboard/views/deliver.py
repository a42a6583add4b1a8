"""Send a file in: choose, see what is wrong or what changes, send, take back."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.head import page_head
from dashboard.parts.mapping import File, is_mapped, offer_mapping, show_mapping
from dashboard.parts.mapping_save import saved_layout, show_saved, show_saving
from dashboard.parts.send_file import choose_sheet, show_errors, show_preview, show_receipt
from dashboard.parts.templates import show_templates
from kpi.actions.deliver import already_in
from kpi.ledger import Status

STEPS = ["Välj fil", "Kontroll", "Förhandsgranska", "Lämnad"]
NOT_NOW = "Filer lämnas från sidan som den är nu."
AUTOMATIC = "Välj efter rubrikraden"

home = loaders.home()
version = loaders.number()
catalogue = home.file_catalogue(version)
if not loaders.may_send():
    st.html(page_head("Lämna fil") + html.paragraph(NOT_NOW))
    st.stop()
head, answer = st.empty(), st.container()

upload = st.file_uploader(
    "Välj en CSV- eller Excel-fil", type=["csv", "txt", "xlsx"], key=session.uploader_key()
)
layouts = {AUTOMATIC: None} | {each.title: each.id for each in catalogue.layouts.values()}
with st.expander("Filens layout"):
    chosen = layouts[st.selectbox("Layout", list(layouts))]
    for sentence in home.unusable_layouts(version):
        st.html(html.paragraph(sentence))

show_templates(catalogue, version)

receipt = session.receipt()
if upload is not None:
    session.forget_receipt()
    data = upload.getvalue()
    given = (data, upload.name, chosen or saved_layout(data, catalogue))
    file = (*given, choose_sheet(*given, version), version)
    found = loaders.previewed(*file)
    unknown = File(*given[:2], *file[-2:])
    show_saved(unknown)
    mapped, mapping = is_mapped(unknown, found), ""
    if mapped:
        mapping = show_mapping(unknown, found, catalogue)
        found = loaders.previewed(*file, mapping=mapping) if mapping else None
    step = 2 if found and found.preview else 1
    if found is None:
        pass  # it is not tried yet
    elif found.preview is None:
        show_errors(found, catalogue)
    elif found.is_repeat(Status.FINAL):
        st.html(html.message("warning", "Filen är redan lämnad.", already_in(home, found.repeats)))
        st.button("Avbryt", on_click=session.cancelled)
    else:
        if mapping:
            show_saving(unknown, mapping)
        show_preview(found, loaders.impact(*file, mapping=mapping), catalogue)
    if not mapped:
        offer_mapping(unknown, found)
elif receipt is not None:
    step = 3
    with answer:
        show_receipt(receipt)
else:
    step = 0

head.html(page_head("Lämna fil") + html.steps(STEPS, step))
