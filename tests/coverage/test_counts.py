"""Counts of states, and what is said of several figures at once."""

from datetime import date

import polars as pl
import pytest

from kpi.coverage import State, counts, lacking, questioned, with_mark
from kpi.coverage.counts import whole
from tests.coverage.picture import LETTERS, cells

STATES = {letter: state for state, letter in LETTERS.items()}


def group(letters: str) -> pl.DataFrame:
    rows = [("a", STATES[letter].value) for letter in letters]
    return pl.DataFrame(rows, schema={"unit": pl.String, "state": pl.String}, orient="row")


def test_each_state_is_counted_and_expected_are_the_open_and_applicable():
    (row,) = counts(group("DDPQQLLLMMMMsssssxxxxxx......."), ["unit"]).to_dicts()
    assert row == {
        "unit": "a",
        "expected": 17,
        "delivered": 2,
        "preliminary": 1,
        "questioned": 2,
        "late": 3,
        "missing": 4,
        "confidential": 5,
        "closed": 6,
        "not_applicable": 7,
        "in_whole": 29,
    }


@pytest.mark.parametrize(
    ("letters", "share"), [("D" * 199 + "L", 99), ("DPx", 100), ("x.", None), ("DDL", 66)]
)
def test_all_is_in_only_when_all_of_it_is(letters, share):
    assert counts(group(letters), ["unit"])["in_whole"].to_list() == [share]


@pytest.mark.parametrize(
    ("letters", "mark"),
    [
        ("DDDsx.", "complete"),
        ("DDPs", "preliminary"),
        ("DPQs", "questioned"),
        ("QL", "partly"),
        ("DL", "partly"),
        ("PLM", "partly"),
        ("LL", "nothing"),
        ("Ls", "nothing"),
        ("DM", "waiting"),
        ("MM", "waiting"),
        ("ss", "undisclosed"),
        ("xx.", "closed"),
        ("..", "not_applicable"),
    ],
)
def test_what_is_said_of_several_at_once(letters, mark):
    assert with_mark(counts(group(letters), ["unit"]))["mark"].to_list() == [mark]


def test_what_is_lacking_is_what_somebody_is_still_to_send():
    found = lacking(group("DPLMsx."))
    assert found["state"].to_list() == [State.LATE, State.MISSING]


def test_what_is_questioned_is_what_somebody_is_still_to_answer_for():
    assert questioned(group("DPQLM"))["state"].to_list() == [State.QUESTIONED]


def test_a_month_is_whole_in_the_units_that_lack_nothing():
    letters = {"a": "DPQ", "b": "DM", "c": "LL", "d": "sx", "e": "x."}
    rows = [
        (unit, date(2024, 5, 1), STATES[letter].value)
        for unit, own in letters.items()
        for letter in own
    ]
    schema = {"unit": pl.String, "month": pl.Date, "state": pl.String}
    cells_ = pl.DataFrame(rows, schema=schema, orient="row")
    assert whole(counts(cells_, ["month", "unit"])).rows() == [(date(2024, 5, 1), 4, 2, 3)]


def test_counts_by_month_and_by_unit_and_month():
    table = "unit month cost area\na 2024-04 1 1\nb 2024-04 1 -\na 2024-05 1 1"
    by_month = counts(cells(table), ["month"])
    assert by_month.select("expected", "delivered", "late", "missing").rows() == [
        (4, 3, 1, 0),
        (4, 2, 0, 2),
    ]
    marks = with_mark(counts(cells(table), ["unit", "month"]))["mark"]
    assert marks.to_list() == ["complete", "complete", "partly", "waiting"]


def test_nothing_counted_is_nothing():
    empty = with_mark(counts(group(""), ["unit"]))
    assert empty.is_empty()
    assert {"unit", "expected", "in_whole", "mark"} <= set(empty.columns)
