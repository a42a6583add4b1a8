"""The fast charts against the dull ones, on whatever Hypothesis can think of."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.actions.spc import POINTS
from kpi.trends import trend
from kpi.trends.spc import Rules
from kpi.trends.states import SIDES
from tests.examples import examples
from tests.plain import spc as plain
from tests.trends.picture import SCHEMA, series

TENTHS = st.integers(-30, 30).map(lambda tenths: tenths / 10)
VALUES = st.one_of(
    TENTHS,
    st.sampled_from([0.0, 0.1, 5.0]),
    st.integers(0, 3).map(float),
    st.floats(-1e6, 1e6, allow_subnormal=False),
    st.none(),
)


@st.composite
def lines(draw):
    """The values of a series: wild, or a few kinds of tame that chance seldom writes."""
    count = draw(st.integers(1, 45))
    kind = draw(
        st.sampled_from(["any", "tenths", "constant", "staircase", "gaps", "late change", "linked"])
    )
    if kind == "any":
        return draw(st.lists(VALUES, min_size=count, max_size=count))
    tenths = draw(st.lists(TENTHS, min_size=count, max_size=count))
    if kind == "constant":
        return count * tenths[:1]
    if kind == "staircase":
        return [round(place % 11 * (1 - place // 11 % 2 * 2) / 10, 1) for place in range(count)]
    if kind == "gaps":
        holes = draw(st.lists(st.booleans(), min_size=count, max_size=count))
        tenths = [None if hole else value for hole, value in zip(holes, tenths, strict=True)]
    if kind == "linked":
        tenths = [round(sum(tenths[max(0, at - 3) : at + 1]), 1) for at in range(count)]
    if kind == "late change":
        step = draw(TENTHS)
        return [value if place < 20 else value + step for place, value in enumerate(tenths)]
    return tenths


CHARTS = ["xmr", "iprime", "p", "pprime", "u", "uprime", "run"]


@st.composite
def cells(draw, chart):
    """The cells of a series as `picture.series` reads them, as its chart needs them."""
    if chart in ("xmr", "run"):
        return ["-" if value is None else repr(value) for value in draw(lines())]
    count = draw(st.integers(1, 45))
    same_volume = draw(st.booleans())
    found = []
    for _ in range(count):
        volume = 20 if same_volume else draw(st.integers(1, 60))
        if chart == "iprime" and draw(st.integers(0, 19)) == 0:
            volume = -volume
        if draw(st.integers(0, 9)) == 0:
            found.append(draw(st.sampled_from(["-", f"-:{volume}"])))
            continue
        most = volume if chart in ("p", "pprime") else 40
        least = -10 if chart == "iprime" else 0
        part = draw(st.one_of(st.integers(least, most), st.sampled_from([0, most])))
        found.append(f"{part / volume!r}:{volume}")
    return found


@st.composite
def frames(draw):
    charts = []
    for number in range(draw(st.integers(1, 4))):
        chart = draw(st.sampled_from(CHARTS))
        written = draw(cells(chart))
        for place in sorted(draw(st.sets(st.integers(1, 40), max_size=2)), reverse=True):
            if place < len(written):
                written.insert(place, "|")
        base = draw(
            st.one_of(st.just(()), st.integers(0, 30).map(range), st.sets(st.integers(0, 45)))
        )
        charts.append(
            series(
                " ".join(written),
                name=f"s{number}",
                chart=chart,
                seasonal=chart == "xmr" and draw(st.booleans()),
                base=base,
                better=draw(st.sampled_from(["higher", "lower", "neither"])),
                target=draw(st.one_of(st.none(), TENTHS)),
                two_of_three=draw(st.sampled_from(["nhs2023", "strict"])),
                screen=draw(st.booleans()),
            )
        )
    return pl.concat(charts)


def agree(fast, dull):
    assert fast.height == len(dull)
    for line, expected in zip(fast.iter_rows(named=True), dull, strict=True):
        for column, value in expected.items():
            if column in {"centre", "lower", "upper"} and value is not None:
                assert line[column] == pytest.approx(value, rel=1e-9, abs=1e-9), (column, line)
            else:
                assert line[column] == value, (column, line)


@settings(max_examples=examples(150), deadline=None)
@given(
    frames(),
    st.randoms(use_true_random=False),
    st.sampled_from([(7, 7), (8, 6), (5, 3)]),
    st.booleans(),
)
def test_fast_and_dull_charts_are_the_same(frame, random, lengths, heed_links):
    rows = frame.to_dicts()
    shuffled = pl.DataFrame(random.sample(rows, len(rows)), schema=SCHEMA, orient="row")
    fast = trend(shuffled, Rules(*lengths, heed_links))
    agree(fast.points, plain.points(rows, *lengths, heed_links=heed_links))
    agree(fast.summary, plain.summary(rows, *lengths, heed_links=heed_links))


def test_what_comes_out_is_typed_as_promised():
    charted = trend(series("4 6 - 5"))
    types = {"phase": pl.Int64, "n": pl.Int64, "centre": pl.Float64, "side": SIDES}
    for frame in (charted.points, charted.summary):
        assert {name: frame.schema[name] for name in types} == types


def test_the_points_begin_with_what_is_printed():
    assert trend(series("4 6")).points.columns[:9] == POINTS


def test_charting_does_not_touch_what_it_was_given():
    frame = series("4 6 - 5")
    before = frame.clone()
    trend(frame)
    assert frame.equals(before)
