"""One nyckeltal month by month: what it says, what it rests on, who stands behind it."""

from dataclasses import astuple

import streamlit as st

from dashboard import loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.calculation import show_calculation
from dashboard.parts.comments import show_comments
from dashboard.parts.empty import show_empty
from dashboard.parts.head import page_head
from dashboard.parts.kpi_chart import show_chart, verdict
from dashboard.parts.kpi_choice import chosen, show_choices
from dashboard.parts.kpi_split import show_split
from dashboard.parts.kpi_units import show_units
from dashboard.parts.new_phase import show_new_phase
from dashboard.parts.relocking import show_relocking
from dashboard.parts.signals import question_line, show_kpi_matters
from dashboard.parts.survey import survey_lines
from dashboard.parts.year import show_year
from kpi.wording.calculation import formula_words
from kpi.wording.one_kpi import baseline_words, definition_rows

home, version = loaders.home(), loaders.number()
catalogue, overview = loaders.catalogue(version), loaders.overview(version)
if overview.pilot is None or overview.data_through is None:
    st.html(page_head("Nyckeltal"))
    show_empty(overview)
    st.stop()

with_values = [tile.reading.kpi.id for tile in (*overview.tiles, *overview.others)]
choice = chosen(catalogue, with_values, version)
seen = loaders.one_kpi(choice.kpi.id, choice.scope, choice.prices, version)
st.html(page_head(choice.kpi.title))
show_choices(choice, catalogue, version)
if choice.notes:
    shown = f"Här visas {seen.kpi.title}, {seen.series.scope.name}."
    st.html(kpi_html.notice(" ".join([*choice.notes, shown])))
said = survey_lines(seen, choice, catalogue, version)
st.html(verdict(seen, said) + question_line(seen, version))
if seen.series.points["shown"].count():
    show_chart(seen, choice, version)
    show_kpi_matters(seen, choice, version)
    show_comments(seen, catalogue, version)
    show_new_phase(seen, choice, version)
    show_relocking(seen, choice, version)
show_split(seen, choice, version)
show_year(choice, version)
show_units(seen, choice, overview.pilot.starts)
show_calculation(seen, choice, catalogue, version)

rows = definition_rows(
    seen.series.reading,
    seen.definition.text,
    formula_words(seen.kpi, catalogue),
    baseline=baseline_words(*astuple(seen.baseline)) if seen.baseline else "",
    in_fixed=seen.target_in_fixed,
    judging=seen.judging,
    today=seen.today,
)
st.html(html.heading("Så räknas nyckeltalet") + kpi_html.definitions(rows))
