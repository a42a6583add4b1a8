"""Which column of a file fills which field, and which layout was meant when none is named?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from kpi.catalogue.types import Catalogue, Column, Layout, Measure, Shape
from kpi.intake.cells import Bad
from kpi.intake.dates import read_month
from kpi.intake.issue import Issue, Rule
from kpi.intake.texts import header_key

REMOVED = "removed"  # the field whose column takes rows away
MENDED = "vad som är fel"  # the heading that we give our own column, in rows to mend


@dataclass(frozen=True, slots=True)
class Matched:
    """Where in the file the layout's fields and measures stand, by position from 0."""

    fields: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, int] = field(default_factory=dict)  # wide: measure id -> position
    months: Mapping[date, int] = field(default_factory=dict)  # months: month -> position
    ignored: tuple[str, ...] = ()  # headings that are not read
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Headings:
    """Every heading that a file may use, as `header_key` writes them."""

    names: frozenset[str]
    months: bool  # whether some layout has months for headings

    def __contains__(self, key: object) -> bool:
        return key in self.names or (self.months and bool(months_among([str(key)])))


def known_headings(catalogue: Catalogue, layout: Layout | None) -> Headings:
    """The headings of every layout, and of the one named."""
    layouts = [*catalogue.layouts.values(), *([layout] if layout else [])]
    columns = [column for each in layouts for column in _columns(each)]
    names = [name for measure in catalogue.measures.values() for name in measure.names]
    return Headings(
        names=frozenset(map(header_key, names)).union(*map(_keys, columns)),
        months=any(each.shape is Shape.MONTHS for each in layouts),
    )


def match_header(
    header: tuple[str, ...], row: int, layout: Layout, catalogue: Catalogue
) -> Matched:
    """Find the layout's columns among the headings in row `row` of a file."""
    keys = [header_key(heading) for heading in header]
    fields = _field_columns(layout)
    measures = _measure_headings(layout, catalogue.measures.values())
    months = months_among(header) if layout.shape is Shape.MONTHS else {}
    field_at = {field: _positions(keys, _keys(column)) for field, column in fields.items()}
    measure_at = {measure: _positions(keys, wanted) for measure, wanted in measures.items()}
    required = {
        **{column.name: field_at[field] for field, column in fields.items() if column.required},
        **{c.name: measure_at[measure] for measure, c in layout.measures.items() if c.required},
    }
    found = (*field_at.values(), *measure_at.values(), *months.values())
    read = {at for places in found for at in places}
    passed = set(map(header_key, (*layout.ignore, MENDED)))
    unread = [at for at in range(len(keys)) if at not in read and keys[at] not in passed]
    issues = [
        *_missing(required, [header[at] for at in unread], row),
        *_duplicates(header, keys, found, row),
        *_unknown(header, unread, row),
    ]
    if layout.shape is Shape.WIDE and not any(measure_at.values()):
        issues.append(Issue.of(Rule.NO_MEASURES, row))
    if layout.shape is Shape.MONTHS and not months:
        issues.append(Issue.of(Rule.NO_MONTHS, row))
    return Matched(
        fields={field: places[0] for field, places in field_at.items() if places},
        measures={measure: places[0] for measure, places in measure_at.items() if places},
        months={month: places[0] for month, places in months.items()},
        ignored=tuple(header[at] for at in range(len(keys)) if at not in read),
        issues=tuple(issues),
    )


def guess_layout(
    header: Iterable[str],
    layouts: Iterable[Layout],
    measures: Iterable[Measure] = (),
    saved: Collection[str] = (),
) -> Layout | None:
    """The layout that a file without a named one follows; None when none or several fit.

    All required columns must be there. Of those that fit, the one that leaves fewest headings
    unread wins; then one that is not among the `saved`, so that saving one never changes how
    an ordinary file is read; then the one that asks for most. A layout that takes any measure
    by name can only count its headings when the measures are given; otherwise it comes last.
    """
    keys = [header_key(heading) for heading in header]
    measures = list(measures)
    ranked = sorted(
        (
            (_rank(keys, layout, measures, is_saved=layout.id in saved), layout)
            for layout in layouts
            if _fits(keys, layout)
        ),
        key=lambda pair: pair[0],
    )
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1] if ranked else None


def months_among(headings: Iterable[str]) -> dict[date, list[int]]:
    """The months that headings name, and where each of them stands."""
    found: dict[date, list[int]] = {}
    for at, heading in enumerate(headings):
        month = read_month(heading)
        if not isinstance(month, Bad):
            found.setdefault(month, []).append(at)
    return found


def _fits(keys: list[str], layout: Layout) -> bool:
    if layout.shape is Shape.MONTHS and not months_among(keys):
        return False
    return all(_positions(keys, _keys(c)) for c in _columns(layout) if c.required)


def _rank(
    keys: list[str], layout: Layout, measures: list[Measure], *, is_saved: bool
) -> tuple[int, bool, int, bool]:
    known = frozenset(map(header_key, layout.ignore)).union(*map(_keys, _columns(layout)))
    any_measure = layout.shape is Shape.WIDE and not layout.measures
    if any_measure:
        known = known.union(*_measure_headings(layout, measures).values())
    if layout.shape is Shape.MONTHS:
        known = known.union(keys[at] for places in months_among(keys).values() for at in places)
    unread = sum(key not in known for key in keys)
    asked = sum(column.required for column in _columns(layout))
    unread = len(keys) if any_measure and not measures else unread
    return unread, is_saved, -asked, any_measure


def _field_columns(layout: Layout) -> dict[str, Column]:
    """Field -> column. Rows that are to be summed cannot be taken away one by one."""
    left_out = REMOVED if layout.aggregate else ""
    return {field: column for field, column in layout.columns.items() if field != left_out}


def _columns(layout: Layout) -> list[Column]:
    return [*_field_columns(layout).values(), *layout.measures.values()]


def _measure_headings(layout: Layout, measures: Iterable[Measure]) -> dict[str, frozenset[str]]:
    """Wide: measure id -> the headings that mean it."""
    if layout.shape is not Shape.WIDE:
        return {}
    if layout.measures:
        return {measure: _keys(column) for measure, column in layout.measures.items()}
    return {measure.id: frozenset(map(header_key, measure.names)) for measure in measures}


def _keys(column: Column) -> frozenset[str]:
    return frozenset(map(header_key, (column.name, *column.aliases)))


def _positions(keys: list[str], wanted: frozenset[str]) -> list[int]:
    return [at for at, key in enumerate(keys) if key in wanted]


def _missing(required: Mapping[str, list[int]], unread: list[str], row: int) -> Iterable[Issue]:
    by_key = {header_key(heading): heading for heading in unread}
    for name, places in required.items():
        if not places:
            near = get_close_matches(header_key(name), by_key, n=1)
            details = tuple(by_key[key] for key in near)
            yield Issue.of(Rule.MISSING_COLUMN, row, name, details=details)


def _duplicates(
    header: tuple[str, ...], keys: list[str], places: Iterable[list[int]], row: int
) -> Iterable[Issue]:
    """Headings that stand twice, or that mean the same thing as another."""
    first = {at: group[0] for group in places for at in group}
    alike: dict[str, int] = {}
    for at, key in enumerate(keys):
        earlier = first.get(at, alike.setdefault(key, at))
        if key and earlier != at:
            yield Issue.of(Rule.DUPLICATE_COLUMN, row, header[at], details=(header[earlier],))


def _unknown(header: tuple[str, ...], unread: list[int], row: int) -> Iterable[Issue]:
    for at in unread:
        if header[at]:
            yield Issue.of(Rule.UNKNOWN_COLUMN, row, header[at])
        else:
            yield Issue.of(Rule.UNNAMED_COLUMN, row, details=(letter(at),))


def letter(position: int) -> str:
    """A column's name in a spreadsheet: A, B … Z, AA."""
    first, last = divmod(position, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
