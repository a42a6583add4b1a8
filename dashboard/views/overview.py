"""How is the pilot going, and what needs attention first?"""

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.anchors import link
from dashboard.parts.answers import three_answers
from dashboard.parts.downloads import show_numbers
from dashboard.parts.empty import show_empty
from dashboard.parts.head import pilot_head
from dashboard.parts.money import PRICES, chosen_money, money_address, show_costs_said
from dashboard.parts.signals import noted, question_notes, show_matters
from dashboard.parts.since import show_since
from dashboard.parts.target_table import show_targets, target_cell
from dashboard.parts.tiles import tile_grid
from kpi.actions.overview import lit_by_chance_alone
from kpi.charts import symbols
from kpi.values import Prices
from kpi.wording.overview import by_chance, finding
from kpi.wording.sentences import change_text, state_word, value_text

version, chosen = loaders.number(), chosen_money()
overview, money = loaders.overview(version, PRICES[chosen]), loaders.money(version, PRICES[chosen])
head = pilot_head(PRICES[chosen])
if overview.pilot is None or overview.data_through is None:
    st.html(head)
    show_empty(overview)
    st.stop()

notes = question_notes(version)
readings = [tile.reading for tile in overview.tiles]
st.html(
    head
    + three_answers(version, finding(readings))
    + html.heading("Nyckeltal i pilotområdet", finding(readings)[0])
    + tile_grid(
        overview.tiles,
        overview.pilot.starts,
        overview.first_month,
        overview.data_through,
        prices=PRICES[chosen],
        notes=notes,
        **money_address(chosen),
    )
    + html.paragraph(by_chance(*lit_by_chance_alone(overview.tiles)), quiet=True)
)
show_costs_said(money.values())
show_matters(version)
if PRICES[chosen] is Prices.CURRENT:
    st.html(html.paragraph("Listan räknar kostnader i fasta priser.", quiet=True))
show_since(version)
show_targets([tile.reading for tile in (*overview.tiles, *overview.others)], money)
numbers = [(tile.reading.kpi.short_name, tile.reading, tile.points) for tile in overview.tiles]
show_numbers(numbers, "oversikt", money)

if overview.others:
    st.html(
        html.heading("Fler nyckeltal", "mäts men är inte utvalda")
        + html.table(
            ["Nyckeltal", "Senaste värde", "Mot baslinjen", "Läge", "Mål"],
            [
                [
                    noted(
                        link(
                            tile.reading.kpi.title,
                            "nyckeltal",
                            kpi=tile.reading.kpi.id,
                            **money_address(chosen),
                        ),
                        notes.get(tile.reading.kpi.id),
                    ),
                    value_text(tile.reading),
                    change_text(tile.reading) or "kan inte jämföras",
                    html.with_symbol(
                        symbols.variation(tile.reading.variation or "", tile.reading.side),
                        state_word(tile.reading),
                    ),
                    target_cell(tile.reading),
                ]
                for tile in overview.others
            ],
            align="lrrll",
            wide=True,
            moves="Fler nyckeltal",
        )
    )
