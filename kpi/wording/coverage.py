"""What is said of coverage: what is in, what is lacking, and by which day."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from kpi.catalogue import Catalogue
from kpi.coverage import LACKING, Mark, State
from kpi.coverage.states import IN
from kpi.periods import Month
from kpi.wording.numbers import (
    NO_BREAK,
    day_and_year,
    in_words,
    month_and_year,
    number,
    plural,
)

Row = Mapping[str, Any]
Expected = Mapping[tuple[str, str], int]  # unit, service -> how many figures are expected

STATE: Mapping[State, str] = {
    State.DELIVERED: "Lämnat",
    State.PRELIMINARY: "Preliminärt",
    State.QUESTIONED: "Öppen fråga",
    State.LATE: "Försenat",
    State.MISSING: "Saknas",
    State.CONFIDENTIAL: "Sekretess",
    State.CLOSED: "Stängt",
    State.NOT_APPLICABLE: "Ej tillämpligt",
}
MARK: Mapping[Mark, str] = {  # as the key of the table has it
    Mark.COMPLETE: "Allt är lämnat",
    Mark.PRELIMINARY: "Allt är lämnat, men preliminärt",
    Mark.QUESTIONED: "Allt är lämnat, men något har en öppen fråga",
    Mark.PARTLY: "Antal tal som saknas, försenade",
    Mark.NOTHING: "Inget är lämnat, försenat",
    Mark.WAITING: "Antal tal som saknas, inte försenade än",
    Mark.UNDISCLOSED: "Bara sekretess",
    Mark.CLOSED: "Stängt",
    Mark.NOT_APPLICABLE: "Inget väntas",
}
WHAT_TO_SEND = (
    "Skicka talen i en månadsfil, eller skriv saknas för ett tal som inte går att få fram. "
    "Är enheten stängd, eller gäller talet inte enheten? Säg till, så lägger vi in det."
)
WHAT_TO_ANSWER = "Stämmer de? Svara varför, eller skicka rätt tal i en månadsfil."
NO_DEPARTMENT = "Utan förvaltning"
HEADINGS = ["förvaltning", "enhet", "tjänst", "mått", "månad", "läge", "senast"]


def service_names(catalogue: Catalogue) -> dict[str, str]:
    """What each service is called: the first word that the layout of closed months has for it."""
    layout = catalogue.layouts.get("closed_months")
    written = {} if layout is None else layout.columns["service"].choices
    names = {service: word for word, service in reversed(written.items())}
    services = dict.fromkeys(each.service for each in catalogue.measures.values())
    return {service: names.get(service, service).capitalize() for service in services}


def department_name(department: str) -> str:
    return f"{department[:1].upper()}{department[1:]}" or NO_DEPARTMENT


def finding(month: Month, counted: Row, *, lacking: int, units: int, late_before: int) -> list[str]:
    """The page in a few sentences, the first of them the finding.

    counted: the month's `counts`. lacking, units: how many units lack something for the month,
    of how many. late_before: figures of earlier months that are late.
    """
    when, share = month_and_year(month), counted["in_whole"]
    if share is None:
        said = [f"Inga tal väntas för {when}: allt är stängt."]
    elif sum(counted[state] for state in IN) == 0:
        said = [f"Inga tal för {when} är inne än."]
    elif share == 100:
        said = [f"Alla tal för {when} är inne."]
    else:
        said = [f"{share}{NO_BREAK}% av talen för {when} är inne."]
    if counted[State.PRELIMINARY]:
        whole = sum(counted[state] for state in IN) == counted[State.PRELIMINARY]
        said.append("De är preliminära." if whole else "En del av dem är preliminära.")
    if counted[State.QUESTIONED]:
        said.append(questioned_sentence(counted[State.QUESTIONED]))
    if lacking:
        late = "är sena med något." if counted[State.LATE] else "har något kvar att lämna i tid."
        said.append(f"{_of_units(lacking, units)} {late}")
    if late_before:
        said.append(f"Från tidigare månader saknas {plural(late_before, 'tal', 'tal')}.")
    return said


def questioned_sentence(count: int) -> str:
    """`3 tal är lämnade men har en öppen fråga.`"""
    come = "är lämnat" if count == 1 else "är lämnade"
    return f"{plural(count, 'tal', 'tal')} {come} men har en öppen fråga."


def _of_units(count: int, units: int) -> str:
    word = "en" if count == 1 else in_words(count)
    return f"{word.capitalize()} av {plural(units, 'enhet', 'enheter')}"


def cell_words(cell: Row) -> str:
    """What one cell of the table says aloud: `3 av 12 tal saknas, försenat`."""
    mark = Mark(cell["mark"])
    if mark is Mark.NOT_APPLICABLE:
        return STATE[State.NOT_APPLICABLE].lower()
    if mark in (Mark.PARTLY, Mark.NOTHING, Mark.WAITING):
        late = "försenat" if cell[State.LATE] else "inte försenat än"
        return f"{cell_lacks(cell)} av {plural(cell['expected'], 'tal', 'tal')} saknas, {late}"
    return MARK[mark].lower()


def unit_finding(cell: Row, rows: Sequence[Row]) -> str:
    """One unit's month in a sentence, and by which day it is due where something lacks."""
    lacks = [row for row in rows if row["state"] in LACKING]
    if not lacks:
        return f"{cell_words(cell).capitalize()}."
    expected = plural(cell["expected"], "tal", "tal")
    return f"{len(lacks)} av {expected} saknas.{_last_day(lacks)}"


def unit_table(
    rows: Iterable[Row], services: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """What is expected of a unit for a month: a row a service, a column a state there is.

    What lacks stands first; of a service without anything in a state it says `inget`.
    """
    titles: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        titles.setdefault((row["service"], row["state"]), []).append(row["title"])
    states = [state for state in (*LACKING, *STATE) if any(state == of for _, of in titles)]
    states = list(dict.fromkeys(states))
    return ["Tjänst", *(STATE[state] for state in states)], [
        [
            services[service],
            *(", ".join(titles.get((service, state), ["inget"])) for state in states),
        ]
        for service in dict.fromkeys(service for service, _ in titles)
    ]


def cell_lacks(cell: Row) -> int:
    return int(cell[State.LATE] + cell[State.MISSING])


def lacking_heading(month: Month) -> str:
    return f"Vad saknas för {month_and_year(month)}?"


def lacking_sentence(rows: Sequence[Row], expected: int) -> str:
    """`9 tal hos 3 enheter saknas av 785. Sista dag är den 15 augusti 2024.`"""
    if not rows:
        return "Inget: allt som väntas är lämnat." if expected else "Inget: inga tal väntas."
    units = len({row["unit"] for row in rows})
    share = "" if len(rows) == expected else f" av {number(expected, 0)}"
    who = plural(units, "enhet", "enheter")
    return f"{plural(len(rows), 'tal', 'tal')}{share} saknas, hos {who}.{_last_day(rows)}"


def _last_day(rows: Sequence[Row]) -> str:
    days = sorted({row["due"] for row in rows if row["due"]})
    if not days:
        return ""
    late = any(row["state"] == State.LATE for row in rows)
    if len(days) > 1:
        between = f"mellan den {day_and_year(days[0])} och den {day_and_year(days[-1])}"
        return f" De {'skulle ha kommit' if late else 'ska komma'} {between}."
    return f" Sista dag {'var' if late else 'är'} den {day_and_year(days[0])}."


def by_unit(rows: Sequence[Row]) -> list[tuple[str, list[tuple[str, list[Row]]]]]:
    """The rows under each department, and there under each unit, in the order they come."""
    return [
        (department, [(name, list(own)) for name, own in groupby(units, itemgetter("name"))])
        for department, units in groupby(rows, itemgetter("department"))
    ]


def measures_lacking(
    rows: Iterable[Row], services: Mapping[str, str], expected: Expected
) -> list[tuple[str, str]]:
    """What a unit lacks, service by service: `("Lokalvård", "städkostnad, städad yta m²")`.

    Where everything of a service lacks, that is said and not listed.
    """
    titles: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        titles.setdefault((row["unit"], row["service"]), []).append(row["title"])
    return [
        (
            services[key[1]],
            f"allt, {plural(len(names), 'tal', 'tal')}"
            if 1 < len(names) == expected.get(key)
            else ", ".join(names),
        )
        for key, names in titles.items()
    ]


def mail(
    month: Month,
    rows: Sequence[Row],
    services: Mapping[str, str],
    expected: Expected,
    asked: Sequence[Row] = (),
) -> str:
    """A text to send out: what lacks for a month, unit by unit, and what to do about it.

    asked: the figures with an open question.
    """
    lines = ["Hej!"]
    if rows:
        last_day = _last_day(rows).strip()
        lines += ["", f"Det här har inte kommit in till Pilotkollen för {month_and_year(month)}."]
        lines += [last_day] if last_day else []
        lines += _by_department(rows, services, expected)
        lines += ["", WHAT_TO_SEND]
    if asked:
        lines += ["", f"De här talen för {month_and_year(month)} är lämnade men ovanliga."]
        lines += [*_by_department(asked, services, {}), "", WHAT_TO_ANSWER]
    return "\n".join(lines)


def _by_department(
    rows: Sequence[Row], services: Mapping[str, str], expected: Expected
) -> list[str]:
    lines = []
    for department, units in by_unit(rows):
        lines += ["", department_name(department).upper()]  # no type size tells them apart
        for name, own in units:
            said = measures_lacking(own, services, expected)
            lines += [name, *(f"– {service}: {what}" for service, what in said)]
    return lines


def lacking_file(
    rows: Iterable[Row], services: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """The same for a spreadsheet, a row a figure."""
    return HEADINGS, [
        [
            department_name(row["department"]),
            row["name"],
            services[row["service"]],
            row["title"],
            f"{row['month']:%Y-%m}",
            STATE[State(row["state"])].lower(),
            str(row["due"] or ""),
        ]
        for row in rows
    ]
