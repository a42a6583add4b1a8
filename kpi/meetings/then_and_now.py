"""What a pack said, held against what is said today: pairs that differ, and why (methods §19)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kpi.meetings.pack import Pack


class Why(StrEnum):
    """What has made a figure another."""

    CORRECTED = "corrected"  # a later delivery named the same figures
    WITHDRAWN = "withdrawn"  # a delivery behind it was taken back
    RESTORED = "restored"  # an undo was undone
    PRICES = "prices"  # a later edition of the price index
    REGISTER = "register"  # who is expected: units, closed months, the pilot, the baseline
    DEFINED = "defined"  # the nyckeltal's definition
    COMPUTED = "computed"  # nothing in the ledger: the program computes otherwise


@dataclass(frozen=True, slots=True)
class Cause:
    """delivery: the one that did it, None for the program; sender, why: as it says itself."""

    why: Why
    delivery: int | None = None
    sender: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure then and now; causes: none where both are the same."""

    name: str
    then: str
    now: str
    causes: tuple[Cause, ...] = ()

    @property
    def same(self) -> bool:
        return self.then == self.now


def differences(then: Pack, now: Pack) -> list[Compared]:
    """Everything that two packs of the same cut-off say differently, in the order of the pack."""
    before, after = (dict(_said(pack)) for pack in (then, now))
    return [
        Compared(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def _said(pack: Pack) -> Iterator[tuple[str, str]]:
    yield "Sammanfattning", " ".join(pack.finding)
    for answer in pack.answers:
        yield answer.question, answer.answer
        yield from (
            (f"{answer.question} {row.name}", f"{row.value} {row.word}") for row in answer.rows
        )
    for kpi in pack.kpis:
        for what, said in (
            ("värde", kpi.value),
            ("läge", kpi.state),
            ("mål", kpi.target),
            ("mot baslinjen", kpi.change),
        ):
            yield f"{kpi.short_name}, {what}", said
        yield from _cells(kpi.short_name, kpi.months.headings, kpi.months.rows)
    for section in pack.sections:
        for table in section.tables:
            yield from _cells(table.caption, table.headings, table.rows)


def _cells(
    name: str, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[str, str]]:
    for row in rows:
        for heading, cell in zip(headings[1:], row[1:], strict=True):
            yield f"{name}, {row[0]}, {heading}", cell
