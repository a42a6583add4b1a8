"""Control limits: what is normal for one series in one phase (methods §4, §6, §10).

Every chart but the run chart has the same shape: limits at `width · unit` from the centre, where
`unit` says how much a value of this volume moves by itself and `width` how much more they move.
"""

from math import pi, sqrt

import polars as pl

from kpi.trends.states import STATUSES, Chart, Status

XMR_FACTOR = 2.66  # three sigma from the mean moving range: 3 / d2, d2 = 1.128 for pairs
D2 = 1.128
SCREEN_FACTOR = 3.267  # a moving range above this many means is an outlier: D4 for pairs
IPRIME_SCREEN_FACTOR = 3.2665  # the same as Taylor (2018) writes it
FEWEST_POINTS = 5  # values in a phase; below this it shows them and nothing more
LOCK_POINTS = 12  # baseline values; fewer give limits too loose to lock
VERDICT_POINTS = 13  # values in a phase; fewer carry no verdict
ROUNDING = 1e-12  # share of a phase's largest value; a smaller difference is arithmetic's own

BY_VOLUME = frozenset({Chart.IPRIME, Chart.P, Chart.PPRIME, Chart.U, Chart.UPRIME})
SHARES = frozenset({Chart.P, Chart.PPRIME})
RATES = frozenset({Chart.U, Chart.UPRIME})
PRIMED = frozenset({Chart.PPRIME, Chart.UPRIME})
_WIDTH = {Chart.XMR: XMR_FACTOR, Chart.IPRIME: 3.0, Chart.PPRIME: 3 / D2, Chart.UPRIME: 3 / D2}


def with_limits(rows: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Add each phase's centre and limits to its rows.

    In:  block (UInt32: one number per series and phase, 0, 1, 2 … down the frame), value
         (Float64, null = missing), denominator (Float64: what the value is per; only for the
         charts by volume, where a value has one above 0), scale (Float64: the value of a whole,
         100 for per cent; only for shares and rates), base and screen (Boolean), other columns;
         neighbouring rows of a block are neighbouring months.
    Out: the same rows in the same order, plus centre, lower, upper (Float64, unit of value),
         distance (Float64: from centre to limit, not cut at what values can be), n (Int64,
         values in the phase), status (STATUSES) and rounding (Float64, unit of value:
         two numbers no further apart are the same number). centre is null in a phase that is
         too short; the limits also where the values do not vary, where no two neighbouring
         months have values, in a month without volume, and in a run chart.

    A phase without baseline rows is its own baseline. Formulas: methods §4, §10.
    """
    value = pl.col("value")
    phases = rows.group_by("block", maintain_order=True).agg(
        n=value.count().cast(pl.Int64),
        has_base=pl.col("base").any(),
        rounding=value.abs().max() * ROUNDING,
        **({"range_of_all": value.max() - value.min()} if chart is Chart.RUN else {}),
    )
    limits = _limits(phases.hstack(_spread(rows, phases, chart)), chart)
    found = limits.select("centre", "width", "n", "status", "rounding")
    distance = pl.col("width") if chart is Chart.XMR else pl.col("width") * _unit(chart)
    return (
        rows.hstack(_for_each_row(found, rows))
        .with_columns(distance=distance)
        .with_columns(lower=_lower(chart), upper=_upper(chart))
        .drop("width")
    )


def _spread(rows: pl.DataFrame, phases: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """centre, base_n, amr, screened_amr, tiny: one row a block, in order.

    amr is the mean of what `_ranges` gives; no more than tiny is arithmetic's own. Both ends of a
    range must lie in the baseline: the step from the last free month into the first baseline
    month belongs to neither.
    """
    inside = pl.col("base") | ~pl.col("has_base")
    if chart in BY_VOLUME:  # a credit note can make a month's volume negative: it says nothing
        inside &= (pl.col("denominator") > 0).fill_null(value=False)
    base = (
        rows.select("block", "screen", "base", "value", *_volume(chart))
        .hstack(_for_each_row(phases.select("has_base", "rounding"), rows))
        .with_columns(
            value=pl.when(inside).then(pl.col("value")),
            pair=(pl.col("block") == pl.col("block").shift(1)) & inside & inside.shift(1),
        )
    )
    base = _with_ranges(base, chart)
    tiny = pl.col("rounding").first() if chart is Chart.XMR else pl.col("range").max() * ROUNDING
    spread = base.group_by("block", maintain_order=True).agg(
        centre=_centre(chart),
        base_n=pl.col("value").count(),
        amr=pl.col("range").mean(),
        tiny=tiny,
        scale=pl.col("scale").first() if "scale" in base.columns else pl.lit(1.0),
    )
    screened = _screened(base, spread, rows, chart)
    return spread.drop("block").hstack(screened.drop("block"))


def _screened(
    base: pl.DataFrame, spread: pl.DataFrame, rows: pl.DataFrame, chart: Chart
) -> pl.DataFrame:
    """block, screened_amr: the mean again, without the ranges that are outliers.

    At most, not below (the reference): a steady series would lose all its ranges.
    """
    factor = IPRIME_SCREEN_FACTOR if chart is Chart.IPRIME else SCREEN_FACTOR
    largest = factor * pl.col("amr") + pl.col("tiny")
    kept = pl.when((pl.col("range") <= largest) | ~pl.col("screen")).then(pl.col("range"))
    return (
        base.select("block", "screen", "range")
        .hstack(_for_each_row(spread.select("amr", "tiny"), rows))
        .with_columns(range=kept)
        .group_by("block", maintain_order=True)
        .agg(screened_amr=pl.col("range").mean())
    )


def _volume(chart: Chart) -> list[str]:
    """The columns that a chart needs besides the value."""
    return [*(["denominator"] * (chart in BY_VOLUME)), *(["scale"] * (chart in SHARES | RATES))]


def _centre(chart: Chart) -> pl.Expr:
    """Σ numerator / Σ denominator by volume: a value times its volume is its numerator."""
    value = pl.col("value")
    if chart not in BY_VOLUME:
        return value.median() if chart is Chart.RUN else value.mean()
    volume = pl.col("denominator").filter(value.is_not_null()).sum()
    return pl.when(volume > 0).then((value * pl.col("denominator")).sum() / volume)


def _unit(chart: Chart) -> pl.Expr:
    """How much a value of this volume moves by itself, at the centre (methods §4)."""
    volume = pl.when(pl.col("denominator") > 0).then(pl.col("denominator"))
    if chart is Chart.IPRIME:
        return 1 / volume.sqrt()
    return (_room(chart) / volume).sqrt()


def _room(chart: Chart) -> pl.Expr:
    """The variance of one counted thing at the centre, in the value's own unit.

    Null where the centre is no share or rate at all: below 0, or above the whole.
    """
    left = pl.col("scale") - pl.col("centre") if chart in SHARES else pl.col("scale")
    room = pl.col("centre") * left
    return pl.when(room >= -pl.col("rounding") * pl.col("scale")).then(room.clip(0))


def _with_ranges(base: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Add range: how far each baseline value lies from the one before, in what `width` counts.

    XmR: the values' own difference. I′: divided by what their volumes let expect. P′ and U′: of
    the values as numbers of units from the centre. P and U and a run chart have none.
    """
    moved = pl.col("value").diff().abs()
    if chart is Chart.IPRIME:
        expected = (1 / pl.col("denominator") + 1 / pl.col("denominator").shift(1)).sqrt()
        moved = pl.when(moved > pl.col("rounding")).then(sqrt(pi / 2) * moved / expected)
        moved = moved.otherwise(pl.when(pl.col("value").diff().is_not_null()).then(0.0))
    elif chart in PRIMED:
        centres = base.group_by("block", maintain_order=True).agg(centre=_centre(chart))
        base = base.hstack(_for_each_row(centres.select("centre"), base))
        from_centre = pl.col("value") - pl.col("centre")
        exact = pl.when(from_centre.abs() > pl.col("rounding")).then(from_centre).otherwise(0.0)
        units = pl.when(_unit(chart) > 0, pl.col("value").is_not_null()).then(exact / _unit(chart))
        base = base.with_columns(units=units)
        moved = pl.col("units").diff().abs()
    elif chart is not Chart.XMR:
        moved = pl.lit(None, pl.Float64)
    return base.with_columns(range=pl.when("pair").then(moved))


def _limits(phases: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Turn each block's spread into a width and say how much it can carry."""
    varies = pl.col("screened_amr") > pl.col("tiny")
    amr = pl.when(varies).then(pl.col("screened_amr")).otherwise(pl.col("amr"))
    phases = phases.with_columns(spread=amr if chart in _WIDTH else pl.lit(1.0))
    long_enough = pl.col("n") >= FEWEST_POINTS
    preliminary = (pl.col("n") < VERDICT_POINTS) | (pl.col("base_n") < LOCK_POINTS)
    phases = phases.with_columns(flat=_flat(chart))
    status = (
        pl.when(~long_enough)
        .then(pl.lit(Status.TOO_SHORT, STATUSES))
        .when(preliminary)
        .then(pl.lit(Status.PRELIMINARY, STATUSES))
        .when(pl.col("flat"))
        .then(pl.lit(Status.NO_VARIATION, STATUSES))
        .otherwise(pl.lit(Status.OK, STATUSES))
    )
    width = _WIDTH.get(chart, 3.0) * pl.col("spread")
    shown = long_enough & ~pl.col("flat") & (chart is not Chart.RUN)
    return phases.with_columns(
        centre=pl.when(long_enough).then(pl.col("centre")),
        width=pl.when(shown).then(width),
        status=status,
    )


def _flat(chart: Chart) -> pl.Expr:
    """Whether the baseline says nothing of how much the values vary."""
    if chart is Chart.RUN:
        return pl.col("range_of_all") <= pl.col("rounding")
    still = (pl.col("spread") <= pl.col("tiny")) if chart in _WIDTH else pl.lit(value=False)
    if chart in SHARES | RATES:
        no_room = _room(chart) <= pl.col("rounding") * pl.col("scale")
        return still | no_room.fill_null(value=False)
    return still


def _lower(chart: Chart) -> pl.Expr:
    """A share or a count is never below 0."""
    lower = pl.col("centre") - pl.col("distance")
    return lower.clip(0) if chart in SHARES | RATES else lower


def _upper(chart: Chart) -> pl.Expr:
    """A share is never above the whole."""
    upper = pl.col("centre") + pl.col("distance")
    if chart not in SHARES:
        return upper
    return pl.when(upper > pl.col("scale")).then("scale").otherwise(upper).alias("upper")


def _for_each_row(phases: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Each row's own phase. Blocks are numbered, so a gather does what a join would, faster."""
    return phases[rows["block"]]
