"""What is decided about a meeting's pack before it is frozen: texts, nyckeltal, cut-off, level."""

from dataclasses import replace

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from kpi.access import User
from kpi.actions.home import ledger_number
from kpi.actions.meet import save_meeting
from kpi.actions.meeting_list import Planned
from kpi.catalogue import Catalogue
from kpi.errors import KpiError
from kpi.meetings.pack import Level

LEVELS = {
    Level.FULL: "Fullständig: månader och definitioner",
    Level.SHORT: "Kort: fynd och diagram",
}
TEXTS = {
    "proposal": "Förslag till beslut",
    "purpose": "Syfte och beslutsunderlag",
    "analysis": "Ärendet: er analys",
}
# Not one field outside the forms: leaving it begins a run, and the press that left it may be lost.
WHO = "Ditt namn när du sparar (visas i leveranslistan)"
HOW = (
    "Ett stycke på varje rad. Texterna kommer med i alla filer och i sammanträdesläget. Skriv inga "
    "namn på kunder, elever eller medarbetare."
)


def show_texts(planned: Planned, version: int) -> None:
    """The form, as it stands at the ledger's number; saving it is one delivery."""
    box = st.expander("Texter, nyckeltal och brytpunkt", key="texter", on_change="rerun")
    if not box.open:
        return
    with box, st.form(f"texter-{planned.meeting.id}-{version}", border=False):
        st.html(html.paragraph(HOW, quiet=True))
        changed, cutoff = _fields(planned, loaders.catalogue(version))
        sender = st.text_input(WHO, max_chars=80, width=420)
        pressed = st.form_submit_button(
            "Spara", type="primary", on_click=session.pressed_at, args=(version,)
        )
    if pressed:
        with box:
            _save(changed, cutoff.strip(), sender.strip())


def _fields(planned: Planned, catalogue: Catalogue) -> tuple[Planned, str]:
    """The meeting as it is now written, and its cut-off as text."""
    meeting, kpis = planned.meeting, catalogue.kpis
    texts = {
        name: st.text_area(label, getattr(meeting, name), max_chars=8000, height=150, width=820)
        for name, label in TEXTS.items()
    }
    dnr = st.text_input("Diarienummer", meeting.dnr, max_chars=80, width=420)
    chosen = st.multiselect(
        "Nyckeltal (tomt: de utvalda)",
        list(kpis),
        list(planned.kpis),
        format_func=lambda kpi: kpis[kpi].short_name,
        width=820,
    )
    levels = list(LEVELS)
    level = st.radio(
        "Omfattning", levels, levels.index(meeting.level), format_func=LEVELS.__getitem__
    )
    cutoff = st.text_input(
        "Brytpunkt: leveransnummer eller dag (tomt: det senaste när underlaget fryses)",
        "" if planned.cutoff is None else str(planned.cutoff),
        max_chars=10,
        width=420,
    )
    written = meeting.model_copy(update={**texts, "dnr": dnr, "level": level})
    return replace(planned, meeting=written, kpis=tuple(chosen)), cutoff


def _save(changed: Planned, cutoff: str, sender: str) -> None:
    if not sender:
        st.html(html.message("warning", "Skriv ditt namn.", "Ingenting är sparat."))
        return
    home, user = loaders.home(), User(sender, loaders.VISITOR.role)
    try:
        number = ledger_number(home, cutoff) if cutoff else None
        saved = replace(changed, cutoff=number)
        save_meeting(home, user, saved, seen_at=session.number_when_pressed())
    except KpiError as error:
        st.html(html.message("error", "Texterna är inte sparade.", str(error)))
        return
    st.rerun()
