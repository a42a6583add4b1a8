"""The funnel drawn: points by whose they are, limits as lines, names of those outside only."""

import altair as alt
import polars as pl

from kpi.charts.funnel import funnel_chart
from kpi.charts.spc import spec_of
from kpi.charts.theme import BETTER, GREY, INK, WORSE
from tests.equity.picture import KPIS, QUALITY

LINES = pl.DataFrame(
    {
        "denominator": [10.0, 100.0],
        "centre": [0.8, 0.8],
        "low95": [0.7, 0.75],
        "high95": [0.9, 0.85],
        "low998": [0.6, 0.7],
        "high998": [0.95, 0.9],
    }
)


def spec(*units: tuple[str, bool, float, str], kpi=QUALITY) -> dict:
    rows = [
        {"name": name, "pilot": pilot, "denominator": 50.0, "value": value, "outside": outside}
        for name, pilot, value, outside in units
    ]
    found = spec_of(funnel_chart(rows, LINES, kpi))
    alt.LayerChart.from_dict(found)
    return found


def points(found: dict) -> dict[str, list[float]]:
    return {
        layer["mark"]["fill"]: [row["y"] for row in layer["data"]["values"]]
        for layer in found["layer"]
        if layer["mark"]["type"] == "point"
    }


def texts(found: dict, field: str) -> list[str]:
    return [
        row[field].replace("\u00a0", " ")
        for layer in found["layer"]
        if layer["mark"]["type"] == "text" and "stroke" not in layer["mark"]
        if layer["encoding"]["text"]["field"] == field
        for row in layer["data"]["values"]
    ]


def test_points_say_whose_they_are_and_which_side_is_better():
    found = spec(
        ("Ek", True, 0.8, ""),
        ("Alm", False, 0.81, ""),
        ("Bok", True, 0.97, "high"),
        ("Tall", False, 0.5, "low"),
    )
    assert points(found) == {GREY: [81], INK: [80], BETTER: [97], WORSE: [50]}
    assert texts(found, "name") == ["Bok", "Tall"]


def test_where_lower_is_better_high_is_worse():
    lower = QUALITY.model_copy(update={"better": KPIS["fault_lead_days"].better})
    assert points(spec(("Bok", True, 0.97, "high"), kpi=lower)) == {WORSE: [97]}


def test_the_limits_are_drawn_on_both_sides_and_named():
    found = spec(("Ek", True, 0.8, ""))
    lines = [layer for layer in found["layer"] if layer["mark"]["type"] == "line"]
    ends = [layer["data"]["values"][-1]["y"] for layer in lines]
    assert [round(end, 6) for end in ends] == [80, 75, 85, 70, 90]
    assert texts(found, "text") == ["Medel 80,0", "99,8 % 70,0", "99,8 % 90,0"]
    assert texts(found, "name") == []
