"""Has what became cheaper also become worse? Cost, quality and volume together."""

import streamlit as st

from dashboard import link_loaders, loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.empty import show_empty
from dashboard.parts.head import page_head
from dashboard.parts.kpi_choice import unknown
from dashboard.parts.paths import money, show_groups, show_table, show_whole
from kpi.actions.scopes import alphabetical
from kpi.values import Level
from kpi.wording import link_tables as tables
from kpi.wording import links as say
from kpi.wording.signals import question_sentence

PAIR, SHOW, TYPE = "par", "visa", "typ"  # names in the address
LEVELS = {"enheter": Level.UNIT, "omraden": Level.AREA}
WORDS = {"enheter": "Enheter", "omraden": "Områden"}

version = loaders.number()
overview, pairs = loaders.overview(version), link_loaders.pairs(version)
if overview.pilot is None or overview.data_through is None:
    st.html(page_head("Samband"))
    show_empty(overview)
    st.stop()
if not pairs:
    st.html(page_head("Samband") + html.paragraph(tables.NOTHING))
    st.stop()

session.show_address()
order = [tile.reading.kpi.id for tile in (*overview.tiles, *overview.others)]
named = {each.key: each.title for each in sorted(pairs, key=lambda each: alphabetical(each.title))}
by_need = [each for kpi in order for each in pairs if each.cost.id == kpi] or pairs
first = next((each for each in by_need if each.measures_quality), by_need[0])
chosen = session.chosen(PAIR, list(named), first.key)
shown = session.chosen(SHOW, list(LEVELS), "enheter")
seen = link_loaders.links(chosen, LEVELS[shown], version)
types = sorted({path.unit_type for path in seen.paths if path.unit_type}, key=alphabetical)
unit_type = session.chosen(TYPE, ["", *types], "")
paths = [path for path in seen.paths if unit_type in ("", path.unit_type)]

findings = html.joined(html.lede(*say.finding(whole, seen.pair)) for whole in seen.whole)
st.html(page_head("Har kostnad och kvalitet följts åt?") + findings)
with st.container(horizontal=True, key="val", gap="medium"):
    address_list("Kostnad och kvalitet", PAIR, named, 520)
    address_list("Visa", SHOW, WORDS, 200)
    if types:
        names = {"": "Alla", **{each: each.capitalize() for each in types}}
        address_list("Enhetstyp", TYPE, names, 240)
asked = question_sentence(seen.asked) if seen.asked else ""
notes = unknown(PAIR, named, "Paret")
if types:
    notes += unknown(TYPE, ["", *types], "Enhetstypen")
for text in filter(None, (*notes, tables.instead_of_quality(seen.pair), asked)):
    st.html(kpi_html.notice(text))
for whole in seen.whole:
    show_whole(seen, whole, paths, LEVELS[shown], version)
st.html(html.paragraph(tables.NO_CAUSE))
show_groups(seen, paths, LEVELS[shown])
show_table(seen, paths)
st.html(
    html.joined(
        html.paragraph(text, quiet=True)
        for text in (f"Kostnaden står i {money(seen)}.", tables.months_said(), tables.CAVEAT)
    )
)
