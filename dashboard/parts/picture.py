"""A chart with all that belongs to it: what it shows, its key, its table and its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.downloads import CSV, PNG, SVG, download
from dashboard.parts.head import MADE_UP
from kpi.charts import alone, export
from kpi.wording.table_file import table_file

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """name: its key on the page, and in the names of its files. title, axis: what stands over it.

    sentence: what it says, read aloud in its place. what: the word of its buttons, as `enheterna`.
    table: as it is kept in a file; shown: as it stands on the page, where there is less room.
    align: of the columns shown.
    """

    name: str
    title: str
    axis: str
    sentence: str
    what: str
    stem: str
    spec: export.Spec
    key: Sequence[tuple[str, str]]
    table: Table
    align: str
    shown: Table | None = None
    heading: Sequence[str] = ()  # lines over the picture where it leaves the page
    said: bool = True  # whether the sentence stands over it too, or somewhere else on the page


def show_picture(picture: Picture) -> None:
    """Draw it, with its sentence in words too."""
    st.html(
        html.heading(picture.title)
        + (html.paragraph(picture.sentence) if picture.said else html.Html(""))
        + html.paragraph(picture.axis, quiet=True)
    )
    st.vega_lite_chart(
        picture.spec, theme=None, width="stretch", alt=picture.sentence, key=picture.name
    )
    st.html(kpi_html.key(picture.key))
    box = st.expander(
        f"Visa {picture.what} som tabell", key=f"tabell-{picture.name}", on_change="rerun"
    )
    if box.open:
        headings, rows = picture.shown or picture.table
        box.html(html.table(headings, rows, align=picture.align, wide=True, moves=picture.title))
    _show_files(picture)


def _show_files(picture: Picture) -> None:
    stem, what = f"{picture.stem}-{picture.name}", picture.what
    made_up = [MADE_UP] if loaders.home().settings.facts.demo else []
    lines = [*picture.heading, picture.sentence, picture.axis, *made_up]
    about = picture.spec, picture.title, lines
    made: dict[str, Callable[[], bytes]] = {
        "PNG": partial(alone.png, *about),
        "SVG": partial(alone.svg, *about),
        "CSV": partial(table_file, *picture.table),
    }
    mimes = {"PNG": PNG, "SVG": SVG, "CSV": CSV}
    with st.container(horizontal=True, key=f"filer-{picture.name}"):
        for form, make in made.items():
            download(f"Ladda ner {what} ({form})", make, f"{stem}.{form.lower()}", mimes[form])
