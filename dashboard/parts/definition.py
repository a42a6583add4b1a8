"""The definitions as a list by perspective, and one of them in full."""

from datetime import date

import streamlit as st

from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from kpi.catalogue import Catalogue, Kpi
from kpi.wording.definitions import (
    HISTORY_HEADINGS,
    LIST_HEADINGS,
    MEASURE_HEADINGS,
    PERSPECTIVE,
    better_words,
    facts,
    history_sentence,
    history_table,
    measures_table,
    short_review,
)
from kpi.wording.methods import Section


def definition_list(catalogue: Catalogue, today: date) -> html.Html:
    """A table for each perspective; a name leads to its definition."""
    blocks = []
    for perspective, (name, aside) in PERSPECTIVE.items():
        kpis = [kpi for kpi in catalogue.kpis.values() if kpi.perspective is perspective]
        if kpis:
            rows = [_row(kpi, today) for kpi in sorted(kpis, key=lambda each: each.title)]
            blocks.append(html.heading(name, aside) + html.table(LIST_HEADINGS, rows, wide=True))
    return html.joined(map(html.Html, blocks))


def method_sections(sections: list[Section]) -> html.Html:
    """The questions and their answers."""
    return html.joined(
        html.fill(
            '<section class="pk-section"><h3>{heading}</h3>{text}{items}</section>',
            heading=section.heading,
            text=html.joined(map(html.paragraph, section.paragraphs)),
            items=_items(section),
        )
        for section in sections
    )


def _items(section: Section) -> html.Html:
    if section.counted or not section.items:
        return html.numbered(section.items) if section.items else html.Html("")
    rows = html.joined(html.fill("<li><b>{a}</b> {b}</li>", a=a, b=b) for a, b in section.items)
    return html.fill('<ul class="pk-list">{rows}</ul>', rows=rows)


def show_definition(kpi: Kpi, catalogue: Catalogue, today: date) -> None:
    """One nyckeltal: what it is for, how it is computed, who answers for it."""
    rows = facts(kpi, catalogue, today)
    if kpi.beside:
        together = html.Html(" · ").join(
            link(catalogue.kpis[other].title, kpi=other) for other in kpi.beside
        )
        rows.insert(6, ("Läses tillsammans med", html.Html(together)))
    st.html(kpi_html.definitions(rows))
    months = link("Se nyckeltalet månad för månad", "nyckeltal", kpi=kpi.id)
    st.html(
        html.fill('<p class="pk-text">{months}</p>', months=months)
        + html.heading("Måtten bakom", "det som enheterna lämnar")
        + html.table(MEASURE_HEADINGS, measures_table(kpi, catalogue), wide=True)
        + html.heading("Definitionens historia")
        + html.paragraph(history_sentence(kpi))
        + html.table(HISTORY_HEADINGS, history_table(kpi), wide=True)
    )


def _row(kpi: Kpi, today: date) -> list[str]:
    return [
        html.cell(link(kpi.title, kpi=kpi.id), kpi.why),
        kpi.unit,
        better_words(kpi),
        html.cell(*short_review(kpi, today)),
    ]
