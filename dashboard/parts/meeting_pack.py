"""A meeting's pack: frozen, published, its files, and its figures then and now."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard import loaders, meeting_loaders
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from dashboard.parts.downloads import CSV, download
from dashboard.parts.meeting_list import MEETING
from kpi.access import User
from kpi.actions.meet import freeze, publish
from kpi.actions.meeting_list import Planned
from kpi.errors import KpiError
from kpi.meetings import words
from kpi.wording.table_file import table_file

NO_PROPOSAL = "Inget förslag till beslut är skrivet än. Underlaget går att frysa utan det."
REPLACE = "Ersätt det frysta underlaget. Det nya måste publiceras på nytt."
UNSURE = "Kryssa för att det frysta underlaget ska ersättas."
WHO_FREEZES = "Ditt namn när du fryser (visas i leveranslistan)"
WHO_ACTS = "Ditt namn när du fryser eller publicerar (visas i leveranslistan)"
SCREEN = "bild"  # in the address: which picture of the meeting mode
KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": (
        "PowerPoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": ("Webbsida", "text/html"),
    "zip": ("Arkiv", "application/zip"),
}


def show_acts(planned: Planned, version: int) -> None:
    """Freeze, freeze anew, publish: each by name, each a delivery."""
    meeting = planned.meeting.id
    if not planned.meeting.proposal:
        st.html(html.paragraph(NO_PROPOSAL, quiet=True))
    with st.form(f"frys-{meeting}-{version}", border=False):
        again = planned.frozen is not None
        shown = again and planned.published is None
        sender = st.text_input(WHO_ACTS if shown else WHO_FREEZES, max_chars=80, width=420)
        sure = not again or st.checkbox(REPLACE)
        with st.container(horizontal=True, gap="medium"):
            frozen = st.form_submit_button(
                "Frys underlaget på nytt" if again else "Frys underlaget",
                type="secondary" if again else "primary",
            )
            published = shown and st.form_submit_button("Publicera", type="primary")
    if frozen and not sure:
        st.html(html.message("warning", UNSURE, "Ingenting är fryst."))
    elif frozen:
        _freeze(meeting, sender.strip())
    if published:
        _act(meeting, sender.strip())


def _freeze(meeting: str, sender: str) -> None:
    if not sender:
        st.html(html.message("warning", "Skriv ditt namn.", "Ingenting är fryst."))
        return
    with st.status("Fryser underlaget…", expanded=True) as status:
        try:
            user = User(sender, loaders.VISITOR.role)
            said = partial(_say, status)
            freeze(loaders.home(), user, meeting, progress=said)
        except KpiError as error:
            status.update(label="Underlaget är inte fryst", state="error")
            st.html(html.message("error", "Underlaget är inte fryst.", str(error)))
            return
    st.rerun()


def _say(status: Any, what: str) -> None:
    status.update(label=f"{what}…")


def _act(meeting: str, sender: str) -> None:
    if not sender:
        st.html(html.message("warning", "Skriv ditt namn.", "Ingenting är publicerat."))
        return
    try:
        publish(loaders.home(), User(sender, loaders.VISITOR.role), meeting)
    except KpiError as error:
        st.html(html.message("error", "Underlaget är inte publicerat.", str(error)))
        return
    st.rerun()


def show_files(planned: Planned, frozen: int) -> None:
    """The files as they were kept, and the way to the screens."""
    meeting = planned.meeting.id
    st.html(html.heading("Filerna", f"frysta som leverans {frozen}"))
    with st.container(horizontal=True, key="filer"):
        for name, content in meeting_loaders.files(meeting, frozen).items():
            kind, mime = KINDS[name.rsplit(".", 1)[-1]]
            download(f"Ladda ner {kind}", partial(bytes, content), name, mime, frozen=True)
    st.html(link_line("Visa i sammanträdesläge", "sammantraden", **{MEETING: meeting, SCREEN: "1"}))
    if loaders.may_see_rows():
        st.html(link_line("Se eller ångra frysningen", "leveranser", nr=str(frozen)))
    if loaders.may_see_figures():
        at = meeting_loaders.pack(meeting, frozen).as_of
        said = f"Visa sidorna som de var vid underlagets brytpunkt, leverans {at}"
        st.html(link_line(said, "./", **{loaders.PER: str(at)}))


def show_then_and_now(planned: Planned, version: int) -> None:
    """Every value of the pack beside today's; what differs is said first."""
    found = meeting_loaders.compared(planned.meeting.id, version)
    now = loaders.shown().is_latest
    st.html(
        html.heading("Då och nu")
        + html.paragraph(words.compared_sentence(found.figures, found.as_of, now=now))
    )
    box = st.expander("Visa alla tal då och nu", key="danu", on_change="rerun")
    headings, rows = words.compared_table(found.figures)
    if found.changed:
        _, changed = words.compared_table(found.changed)
        st.html(html.table(headings, changed, align="lrrl", wide=True))
    if box.open:
        with box:
            st.html(html.table(headings, rows, align="lrrl", wide=True, moves="Då och nu"))
            file = partial(table_file, headings, rows)
            download("Ladda ner då och nu (CSV)", file, f"{planned.meeting.id}-da-och-nu.csv", CSV)
