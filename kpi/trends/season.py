"""What is each calendar month usually like? Values without their season, limits with it (§8)."""

import polars as pl

from kpi.trends.states import STATUSES, Status

FEWEST_YEARS = 2  # whole baseline years; of one year nothing tells a season from chance
LEFT_OUT_BELOW = 0.10  # of the year's mean: a month that is nearly closed says nothing
MONTHS = 12


def without_season(rows: pl.DataFrame) -> pl.DataFrame:
    """Take each phase's own season out of its values.

    In:  block (UInt32, series and phase), month (Date), value (Float64, null = missing), base
         (Boolean), other columns. A phase without baseline rows is its own baseline.
    Out: the same rows in the same order with value adjusted (null too in a month that is left
         out), plus raw (the value as it was), times and plus (Float64, `raw = value · times +
         plus`), widen (Float64: how much wider limits must be, since the season is itself an
         estimate) and known (Boolean: the baseline has years enough to tell the season; where it
         has not, nothing is taken out and widen is null).

    Divided by the month's share of the mean; subtracted where the baseline is not all above 0.
    """
    has_base = rows.group_by("block", maintain_order=True).agg(pl.col("base").any())["base"]
    inside = rows["base"] | ~has_base.gather(rows["block"])
    phases = _phases(rows.select("block", "month", "value").filter(inside))
    known = (pl.col("years") >= FEWEST_YEARS) & pl.col("mean").is_not_null()
    told = phases.select("mean", "added", known=known, within=_within(), after=_after())
    widen = pl.when("known").then(pl.when("inside").then("within").otherwise("after"))
    seasons = (
        rows.select(inside=inside, month=_usual(rows, phases))
        .hstack(told[rows["block"]])
        .select("known", times=_times(), plus=_plus(), widen=widen)
    )
    adjusted = (pl.col("value") - pl.col("plus")) / pl.col("times")
    return rows.with_columns(raw="value").hstack(seasons).with_columns(value=adjusted)


def widened(limited: pl.DataFrame) -> pl.DataFrame:
    """The limits that adjusted values are judged by.

    In:  what `without_season` gives, with what `with_limits` adds.
    Out: the same with wider distance, lower and upper, and a status without verdict where the
         season is not known.
    """
    distance = pl.col("distance") * pl.col("widen")
    unsure = ~pl.col("known") & (pl.col("status") != Status.TOO_SHORT)
    return limited.with_columns(
        distance=distance,
        lower=pl.col("centre") - distance,
        upper=pl.col("centre") + distance,
        status=pl.when(unsure).then(pl.lit(Status.PRELIMINARY, STATUSES)).otherwise("status"),
    )


def in_season(judged: pl.DataFrame) -> pl.DataFrame:
    """The values as reported, and centre, limits and target as that calendar month's."""
    return judged.with_columns(
        pl.when(pl.col("value").is_not_null()).then("raw").alias("value"),
        *(
            (pl.col(name) * pl.col("times") + pl.col("plus")).alias(name)
            for name in ("centre", "lower", "upper", "target")
        ),
    )


def _phases(base: pl.DataFrame) -> pl.DataFrame:
    """What each phase's baseline says, a row a block in order.

    In:  the baseline's rows: block, month, value; a phase has at least one.
    Out: years (Float64, whole ones), mean (Float64), added (Boolean: values are not all above
         0), and the mean of its Januaries in "1", of its Februaries in "2" and so on (Float64).
    """
    value = pl.col("value")
    in_month = {
        str(month): value.filter(pl.col("of_year") == month).mean()
        for month in range(1, MONTHS + 1)
    }
    return (
        base.select("block", "value", of_year=pl.col("month").dt.month())
        .group_by("block", maintain_order=True)
        .agg(
            years=(pl.len() // MONTHS).cast(pl.Float64),
            mean=value.mean(),
            added=(value.min() <= 0).fill_null(value=False),
            **in_month,
        )
    )


def _usual(rows: pl.DataFrame, phases: pl.DataFrame) -> pl.Series:
    """The mean of each row's own calendar month in its phase's baseline.

    Looked up in a list with a mean for each phase's January, then February, and so on: grouping
    by phase and month takes three times as long.
    """
    listed = pl.concat([phases[str(month)] for month in range(1, MONTHS + 1)], rechunk=True)
    of_year = rows["month"].dt.month().cast(pl.UInt32)
    return listed.gather((of_year - 1) * phases.height + rows["block"])


def _times() -> pl.Expr:
    """The month's share of the mean; null in a month that is left out, or that is not known."""
    share = pl.col("month") / pl.col("mean")
    return (
        pl.when(~pl.col("known"))
        .then(1.0)
        .when(pl.col("added") & pl.col("month").is_not_null())
        .then(1.0)
        .when(~pl.col("added") & (share >= LEFT_OUT_BELOW))
        .then(share)
    )


def _plus() -> pl.Expr:
    above = pl.col("month") - pl.col("mean")
    return pl.when(pl.col("known") & pl.col("added")).then(above).otherwise(0.0)


def _within() -> pl.Expr:
    """How much wider limits are inside the baseline of k years: √(k/(k−1))."""
    years = pl.col("years")
    return (years / (years - 1)).sqrt()


def _after() -> pl.Expr:
    """And after it: √(1 + 1/k) times that."""
    return _within() * (1 + 1 / pl.col("years")).sqrt()
