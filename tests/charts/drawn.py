"""A chart as its layers, read from the specification that the page and the files draw."""

from typing import Any

import altair as alt

from kpi.charts.spc import spec_of

Layer = dict[str, Any]


def spec(chart: alt.LayerChart) -> Layer:
    """The specification, which is valid Vega-Lite."""
    chart.to_dict(validate=True)
    return spec_of(chart)


def layers(found: Layer, mark: str, **wanted: object) -> list[Layer]:
    """Those with a kind of mark that looks so."""
    return [
        each
        for each in found["layer"]
        if each["mark"]["type"] == mark and wanted.items() <= each["mark"].items()
    ]


def values(found: Layer, mark: str, **wanted: object) -> list[Layer]:
    """What they draw."""
    return [row for each in layers(found, mark, **wanted) for row in each["data"]["values"]]


def words(found: Layer) -> list[str]:
    """What is written, without the paper around the letters."""
    said = []
    for each in layers(found, "text"):
        text = each["encoding"]["text"]
        rows = each["data"]["values"]
        if "stroke" not in each["mark"]:
            said += [text["value"]] if "value" in text else [row[text["field"]] for row in rows]
    return said


def domain(found: Layer, axis: str) -> tuple[float, float]:
    """Where an axis begins and ends, the same for every layer."""
    scales = [each["encoding"][axis] for each in found["layer"] if axis in each["encoding"]]
    ends = {tuple(each["scale"]["domain"]) for each in scales if "scale" in each}
    (only,) = ends
    return only
