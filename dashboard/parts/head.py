"""The facts that head a page: phase, data date, coverage, prices, and that a demo is a demo."""

from datetime import date

from dashboard.parts import html
from kpi.actions.overview import Overview
from kpi.wording.numbers import month_and_year, short_month
from kpi.wording.overview import phase

MADE_UP = "Påhittade data"


def facts(overview: Overview, today: date) -> list[tuple[str, str]]:
    """The pilot's facts for the head of Översikt."""
    pilot, through = overview.pilot, overview.data_through
    if pilot is None:
        return []
    when = month_and_year(through) if through else "inga data än"
    found = [("Fas", phase(pilot.starts, pilot.ends, today)), ("Data till och med", when)]
    if through:
        found.append(("Täckning", f"{overview.reported} av {overview.expected} enheter"))
        found.append(("Priser", f"fasta, {short_month(pilot.starts)}"))
    return found


def page_head(title: str, overview: Overview, today: date, *, demo: bool) -> html.Html:
    """The head of every page but the first."""
    named = [("Pilot", overview.pilot.name)] if overview.pilot else []
    note = MADE_UP if demo else ""
    return html.page_head(title, [*named, *facts(overview, today)[:2]], note=note)
