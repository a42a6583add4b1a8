"""Which months are compared, and each unit's one value over them (methods §12)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.periods import Month, Span, months_apart, shift
from kpi.values.change import usable
from kpi.values.formula import rules_of

YEAR = 12  # months
SPAN = ["kpi", "span"]
NOW, BEFORE = "now", "before"
SPANS = {"kpi": pl.String, "span": pl.String, "first": pl.Date, "last": pl.Date}


def latest_month(months: pl.DataFrame, pilots: set[str], coverage: float) -> Month | None:
    """The latest that enough of the pilot's open units have reported; None where there is none.

    In:  months: `shown_unit_months` of one KPI. A month that is withheld has been reported.
    """
    reported = pl.col("hidden") | (
        pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    )
    month: Month | None = (
        months.filter(pl.col("unit").is_in(pilots) & ~pl.col("closed"))
        .group_by("month")
        .agg(covered=reported.mean())
        .filter(pl.col("covered") >= coverage)
        .select(pl.col("month").max())
        .item()
    )
    return month


def now_and_before(first: Month, last: Month, start: Month) -> tuple[Span, Span | None]:
    """The pilot's latest twelve months, and the same calendar months before it began.

    first: the first month with figures, last: `latest_month`, start: the pilot's first month.
    Fewer months while the pilot is younger. Before it began, now is the latest twelve months of
    all and there is no before; neither is there where the figures do not reach back far enough.
    """
    if last < start:
        return Span(shift(last, 1 - YEAR), last), None
    now = Span(max(start, shift(last, 1 - YEAR)), last)
    back = YEAR * (months_apart(start, last) // YEAR + 1)
    before = Span(shift(now.first, -back), shift(now.last, -back))
    return now, before if before.first >= first else None


def years_until(months: Sequence[Month]) -> dict[str, Span]:
    """The twelve months that end with each of these, named by it; none that begins too early."""
    first = min(months)
    years = {month: shift(month, 1 - YEAR) for month in months}
    return {f"{last}": Span(begins, last) for last, begins in years.items() if begins >= first}


def spans_frame(kpi: str, spans: dict[str, Span]) -> pl.DataFrame:
    """kpi, span (its name), first, last."""
    rows = [(kpi, name, span.first, span.last) for name, span in spans.items()]
    return pl.DataFrame(rows, schema=SPANS, orient="row")


def unit_spans(months: pl.DataFrame, spans: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Each unit's value over each span: sums before dividing, a count's mean per month.

    A closed month's reported costs and volumes count. A unit has a value when as large a share
    of the KPI's months in the span is reported or closed as a month needs of its units; so a
    unit that has shut down, or that is withheld half the time, has none.

    In:  months: `shown_unit_months`; spans: kpi, span, first, last.
    Out: kpi, span, unit (one row each, sorted so), numerator, denominator (Float64: sums),
         value (Float64, the KPI's unit; null = too few months, or nothing to divide by),
         se2 (Float64: the variance that chance gives a share of so many; null for what is no
         share), withheld (Boolean: some month of the span may not be shown).
    """
    rows = months.join(spans, on="kpi").filter(pl.col("month").is_between("first", "last"))
    asked = rows.group_by(SPAN).agg(asked=pl.col("month").n_unique())
    counted = usable("numerator", "denominator") & ~pl.col("hidden")
    there = (counted | (pl.col("closed") & ~pl.col("hidden"))).sum()
    share = pl.col("numerator") / pl.col("denominator")
    chance = pl.col("scale") ** 2 * share * (1 - share) / pl.col("denominator")
    enough = pl.col("there") >= pl.col("smallest_coverage") * pl.col("asked")
    return (
        rows.group_by(*SPAN, "unit")
        .agg(
            pl.col("numerator", "denominator").filter(counted).sum(),
            there=there,
            withheld=pl.col("hidden").any(),
        )
        .join(asked, on=SPAN)
        .join(rules_of(kpis), on="kpi")
        .with_columns(pl.col("kpi").is_in(shares(kpis)).alias("share"))
        .with_columns(
            whole=enough & (pl.col("denominator") > 0),
            value=pl.col("scale") * share + pl.col("offset"),
        )
        .sort(*SPAN, "unit")
        .select(
            *SPAN,
            "unit",
            "numerator",
            "denominator",
            value=pl.when("whole").then("value"),
            se2=pl.when(pl.col("whole") & pl.col("share")).then(chance),
            withheld="withheld",
        )
    )


def shares(kpis: Sequence[Kpi]) -> list[str]:
    """Those that count so many of so many, and where nobody has to be hidden."""
    return [kpi.id for kpi in kpis if kpi.chart in ("p", "pprime") and kpi.withhold_by is None]


def with_floors(values: pl.DataFrame, floors: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Add floor and distance: how far the value lies on the good side of its own type's floor.

    In:  values: kpi, unit_type, value; floors: kpi, unit_type, floor (one row each).
    Out: the same rows and order with floor, distance (Float64, the KPI's unit; below 0 = on the
         bad side; null without a value, a floor, or a direction).
    """
    sign = {Better.HIGHER: 1.0, Better.LOWER: -1.0}
    signs = {kpi.id: sign.get(kpi.better) for kpi in kpis}
    way = pl.col("kpi").replace_strict(signs, return_dtype=pl.Float64)
    # Rounded, so that 0.85 times 100 reaches a floor of 85.
    distance = (way * (pl.col("value") - pl.col("floor"))).round(9)
    return values.join(
        floors, on=["kpi", "unit_type"], how="left", maintain_order="left"
    ).with_columns(distance=distance)


def floors_in_force(register: pl.DataFrame, day: Month) -> pl.DataFrame:
    """The latest that is decided by a month: kpi, unit_type, floor (Float64), reference.

    The same floor serves both periods: a stricter one must not look like a worse result.
    In:  the register `floors`.
    """
    return (
        register.filter(pl.col("valid_from") <= day)
        .sort("valid_from")
        .unique(["kpi", "unit_type"], keep="last", maintain_order=True)
        .select("kpi", "unit_type", pl.col("value").cast(pl.Float64).alias("floor"), "reference")
        .sort("kpi", "unit_type")
    )
