"""A nyckeltal's tile, and many small blocks beside each other: one element, whatever their number.

Streamlit sends, draws and remembers every element by itself; sixteen tiles of three elements
each made a change of page twice as slow.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.parts.html import Html, fill, joined, picture, with_symbol
from kpi.charts import symbols


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """What a KPI's tile says; every text ready to show."""

    title: Html  # a link to its page
    value: str  # "79,4"; or the word that stands in a value's place
    unit_month: str  # "kr/mil, juli 2024"
    change: str = ""  # "+14,2 %"
    compared: str = ""  # "mot baslinjen, fasta priser"
    spark: str  # SVG
    state: str  # a variation, or what stands in its place
    side: str | None = None  # high, low
    word: str  # "Försämring"
    target_state: str
    target_word: str  # "Mål 55,0: nås inte"
    sentence: str


def tile_block(tile: Tile, note: Html | None = None) -> Html:
    """A tile under a rule in its state's colour; `note` is to be read with its figure."""
    return fill(
        '<article class="pk-tile pk-top-{state}"><h3>{title}</h3><div>'
        '<p class="pk-value"><b>{value}</b> <span>{unit_month}</span></p>'
        '<p class="pk-change"><b>{change}</b> {compared}</p>{spark}'
        '<p class="pk-verdicts"><b class="pk-is-{state}">{variation}</b>{target}</p>'
        '<p class="pk-sentence">{sentence}</p>{note}</div></article>',
        title=tile.title,
        value=tile.value,
        unit_month=tile.unit_month,
        change=tile.change,
        compared=tile.compared,
        spark=picture(tile.spark, "pk-spark"),
        state=tile.state or "none",
        variation=with_symbol(symbols.variation(tile.state, tile.side), tile.word),
        target=with_symbol(symbols.target(tile.target_state), tile.target_word),
        sentence=tile.sentence,
        note=fill('<p class="pk-sentence">{note}</p>', note=note) if note else Html(""),
    )


def small_multiple(
    *,
    title: Html,
    value: str,
    unit: str,
    normal: str,
    drawing: str,
    state: str,
    side: str | None,
    word: str,
    symbol: str = "",
) -> Html:
    """One unit's picture under its name; every text ready to show.

    symbol: SVG beside the word where it is not that of a variation.
    """
    return fill(
        '<article class="pk-small"><h3>{title}</h3><p><b>{value}</b> {unit}</p>'
        '<p class="pk-quiet">{normal}</p>'
        '{drawing}<p class="pk-with pk-is-{state}">{symbol}<b>{word}</b></p></article>',
        title=title,
        value=value,
        unit=unit,
        normal=normal,
        drawing=picture(drawing, "pk-spark"),
        state=state or "none",
        symbol=picture(symbol or symbols.variation(state, side)),
        word=word,
    )


def side_by_side(blocks: Iterable[Html], *, small: bool = False) -> Html:
    """As many blocks beside each other as there is room for: at most four, or five small ones."""
    kind = "pk-grid pk-grid-small" if small else "pk-grid"
    return fill('<div class="{kind}">{blocks}</div>', kind=kind, blocks=joined(blocks))
