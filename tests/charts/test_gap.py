"""Both groups' courses: where they break, what lies between them, and what is said in the chart."""

from datetime import date

import polars as pl
import pytest

from kpi.charts.axes import at, point_at
from kpi.charts.gap import gap_chart
from kpi.charts.plane import HEIGHT
from kpi.charts.theme import BAND, BASE, GREY, INK
from kpi.effects import Group
from kpi.periods import shift
from tests.charts.drawn import domain, layers, spec, values, words

FIRST = date(2023, 1, 1)
NAMES = {Group.PILOT: "2 pilotenheter", Group.COMPARISON: "6 jämförda enheter"}
NO_EVENTS = pl.DataFrame(
    schema={"number": pl.Int64, "first_day": pl.Date, "last_day": pl.Date, "title": pl.String}
)


def courses(pilot: str = "", others: str = "") -> pl.DataFrame:
    """`"0 -1 . 2"`: a month without enough units is a point."""
    rows = [
        (shift(FIRST, n), group, None if cell == "." else float(cell))
        for group, line in ((Group.PILOT, pilot), (Group.COMPARISON, others))
        for n, cell in enumerate(line.split())
    ]
    schema = {"month": pl.Date, "group": pl.String, "d": pl.Float64}
    # A string sorts comparison before pilot, as the wording sorts the months.
    return pl.DataFrame(rows, schema=schema, orient="row").sort("month", "group")


def drawn(pilot: str, others: str = "", start: int = 2, events: pl.DataFrame = NO_EVENTS) -> dict:
    begins = shift(FIRST, start)
    chart = gap_chart(courses(pilot, others), begins, NAMES, said="−4,7 %", events=events)
    return spec(chart)


def runs(found: dict, colour: str) -> list[list[float]]:
    """A course's pieces, each the values of an unbroken line."""
    pieces: dict[int, list[float]] = {}
    for row in values(found, "line", color=colour):
        pieces.setdefault(row["piece"], []).append(row["y"])
    return list(pieces.values())


def test_the_pilots_course_is_solid_and_the_others_dashed():
    found = drawn("0 1 -8 -9", "1 0 1 0")
    assert runs(found, INK) == [[0, 1, -8, -9]]
    assert runs(found, GREY) == [[1, 0, 1, 0]]
    assert layers(found, "line", color=GREY)[0]["mark"]["strokeDash"] == [5, 3]


def test_a_month_without_enough_units_breaks_the_line_and_what_is_between():
    found = drawn("0 0 -8 . -9 -7", "0 0 1 1 1 1")
    assert runs(found, INK) == [[0, 0, -8], [-9, -7]]
    between = values(found, "area", color=BAND)
    assert [row["piece"] for row in between] == [between[0]["piece"], *[between[1]["piece"]] * 2]
    assert between[0]["piece"] != between[1]["piece"]
    assert [{row["y"], row["y2"]} for row in between] == [{-8, 1}, {-9, 1}, {-7, 1}]
    assert between[0]["x"] == point_at(shift(FIRST, 2))


def test_a_month_alone_between_two_holes_is_a_dot():
    found = drawn("0 . -8 . -9 -7", "0 0 . 1 1 1")
    assert [row["y"] for row in values(found, "point", fill=INK)] == [0, -8]
    assert layers(found, "point", fill=GREY) == []


def test_what_is_between_the_courses_begins_with_the_pilot_and_has_its_size():
    found = drawn("0 0 -8 -8 -8 -8", "5 5 0 0 0 0")
    assert len(values(found, "area")) == 4
    assert words(found)[2:4] == ["Skillnad", "−4,7 % i snitt"]
    assert [row["y"] for row in values(found, "text", dy=9)] == [-4, -4]  # in the middle, haloed


@pytest.mark.parametrize(("pilot", "side"), [("0 0 -9 -8", "center"), ("0 0 -8 -9", "right")])
def test_at_the_last_month_the_words_keep_inside_the_chart(pilot, side):
    found = drawn(pilot, "0 0 0 0")
    assert {each["mark"]["align"] for each in layers(found, "text", dy=9)} == {side}


def test_where_the_courses_run_together_there_is_no_room_for_words_between_them():
    assert "Skillnad" not in words(drawn("0 9 1 1", "0 -9 0 0"))


@pytest.mark.parametrize("pilot", ["0 1 2 3", ". . . ."])
def test_without_a_group_to_compare_with_there_is_nothing_between(pilot):
    found = drawn(pilot)
    assert layers(found, "area") == []
    assert "Skillnad" not in words(found)
    known = "." not in pilot
    assert ("2 pilotenheter" in words(found)) == known
    assert "6 jämförda enheter" not in words(found)
    assert len(layers(found, "line")) == known


def test_the_baselines_ground_ends_where_the_pilot_begins():
    found = drawn("0 0 1", "0 0 1")
    (ground,) = values(found, "rect", color=BASE)
    assert ground["x2"] == at(shift(FIRST, 2))
    assert words(found)[:2] == ["Baslinje", "Pilot"]


def test_a_pilot_that_has_not_begun_is_not_drawn_outside_the_chart():
    found = drawn("0 0 1", "0 0 1", start=9)
    (ground,) = values(found, "rect", color=BASE)
    assert ground["x2"] == domain(found, "x")[1]
    assert "Pilot" not in words(found)


def test_courses_from_the_start_only_have_no_baseline():
    found = drawn("0 0 1", "0 0 1", start=0)
    assert layers(found, "rect") == []
    assert "Baslinje" not in words(found)
    assert "Pilot" in words(found)


def test_courses_that_never_move_are_drawn_and_named_apart():
    found = drawn("0 0 0", "0 0 0")
    assert runs(found, INK) == runs(found, GREY) == [[0, 0, 0]]
    low, high = domain(found, "y")
    ends = [(high - row["y"]) / (high - low) * HEIGHT for row in values(found, "text", dx=9)]
    assert abs(ends[0] - ends[1]) == pytest.approx(19)


def test_what_happened_is_numbered_over_the_chart():
    events = pl.DataFrame(
        [(1, date(2023, 2, 1), None, "Ny taxa"), (2, FIRST, date(2023, 3, 31), "Ombyggnad")],
        schema=NO_EVENTS.schema,
        orient="row",
    )
    found = drawn("0 0 1", "0 0 1", events=events)
    assert words(found)[-2:] == ["2", "1"]
    assert all(row["y"] > domain(found, "y")[1] for row in values(found, "point"))
    assert layers(drawn("0 0 1"), "point") == []
