"""The beginning of a file is shown as it is read, whatever somebody chooses to read it as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.layout import Encoding
from kpi.intake.dialect import DELIMITERS, SAMPLE
from kpi.intake.encoding import DECLARED
from kpi.intake.first_rows import LOOKED_AT
from kpi.intake.how import How
from kpi.intake.limits import Limits
from tests.intake.mapped import begins
from tests.intake.workbooks import raw, saved, with_sheets, xlsx

TITLED = "Kostnader;;\n\nPeriod;Fastighet;Kostnad tkr\n2024-01;Lärkskolan;12,5\n"


def test_every_row_is_there_with_its_number_and_nothing_is_left_open():
    found = begins(TITLED)
    assert [number for number, _ in found.rows] == [1, 2, 3, 4]
    assert found.header == ("Period", "Fastighet", "Kostnad tkr")
    assert found.above == ("Kostnader",)
    assert found.below == ((4, ("2024-01", "Lärkskolan", "12,5")),)
    assert found.how == found.guess == How("utf-8", ";", 3, "comma")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Period;2024-01\nFastighet;Kostnad\nLärkskolan;12\n", 2),  # a title may hold a month
        ("Kostnader\nmånad;enhet;Kostnad\n2024-01;Lärkskolan;\n", 2),  # two known headings
        ("Objekt;2024-01;2024-02\nLärkskolan;12;13\n", 1),  # months as headings
        ("Rapport från;systemet\nObjekt;Belopp\nLärkskolan;12\n", 2),
        ("a;b\nc;d\n", 1),  # nothing tells
        ("\n\nObjekt;Belopp\nLärkskolan;12\n", 3),
        ("\n" * 25 + "Objekt;Belopp\nLärkskolan;12\n", 26),
    ],
)
def test_the_header_row_is_guessed(text, row):
    assert begins(text).guess.header_row == row


@pytest.mark.parametrize("delimiter", list(DELIMITERS))
def test_the_delimiter_is_guessed_below_a_title(delimiter):
    assert begins(TITLED.replace(";", delimiter).replace("12,5", "12")).guess.delimiter == delimiter


def test_a_sep_line_says_the_delimiter_whatever_is_chosen():
    found = begins("sep=|\na|b\n1|2\n", How(delimiter=";"))
    assert found.sep_line
    assert (found.how.delimiter, found.header) == ("|", ("a", "b"))


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp850", "cp850"),
        ("mac_roman", "macroman"),
    ],
)
def test_the_encoding_is_guessed_and_the_same_choice_changes_nothing(codec, encoding):
    data = TITLED.replace("Lärk", "Gläntan och lärk").encode(codec)
    found = begins(data)
    assert found.guess.encoding == encoding
    assert found.rows[3][1][1] == "Gläntan och lärkskolan"
    assert begins(data, How(encoding=encoding)).rows == found.rows
    must_be_said = encoding if encoding in ("cp850", "macroman") else None
    assert found.declares == How(must_be_said, ";", 3)


def test_another_choice_is_shown_as_it_is_read():
    data = "Period;Kök\n2024-01;1\n".encode()
    assert begins(data, How(encoding="windows-1252")).header == ("Period", "KÃ¶k")
    assert begins(data, How(encoding="utf-16")).declares.encoding == "utf-16"
    wrong = begins(data, How(delimiter=","))
    assert wrong.header == ("Period;Kök",)
    assert wrong.guess.delimiter == ";"  # still what we would choose


def test_a_choice_that_makes_no_sense_any_more_is_let_go():
    assert begins(TITLED, How(header_row=2)).header == ()
    assert begins(TITLED, How(header_row=2)).how.header_row == 2
    assert begins(TITLED, How(header_row=99)).how.header_row == 3


@pytest.mark.parametrize(
    ("numbers", "decimal"),
    [
        ("12.5;7", "point"),
        ("12.5;1.234", "point"),
        ("1.234;2.500", "comma"),  # may be thousands
        ("12,5;7", "comma"),
        ("12,5;7.5", "comma"),
        ("12;7", "comma"),
    ],
)
def test_the_decimal_mark_is_guessed(numbers, decimal):
    assert begins(f"a;b\n{numbers}\n").guess.decimal == decimal


def test_a_workbook_has_rows_and_neither_encoding_nor_delimiter():
    found = begins(xlsx(["Kostnader"], [], ["Objekt", "Kostnad"], ["Lärkskolan", 12.5]))
    assert found.is_workbook
    assert found.how == How(header_row=3)
    assert found.rows[-1] == (4, ("Lärkskolan", "12,5"))
    point = begins(xlsx(["Objekt", "Kostnad"], ["Lärkskolan", 12.5]), How(decimal="point"))
    assert point.rows[-1] == (2, ("Lärkskolan", "12.5"))


def test_a_sheet_is_read_when_it_is_the_one():
    both = saved(with_sheets(Ett=[["a", "b"], [1, 2]], Två=[["c", "d"], [3, 4]]))
    assert begins(both).rows == ()
    assert begins(both, sheet="Två").header == ("c", "d")


def test_what_cannot_be_read_has_no_rows():
    assert begins(raw("<row r='0'>")).rows == ()
    assert begins(b"%PDF-1.7").rows == ()
    assert begins(b"\x01\x02\x03\x04").rows == ()
    assert begins("").rows == begins(";;\n;;\n").rows == ()
    assert begins(TITLED, limits=Limits(bytes=10)).rows == ()


def test_no_more_is_read_than_tells():
    assert len(begins("a;b\n" + "1;2\n" * 1000).rows) == LOOKED_AT
    assert len(begins(xlsx(["a", "b"], *[[1, 2]] * 1000)).rows) == LOOKED_AT
    cell = "x" * (SAMPLE // 2)
    assert len(begins(f"a;b\n{cell};1\n{cell};2\n").rows) == 2  # the third is cut in two
    assert len(begins(f"a;{cell}{cell}").rows) == 1


def test_a_person_is_never_shown():
    found = begins("Namn;Tal\nrör 19121212-1212;1\n")
    assert found.rows[1] == (2, ("rör 1212••-••••", "1"))


def test_every_encoding_of_a_layout_has_a_name():
    assert set(DECLARED) == set(Encoding.__args__)


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.builds(
        How,
        st.none() | st.sampled_from(list(DECLARED)),
        st.none() | st.sampled_from(list(DELIMITERS)),
        st.none() | st.integers(1, 5),
        st.sampled_from(["comma", "point"]),
    ),
)
def test_any_file_read_in_any_way_has_an_answer(data, how):
    found = begins(data, how)
    if found.rows:
        numbers = [number for number, _ in found.rows]
        assert found.how.header_row in numbers
        assert found.guess.header_row in numbers
        assert len(found.below) + len(found.header) >= 0
