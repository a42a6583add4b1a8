"""How an unknown file is split into cells: each choice with our guess, and what comes of it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.parts import html
from kpi.actions.mapping import Looked
from kpi.intake.dialect import HEADER_WITHIN
from kpi.intake.first_rows import Beginning
from kpi.intake.how import How
from kpi.intake.layout import letter
from kpi.wording.mapping import DECIMALS, DELIMITERS, ENCODINGS, guessed

ROWS = 10  # shown of the file
COLUMNS = 30
Words = Callable[[Any], str]  # how an option is shown


def how_chosen(file: str) -> How:
    """What has been chosen of how the file is split; the rest is as it is found."""
    chosen = session.choices_of(file)
    return How(
        encoding=chosen.get("kodning"),
        delimiter=chosen.get("skiljetecken"),
        header_row=chosen.get("rubrikrad"),
        decimal=chosen.get("decimaltecken", "comma"),
    )


def choose_how(file: str, looked: Looked) -> None:
    """The choices side by side, and the first rows as they are read so."""
    beginning = looked.beginning
    guess = beginning.guess
    rows = [number for number, cells in beginning.rows if any(map(str.strip, cells))]
    early = [number for number in rows if number <= HEADER_WITHIN] or rows[:1]
    lists: list[tuple[str, str, Sequence[Any], Any, Words]] = []
    if not beginning.is_workbook:
        found = [guess.delimiter] if beginning.sep_line else list(DELIMITERS)
        lists += [
            ("Teckenkodning", "kodning", list(ENCODINGS), guess.encoding, ENCODINGS.get),
            ("Skiljetecken", "skiljetecken", found, guess.delimiter, DELIMITERS.get),
        ]
    lists += [
        ("Rubrikrad", "rubrikrad", early, guess.header_row, str),
        ("Decimaltecken", "decimaltecken", list(DECIMALS), guess.decimal, DECIMALS.get),
    ]
    with st.container(horizontal=True, gap="medium"):
        for label, name, options, ours, words in lists:
            st.selectbox(
                label,
                options,
                format_func=marked(words, ours),
                key=session.offer(file, name, ours, options),
                on_change=session.keep_choice,
                args=(file, name),
                width=290,
            )
    st.html(_table(beginning))


def marked(words: Words, guess: object) -> Words:
    """The words of the options, our guess said to be one."""
    return lambda option: guessed(words(option), is_guess=option == guess)


def _table(beginning: Beginning) -> html.Html:
    """The first rows, numbered as a spreadsheet does it."""
    width = min(COLUMNS, max(len(cells) for _, cells in beginning.rows))
    last = max(ROWS, (beginning.how.header_row or 0) + 2)
    shown = [row for row in beginning.rows if row[0] <= last] or list(beginning.rows[:ROWS])
    rows = [
        [
            f"{number}, rubriker" if number == beginning.how.header_row else str(number),
            *(*cells, *[""] * width)[:width],
        ]
        for number, cells in shown
    ]
    headings = ["Rad", *map(letter, range(width))]
    caption = "Filens första rader, så som de läses nu"
    return html.table(headings, rows, caption=caption, wide=True, moves=caption)
