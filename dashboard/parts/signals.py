"""What has to be taken a stand on, as a table: on Översikt and on a nyckeltal's own page."""

from collections.abc import Sequence

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.anchors import kpi_link, link
from dashboard.parts.kpi_choice import SCOPE, Choice
from dashboard.parts.money import MONEY
from kpi.actions.one_kpi import OneKpi
from kpi.charts import symbols
from kpi.wording.comments import about_words as about_comment
from kpi.wording.comments import said_parts, signed_words
from kpi.wording.signals import (
    NOTHING,
    Cause,
    Matter,
    about_words,
    cause_word,
    later_words,
    list_words,
    matter_sentence,
    owner_words,
    question_note,
    question_sentence,
    since_words,
)

HEADING = "Att ta ställning till"
HEADINGS = ["Läge", "Senaste kommentar"]
SHOWN = 5  # rows of the list at first
COUNT, EVERY = "ta-stallning", "alla"  # in the address


def show_matters(version: int) -> None:
    """The short list on Översikt, the first five until all are asked for."""
    matters = loaders.matters(version)
    if not matters:
        st.html(html.heading(HEADING) + html.paragraph(NOTHING))
        return
    shown = matters if st.query_params.get(COUNT) == EVERY else matters[:SHOWN]
    blocks = [html.heading(HEADING, list_words(matters)), _table(shown)]
    if len(shown) < len(matters):
        more = link(f"Visa alla {len(matters)}", "./", **{COUNT: EVERY})
        blocks.append(html.fill('<p class="pk-text">{more}</p>', more=more))
    st.html(html.joined(blocks))


def question_notes(version: int) -> dict[str, html.Html]:
    """By nyckeltal: that the figure has open questions, and the way there."""
    return {
        kpi.id: _way(matter, question_note(len(matter.asked)))
        for matter in loaders.matters(version)
        if matter.cause is Cause.QUESTION
        for kpi in matter.kpis
    }


def question_line(seen: OneKpi, version: int) -> html.Html:
    """Beside a figure that rests on what is doubted: which questions are open."""
    matters = loaders.kpi_matters(seen.kpi.id, seen.series.scope.key, seen.prices, version)
    asked = [each for each in matters if each.cause is Cause.QUESTION]
    return html.joined(
        html.fill(
            '<p class="pk-text" role="note">{said} {way}</p>',
            said=question_sentence(each.asked),
            way=_way(each, "Se frågan"),
        )
        for each in asked
    )


def show_kpi_matters(seen: OneKpi, choice: Choice, version: int) -> None:
    """On a nyckeltal's page: the scope's own state, and a click away the units with a signal."""
    scope = seen.series.scope.key
    matters = loaders.kpi_matters(seen.kpi.id, scope, seen.prices, version)
    own = [each for each in matters if each.scope == scope]
    behind = [each for each in matters if each.scope != scope]
    st.html(html.heading(HEADING) + (_table(own, choice) if own else html.paragraph(NOTHING)))
    if behind:
        title = f"Enheter med en signal nu ({len(behind)})"
        units = st.expander(title, key="enheter-med-signal", on_change="rerun")
        if units.open:
            units.html(_table(behind, choice))


def comment_cell(matter: Matter) -> html.Html:
    """The latest comment, whose it is, and what has happened since."""
    comment, later = matter.comment, later_words(matter)
    if matter.cause is Cause.QUESTION:
        return _way(matter, "Se frågan")
    if comment is None:
        return html.fill("{later}", later=later)
    parts = html.joined(
        html.fill("{name}{text} ", name="" if name == "Vad" else f"{name}: ", text=text)
        for name, text in said_parts(comment)
    )
    signed = html.cell("", f"{about_comment(comment)}. {signed_words(comment)}.")
    return html.joined([parts, signed, html.cell("", later) if later else html.Html("")])


def _table(matters: Sequence[Matter], choice: Choice | None = None) -> html.Html:
    headings = ["Nyckeltal" if choice is None else "Gäller", *HEADINGS]
    return html.table(headings, [_row(matter, choice) for matter in matters], wide=True)


def _row(matter: Matter, choice: Choice | None) -> list[str]:
    name = about_words(matter) if choice is None else matter.scope_name
    address = {SCOPE: matter.scope} if choice is None else _address(matter, choice)
    title = kpi_link(matter.kpis[0].id, name, **address) if matter.kpis else name
    state = html.with_symbol(_symbol(matter), cause_word(matter))
    said = html.fill("{state}<br>{text}", state=state, text=matter_sentence(matter))
    return [
        html.cell(title, owner_words(matter)),
        html.cell(said, since_words(matter)),
        comment_cell(matter),
    ]


def _address(matter: Matter, choice: Choice) -> dict[str, str]:
    return {SCOPE: matter.scope, MONEY: choice.money}


def _symbol(matter: Matter) -> str:
    if matter.cause is Cause.QUESTION:
        return symbols.file("warning")
    if matter.cause is Cause.TARGET:
        return symbols.target("misses")
    reading = matter.reading
    return symbols.variation((reading and reading.variation) or "", reading and reading.side)


def _way(matter: Matter, text: str) -> html.Html:
    """To the delivery that asked, for those who may see it; else only the text."""
    if not loaders.may_see_rows():
        return html.fill("{text}", text=text)
    return link(text, "leveranser", nr=str(matter.delivery))


def noted(title: html.Html, note: html.Html | None) -> html.Html:
    """A cell's title with what is to be read with it, in small type."""
    return html.cell(title, note) if note else title
