"""One nyckeltal's verdict, its chart, the key, and the same as a table and as files."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from functools import partial

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.downloads import CSV, PNG, SVG, download
from dashboard.parts.events import chosen_kinds, show_kinds
from dashboard.parts.head import MADE_UP
from dashboard.parts.kpi_choice import Choice
from kpi.actions.events import of_kinds
from kpi.actions.one_kpi import OneKpi
from kpi.catalogue.types import Better
from kpi.charts import alone, export, key, symbols
from kpi.trends import Status, Variation
from kpi.wording.comments import Comment
from kpi.wording.happened import with_notes
from kpi.wording.labels import VARIATION
from kpi.wording.one_kpi import (
    axis_words,
    compared,
    event_words,
    file_stem,
    finding,
    months_file,
    months_table,
    read_with,
)
from kpi.wording.phases import begins_words
from kpi.wording.sentences import full_sentence, shown_assurance
from kpi.wording.survey import SurveyState, file_with_waves, with_waves
from kpi.wording.table_file import table_file
from kpi.wording.target import assured_said, status_said, status_symbol


def verdict(seen: OneKpi, survey: Sequence[str] = ()) -> html.Html:
    """What the latest month says: variation, target, change, and what to read it with.

    survey: what there is to say of how sure the value is.
    """
    reading = seen.series.reading
    word, rest = finding(reading, seen.series.points)
    variation = symbols.variation(reading.variation or "", reading.side)
    lines = [kpi_html.said(variation, rest, bold=word)]
    status, held = status_said(reading, in_fixed=seen.target_in_fixed)
    if status:
        lines.append(kpi_html.said(symbols.target(status_symbol(reading)), held, bold=status))
    assured = assured_said(reading)
    if reading.month is not None and assured:
        lines.append(kpi_html.said(symbols.target(shown_assurance(reading)), assured))
    beside = "; ".join(read_with(each.reading) for each in seen.beside)
    more = [
        *survey,
        compared(reading, seen.compared, seen.prices),
        f"Läs tillsammans med {beside}." if beside else "",
    ]
    return kpi_html.verdict(reading.variation or "none", lines, [text for text in more if text])


def show_chart(seen: OneKpi, choice: Choice, version: int) -> None:
    """The chart under a line that says what it shows, the key, the table and the files.

    seen: with all of its events; those of the kinds that are switched on are shown.
    """
    reading, points, kinds = seen.series.reading, seen.series.points, chosen_kinds(seen)
    whole, seen = seen, replace(seen, events=of_kinds(seen.events, kinds))
    comments = loaders.comments(seen.kpi.id, (seen.series.scope.key,), version)
    st.html(kpi_html.axis_line(*_axis(seen)))
    spec = loaders.spc_spec(choice.kpi.id, choice.scope, choice.prices, version, kinds)
    survey = loaders.survey(choice.kpi.id, choice.scope, version)
    alt = full_sentence(reading, seen.series.scope.name)
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=alt, key="diagram")
    st.html(kpi_html.key(_key(seen)))
    show_kinds(whole)
    table = st.expander("Visa som tabell", key="tabell", on_change="rerun")
    if table.open:
        months = points["month"].sort(descending=True).to_list()
        month_rows = with_waves(survey, points, months_table(seen.kpi, points))
        headings, rows = with_notes(*month_rows, months, seen.events, comments)
        align = "lrrrlr" + "rrr" * (survey is not None)
        table.html(html.table(headings, rows, align=align, wide=True, moves="Månad för månad"))
    _show_files(seen, spec, survey, comments)


def _show_files(
    seen: OneKpi, spec: export.Spec, survey: SurveyState | None, comments: list[Comment]
) -> None:
    stem = file_stem(seen.kpi, seen.series.scope.key)
    with st.container(horizontal=True, key="filer"):
        about = spec, seen.kpi.title, _around(seen)
        download("Ladda ner bild (PNG)", partial(alone.png, *about), f"{stem}.png", PNG)
        download("Ladda ner bild (SVG)", partial(alone.svg, *about), f"{stem}.svg", SVG)
        download(
            "Ladda ner tabell (CSV)", partial(_csv, seen, survey, comments), f"{stem}.csv", CSV
        )
        if loaders.may_see_rows():
            st.button(
                "Visa beräkningen", on_click=session.open_in_address, kwargs={"visa": "berakning"}
            )


def _csv(seen: OneKpi, survey: SurveyState | None, comments: list[Comment]) -> bytes:
    points, (_, money) = seen.series.points, _axis(seen)
    rows = file_with_waves(survey, points, months_file(seen.kpi, points, money))
    months = points["month"].sort().to_list()
    return table_file(*with_notes(*rows, months, seen.events, comments, always=True))


def _around(seen: OneKpi) -> list[str]:
    """What a picture takes along when it leaves its page."""
    unit, prices = _axis(seen)
    events = (f"{number}  {words}" for number, words in _events(seen))
    made_up = [MADE_UP] if loaders.home().settings.facts.demo else []
    return [seen.series.scope.name, f"{unit}{', ' if prices else ''}{prices}", *events, *made_up]


def _axis(seen: OneKpi) -> tuple[str, str]:
    return axis_words(seen.series.reading, seen.prices, seen.price_base)


def _events(seen: OneKpi) -> list[tuple[int, str]]:
    return [
        (row["number"], event_words(row["title"], row["first_day"], row["last_day"]))
        for row in seen.events.to_dicts()
    ]


def _key(seen: OneKpi) -> list[tuple[str, str]]:
    """Only what can be seen in this chart."""
    reading = seen.series.reading
    judged = reading.variation is not None
    good, bad = ("low", "high") if seen.kpi.better is Better.LOWER else ("high", "low")
    states = [(Variation.IMPROVING, good), (Variation.WORSENING, bad)]
    if seen.kpi.better is Better.NEITHER:
        states = [(Variation.HIGH, "high"), (Variation.LOW, "low")]
    points = seen.series.points
    items = [(symbols.variation(s, side), VARIATION[s]) for s, side in states if judged]
    items.append((key.ordinary(), "Normal variation" if judged else "Värde"))
    if points["preliminary"].any() and points.filter("preliminary")["shown"].count():
        items.append((key.preliminary(), "Preliminär: för få enheter har lämnat"))
    if reading.upper is not None:
        firm = reading.status is not Status.PRELIMINARY
        items.append(
            (key.normal_range(firm=firm), "Normalt spann" if firm else "Preliminärt spann")
        )
    if points["target"].count():
        items.append((key.target(), "Mål"))
    items += [(key.phase(), begins_words(*astuple(phase))) for phase in seen.phases]
    return [*items, *((key.event(number), words) for number, words in _events(seen))]
