"""Rows read by Polars are the rows that the csv module reads; what it might not read is left."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.intake.dialect import Dialect
from kpi.intake.even_rows import read_even_rows
from kpi.intake.issue import Findings
from kpi.intake.limits import PAGE_LIMITS
from kpi.intake.records import Records, read_records
from tests.examples import examples

CELL = st.text('ab,; \t\r"\x00\x0b\x85\u2028\ufeffå1', max_size=3)
EVEN_CELL = st.text("ab, \t\x00\x85\u2028\ufeffå1", max_size=3)
LINE_END = st.sampled_from(["\n", "\r\n"])


@st.composite
def even_texts(draw) -> str:
    """Rows of as many cells each, ended in one way or another, the last perhaps not at all."""
    width = draw(st.integers(1, 3))
    row = st.lists(EVEN_CELL, min_size=width, max_size=width).map(";".join)
    lines = draw(st.lists(st.tuples(row, LINE_END), max_size=6))
    text = "".join(row + end for row, end in lines)
    return text if draw(st.booleans()) else text.rstrip("\r\n")


TEXTS = st.one_of(
    even_texts(),
    st.lists(st.lists(CELL, max_size=3).map(";".join), max_size=6).map("\n".join),
)


def same(one: Records, other: Records) -> bool:
    return (
        one.header == other.header
        and one.header_row == other.header_row
        and one.above == other.above
        and one.skipped == other.skipped
        and one.cells.equals(other.cells)
        and bool(one.parts) == bool(other.parts)
    )


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, st.integers(0, 2))
def test_what_is_read_is_what_the_csv_module_reads(text, header):
    dialect, findings = Dialect(";", header), Findings()
    even = read_even_rows(text, dialect, PAGE_LIMITS)
    if even is not None:
        assert same(even, read_records(text, dialect, PAGE_LIMITS, findings))
        assert not findings.totals


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_exported_file_is_even(end):
    text = end.join(
        ["Städning 2024", "månad;enhet;", "2024-01;Lärkskolan;1", ";;", "2024-02;;", ""]
    )
    dialect = Dialect(";", 1)
    assert read_even_rows(text, dialect, PAGE_LIMITS) is None  # the last heading is empty
    even = read_even_rows(text.replace("enhet;", "enhet;yta"), dialect, PAGE_LIMITS)
    assert even.header == ("månad", "enhet", "yta")
    assert even.above == [(1, ["Städning 2024"])]
    assert even.cells.rows() == [(3, "2024-01", "Lärkskolan", "1"), (5, "2024-02", "", "")]
    assert even.skipped == 1


@pytest.mark.parametrize(
    "text",
    [
        'a;b\n"1";2',
        "a;b\n1;2;3",
        "a;b\n1",
        "a;b\n1\n2;3;4",
        "a;b\n1;2;3\n4",
        "a;b\n1;1\nc\n1;2;",
        "a;b\n\n1;2",
        "a;b\r1;2\n3;4",
        "a;b",
        "a\n1",
        "a;b\n" + "x" * 140_000 + ";2",
    ],
)
def test_what_is_not_even_is_left_to_the_csv_module(text):
    assert read_even_rows(text, Dialect(";", 0), PAGE_LIMITS) is None


def test_more_than_is_taken_in_is_left_to_the_one_that_says_so():
    few = replace(PAGE_LIMITS, rows=1, columns=3)
    assert read_even_rows("a;b\n1;2", Dialect(";", 0), few) is not None
    assert read_even_rows("a;b\n1;2\n3;4", Dialect(";", 0), few) is None
    assert read_even_rows("a;b;c;d\n1;2;3;4", Dialect(";", 0), few) is None
