"""What heads a page and what ends it: the pilot's facts, and what the figures rest on."""

from dashboard import loaders
from dashboard.parts import html
from kpi.settings import program_version
from kpi.values import Prices
from kpi.wording.numbers import month_and_year, short_month, span
from kpi.wording.overview import phase

MADE_UP = "Påhittade data"


def pilot_head(prices: Prices) -> html.Html:
    """The head of Översikt: the pilot's name and everything about where it stands."""
    pilot = loaders.overview(loaders.number()).pilot
    return html.pilot_head(pilot.name if pilot else "Pilotkollen", _facts(prices), note=_note())


def page_head(title: str) -> html.Html:
    """The head of every other page: a few facts, then the page's own heading."""
    if not loaders.may_see_figures():  # published packs only: they say themselves what they are of
        return html.page_head(title, [], note=_note())
    pilot = loaders.overview(loaders.number()).pilot
    named = [("Pilot", pilot.name)] if pilot else []
    return html.page_head(title, [*named, *_facts()[:2]], note=_note())


def page_foot() -> html.Html:
    """What the figures rest on: how far they reach, the ledger's number, the program's version."""
    if not loaders.may_see_figures():
        return html.footer([text for text in (_note(), f"Pilotkollen {program_version()}") if text])
    version = loaders.number()
    through = loaders.overview(version).data_through
    said = [
        f"Data till och med {month_and_year(through)}" if through else "Inga data än",
        f"Bygger på leverans {span(1, version, 0)}" if version > 1 else _on_few(version),
        f"Pilotkollen {program_version()}",
    ]
    return html.footer([text for text in (_note(), *said) if text])


def _on_few(version: int) -> str:
    return f"Bygger på leverans {version}" if version else "Bygger på inga leveranser"


def _note() -> str:
    return MADE_UP if loaders.home().settings.facts.demo else ""


def _facts(prices: Prices = Prices.FIXED) -> list[tuple[str, str]]:
    """The pilot's phase, data date, coverage and prices; nothing until there is a pilot."""
    overview = loaders.overview(loaders.number())
    pilot, through = overview.pilot, overview.data_through
    if pilot is None:
        return []
    when = month_and_year(through) if through else "inga data än"
    found = [("Fas", phase(pilot.starts, pilot.ends, loaders.day())), ("Data till och med", when)]
    if through:
        found.append(("Täckning", f"{overview.reported} av {overview.expected} enheter"))
        fixed = f"fasta, {short_month(pilot.starts)}"
        found.append(("Priser", fixed if prices is Prices.FIXED else "löpande"))
    return found
