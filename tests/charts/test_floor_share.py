"""Two lines from 0 to 100 per cent, named where they end, with what has happened over them."""

from datetime import date

import altair as alt
import polars as pl

from kpi.charts.axes import point_at
from kpi.charts.floor_share import floor_share_chart
from kpi.charts.spc import spec_of
from kpi.charts.theme import BASE, GREY, INK
from kpi.periods import shift

FIRST = date(2023, 1, 1)
EVENTS = {
    "number": pl.Int64,
    "first_day": pl.Date,
    "last_day": pl.Date,
}
NOTHING = pl.DataFrame(schema=EVENTS)


def drawn(
    pilot: str, others: str = "", start: date = date(2023, 4, 1), events: pl.DataFrame = NOTHING
) -> list[dict]:
    """`8 9`: of ten units, a month a word; the layers of a chart that is valid Vega-Lite."""
    rows = [
        (side, shift(FIRST, at), int(good), 10)
        for side, line in ((True, pilot), (False, others))
        for at, good in enumerate(line.split())
    ]
    schema = {"pilot": pl.Boolean, "month": pl.Date, "good": pl.UInt32, "units": pl.UInt32}
    chart = floor_share_chart(pl.DataFrame(rows, schema=schema, orient="row"), start, events=events)
    found = spec_of(chart)
    alt.LayerChart.from_dict(found)
    return found["layer"]


def of(layers: list[dict], kind: str) -> list[dict]:
    return [each for each in layers if each["mark"]["type"] == kind]


def words(layers: list[dict]) -> list[str]:
    return [
        row["text"].replace("\u00a0", " ")
        for each in of(layers, "text")
        for row in each["data"]["values"]
        if "text" in row
    ]


def test_each_side_has_a_line_of_per_cent_and_its_own_look():
    pilot, others = of(drawn("8 9", "5 5"), "line")
    assert [row["y"] for row in pilot["data"]["values"]] == [80, 90]
    assert [row["x"] for row in others["data"]["values"]] == [
        point_at(FIRST),
        point_at(shift(FIRST, 1)),
    ]
    assert (pilot["mark"]["color"], others["mark"]["color"]) == (INK, GREY)
    assert "strokeDash" in others["mark"]  # not by colour alone
    assert "strokeDash" not in pilot["mark"]


def test_both_say_their_name_and_where_they_end_even_where_they_meet():
    layers = drawn("8 9", "5 9")
    assert words(layers) == ["Piloten 90 %", "Jämförelsen 90 %"]
    places = [each["data"]["values"][0]["y"] for each in of(layers, "text")[-2:]]
    assert places[0] != places[1]


def test_one_side_may_be_alone():
    assert words(drawn("8 9")) == ["Piloten 90 %"]


def test_few_points_are_drawn_as_points_too_and_many_are_a_line():
    assert len(of(drawn("8 9"), "point")) == 1
    assert of(drawn("8 " * 13), "point") == []


def test_the_months_before_the_pilot_have_their_ground():
    layers = drawn("8 8 8 8 8")
    (ground,) = of(layers, "rect")
    assert ground["mark"]["color"] == BASE
    assert of(drawn("8 8", start=FIRST), "rect") == []
    late = of(drawn("8 8", start=date(2030, 1, 1)), "rect")[0]["data"]["values"][0]
    domain = layers[0]["encoding"]["x"]["scale"]["domain"]
    assert late["x2"] < domain[1]  # no further than its own two months


def test_what_happened_stands_over_it():
    events = pl.DataFrame([(1, date(2023, 2, 1), None)], schema=EVENTS, orient="row")
    layers = drawn("8 8 8", events=events)
    assert of(layers, "text")[-1]["data"]["values"][0]["number"] == "1"
    assert of(layers, "rule")
