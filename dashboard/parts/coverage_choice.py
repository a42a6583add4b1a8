"""Which months, whose and what of coverage is shown: choices that live in the address."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.parts.address_list import address_list
from kpi.actions.coverage import Coverage
from kpi.periods import Month
from kpi.wording.coverage import department_name
from kpi.wording.numbers import month_and_year

PERIOD, DEPARTMENT, SUBJECT = "period", "forvaltning", "tal"  # names in the address
MONTH, UNIT = "manad", "enhet"
EVERY = "alla"
RECENT = 12  # months shown at first


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for, or what is shown where it asks for nothing there is.

    months: those of the table. cells: of the chosen department and service or measure, every
    month. month: whose list is shown. unit: whose month is looked into, else empty. notes: what
    the address asked for in vain.
    """

    months: list[Month]
    cells: pl.DataFrame
    month: Month
    unit: str
    notes: tuple[str, ...]


def address(*without: str) -> dict[str, str]:
    """What the address has of the choices, for links to carry along."""
    names = (PERIOD, DEPARTMENT, SUBJECT, MONTH, UNIT)
    return {
        name: st.query_params[name]
        for name in names
        if name in st.query_params and name not in without
    }


def chosen(seen: Coverage) -> Choice:
    """The choice as the address has it."""
    session.show_address()
    period = session.chosen(PERIOD, list(_periods(seen)), next(iter(_periods(seen))))
    months = [m for m in seen.months if period in (EVERY, f"{m:%Y}")]
    months = months or seen.months[-RECENT:]
    department = session.chosen(DEPARTMENT, list(_departments(seen)), EVERY)
    subject = session.chosen(SUBJECT, list(_subjects(seen)), EVERY)
    written = {f"{month:%Y-%m}": month for month in reversed(seen.months)}
    month = session.chosen(MONTH, list(written), f"{months[-1]:%Y-%m}")
    asked = st.query_params.get(UNIT, "")
    known = seen.cells.filter((pl.col("unit") == asked) & (pl.col("month") == written[month]))
    notes = [
        f"{thing} ”{st.query_params[name][:40]}” finns inte."
        for name, options, thing in (
            (PERIOD, _periods(seen), "Perioden"),
            (DEPARTMENT, _departments(seen), "Förvaltningen"),
            (SUBJECT, _subjects(seen), "Tjänsten eller måttet"),
            (MONTH, written, "Månaden"),
        )
        if st.query_params.get(name, next(iter(options))) not in options
    ]
    if asked and known.is_empty():
        notes.append(f"Av enheten ”{asked[:40]}” väntas inga tal den månaden.")
    return Choice(
        months=months,
        cells=seen.of(
            department=None if department == EVERY else department,
            subject=None if subject == EVERY else subject,
        ),
        month=written[month],
        unit="" if known.is_empty() else asked,
        notes=tuple(notes),
    )


def show_choices(seen: Coverage) -> None:
    """Months, department, and service or measure, side by side."""
    with st.container(horizontal=True, key="urval", gap="medium"):
        address_list("Månader", PERIOD, _periods(seen), 270)
        address_list("Förvaltning", DEPARTMENT, _departments(seen), 310)
        address_list("Tjänst eller mått", SUBJECT, _subjects(seen), 380)


def show_month_choice(seen: Coverage) -> None:
    """The month that the list of what is lacking is about."""
    months = {f"{month:%Y-%m}": month_and_year(month) for month in reversed(seen.months)}
    address_list("Månad för listan", MONTH, months, 270)


def _periods(seen: Coverage) -> dict[str, str]:
    """The latest twelve months, each year, and all of them."""
    years = sorted({f"{month:%Y}" for month in seen.months}, reverse=True)
    every = {EVERY: f"Alla {len(seen.months)} månader"}
    if len(seen.months) <= RECENT:
        return every
    recent = {"senaste": f"De senaste {RECENT} månaderna"}
    return recent | {year: f"År {year}" for year in years} | every


def _departments(seen: Coverage) -> dict[str, str]:
    found = seen.cells["department"].unique(maintain_order=True).to_list()
    return {EVERY: "Alla förvaltningar"} | {each: department_name(each) for each in found}


def _subjects(seen: Coverage) -> dict[str, str]:
    """Every service, and under it each of its measures."""
    measures = seen.cells.select("service", "measure", "title").unique(maintain_order=True).rows()
    words = {EVERY: "Alla tjänster"}
    for service, name in seen.services.items():
        own = {measure: title for of, measure, title in measures if of == service}
        if own:
            words[service] = name
            words |= {measure: f"{name}: {title}" for measure, title in own.items()}
    return words
