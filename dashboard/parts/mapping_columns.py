"""What each column of an unknown file is: the guess, and the choice of whoever sends it."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import streamlit as st

from dashboard import session
from dashboard.parts import html
from dashboard.parts.plain import plain
from kpi.actions.mapping import Looked
from kpi.catalogue import Catalogue
from kpi.intake.choices import KRONOR, Choices
from kpi.intake.dates import read_month
from kpi.intake.guess import Column, Guesses, Role, Use
from kpi.intake.layout import letter
from kpi.intake.texts import header_key
from kpi.wording.mapping import FACTORS, OUR_GUESS, ROLES, column_words, guessed, use_words
from kpi.wording.numbers import plural

NOT_MONTHS = "Läs dem som vanliga kolumner"
MONTH_FORM = "Skriv månaden som 2024-07."


def choose_columns(file: str, looked: Looked, catalogue: Catalogue) -> Choices:
    """Every choice about the columns, and what they come to."""
    beginning, guesses = looked.beginning, looked.guesses
    st.html(html.heading("Vad kolumnerna är"))
    months, months_factor = _choose_months(file, guesses, catalogue)
    as_months = guesses.months if months is not None else ()
    uses: list[Use] = [Use()] * len(guesses.columns)
    factors: dict[int, int] = {}
    with st.grid(3, min_column_width=270, gap="medium"):
        for at, name in enumerate(_names(guesses.columns)):
            if at not in as_months:
                with st.container(gap="small"):
                    uses[at] = _choose_use(file, name, at, guesses.columns[at], catalogue)
                    factors[at] = _choose_factor(
                        file, name, uses[at], guesses.columns[at].factor, catalogue
                    )
    has_month = months is not None or any(use.role is Role.MONTH for use in uses)
    return Choices(
        how=beginning.declares,
        header=beginning.header,
        uses=tuple(uses),
        factors=factors,
        months=months,
        months_factor=months_factor,
        period=None if has_month else _choose_period(file, guesses),
        skip=_choose_skip(file, guesses),
    )


def _names(columns: Sequence[Column]) -> list[str]:
    """What each column's choice is kept under: its heading, wherever it stands."""
    keys = [header_key(column.heading) for column in columns]
    return [
        f"{sha256(key.encode()).hexdigest()[:12]}-{keys[:at].count(key)}"
        for at, key in enumerate(keys)
    ]


def _choose_use(file: str, name: str, at: int, column: Column, catalogue: Catalogue) -> Use:
    options = [Use(role) for role in ROLES]
    options += [Use(Role.FIGURES, measure) for measure in catalogue.measures]
    use: Use = st.selectbox(
        plain(column.heading) or f"Kolumn {letter(at)} (utan rubrik)",
        options,
        format_func=lambda each: guessed(
            use_words(each, catalogue), is_guess=each == column.use and each != Use()
        ),
        key=session.offer(file, f"kolumn-{name}", column.use, options),
        on_change=session.keep_choice,
        args=(file, f"kolumn-{name}"),
    )
    st.html(html.paragraph(column_words(column, use), quiet=True))
    return use


def _choose_factor(file: str, name: str, use: Use, guess: int, catalogue: Catalogue) -> int:
    """What the numbers stand in, where they are kronor."""
    in_kronor = use.role is Role.VALUE or (
        use.role is Role.FIGURES and catalogue.measures[use.measure].unit == KRONOR
    )
    if not in_kronor:
        return 1
    factor: int = st.selectbox(
        "Beloppen står i",
        list(FACTORS),
        format_func=lambda each: guessed(FACTORS[each], is_guess=each == guess),
        key=session.offer(file, f"faktor-{name}", guess, list(FACTORS)),
        on_change=session.keep_choice,
        args=(file, f"faktor-{name}"),
    )
    return factor


def _choose_months(file: str, guesses: Guesses, catalogue: Catalogue) -> tuple[str | None, int]:
    """The measure of columns whose headings are months, where there are such; its factor."""
    if not guesses.months:
        return None, 1
    first, last = (guesses.columns[at].heading for at in (guesses.months[0], guesses.months[-1]))
    st.html(
        html.paragraph(
            f"{plural(len(guesses.months), 'rubrik', 'rubriker')} är månader ({first} till "
            f"{last}), så vi gissar att varje månad är en kolumn."
        )
    )
    titles = {"": "Välj mått", **{each.id: each.title for each in catalogue.measures.values()}}
    options = [*titles, NOT_MONTHS]
    months: str = st.selectbox(
        "Månadskolumnerna är",
        options,
        format_func=lambda each: guessed(
            titles.get(each, each), is_guess=each == guesses.measure and each != ""
        ),
        key=session.offer(file, "manader", guesses.measure, options),
        on_change=session.keep_choice,
        args=(file, "manader"),
        width=420,
    )
    if months == NOT_MONTHS:
        return None, 1
    if not months:
        return months, 1
    use = Use(Role.FIGURES, months)
    return months, _choose_factor(file, "manader", use, guesses.factor, catalogue)


def _choose_period(file: str, guesses: Guesses) -> date | None:
    """The month of every row, where no column says it."""
    guess = f"{guesses.period:%Y-%m}" if guesses.period else ""
    written = st.text_input(
        f"Månad för hela filen ({OUR_GUESS})" if guess else "Månad för hela filen",
        max_chars=20,
        key=session.offer(file, "manad", guess),
        on_change=session.keep_choice,
        args=(file, "manad"),
        placeholder="2024-07",
        width=290,
    )
    month = read_month(written)
    if isinstance(month, date):
        return month
    st.html(html.paragraph(MONTH_FORM, quiet=True))
    return None


def _choose_skip(file: str, guesses: Guesses) -> tuple[str, ...]:
    """Rows that are left out: how their first text reads."""
    guess = "\n".join(guesses.skip)
    written = st.text_area(
        f"Rader som hoppas över ({OUR_GUESS})" if guess else "Rader som hoppas över",
        key=session.offer(file, "hoppas", guess),
        on_change=session.keep_choice,
        args=(file, "hoppas"),
        help="Radens första text, en per rad. En stjärna betyder vad som helst: Källa:*",
        height=100,
        width=420,
    )
    return tuple(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))
