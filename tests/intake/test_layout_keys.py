"""What a layout may say about a file: where its header stands, in CSV and Excel alike."""

from kpi.catalogue.types import Layout
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from kpi.wording.issues import issue_sentence
from tests.intake.files import CATALOGUE, KNOWN, LONG, check, lines
from tests.intake.workbooks import xlsx

HEADER = "månad;enhet;mått;värde"
ROWS = ["2024-01;Lärkskolan;Städkostnad;1234", "2024-01;Östra skolan;Städad yta;12"]
CLEAN = check(lines(HEADER, *ROWS)).rows


def as_csv(rows: list[str]) -> bytes:
    return lines(*rows).encode()


def as_sheet(rows: list[str]) -> bytes:
    return xlsx(*([cell or None for cell in row.split(";")] for row in rows))


def changed(layout: Layout, **keys: object) -> Layout:
    return Layout.model_validate({**layout.model_dump(), **keys})


def read_both(layout: Layout, *rows: str) -> list[Checked]:
    """The same rows as a CSV and as a sheet."""
    tables = [read(made(list(rows)), CATALOGUE, layout=layout) for made in (as_csv, as_sheet)]
    return [validate(table, layout, CATALOGUE, KNOWN) for table in tables]


def says(checked: Checked) -> list[str]:
    return [issue_sentence(issue).replace("Blad1, rad", "Rad") for issue in checked.issues]


# The header's row


def test_a_header_row_is_where_the_layout_says_and_what_is_above_is_expected():
    layout = changed(LONG, header_row=3)
    for checked in read_both(layout, "Mall 2024;;;", "månad;enhet;;", HEADER, *ROWS):
        assert not checked.issues
        assert checked.rows.drop("source_row").equals(CLEAN.drop("source_row"))
        assert checked.facts.header_row == 3


def test_a_header_row_that_is_blank_is_an_error():
    for checked in read_both(changed(LONG, header_row=2), HEADER, ";;;", *ROWS):
        assert says(checked) == [
            "Rad 2: rubrikerna ska stå här enligt filens layout, men raden är tom."
        ]
    for checked in read_both(changed(LONG, header_row=9), HEADER, *ROWS):
        assert says(checked) == [
            "Rad 9: rubrikerna ska stå här enligt filens layout, men raden är tom."
        ]


def test_a_header_row_without_the_headings_lists_what_is_missing():
    for checked in read_both(changed(LONG, header_row=2), HEADER, *ROWS):
        assert sum("kolumnen saknas i filen" in said for said in says(checked)) == 4
