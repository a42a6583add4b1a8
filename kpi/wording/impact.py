"""What a file would move, in words: months that are in already, and the pilot's nyckeltal."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.periods import Month
from kpi.wording.numbers import month_and_year, plural
from kpi.wording.sentences import Reading, state_word, value_text

HEADINGS = ("Nyckeltal", "Nu", "Efter", "Bedömning")
SHOWN = 6  # months named


@dataclass(frozen=True, slots=True)
class Moved:
    """One nyckeltal for the whole pilot, as Översikt says it before and after."""

    before: Reading
    after: Reading


@dataclass(frozen=True, slots=True)
class Covered:
    """One month as it would be covered: how many units have sent everything, of how many.

    lacking: how many figures would still lack.
    """

    month: Month
    units: int
    complete: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Impact:
    """`months` are those with figures in already that change or go, with how many.

    `moved` are the nyckeltal of the pilot whose tile would say something else; empty while
    there is no pilot. `covered` are the months that the file touches, as they would be. `packs`
    are the meetings whose frozen figures would differ from today's, with how many.
    """

    months: tuple[tuple[Month, int], ...]
    moved: tuple[Moved, ...]
    covered: tuple[Covered, ...] = ()
    packs: tuple[tuple[str, int], ...] = ()


def packs_sentence(impact: Impact) -> str:
    """`Rör underlag som redan är fryst: Servicenämnden 18 september 2024 (1 tal) …`, or nothing."""
    if not impact.packs:
        return ""
    named = "; ".join(f"{title} ({plural(count, 'tal', 'tal')})" for title, count in impact.packs)
    return (
        f"Rör underlag som redan är fryst: {named}. Underlaget står kvar som det visades, och "
        "sammanträdets sida visar då och nu."
    )


def months_sentence(impact: Impact) -> str:
    """`Ändrar tal som redan är lämnade: november 2023 (1 tal).`; empty when it changes none."""
    if not impact.months:
        return ""
    named = [
        f"{month_and_year(month)} ({plural(count, 'tal', 'tal')})"
        for month, count in impact.months[:SHOWN]
    ]
    more = len(impact.months) - len(named)
    if more:
        named.append(f"och {plural(more, 'månad', 'månader')} till")
    return f"Ändrar tal som redan är lämnade: {', '.join(named)}."


def covered_sentences(covered: Sequence[Covered]) -> list[str]:
    """`Efter filen är oktober 2024 komplett: 24 av 24 enheter har lämnat allt.`; latest first."""
    latest = list(reversed(covered))
    said = [_covered(each) for each in latest[:SHOWN]]
    more = latest[SHOWN:]
    if more:
        done = sum(each.lacking == 0 for each in more)
        said.append(f"Av {plural(len(more), 'månad', 'månader')} till är {done} kompletta.")
    return said


def _covered(month: Covered) -> str:
    when, units = month_and_year(month.month), plural(month.units, "enhet", "enheter")
    if month.lacking == 0:
        return f"Efter filen är {when} komplett: {month.complete} av {units} har lämnat allt."
    lacks = f"{plural(month.lacking, 'tal', 'tal')} saknas än"
    return f"Efter filen har {month.complete} av {units} lämnat allt för {when}; {lacks}."


def moved_sentence(impact: Impact) -> str:
    """How many nyckeltal move, and how many are judged otherwise."""
    if not impact.moved:
        return "Inget nyckeltal på Översikt ändras."
    judged = sum(before_and_after(moved) != state_word(moved.after) for moved in impact.moved)
    start = f"{plural(len(impact.moved), 'nyckeltal', 'nyckeltal')} på Översikt ändras"
    return f"{start}, {judged} får en ny bedömning." if judged else f"{start}, men ingen bedömning."


def moved_rows(impact: Impact) -> list[list[str]]:
    """A row a nyckeltal: its name, its figure before and after, its verdict."""
    return [
        [
            moved.after.kpi.short_name,
            _figure(moved.before),
            _figure(moved.after),
            before_and_after(moved),
        ]
        for moved in impact.moved
    ]


def before_and_after(moved: Moved) -> str:
    """`Försämring`, or `Försämring → Normal variation` where it becomes another."""
    was, becomes = state_word(moved.before), state_word(moved.after)
    return becomes if was == becomes else f"{was} → {becomes}"


def _figure(reading: Reading) -> str:
    month = f", {reading.when(reading.month)}" if reading.month else ""
    money = ", fasta priser" if reading.kpi.price_index and reading.month else ""
    return f"{value_text(reading)}{month}{money}"
