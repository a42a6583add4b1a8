"""What a control chart shows: each layer, from back to front, read from the specification."""

from datetime import date

import polars as pl
import pytest

from kpi.charts.axes import at, point_at
from kpi.charts.plane import HEIGHT
from kpi.charts.spc import spc_chart, spec_of
from kpi.charts.spc_points import HEXAGON
from kpi.charts.theme import BAND, BASE, BETTER, GREY, INK, INK2, PAPER, WORSE
from kpi.periods import shift
from tests.builders_facts import kpi

FIRST = date(2023, 1, 1)
NOTHING = pl.DataFrame(
    schema={"number": pl.Int64, "first_day": pl.Date, "last_day": pl.Date, "title": pl.String}
)
COST = kpi("cost")
SHARE = kpi("share", unit="%", better="higher", smallest=0, largest=100)
VOLUME = kpi("volume", better="neither", unit="portioner", decimals=0)


def series(text: str, limits=(4.0, 5.0, 6.0), **columns: object) -> pl.DataFrame:
    """`"5 - 6? 7"`: three months with a gap, one of them preliminary.

    base, phase: how many months the baseline has; where the second phase begins.
    """
    words = text.split()
    n = len(words)
    shown = [None if word == "-" else float(word.rstrip("?")) for word in words]
    sure = [word[-1] != "?" for word in words]
    lower, centre, upper = limits or (None, None, None)
    second = columns.pop("second", n)
    base = columns.pop("base", 0)
    given = {
        "month": [shift(FIRST, i) for i in range(n)],
        "value": [value if ok else None for value, ok in zip(shown, sure, strict=True)],
        "shown": shown,
        "preliminary": [not ok for ok in sure],
        "base": [i < base for i in range(n)],
        "centre": n * [centre],
        "lower": n * [lower],
        "upper": n * [upper],
        "signal": n * ["none"],
        "side": n * [None],
        "target": n * [None],
        "status": n * ["ok"],
        "phase": [1 if i < second else 2 for i in range(n)],
        "begins": ["decision" if i == second else None for i in range(n)],
    }
    frame = pl.DataFrame(
        given | columns,
        schema_overrides={
            "side": pl.String,
            "begins": pl.String,
            "centre": pl.Float64,
            "lower": pl.Float64,
            "upper": pl.Float64,
            "shown": pl.Float64,
            "value": pl.Float64,
            "target": pl.Float64,
        },
    )
    return frame.with_columns(pl.col("month").cast(pl.Date))


def drawn(points, of=COST, events=NOTHING) -> list[dict]:
    """The layers of a chart, which is valid Vega-Lite."""
    chart = spc_chart(points, of, events=events)
    chart.to_dict()  # raises what is no Vega-Lite
    return spec_of(chart)["layer"]


def layers(found: list[dict], mark: str, **wanted: object) -> list[dict]:
    return [
        each
        for each in found
        if each["mark"]["type"] == mark and wanted.items() <= each["mark"].items()
    ]


def data(layer: dict, *fields: str) -> list:
    rows = layer["data"]["values"]
    return [row[fields[0]] if len(fields) == 1 else tuple(row[f] for f in fields) for row in rows]


def texts(found: list[dict]) -> dict[str, dict]:
    """The names at the right edge."""
    named = [e for e in layers(found, "text") if e["encoding"]["x"] == {"value": "width"}]
    return {row["text"]: row for each in named for row in each["data"]["values"]}


def test_the_layers_lie_in_order_from_back_to_front():
    found = drawn(
        series(
            "5 5.5 6.5",
            base=2,
            signal=["none", "none", "outside"],
            side=[None, None, "high"],
            target=3 * [4.5],
        ),
        events=happened(date(2023, 2, 1)),
    )
    order = [(each["mark"]["type"], each["mark"].get("color", "")) for each in found]
    assert order[:5] == [
        ("rect", BASE),
        ("rect", BAND),
        ("rule", GREY),
        ("rule", GREY),
        ("line", INK),
    ]
    marks = [name for name, _ in order]
    assert " ".join(marks[5:]) == "rule text text line point point text text point text"


def test_the_normal_range_lies_between_dashed_limits_with_the_centre_in_it():
    found = drawn(series("5 5.5 4.5"))
    (band,) = layers(found, "rect", color=BAND)
    assert data(band, "x", "x2", "lower", "upper") == [
        (at(FIRST), at(shift(FIRST, 3)), 4.0, 6.0),
    ]
    (edges,) = layers(found, "rule", color=GREY, strokeDash=[4, 3])
    assert data(edges, "y") == [4.0, 6.0]
    (centre,) = layers(found, "rule", color=GREY, strokeWidth=1.5)
    assert data(centre, "y") == [5.0]


def test_the_baseline_has_a_ground_and_a_name():
    found = drawn(series("5 5.5 4.5 5", base=3))
    (ground,) = layers(found, "rect", color=BASE)
    assert data(ground, "x", "x2") == [(at(FIRST), at(shift(FIRST, 3)))]
    named = [e for e in layers(found, "text") if e["encoding"]["text"] == {"value": "Baslinje"}]
    assert len(named) == 2  # the word on a piece of its own ground


def test_without_a_baseline_there_is_none():
    assert layers(drawn(series("5 5.5 4.5")), "rect", color=BASE) == []


def test_preliminary_limits_have_no_ground_and_finer_dashes():
    found = drawn(series("5 5.5 4.5", status=3 * ["preliminary"]))
    assert layers(found, "rect") == []
    assert len(layers(found, "rule", strokeDash=[2, 3])) == 1


def test_a_series_that_is_too_short_shows_only_dotted_points():
    found = drawn(series("5 5.5 4.5", limits=None, status=3 * ["too_short"]))
    assert layers(found, "rect") + layers(found, "rule") == []
    assert [each["mark"]["strokeDash"] for each in layers(found, "line")] == [[1.5, 3]]
    assert set(texts(found)) == {"4,5 mars"}


def test_values_that_never_vary_keep_their_centre():
    points = series("5 5 5", limits=(None, 5.0, None), status=3 * ["no_variation"])
    found = drawn(points)
    assert layers(found, "rect") == []
    assert set(texts(found)) == {"Medel 5,0", "5,0 mars"}


def test_a_new_phase_stops_the_limits_and_the_line():
    points = series("5 5.5 4.5 7 7.5 7", second=3)
    late = pl.col("phase") == 2
    moved = [pl.when(late).then(pl.col(c) + 2).otherwise(c) for c in ("lower", "centre", "upper")]
    found = drawn(points.with_columns(moved))
    (band,) = layers(found, "rect", color=BAND)
    assert data(band, "x2", "lower") == [
        (at(shift(FIRST, 3)), 4.0),
        (at(shift(FIRST, 6)), 6.0),
    ]
    (gap,) = layers(found, "rule", color=PAPER)
    assert (data(gap, "x"), gap["mark"]["strokeWidth"]) == ([at(shift(FIRST, 3))], 6)
    (line,) = layers(found, "line")
    assert [len(set(data(line, "piece")))] == [2]
    assert "Medel 7,0" in texts(found)


def test_limits_follow_each_months_volume_and_stop_where_there_is_none():
    points = series("5 5.5 - 7")
    upper = pl.Series("upper", [8.0, 9.0, None, 9.0])
    found = drawn(points.with_columns(upper, lower=10 - upper))
    (band,) = layers(found, "rect", color=BAND)
    assert data(band, "x", "lower", "upper") == [
        (at(FIRST), 2.0, 8.0),
        (at(shift(FIRST, 1)), 1.0, 9.0),
        (at(shift(FIRST, 3)), 1.0, 9.0),
    ]
    assert {"Övre 9,0", "Nedre 1,0"} <= set(texts(found))  # the latest month's


def test_a_run_chart_names_its_median():
    points = series("5 5.5 4.5").with_columns(
        pl.lit(None, pl.Float64).alias(c) for c in ("lower", "upper")
    )
    found = drawn(points, of=kpi("runs", chart="run"))
    assert set(texts(found)) == {"Median 5,0", "4,5 mars"}
    assert not layers(found, "rect", color=BAND)


def test_limits_of_an_earlier_phase_are_not_named_at_the_edge():
    points = series("5 5.5 4.5 7 7.5 7", second=3)
    early = pl.col("phase") == 1
    found = drawn(
        points.with_columns(
            *(pl.when(early).then(column) for column in ("lower", "centre", "upper")),
            status=pl.when(early).then(pl.lit("ok")).otherwise(pl.lit("too_short")),
        )
    )
    assert set(texts(found)) == {"7,0 juni"}
    assert {str(each["mark"]["strokeDash"]) for each in layers(found, "line")} == {
        "[1, 0]",
        "[1.5, 3]",
    }


def test_a_cost_may_be_below_zero():
    assert "Nedre −1,0" in texts(drawn(series("1 2 1", limits=(-1.0, 1.0, 3.0))))


def test_the_target_is_a_line_with_a_name():
    found = drawn(series("5 5.5 4.5", target=3 * [3.25]))
    (dashes,) = layers(found, "line", color=INK)
    assert set(data(dashes, "y")) == {3.25}
    assert data(dashes, "x")[-1] == at(shift(FIRST, 3))
    assert texts(found)["Mål 3,2"]["weight"] == 600


def test_the_target_is_drawn_where_it_is_in_force_and_steps_where_it_changes():
    found = drawn(series("5 5 5 5 5", target=[None, 4.0, 4.0, None, 6.0]))
    (dashes,) = layers(found, "line", color=INK)
    assert dashes["mark"]["interpolate"] == "step-after"
    begins = [at(shift(FIRST, i)) for i in range(6)]
    assert data(dashes, "x", "y") == [
        *((begins[1], 4.0), (begins[2], 4.0), (begins[3], 4.0)),
        *((begins[4], 6.0), (begins[5], 6.0)),
    ]
    first, *_, last = data(dashes, "piece")
    assert first != last
    assert "Mål 6,0" in texts(found)
    assert "Mål 4,0" not in texts(found)


def test_a_target_that_is_no_longer_in_force_has_no_name_at_the_edge():
    assert not [t for t in texts(drawn(series("5 5", target=[4.0, None]))) if "Mål" in t]


def test_a_new_phase_says_at_the_foot_why_it_begins():
    points = series("5 5.5 4.5 7 7.5 7", second=3)
    ground, name = [
        each for each in layers(drawn(points), "text") if data(each, "text") == ["Ny fas"]
    ]
    assert data(name, "x") == [at(shift(FIRST, 3))]
    assert (ground["mark"]["stroke"], name["mark"]["color"]) == (PAPER, INK2)
    redefined = points.with_columns(begins=pl.col("begins").replace("decision", "definition"))
    assert [
        each for each in layers(drawn(redefined), "text") if data(each, "text") == ["Ny definition"]
    ]


def test_a_missing_month_breaks_the_line():
    (line,) = layers(drawn(series("5 5.5 - 4.5 5")), "line")
    assert data(line, "x") == [point_at(shift(FIRST, i)) for i in (0, 1, 3, 4)]
    first, second, third, fourth = data(line, "piece")
    assert first == second != third == fourth


def test_a_month_alone_between_two_gaps_is_a_point():
    found = drawn(series("5 - 5.5 - 5"))
    assert layers(found, "line") == []
    (points,) = layers(found, "point")
    assert len(data(points, "x")) == 3


def test_a_preliminary_month_is_hollow_and_hangs_in_dashes():
    found = drawn(series("5 5.5 4? 5 5"))
    (hollow,) = layers(found, "point", fill=PAPER)
    assert data(hollow, "x", "y", "said") == [
        (point_at(shift(FIRST, 2)), 4.0, "4,0\u00a0kr/m² (preliminär)")
    ]
    assert hollow["mark"]["stroke"] == GREY
    dashes = [each["mark"]["strokeDash"] for each in layers(found, "line")]
    assert dashes == [[1, 0], [4, 3]]
    assert set(texts(drawn(series("5 5.5 4?")))) >= {"5,5 februari"}  # the latest comparable


@pytest.mark.parametrize(
    ("of", "side", "shape", "colour"),
    [
        (COST, "high", "diamond", WORSE),
        (COST, "low", "circle", BETTER),
        (SHARE, "high", "circle", BETTER),
        (SHARE, "low", "diamond", WORSE),
        (VOLUME, "high", HEXAGON, INK),
        (VOLUME, "low", HEXAGON, INK),
    ],
)
def test_a_signal_stands_in_the_shape_of_its_verdict(of, side, shape, colour):
    points = series("5 5.5 7", signal=["none", "none", "shift"], side=[None, None, side])
    found = drawn(points, of)
    (mark,) = layers(found, "point", shape=shape, size=150)
    assert mark["mark"]["fill"] == colour
    assert data(mark, "y") == [7.0]
    latest = next(row for text, row in texts(found).items() if text.endswith("mars"))
    assert latest["colour"] == colour


def test_a_signal_that_is_null_is_no_signal():
    found = drawn(series("5 5.5 5").with_columns(signal=pl.lit(None, pl.String)))
    assert [each["mark"]["fill"] for each in layers(found, "point")] == [GREY]


def test_names_are_pushed_apart():
    found = texts(drawn(series("5 5 5", limits=(4.95, 5.0, 5.05), target=3 * [5.02])))
    assert len(found) == 5
    span = max(row["y"] for row in found.values()) - min(row["y"] for row in found.values())
    axis = drawn(series("5 5 5", limits=(4.95, 5.0, 5.05), target=3 * [5.02]))[0]
    low, high = axis["encoding"]["y"]["scale"]["domain"]
    assert span / (high - low) * HEIGHT >= 4 * 19 - 1e-6


def happened(*days: date) -> pl.DataFrame:
    rows = [(i, day, None, "hände") for i, day in enumerate(days, 1)]
    return pl.DataFrame(rows, schema=NOTHING.schema, orient="row")


def test_what_happened_is_a_stroke_with_a_numbered_disc():
    found = drawn(series("5 5.5 4.5 5"), events=happened(date(2023, 2, 1), date(2023, 2, 1)))
    (stroke,) = layers(found, "rule", color=INK)
    assert data(stroke, "x") == 2 * [at(date(2023, 2, 1))]
    (numbers,) = [
        e for e in layers(found, "text") if e["encoding"]["text"].get("field") == "number"
    ]
    assert data(numbers, "number") == ["1", "2"]
    high = numbers["encoding"]["y"]["scale"]["domain"][1]
    assert all(y > high for y in data(numbers, "y")), "above the plot"


def test_what_lasted_has_a_line_along_the_top():
    events = happened(date(2023, 1, 1)).with_columns(last_day=pl.lit(date(2023, 3, 31)))
    found = drawn(series("5 5.5 4.5 5"), events=events)
    _, lasting = layers(found, "rule", color=INK)
    assert data(lasting, "x", "x2") == [(at(FIRST), at(shift(FIRST, 3)))]


def test_months_are_named_in_swedish_and_januaries_carry_the_year():
    (axis, *_), spec = drawn(series(" ".join(["5"] * 30))), None
    x = axis["encoding"]["x"]["axis"]
    assert x["values"][0] == point_at(FIRST)
    assert x["labelOverlap"] == "parity"
    assert "%Y" in x["labelExpr"].split("?")[1].split(":")[0]
    spec = spec_of(spc_chart(series("5 6 5"), COST, events=NOTHING))
    assert spec["config"]["locale"]["time"]["shortMonths"][9] == "okt"
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_without_a_january_every_label_says_its_year():
    points = series("5 6 5 5").with_columns(pl.col("month").dt.offset_by("2mo"))
    (axis, *_) = drawn(points)
    assert axis["encoding"]["x"]["axis"]["labelExpr"].startswith("[")


def test_each_layer_has_its_own_data_so_that_nothing_becomes_arrow():
    spec = spec_of(spc_chart(series("5 6 5"), COST, events=NOTHING))
    assert "datasets" not in spec
    assert "data" not in spec


def test_months_without_any_value_still_make_a_chart():
    assert layers(drawn(series("- - -")), "point") == []
