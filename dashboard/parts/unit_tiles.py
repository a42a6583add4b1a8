"""Everything a unit measures, as tiles under the three perspectives; never a ranking."""

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.downloads import show_numbers
from dashboard.parts.kpi_choice import SCOPE
from dashboard.parts.money import money_address, show_costs_said
from dashboard.parts.tiles import tile_grid
from kpi.actions.overview import Tile
from kpi.actions.unit_profile import UnitProfile
from kpi.periods import Month
from kpi.wording.definitions import PERSPECTIVE
from kpi.wording.units import Unit, lacking_sentence


def show_unit_tiles(
    unit: Unit, profile: UnitProfile, starts: Month | None, money: str, version: int
) -> None:
    """A group of tiles for each perspective, and what the unit does not measure.

    money: which prices the address asks for.
    """
    texts = loaders.money(version, profile.prices)
    measured = {series.reading.kpi.id for series in profile.measured}
    texts = {kpi: text for kpi, text in texts.items() if kpi in measured}
    months = [month for series in profile.measured for month in series.points["month"]]
    for perspective, (name, _) in PERSPECTIVE.items():
        tiles = tuple(
            Tile(series.reading, series.points)
            for series in profile.measured
            if series.reading.kpi.perspective is perspective
        )
        if tiles:
            address = {SCOPE: f"unit/{unit.id}"} | money_address(money)
            grid = tile_grid(
                tiles, starts, min(months), max(months), prices=profile.prices, **address
            )
            st.html(html.heading(name) + grid)
    if profile.measured:
        show_costs_said(texts.values())
        numbers = [(s.reading.kpi.short_name, s.reading, s.points) for s in profile.measured]
        show_numbers(numbers, unit.id, texts)
    lacking = lacking_sentence(profile.lacking)
    if profile.measured and lacking:
        st.html(html.paragraph(lacking))
