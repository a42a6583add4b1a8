"""Keep what was said of a file for next month: a delivery in the register of saved layouts."""

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.mapping import File
from kpi.access import Role, User
from kpi.actions.deliver import commit_file
from kpi.actions.mapping import is_recognised, mapped_layout, preview_saving
from kpi.catalogue import Catalogue, Layout
from kpi.errors import KpiError
from kpi.intake.choices import titled
from kpi.wording.issues import issue_cause
from kpi.wording.mapping import layout_id, saved_sentence, saving_sentence

ONE_MONTH = (
    "Filen säger inte själv vilken månad den gäller, så tolkningen kan inte sparas: nästa månads "
    "fil skulle läsas som samma månad. Be den som tar fram filen om en kolumn med månaden."
)


def show_saving(file: File, text: str) -> None:
    """Name what was tried and keep it; before the file itself is sent."""
    layout = mapped_layout(loaders.home(), text, as_of=file.version)
    with st.expander("Spara tolkningen för nästa månad"):
        if isinstance(layout, Layout) and layout.period is not None:
            st.html(html.paragraph(ONE_MONTH))
            return
        title = st.text_input(
            "Namn på tolkningen, till exempel Fastighetssystemet",
            max_chars=80,
            key=session.offer(file.of, "namn", ""),
            on_change=session.keep_text,
            args=(file.of, "namn"),
            width=420,
        ).strip()
        if title:
            st.html(html.paragraph(_preview(file, title, titled(text, title))))
        sender = st.text_input(
            "Vem sparar tolkningen? (visas i leveranslistan)",
            max_chars=80,
            key="avsandare-tolkning",
            width=420,
        ).strip()
        if st.button("Spara tolkningen"):
            _save(file, title, titled(text, title), sender)


def show_saved(file: File) -> None:
    """That what was said of the file is kept, where it was done just now."""
    number = session.choices_of(file.of).get("saved_as")
    if number is not None:
        name = session.choices_of(file.of)["saved"]
        st.html(html.message("fine", *saved_sentence(name, number)))


def saved_layout(upload: bytes, catalogue: Catalogue) -> str | None:
    """The layout that what was said of a file has been saved as, while it counts."""
    found: str | None = session.choices_of(File(upload, "", None, 0).of).get("saved")
    return found if found in catalogue.layouts else None


def _preview(file: File, title: str, text: str) -> str:
    """What saving would do, or what keeps it from being done."""
    name = layout_id(title)
    previewed = preview_saving(loaders.home(), loaders.VISITOR, name, text)
    if previewed.preview is None:
        return issue_cause(previewed.checked.issues[0])
    header = file.looked().beginning.header
    known = is_recognised(loaders.home(), header, name, text, as_of=file.version)
    return saving_sentence(name, title, previewed.preview, is_recognised=known)


def _save(file: File, title: str, text: str, sender: str) -> None:
    if not title or not sender:
        lacking = "ett namn på tolkningen" if not title else "vem som sparar den"
        st.html(html.message("warning", "Tolkningen är inte sparad.", f"Skriv {lacking}."))
        return
    name = layout_id(title)
    try:
        previewed = preview_saving(loaders.home(), loaders.VISITOR, name, text)
        sent = commit_file(loaders.home(), User(sender, Role.ADMIN), previewed, comment=title)
    except KpiError as error:
        st.html(html.message("error", "Tolkningen är inte sparad.", str(error)))
        return
    session.saved_mapping(file.of, name, sent.number)
    st.rerun()
