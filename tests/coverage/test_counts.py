"""Counts of states, and what is said of several figures at once."""

import polars as pl
import pytest

from kpi.coverage import State, counts, lacking, with_mark
from tests.coverage.picture import LETTERS, cells

STATES = {letter: state for state, letter in LETTERS.items()}


def group(letters: str) -> pl.DataFrame:
    rows = [("a", STATES[letter].value) for letter in letters]
    return pl.DataFrame(rows, schema={"unit": pl.String, "state": pl.String}, orient="row")


def test_each_state_is_counted_and_expected_are_the_open_and_applicable():
    (row,) = counts(group("DDPLLLMMMMsssssxxxxxx......."), ["unit"]).to_dicts()
    assert row == {
        "unit": "a",
        "expected": 15,
        "delivered": 2,
        "preliminary": 1,
        "late": 3,
        "missing": 4,
        "confidential": 5,
        "closed": 6,
        "not_applicable": 7,
        "in_whole": 20,
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
