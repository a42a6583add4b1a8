"""The rows with errors come back as they were written, with what is wrong last."""

import csv
import io

import openpyxl
import pytest

from kpi.intake.issue import Rule
from kpi.wording.mend import rows_to_mend, rows_to_mend_in_excel
from kpi.wording.table_file import harmless, table_file
from tests.intake.files import HEADER, ROW, check, lines

BAD = lines(
    HEADER + ";=not",
    ROW + ";=HYPERLINK(1)",
    ROW.replace("1234,50", "1O2") + ';"+ och ""a"""',
    ROW.replace("1234,50", "-5").replace("2024-01", "2024-13") + ";",
)


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_every_row_with_an_error_and_no_other_says_what_is_wrong():
    header, first, second = read(rows_to_mend(check(BAD)))
    assert header == ["månad", "enhet", "mått", "värde", "'=not", "Vad som är fel"]
    assert first[:5] == ["2024-01", "Lärkskolan", "Städkostnad", "1O2", '\'+ och "a"']
    assert first[5] == "värde: ”1O2” är inte ett tal. Skriv ”102” om det är talet som menas."
    assert second[3] == "-5"  # a number is left alone
    assert second[5].startswith("månad: ”2024-13” är inte en månad. Skriv år")
    assert "värde: ”-5” är mindre än 0, det minsta" in second[5]


def test_in_excel_the_same_rows_stand_as_they_were_written():
    content = rows_to_mend_in_excel(check(BAD))
    [sheet] = openpyxl.load_workbook(io.BytesIO(content))
    header, first, second = [[cell.value for cell in row] for row in sheet.rows]
    assert sheet.title == "Att rätta"
    assert header == ["månad", "enhet", "mått", "värde", "=not", "Vad som är fel"]
    assert first[:5] == ["2024-01", "Lärkskolan", "Städkostnad", "1O2", '+ och "a"']
    assert first[5].startswith("värde: ”1O2” är inte ett tal.")
    assert second[3] == "-5"
    assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n"}  # n: empty
    assert sheet["A2"].number_format == "@"
    assert rows_to_mend_in_excel(check(lines(HEADER, ROW))) is None


def test_mended_rows_can_be_sent_with_the_column_still_there():
    content = rows_to_mend(check(BAD.replace("=not", "not")))
    mended = content.decode("utf-8-sig").replace("1O2", "102").replace("2024-13", "2024-02")
    checked = check(mended.replace(";-5;", ";5;"))
    assert {issue.rule for issue in checked.issues} == {Rule.UNKNOWN_COLUMN}
    assert [issue.column for issue in checked.issues] == ["not"]
    assert checked.rows.height == 2


def test_nothing_is_given_out_without_errors_in_rows_or_with_a_person_in_it():
    assert rows_to_mend(check(lines(HEADER, ROW))) is None
    assert rows_to_mend(check("")) is None
    person = check(BAD + lines(ROW + ";19811218-9876"))
    assert rows_to_mend(person) is None
    assert person.failed.is_empty()
    assert rows_to_mend(check(BAD + lines(ROW + ";a@b.se"))) is None


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        *(("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+46", "'+46"), ("-2+3+cmd", "'-2+3+cmd")),
        *(("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("＝1", "'＝1")),
        *(("-5", "-5"), ("-1 234,50", "-1 234,50"), ("1=1", "1=1"), ("", ""), ("-", "-")),
    ],
)
def test_a_cell_is_never_a_formula_and_a_number_stays_a_number(cell, safe):
    assert harmless(cell) == safe
    assert read(table_file([cell, "x"], [])) == [[safe, "x"]]
