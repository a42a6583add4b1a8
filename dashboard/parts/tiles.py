"""A KPI's tile: from a reading to the block of the page."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

import polars as pl

from dashboard.parts import html
from dashboard.parts.anchors import kpi_link
from dashboard.parts.tile_html import Tile as TileTexts
from dashboard.parts.tile_html import side_by_side, tile_block
from kpi.actions.overview import Tile
from kpi.catalogue.types import Frequency
from kpi.charts.sparkline import sparkline
from kpi.periods import Month, months_apart
from kpi.values import Prices
from kpi.wording import labels
from kpi.wording.numbers import number
from kpi.wording.one_kpi import finding
from kpi.wording.phases import against_baseline
from kpi.wording.sentences import (
    Reading,
    change_text,
    later_months,
    shown_assurance,
    state_word,
    target_words,
    verdict_sentence,
)
from kpi.wording.survey import answers_word
from kpi.wording.units import no_value_title


def tile_grid(
    tiles: tuple[Tile, ...],
    starts: Month | None,
    first: Month,
    last: Month,
    *,
    prices: Prices,
    notes: Mapping[str, html.Html] = MappingProxyType({}),
    **address: str,
) -> html.Html:
    """The tiles in their order, as many beside each other as there is room for.

    prices: those that costs are in. notes: by nyckeltal, what is to be read with its figure.
    address: what the links to their pages say besides the nyckeltal.
    """
    money = labels.PRICES[prices]
    return side_by_side(
        tile_block(
            _texts(tile, starts, first, last, money=money, address=address),
            notes.get(tile.reading.kpi.id),
        )
        for tile in tiles
    )


def _texts(
    tile: Tile,
    starts: Month | None,
    first: Month,
    last: Month,
    *,
    money: str,
    address: dict[str, str],
) -> TileTexts:
    reading = tile.reading
    kpi = reading.kpi
    if reading.value is None or reading.month is None:
        value, unit_month, word = no_value_title(tile.points), "", "Kan inte bedömas"
        _, sentence = finding(reading, tile.points)
    else:
        value, word = number(reading.value, kpi.decimals), state_word(reading)
        unit_month = f"{kpi.unit}, {reading.when(reading.month)}"
        answers = answers_word(kpi, tile.points, reading.month)
        said = (verdict_sentence(reading), later_months(tile.points, reading))
        sentence = " ".join(filter(None, (*said, answers and f"Bygger på {answers}.")))
    return TileTexts(
        title=kpi_link(kpi.id, kpi.short_name, **address),
        value=value,
        unit_month=unit_month,
        change=change_text(reading),
        compared=against_baseline(reading, money),
        spark=_spark(tile, starts, first, last),
        state=reading.variation or "",
        side=reading.side,
        word=word,
        target_state=shown_assurance(reading) if reading.target is not None else "none",
        target_word=target_words(reading),
        sentence=sentence,
    )


def _spark(tile: Tile, starts: Month | None, first: Month, last: Month) -> str:
    reading, kpi = tile.reading, tile.reading.kpi
    return sparkline(
        tile.points,
        start=starts,
        state=reading.variation or "",
        better=kpi.better.value,
        step=step_of(reading, tile.points),
        first=first,
        last=last,
    )


def step_of(reading: Reading, points: pl.DataFrame) -> int:
    """Months between neighbouring values: of a month, a quarter, or the measurements there are."""
    if reading.by_quarter:
        return 3
    if reading.kpi.frequency is Frequency.MONTHLY:
        return 1
    months: list[date] = points["month"].sort().to_list()
    return max((months_apart(one, other) for one, other in pairwise(months)), default=1)
