"""The units behind a group's figure, each in its own small picture and with its own page."""

import streamlit as st

from dashboard.parts import html
from dashboard.parts.anchors import kpi_link
from dashboard.parts.downloads import show_numbers
from dashboard.parts.kpi_choice import SCOPE, Choice
from dashboard.parts.money import MONEY
from dashboard.parts.tile_html import side_by_side, small_multiple
from dashboard.parts.tiles import step_of
from kpi.actions.one_kpi import OneKpi, Series
from kpi.charts.sparkline import sparkline
from kpi.periods import Month
from kpi.wording.numbers import number
from kpi.wording.one_kpi import file_stem, no_value_word, normal_words, units_heading
from kpi.wording.prices import money_text
from kpi.wording.sentences import state_word
from kpi.wording.survey import answers_word

SIZE = (200, 64)


def show_units(seen: OneKpi, choice: Choice, starts: Month) -> None:
    """Small multiples in alphabetical order, never by result: this is no league table."""
    if not seen.units:
        return
    st.html(
        html.heading(units_heading(seen.series.scope.level, len(seen.units)))
        + html.paragraph(
            "Varje diagram har egen skala; bandet är enhetens eget normala spann. "
            "I bokstavsordning.",
            quiet=True,
        )
        + side_by_side((_picture(unit, starts, seen, choice) for unit in seen.units), small=True)
    )
    beside = [(unit.scope.name, unit.reading, unit.points) for unit in seen.units]
    money = {seen.kpi.id: money_text(seen.prices, seen.price_base)} if seen.kpi.price_index else {}
    show_numbers(beside, file_stem(seen.kpi, "enheter"), money)


def _picture(unit: Series, starts: Month, seen: OneKpi, choice: Choice) -> html.Html:
    reading, kpi = unit.reading, unit.reading.kpi
    months: list[Month] = seen.series.points["month"].to_list()
    address = {SCOPE: unit.scope.key, MONEY: choice.money}
    said = (kpi.unit, answers_word(kpi, unit.points, reading.month))
    return small_multiple(
        title=kpi_link(kpi.id, unit.scope.name, **address),
        value=no_value_word(unit.points)
        if reading.value is None
        else number(reading.value, kpi.decimals),
        unit="" if reading.value is None else ", ".join(filter(None, said)),
        normal=normal_words(reading),
        drawing=sparkline(
            unit.points,
            start=starts,
            state=reading.variation or "",
            better=kpi.better.value,
            step=step_of(reading, unit.points),
            first=min(months),
            last=max(months),
            size=SIZE,
        ),
        state=reading.variation or "",
        side=reading.side,
        word=state_word(reading),
    )
