"""KPI values as control-chart series: baseline, target and phase beside each month (methods §6)."""

from collections.abc import Sequence
from dataclasses import asdict

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.judging import DEFAULT
from kpi.trends.limits import LOCK_POINTS
from kpi.trends.phases import Begins, with_phases

SCOPE = ["kpi", "level", "scope"]


def chart_rows(
    values: pl.DataFrame,
    locked: pl.DataFrame,
    baselines: pl.DataFrame,
    targets: pl.DataFrame,
    kpis: Sequence[Kpi],
    *,
    phases: pl.DataFrame,
) -> pl.DataFrame:
    """What `trend` takes, for every scope's values.

    Months inside a baseline stand as they did when it was locked, so that neither limits nor
    picture move when an old month is corrected; later months are as of now. Preliminary
    months (coverage too low) have no comparable value and stand outside limits and rules.

    In:  values, locked: kpi_values as of now and as of each baseline's own number; baselines:
         kpi, level, scope, first_month, last_month and the settings it was locked with, a column
         for each of `Judging`; targets: kpi, level, scope, target (Float64;
         null = not in these prices) and any more columns, which follow along; phases: kpi,
         level, scope, month (a signed start of a phase; a changed definition starts one too).
    Out: series (kpi/level/scope), month, value (Float64; null = nothing comparable), phase,
         base, better, chart, scale, seasonal, target, the settings (the usual ones where no
         baseline says otherwise); then kpi, level, scope, shown (Float64: the value even when
         preliminary), preliminary, reason, expected, reported, coverage, numerator, denominator,
         begins (String: on the first row of a later phase, why it begins, a `Begins`).
         One row per series and expected month, sorted so.
    """
    spans = values.join(baselines, on=SCOPE, how="left").with_columns(
        base=pl.col("month").is_between("first_month", "last_month").fill_null(value=False)
    )
    held = locked.join(baselines, on=SCOPE).filter(
        pl.col("month").is_between("first_month", "last_month")
    )
    rows = pl.concat(
        [spans.filter(~pl.col("base")), held.with_columns(base=pl.lit(value=True))], how="diagonal"
    )
    return (
        rows.join(targets, on=[*SCOPE, "month"], how="left")
        .join(_declared(kpis), on="kpi")
        .with_columns(
            series=pl.concat_str(SCOPE, separator="/"),
            shown=pl.col("value"),
            value=pl.when(~pl.col("preliminary")).then("value"),
            **{name: pl.col(name).fill_null(usual) for name, usual in asdict(DEFAULT).items()},
        )
        .drop("first_month", "last_month")
        .pipe(with_phases, _starts(values, phases, kpis))
        .with_columns(base=base_of_phase())
    )


def base_of_phase() -> pl.Expr:
    """base: not in a later phase with too few of the baseline's months to lock limits on.

    It would be judged by what is left of a decision about another phase, and never get better:
    such a phase is its own baseline.
    """
    phase = pl.col("phase")
    decided = phase == phase.filter("base").min().over("series")
    kept = (pl.col("base") & pl.col("value").is_not_null()).sum().over("series", "phase")
    return pl.col("base") & (decided | (kept >= LOCK_POINTS))


def _declared(kpis: Sequence[Kpi]) -> pl.DataFrame:
    return pl.DataFrame(
        [(kpi.id, kpi.better.value, kpi.chart, kpi.scale, kpi.seasonal) for kpi in kpis],
        schema={
            "kpi": pl.String,
            "better": pl.String,
            "chart": pl.String,
            "scale": pl.Float64,
            "seasonal": pl.Boolean,
        },
        orient="row",
    )


def _starts(values: pl.DataFrame, phases: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """series, month, begins: every start of a phase, signed or by a changed definition."""
    changes = pl.DataFrame(
        [(kpi.id, month) for kpi in kpis for month in kpi.redefined],
        schema={"kpi": pl.String, "month": pl.Date},
        orient="row",
    )
    defined = values.select(SCOPE).unique().join(changes, on="kpi")
    signed = phases.select(*SCOPE, "month", begins=pl.lit(Begins.DECISION.value))
    return pl.concat([signed, defined.with_columns(begins=pl.lit(Begins.DEFINITION.value))]).select(
        pl.concat_str(SCOPE, separator="/").alias("series"), "month", "begins"
    )
