"""One KPI month by month against what is normal for it: the control chart.

From back to front: the baseline's ground, the normal range, the target, what happened, the
line and its points. Every line says its own name at the right edge, so there is no legend in
the picture and none is needed to read it.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import altair as alt
import polars as pl

from kpi.catalogue import Kpi
from kpi.charts.axes import at, end_of, last_month, pushed_apart, value_axis
from kpi.charts.happened import discs, numbered, strokes
from kpi.charts.plane import HEIGHT, Plane, framed, layer, plane_of
from kpi.charts.spc_points import lines, points_of, state_of
from kpi.charts.theme import BAND, BASE, BETTER, GREY, INK, INK2, PAPER, WORSE
from kpi.trends import Status
from kpi.trends.phases import Begins
from kpi.wording.numbers import number
from kpi.wording.periods import period_name
from kpi.wording.phases import BEGINS

LABEL_GAP = 19  # px between two names at the right edge
PHASE_GAP = 3  # px of paper on each side where one phase ends and the next begins

_Row = dict[str, Any]
_Layers = Iterator[alt.Chart]

_LABEL_COLOURS = {"common": INK, "neutral": INK, "better": BETTER, "worse": WORSE}


def spc_chart(points: pl.DataFrame, kpi: Kpi, *, events: pl.DataFrame) -> alt.LayerChart:
    """The chart of one series, as wide as the room it is given.

    points: month (Date), value (Float64; null = nothing comparable), shown (Float64: the value
    even when coverage is too low), preliminary, base (Boolean), centre, lower, upper (Float64;
    null = no limits), target (Float64; null = none in force), signal, side, status, phase,
    begins (why a later phase begins, on its first row); one series, a row per expected month.
    events: number, first_day, last_day (Date; null = one day), in order of number.
    """
    rows = points.sort("month").to_dicts()
    values = [row[n] for row in rows for n in ("shown", "lower", "centre", "upper", "target")]
    seen = [each for each in values if each is not None]
    plane = plane_of(rows[0]["month"], last_month(rows[-1]), value_axis(seen, kpi.bounds))
    happened = discs(events, plane)
    labels = _labels(rows, kpi, plane)
    layers = [
        *_ground(rows, plane),
        *_ranges(rows, plane),
        *_target(rows, plane),
        *strokes(happened, plane),
        *_ground_name(rows, plane),
        *_phase_names(rows, plane),
        *lines(rows, plane),
        *points_of(rows, kpi, plane),
        *_names(labels, plane),
        *numbered(happened, plane),
    ]
    return framed(layers)


def spec_of(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as Vega-Lite, each layer with its own data.

    Data gathered at the top would be turned into Arrow on every run of a page. Not validated:
    that takes longer than the rest, and the tests do it.
    """
    with alt.data_transformers.enable(consolidate_datasets=False):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _stretches(rows: list[_Row], *same: str) -> list[_Row]:
    """Where months in a row are the same in these ways, the last of which must be known.

    Centre and limits are then the same too, or of no interest.
    """
    return [
        {
            "x": at(months[0]["month"]),
            "x2": end_of(months[-1]),
            **{name: months[0][name] for name in ("centre", "lower", "upper")},
            "firm": months[0]["status"] != Status.PRELIMINARY,
        }
        for key, stretch in groupby(rows, key=itemgetter(*same, same[-1]))
        if key[-1] is not None and (months := list(stretch))
    ]


def _ground(rows: list[_Row], plane: Plane) -> _Layers:
    for span in _baseline(rows):
        yield layer([span]).mark_rect(color=BASE).encode(x=plane.x, x2=alt.X2("x2:Q"))


def _ground_name(rows: list[_Row], plane: Plane) -> _Layers:
    """Over the strokes of events, on a piece of its own ground, so that it can be read."""
    for span in _baseline(rows):
        place = layer([span]).encode(x=plane.x, y=alt.YValue(15), text=alt.TextValue("Baslinje"))
        name: _Row = {"align": "left", "dx": 6, "fontWeight": 600}
        yield place.mark_text(color=BASE, stroke=BASE, strokeWidth=5, **name)
        yield place.mark_text(color=INK2, **name)


def _phase_names(rows: list[_Row], plane: Plane) -> _Layers:
    """Why the limits start anew, at the foot of the chart where the phase begins."""
    names = [
        {"x": at(row["month"]), "text": BEGINS[Begins(row["begins"])]}
        for row in rows
        if row["begins"]
    ]
    if names:
        place = layer(names).encode(x=plane.x, y=alt.YValue(HEIGHT - 8), text=alt.Text("text:N"))
        name: _Row = {"align": "left", "dx": 5, "fontWeight": 600}
        yield place.mark_text(color=PAPER, stroke=PAPER, strokeWidth=5, **name)
        yield place.mark_text(color=INK2, **name)


def _baseline(rows: list[_Row]) -> list[_Row]:
    base = [row for row in rows if row["base"]]
    return [{"x": at(base[0]["month"]), "x2": end_of(base[-1])}] if base else []


def _ranges(rows: list[_Row], plane: Plane) -> _Layers:
    """Normal range, limits and centre; a step where they change, a gap between phases."""
    steps = _stretches(rows, "phase", "lower", "upper")
    centres = _stretches(rows, "phase", "centre")
    firm = [step for step in steps if step["firm"]]
    loose = [step for step in steps if not step["firm"]]
    if firm:
        # The stroke covers the seams between months.
        band = layer(firm).mark_rect(color=BAND, stroke=BAND, strokeWidth=1)
        yield band.encode(x=plane.x, x2=alt.X2("x2:Q"), y=plane.lower, y2=alt.Y2("upper:Q"))
    for drawn, sides, width, dash in (
        (firm, ("lower", "upper"), 1.2, [4, 3]),
        (loose, ("lower", "upper"), 1.2, [2, 3]),
        (centres, ("centre",), 1.5, [1, 0]),
    ):
        edges = [step | {"y": step[side]} for step in drawn for side in sides]
        if edges:
            yield (
                layer(edges)
                .mark_rule(color=GREY, strokeWidth=width, strokeDash=dash)
                .encode(x=plane.x, x2=alt.X2("x2:Q"), y=plane.y)
            )
    later = _stretches([row for row in rows if row["centre"] is not None], "phase")[1:]
    if later:
        gap = layer(later).mark_rule(color=PAPER, strokeWidth=2 * PHASE_GAP)
        yield gap.encode(x=plane.x)


def _target(rows: list[_Row], plane: Plane) -> _Layers:
    """From the month it is in force to the month it is not, with a step where it changes."""
    places: list[_Row] = []
    for piece, (known, stretch) in enumerate(groupby(rows, key=lambda r: r["target"] is not None)):
        months = list(stretch) if known else []
        begins = [{"x": at(row["month"]), "y": row["target"], "piece": piece} for row in months]
        ends = [begins[-1] | {"x": end_of(months[-1])}] if months else []
        places += begins + ends
    if places:
        steps = layer(places).mark_line(
            color=INK, strokeWidth=1.8, strokeDash=[9, 4], interpolate="step-after"
        )
        yield steps.encode(x=plane.x, y=plane.y, detail=alt.Detail("piece:N"))


def _labels(rows: list[_Row], kpi: Kpi, plane: Plane) -> list[_Row]:
    """The names at the right edge: the latest value and its limits, the target."""
    found: list[_Row] = []

    def name(text: str, value: float | None, colour: str, weight: int) -> None:
        if value is not None:
            label = {"text": f"{text}{number(value, kpi.decimals)}", "value": value}
            found.append(label | {"colour": colour, "weight": weight})

    latest = [row for row in rows if row["value"] is not None][-1:]
    for row in [row for row in latest if row["phase"] == rows[-1]["phase"]]:
        name("Övre ", row["upper"], GREY, 400)
        name("Median " if kpi.chart == "run" else "Medel ", row["centre"], GREY, 400)
        name("Nedre ", row["lower"], GREY, 400)
    name("Mål ", rows[-1]["target"], INK, 600)
    for row in latest:
        name("", row["value"], _LABEL_COLOURS[state_of(row, kpi.better)], 600)
        found[-1]["text"] += f" {period_name(row['month'], by_quarter=bool(row.get('by_quarter')))}"
    wanted = [plane.pixels(label["value"]) for label in found]
    places = pushed_apart(wanted, LABEL_GAP, HEIGHT)
    return [label | {"y": plane.nearest(px)} for label, px in zip(found, places, strict=True)]


def _names(labels: list[_Row], plane: Plane) -> _Layers:
    for weight in (400, 600):
        texts = [label for label in labels if label["weight"] == weight]
        if texts:
            yield (
                layer(texts)
                .mark_text(align="left", baseline="middle", dx=9, fontWeight=weight)
                .encode(
                    x=alt.XValue("width"),
                    y=plane.y,
                    text=alt.Text("text:N"),
                    color=alt.Color("colour:N", scale=None),
                )
            )
