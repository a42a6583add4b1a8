"""Units and months as one table: how it stands with each, in a shape and in words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import polars as pl

from dashboard.parts.anchors import link
from dashboard.parts.coverage_choice import MONTH, UNIT, address
from dashboard.parts.html import Html, fill, joined
from kpi.coverage import Mark, counts, with_mark
from kpi.periods import Month
from kpi.wording.coverage import MARK, cell_lacks, cell_words, department_name
from kpi.wording.numbers import month_and_year, short_month

NUMBERED = (Mark.PARTLY, Mark.NOTHING, Mark.WAITING)  # these say how many lack
LINKED = (*NUMBERED, Mark.QUESTIONED)  # these lead to the unit's month
IN_KEY = (*LINKED, Mark.COMPLETE, Mark.PRELIMINARY, Mark.UNDISCLOSED, Mark.CLOSED)
ROOM = 14  # more months than this have one letter each
NOTHING = "inget väntas"
AFTER = "vad-saknas"  # the heading after the table

Row = Mapping[str, Any]


def months_table(cells: pl.DataFrame, months: Sequence[Month], about: str) -> Html:
    """The table with its key. In: cells as `see_coverage` has them, of any months."""
    shown = cells.filter(pl.col("month").is_in(months))
    if shown.is_empty():
        return fill('<p class="pk-text">{text}</p>', text="Inga tal väntas i det här urvalet.")
    marked = with_mark(counts(shown, ["unit", "month"])).to_dicts()
    found = {(row["unit"], row["month"]): row for row in marked}
    units = shown.select("department", "unit", "name").unique(maintain_order=True).rows()
    bodies = [
        _group(department, [row[1:] for row in own], months, found)
        for department, own in groupby(units, lambda row: row[0])
    ]
    table = fill(
        '<div class="pk-months{many}" role="region" aria-label="{about}" tabindex="0"><table>'
        "<caption>{about}</caption>{head}{sums}{bodies}</table></div>",
        many=" pk-many" if len(months) > ROOM else "",
        about=about,
        head=_head(months),
        sums=_sums(shown, months),
        bodies=joined(bodies),
    )
    past = fill('<a class="pk-link pk-skip" href="#{at}">Hoppa förbi tabellen</a>', at=AFTER)
    return joined([_key({Mark(row["mark"]) for row in marked}), past, table])


def _head(months: Sequence[Month]) -> Html:
    years = joined(
        fill(
            '<th colspan="{n}" scope="colgroup"><span>{year}</span></th>',
            n=str(len(list(own))),
            year=year,
        )
        for year, own in groupby(months, lambda month: f"{month:%Y}")
    )
    each = joined(_month(month, short=len(months) > ROOM) for month in months)
    return fill(
        '<thead><tr><th rowspan="2" scope="col">Enhet</th>{years}</tr><tr>{each}</tr></thead>',
        years=years,
        each=each,
    )


def _month(month: Month, *, short: bool) -> Html:
    word = short_month(month).split()[0]
    return fill(
        '<th scope="col"><span aria-hidden="true">{seen}</span>{heard}</th>',
        seen=word[:1] if short else word,
        heard=_heard(month_and_year(month)),
    )


def _sums(shown: pl.DataFrame, months: Sequence[Month]) -> Html:
    """Two rows for all units together: how much is in, and how many figures lack."""
    found = {row["month"]: row for row in counts(shown, ["month"]).to_dicts()}
    share = [found[m]["in_whole"] if m in found else None for m in months]
    lacks = [cell_lacks(found[m]) if m in found else None for m in months]
    rows = [("Inne, procent", share), ("Saknas, antal tal", lacks)]
    return fill(
        "<tbody>{rows}</tbody>",
        rows=joined(
            _row(name, [_number(number) for number in numbers], "pk-sums") for name, numbers in rows
        ),
    )


def _number(number: int | None) -> Html:
    return _heard(NOTHING) if number is None else Html(number)


def _group(
    department: str,
    units: Iterable[tuple[str, str]],
    months: Sequence[Month],
    found: Mapping[tuple[str, Month], Row],
) -> Html:
    rows = [
        _row(name, [_cell(name, unit, month, found.get((unit, month))) for month in months])
        for unit, name in units
    ]
    return fill(
        '<tbody><tr><th class="pk-group" colspan="{n}" scope="rowgroup"><span>{name}</span></th>'
        "</tr>{rows}</tbody>",
        n=str(len(months) + 1),
        name=department_name(department),
        rows=joined(rows),
    )


def _row(name: str, cells: Iterable[Html], kind: str = "") -> Html:
    return fill(
        '<tr class="{kind}"><th scope="row">{name}</th>{cells}</tr>',
        kind=kind,
        name=name,
        cells=joined(fill("<td>{cell}</td>", cell=cell) for cell in cells),
    )


def _cell(name: str, unit: str, month: Month, row: Row | None) -> Html:
    if row is None:
        return _heard(NOTHING)
    mark, words = Mark(row["mark"]), cell_words(row)
    if mark not in LINKED:
        return joined([_shape(mark), _heard(words)])
    return link(
        _sign(mark, cell_lacks(row)),
        kind=f"pk-lack pk-lack-{mark.value}",
        label=f"{words}: {name}, {month_and_year(month)}",
        **{**address(), UNIT: unit, MONTH: f"{month:%Y-%m}"},
    )


def _sign(mark: Mark, lacks: int) -> str:
    """What stands in a cell that leads further: how many lack, or that something is asked."""
    return str(lacks) if mark in NUMBERED else "?"


def _shape(mark: Mark) -> Html:
    return fill('<i class="pk-m pk-m-{mark}"></i>', mark=mark.value)


def _heard(words: str) -> Html:
    return fill('<span class="pk-hide">{words}</span>', words=words)


def _key(marks: set[Mark]) -> Html:
    """Only what can be seen in this table."""
    linked = '<b class="pk-lack pk-lack-{mark}" aria-hidden="true">{sign}</b>'
    rows = joined(
        fill(
            "<li>{shape}{words}</li>",
            shape=fill(linked, mark=mark.value, sign=_sign(mark, 3))
            if mark in LINKED
            else _shape(mark),
            words=MARK[mark],
        )
        for mark in IN_KEY
        if mark in marks
    )
    return fill('<ul class="pk-key" aria-label="Teckenförklaring">{rows}</ul>', rows=rows)
