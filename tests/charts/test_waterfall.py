"""Each bar begins where the one above it ended, and the last is the sum of them all."""

import altair as alt
import polars as pl
import pytest

from kpi.charts.spc import spec_of
from kpi.charts.theme import BAND, GREY, INK
from kpi.charts.waterfall import ROW, waterfall


def spec(*amounts: float) -> dict:
    parts = pl.DataFrame(
        {
            "name": [f"del {at}" for at in range(len(amounts))],
            "said": [f"{float(amount):+} kr" for amount in amounts],
            "amount": [float(amount) for amount in amounts],
        }
    )
    found = spec_of(waterfall(parts))
    alt.LayerChart.from_dict(found)  # valid Vega-Lite
    return found


def marks(found: dict, kind: str) -> list[dict]:
    return [layer for layer in found["layer"] if layer["mark"]["type"] == kind]


def bars(found: dict) -> dict[str, list]:
    return {
        layer["mark"]["fill"]: [(row["x"], row["x2"]) for row in layer["data"]["values"]]
        for layer in marks(found, "rect")
    }


def words(found: dict, field: str) -> list[str]:
    """What is written, without the paper around the letters."""
    return [
        row[field]
        for each in marks(found, "text")
        if each["encoding"]["text"]["field"] == field and "stroke" not in each["mark"]
        for row in each["data"]["values"]
    ]


def test_what_adds_is_dark_what_takes_away_is_light_and_the_sum_is_black():
    assert bars(spec(380, 55, -210, 225)) == {
        GREY: [(0, 380), (380, 435)],
        BAND: [(435, 225)],
        INK: [(0, 225)],
    }


def test_a_part_that_is_nothing_has_its_words_and_no_bar():
    found = spec(0, 10, 10)
    assert bars(found) == {GREY: [(0, 10)], INK: [(0, 10)]}
    assert words(found, "name") == ["del 0", "del 1", "del 2"]


def test_every_bar_has_its_name_and_its_amount_with_a_sign():
    found = spec(5, -7, -2)
    assert words(found, "name") == ["del 0", "del 1", "del 2"]
    assert words(found, "said") == ["+5.0 kr", "-7.0 kr", "-2.0 kr"]


@pytest.mark.parametrize("amounts", [(1, 1), (-3, -3), (0, 0), (4, -4, 0)])
def test_nothing_lies_outside_the_picture(amounts):
    found = spec(*amounts)
    low, high = found["layer"][0]["encoding"]["x"]["scale"]["domain"]
    ends = [end for each in bars(found).values() for bar in each for end in bar]
    assert low <= min([0, *ends]) <= max([0, *ends]) <= high
    assert found["height"] == ROW * len(amounts)
