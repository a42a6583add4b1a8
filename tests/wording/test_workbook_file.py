"""A table as an Excel file: what stands in a cell is what was written, and never a formula."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.errors import InputError
from kpi.wording.workbook_file import Sheet, workbook_file

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cc"]))


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_no_cell_is_a_formula_a_link_or_a_number():
    cells = ["=1+1", "@SUM(A1)", "+46", "https://example.org", "-5", "53,5", "2024-01"]
    content = workbook_file([Sheet("Blad", ["a", "a", *"bcdef"], [cells])])
    [header, row] = read(content)["Blad"]
    assert header == ["a", "a", *"bcdef"]  # a file's own headings may be the same
    assert row == cells
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Blad"]
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    assert {cell.hyperlink for cell in sheet[2]} == {None}


def test_an_empty_cell_is_empty_and_a_wide_one_does_not_fill_the_screen():
    content = workbook_file([Sheet("Blad", ["a", "b"], [["", "x" * 300]], frozenset({"a"}))])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Blad"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (None, "@")
    assert (
        round(sheet.column_dimensions["A"].width),
        round(sheet.column_dimensions["B"].width),
    ) == (
        13,
        61,
    )


def test_a_cell_longer_than_a_spreadsheets_is_said_and_not_lost():
    with pytest.raises(InputError, match="Kolumnen gräns får inte plats i en Excel-fil"):
        workbook_file([Sheet("Blad", ["gräns"], [["x" * 32_768]])])


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=4))
def test_every_text_comes_back_as_it_was(rows):
    found = read(workbook_file([Sheet("Blad", ["a", "b"], rows)]))["Blad"]
    said = [[cell or "" for cell in row] for row in found[1:]]
    while rows and not any(rows[-1]):  # empty rows last are no rows
        rows = rows[:-1]
    while said and not any(said[-1]):
        said = said[:-1]
    assert said == rows
