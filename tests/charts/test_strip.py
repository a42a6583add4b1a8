"""A line a pilot unit, all others on one, by type; who is hidden has a name and no mark."""

import json

import altair as alt

from kpi.charts.spc import spec_of
from kpi.charts.strip import HEADING, ROW, strip_chart
from kpi.charts.theme import GREY, INK, WORSE
from tests.equity.picture import KPIS

NKI = KPIS["nki"]


def unit(
    name: str,
    value: float | None,
    *,
    pilot: bool = True,
    floor: float | None = 65.0,
    of: str = "skola",
    withheld: bool = False,
) -> dict[str, object]:
    distance = None if value is None or floor is None else value - floor
    return {
        "name": name,
        "unit_type": of,
        "pilot": pilot,
        "value": value,
        "floor": floor,
        "distance": distance,
        "withheld": withheld,
    }


def spec(*units: dict[str, object]) -> dict:
    found = spec_of(strip_chart(units, NKI))
    alt.LayerChart.from_dict(found)
    return found


def marks(found: dict) -> dict[str, list[float]]:
    return {
        layer["mark"]["fill"]: [row["x"] for row in layer["data"]["values"]]
        for layer in found["layer"]
        if layer["mark"]["type"] == "point"
    }


def shapes(found: dict) -> dict[str, str]:
    points = [each["mark"] for each in found["layer"] if each["mark"]["type"] == "point"]
    return {mark["fill"]: mark["shape"] for mark in points}


def words(found: dict, field: str) -> list[str]:
    return [
        row[field].replace("\u00a0", " ")
        for layer in found["layer"]
        if layer["mark"]["type"] == "text" and "stroke" not in layer["mark"]
        if layer["encoding"]["text"]["field"] == field
        for row in layer["data"]["values"]
    ]


def test_a_unit_below_its_floor_has_a_shape_and_colour_of_its_own():
    found = spec(unit("Ek", 66), unit("Alm", 63), unit("Bok", 61, pilot=False))
    assert marks(found) == {GREY: [61], INK: [66], WORSE: [63]}
    assert (shapes(found)[INK], shapes(found)[WORSE]) == ("circle", "diamond")
    assert words(found, "name") == ["Skola", "Ek", "Alm", "En enhet att jämföra med"]
    assert words(found, "said") == ["golv minst 65,0 poäng", "66,0 poäng", "63,0 poäng", ""]


def test_the_comparison_units_share_a_line():
    found = spec(*(unit(f"j{at}", 60 + at, pilot=False) for at in range(3)))
    assert words(found, "name") == ["Skola", "Tre enheter att jämföra med"]
    assert found["height"] == HEADING + ROW


def test_a_hidden_unit_has_its_name_and_why_and_nothing_else():
    found = spec(unit("Sol", None, withheld=True), unit("Ny", None), unit("Ek", 66))
    assert marks(found) == {INK: [66]}
    assert words(found, "said")[1:3] == ["dold, för att skydda enskilda", "för få månader"]
    assert len(floors(found)) == 1
    other = spec(unit("Sol", None, pilot=False, withheld=True), unit("Ek", 66))
    assert "Sol" not in json.dumps(other)


def floors(found: dict) -> list[float]:
    rules = [each for each in found["layer"] if each["mark"]["type"] == "rule"]
    return [row["x"] for each in rules for row in each["data"]["values"] if "x" in row]


def test_every_type_has_its_own_floor_or_says_that_it_has_none():
    found = spec(
        unit("a", 66, of="förskola", floor=60.0), unit("b", 66), unit("c", 66, of="", floor=None)
    )
    assert floors(found) == [60.0, 65.0]
    assert words(found, "name")[:3] == ["Förskola", "Skola", "Utan enhetstyp"]
    assert words(found, "said")[2] == "inget golv"
    assert marks(found) == {INK: [66, 66, 66]}  # nobody is below a floor that is not there


def test_nobody_with_a_value_is_still_a_picture():
    found = spec(unit("Sol", None, withheld=True, floor=None))
    assert marks(found) == {}
    assert words(found, "name") == ["Skola", "Sol"]
