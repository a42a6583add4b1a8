"""What stands on the first screen before there is anything to follow: the way there."""

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from kpi.actions.overview import Overview
from kpi.wording.numbers import plural


def show_empty(overview: Overview) -> None:
    """What the page will show, what it needs, and what is already done."""
    st.html(
        html.heading("Här visas läget när den första filen är lämnad")
        + html.paragraph(
            "Översikten behöver minst en månad för att visa värden och minst 13 månader för att "
            "skilja förändring från slump."
        )
        + html.numbered(_steps(overview))
        + html.paragraph(
            "Mallar för varje fil finns på sidan Lämna fil. Vill du först se hur det kan bli? "
            "Kommandot kpi demo visar en påhittad pilot."
        )
    )
    show_way_to_send("Lämna den första filen")


def show_way_to_send(label: str) -> None:
    """A button to Lämna fil, for those who may send anything."""
    if loaders.may_send() and st.button(label, type="primary"):
        st.switch_page("views/deliver.py")


def _steps(overview: Overview) -> list[tuple[str, str]]:
    units = plural(overview.units, "enhet", "enheter")
    return [
        ("Piloten är upplagd.", overview.pilot.name)
        if overview.pilot
        else ("Lägg upp piloten", "med namn, område och start (layout pilot)."),
        ("Enheterna är upplagda.", f"{units}.")
        if overview.units
        else ("Lägg upp enheterna", "med typ, förvaltning, område och roll (layout units)."),
        ("Lämna månadsfilen.", "Du får se vad som ändras innan något sparas."),
        ("Baslinjen är låst.", "")
        if overview.has_baseline
        else ("Lås baslinjen", "när 24 månader finns på plats (layout baselines)."),
    ]
