"""Twelve months at a time: one line and nothing that judges."""

from datetime import date

import polars as pl

from kpi.charts.axes import at, point_at
from kpi.charts.rolling import rolling_chart
from kpi.charts.spc import spec_of
from kpi.charts.theme import BASE
from kpi.periods import shift
from tests.builders_facts import kpi

FIRST = date(2023, 1, 1)
COST = kpi("cost")


def drawn(text: str, base: int = 0) -> list[dict]:
    """`- 5 6`: a month a word; the layers of a chart that is valid Vega-Lite."""
    values = [None if word == "-" else float(word) for word in text.split()]
    frame = pl.DataFrame(
        {
            "month": [shift(FIRST, i) for i in range(len(values))],
            "rolling": values,
            "base": [i < base for i in range(len(values))],
        },
        schema={"month": pl.Date, "rolling": pl.Float64, "base": pl.Boolean},
    )
    chart = rolling_chart(frame, COST)
    chart.to_dict()
    return spec_of(chart)["layer"]


def marks(found: list[dict]) -> list[str]:
    return [each["mark"]["type"] for each in found]


def test_it_is_a_line_with_its_latest_value_and_nothing_else():
    line, name = drawn("5 6 5.5")
    assert (line["mark"]["type"], name["mark"]["type"]) == ("line", "text")
    places = [(row["x"], row["y"]) for row in line["data"]["values"]]
    assert places == [(point_at(shift(FIRST, i)), y) for i, y in enumerate((5, 6, 5.5))]
    assert name["data"]["values"] == [{"y": 5.5, "text": "5,5 mars"}]


def test_where_there_are_no_twelve_months_there_is_no_line():
    line, _ = drawn("- 5 6 - 7 8")
    assert [row["y"] for row in line["data"]["values"]] == [5, 6, 7, 8]
    first, second, third, fourth = (row["piece"] for row in line["data"]["values"])
    assert first == second != third == fourth


def test_the_baseline_is_its_ground():
    ground, name, *_ = drawn("5 6 7", base=2)
    assert ground["mark"] == {"type": "rect", "color": BASE}
    assert ground["data"]["values"] == [{"x": at(FIRST), "x2": at(shift(FIRST, 2))}]
    assert name["encoding"]["text"] == {"value": "Baslinje"}


def test_nothing_to_draw_is_an_empty_chart_with_its_ground():
    assert marks(drawn("- -", base=1)) == ["rect", "text"]
