"""Cost and quality together: the pilot's own way, the quadrants, and a small picture each."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import link_loaders, loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import kpi_link
from dashboard.parts.downloads import CSV, PNG, SVG, download
from dashboard.parts.head import MADE_UP
from dashboard.parts.kpi_choice import SCOPE
from dashboard.parts.tile_html import side_by_side, small_multiple
from kpi.actions.links import Links
from kpi.charts import alone, key
from kpi.charts.paths import Scales, mark_of, scales_of, small_path
from kpi.values import Level, Prices
from kpi.wording import link_tables as tables
from kpi.wording import links as say
from kpi.wording.links import Pair, Path
from kpi.wording.prices import money_text
from kpi.wording.table_file import table_file

GROUPS = (
    ("pilot", "i piloten"),
    ("comparison", "att jämföra med"),
    ("other", "utanför piloten och jämförelsen"),
)
WHO = {Level.UNIT: "Enheter", Level.AREA: "Områden"}


def money(seen: Links) -> str:
    """In which prices the cost is; every picture and file says it."""
    return money_text(Prices.FIXED, seen.price_base)


def show_whole(seen: Links, whole: Path, paths: Sequence[Path], level: Level, version: int) -> None:
    """A pilot's way as a chart, with its sentence, its key and its files.

    paths: what stands below it, which has the same key.
    """
    if whole.lack is not None:
        return
    said = say.path_sentence(whole, seen.pair)
    st.html(html.heading(whole.name, tables.about(seen.pair)) + html.paragraph(said))
    spec = link_loaders.path_spec(seen.pair.key, level, whole.scope, version)
    alt = f"{seen.pair.title}, {whole.name}. {said}"
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=alt, key=f"vag-{whole.scope}")
    placed = [path for path in (whole, *paths) if path.lack is None]
    tones = {say.tone(path, seen.pair.quality) or "common" for path in placed}
    marks = [
        (key.preliminary(), "Baslinjens sista tolv månader"),
        *((mark_of(tone), words) for tone, words in say.TONE.items() if tone in tones),
    ]
    st.html(kpi_html.key(marks))
    stem = f"samband_{seen.pair.cost.id}_{seen.pair.quality.id}_{whole.scope}"
    with st.container(horizontal=True, key=f"filer-{whole.scope}"):
        for kind, draw, mime in (("PNG", alone.png, PNG), ("SVG", alone.svg, SVG)):
            data = partial(draw, spec, whole.name, [said, *_around(seen)])
            download(f"Ladda ner bild ({kind})", data, f"{stem}.{kind.lower()}", mime)


def _around(seen: Links) -> list[str]:
    made_up = [MADE_UP] if loaders.home().settings.facts.demo else []
    return [tables.about(seen.pair), f"Kostnaden i {money(seen)}.", *made_up]


def show_groups(seen: Links, paths: Sequence[Path], level: Level) -> None:
    """The pilot's, those to compare with and the others: each with its quadrants and pictures."""
    placed = [path for path in paths if path.lack is None]
    if placed:
        st.html(html.paragraph(tables.scales_said(placed, seen.pair), quiet=True))
    scales = scales_of(placed, seen.pair)
    for role, words in GROUPS:
        group = [path for path in paths if _role(path) == role]
        if group:
            st.html(html.joined(_group(group, f"{WHO[level]} {words}", seen, scales, level)))


def _role(path: Path) -> str:
    return path.role if path.role in ("pilot", "comparison") else "other"


def _group(
    group: Sequence[Path], title: str, seen: Links, scales: Scales, level: Level
) -> list[html.Html]:
    placed = [path for path in group if path.lack is None]
    blocks = [html.heading(title)]
    if placed:
        headings, rows = tables.quadrant_table(placed, WHO[level])
        blocks += [
            html.table(headings, rows, align="lr", wide=True),
            side_by_side((_small(path, seen.pair, scales, level) for path in placed), small=True),
        ]
    return [*blocks, *(html.paragraph(text) for text in tables.lacking(group))]


def _small(path: Path, pair: Pair, scales: Scales, level: Level) -> html.Html:
    cost, quality, volume = say.ways_words(path, pair)
    tone = say.tone(path, pair.quality)
    return small_multiple(
        title=kpi_link(pair.cost.id, path.name, **{SCOPE: f"{level.value}/{path.scope}"}),
        value=cost,
        unit=pair.cost.unit,
        normal=f"{quality}. {volume}",
        drawing=small_path(path, pair, scales),
        state=tone,
        side=None,
        word=say.verdict(path, pair),
        symbol=mark_of(tone),
    )


def show_table(seen: Links, paths: Sequence[Path]) -> None:
    """Every year behind the pictures as a table, also as a file."""
    headings, rows = tables.table([*seen.whole, *paths], seen.pair)
    opened = st.expander("Visa som tabell", key="tabell", on_change="rerun")
    if opened.open:
        align = "llrrrrlllr"
        opened.html(html.table(headings, rows, align=align, wide=True, moves="År för år"))
    name = f"samband_{seen.pair.cost.id}_{seen.pair.quality.id}.csv"
    about = [f"{headings[2].removesuffix('fasta priser')}{money(seen)}"]
    of_file = [*headings[:2], *about, *headings[3:]]
    download("Ladda ner tabell (CSV)", lambda: table_file(of_file, rows), name, CSV)
