"""The clean twin: a small file that is right, and what becomes of others beside it."""

from kpi.catalogue.types import Layout
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from kpi.wording.issues import issue_sentence
from tests.intake.files import CATALOGUE, HEADER, KNOWN, LONG, ROW, check, lines, place, told

CLEAN = lines(HEADER, ROW, "2024-01;Östra skolan;Städad yta;12")
ROWS = check(CLEAN).rows


def same_rows(content: str | bytes) -> bool:
    """Whether a file means the same as its clean twin, with nothing to say about it."""
    checked = check(content)
    return not checked.issues and checked.rows.equals(ROWS)


def places(content: str | bytes, layout: Layout = LONG, **options: str) -> list[tuple]:
    checked = check(content, layout, **options)
    assert checked.rows.is_empty() == checked.has_errors
    return [place(issue) for issue in checked.issues]


def all_told(checked: Checked) -> list[tuple]:
    """Everything that is told of a file, in its order: level, row, column and the sentence."""
    assert checked.rows.is_empty() == checked.has_errors
    return [told(issue) for issue in checked.issues]


def says(checked: Checked) -> list[str]:
    return [issue_sentence(issue) for issue in checked.issues]


def told_of(content: str | bytes, layout: Layout = LONG, **options: str) -> list[tuple]:
    return all_told(check(content, layout, **options))


def checked_sheet(
    data: bytes, layout: Layout = LONG, *, sheet: str | None = None, name: str = "fil.xlsx"
) -> Checked:
    table = read(data, CATALOGUE, name=name, layout=layout, sheet=sheet)
    return validate(table, layout, CATALOGUE, KNOWN)


def same_sheet(data: bytes) -> bool:
    """Whether a workbook means the same as the clean twin, with nothing to say about it."""
    checked = checked_sheet(data)
    return not checked.issues and checked.rows.equals(ROWS)
