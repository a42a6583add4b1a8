"""One answer a nyckeltal: how many of the pilot's units reach their own type's floor (§12)."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from kpi.catalogue import Kpi
from kpi.equity.crossing import (
    FEWEST_UNITS,
    Interval,
    estimate_of,
    moved,
    permutation_interval,
)
from kpi.equity.spans import (
    BEFORE,
    NOW,
    floors_in_force,
    latest_month,
    now_and_before,
    spans_frame,
    unit_spans,
    with_floors,
    years_until,
)
from kpi.equity.states import Unjudged
from kpi.periods import Month, Span


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the units that have both a value and a floor that reach it."""

    good: int
    units: int

    @property
    def part(self) -> float | None:
        """0 to 1; None where there is no unit to count."""
        return self.good / self.units if self.units else None


@dataclass(frozen=True, slots=True)
class Lowest:
    """The pilot unit that lies furthest on the bad side of its floor, or nearest above it.

    distance: in the KPI's unit, below 0 on the bad side.
    """

    unit: str
    value: float
    floor: float
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Equity:
    """What one nyckeltal says of likvärdighet, from figures that may be shown and no others.

    share_now, share_before: the pilot's units; comparison_now, comparison_before: the others'.
    The two before are None where there is no period before. estimate: the change of the pilot's
    share less that of the others', over units with a value both times (compared: how many of the
    pilot's and of the others'; 1 = all units); change: its interval, None for the reason that
    unjudged names. units: a row a unit of either side: unit, unit_type, pilot, value, floor,
    distance, withheld, value_before, numerator, denominator, se2 (the last three null for what
    is no share). history: pilot, month (a window of twelve months ends with it), good, units.
    """

    kpi: str
    now: Span
    before: Span | None
    share_now: Share
    share_before: Share | None
    comparison_now: Share
    comparison_before: Share | None
    estimate: float | None
    compared: tuple[int, int]
    change: Interval | None
    unjudged: Unjudged | None
    lowest: Lowest | None
    units: pl.DataFrame
    history: pl.DataFrame


def equity(
    months: pl.DataFrame, units: pl.DataFrame, floors: pl.DataFrame, kpi: Kpi, start: Month
) -> Equity | None:
    """The answer for one KPI; None where no month is reported by enough of the pilot's units.

    In:  months: `shown_unit_months` of the KPI; units: unit, unit_type, pilot (Boolean), the
         pilot's and the comparison units; floors: the register; start: the pilot's first month.
    """
    months = months.join(units.select("unit"), on="unit", how="semi")
    pilots = set(units.filter("pilot")["unit"])
    last = latest_month(months, pilots, kpi.smallest_coverage)
    if last is None:
        return None
    months = months.filter(pl.col("month") <= last)
    first: Month = months.select(pl.col("month").min()).item()
    now, before = now_and_before(first, last, start)
    spans = {NOW: now} | ({BEFORE: before} if before else {})
    years = years_until(months["month"].unique().sort().to_list())
    values = with_floors(
        unit_spans(months, spans_frame(kpi.id, spans | years), [kpi]).join(units, on="unit"),
        floors_in_force(floors, last),
        [kpi],
    )
    judged = _judged(values, started=last >= start, before=before)
    return Equity(
        kpi=kpi.id,
        now=now,
        before=before,
        share_now=_share(values, NOW, pilot=True),
        share_before=_share(values, BEFORE, pilot=True) if before else None,
        comparison_now=_share(values, NOW, pilot=False),
        comparison_before=_share(values, BEFORE, pilot=False) if before else None,
        estimate=judged.estimate,
        compared=judged.compared,
        change=judged.change,
        unjudged=judged.unjudged,
        lowest=_lowest(values),
        units=_units(values),
        history=_history(values, years),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    unjudged: Unjudged | None = None
    compared: tuple[int, int] = (0, 0)
    estimate: float | None = None
    change: Interval | None = None


def _judged(values: pl.DataFrame, *, started: bool, before: Span | None) -> _Judged:
    if not _share(values, NOW, pilot=True).units:
        return _Judged(Unjudged.NO_FLOOR)
    if before is None:
        return _Judged(Unjudged.NO_BEFORE if started else Unjudged.NOT_STARTED)
    moves = moved(values)
    compared = int(moves["pilot"].sum()), int((~moves["pilot"]).sum())
    estimate = estimate_of(moves) if min(compared) else None
    unjudged = None
    if compared[0] < FEWEST_UNITS:
        unjudged = Unjudged.FEW_PILOT
    elif compared[1] < FEWEST_UNITS:
        unjudged = Unjudged.FEW_COMPARISON
    elif (moves["move"] == 0).all():
        unjudged = Unjudged.NOBODY_CROSSED
    change = permutation_interval(moves) if unjudged is None else None
    return _Judged(unjudged, compared, estimate, change)


def _share(values: pl.DataFrame, span: str, *, pilot: bool) -> Share:
    own = values.filter(pl.col("span") == span, pl.col("pilot") == pilot)["distance"].drop_nulls()
    return Share(int((own >= 0).sum()), len(own))


def _lowest(values: pl.DataFrame) -> Lowest | None:
    own = values.filter(pl.col("span") == NOW, "pilot").drop_nulls("distance")
    for row in own.sort("distance", "unit").head(1).to_dicts():
        return Lowest(row["unit"], row["value"], row["floor"], row["distance"])
    return None


def _units(values: pl.DataFrame) -> pl.DataFrame:
    """Of a KPI where somebody may be hidden no parts: nobody needs them to read the value."""
    before = values.filter(pl.col("span") == BEFORE).select("unit", value_before="value")
    share = pl.col("se2").is_not_null()
    return (
        values.filter(pl.col("span") == NOW)
        .join(before, on="unit", how="left", maintain_order="left")
        .select(
            *("unit", "unit_type", "pilot", "value", "floor", "distance"),
            withheld=pl.col("withheld") & pl.col("value").is_null(),
            value_before="value_before",
            numerator=pl.when(share).then("numerator"),
            denominator=pl.when(share).then("denominator"),
            se2="se2",
        )
    )


def _history(values: pl.DataFrame, years: Collection[str]) -> pl.DataFrame:
    return (
        values.filter(pl.col("span").is_in(list(years)))
        .drop_nulls("distance")
        .group_by("pilot", month=pl.col("span").str.to_date())
        .agg(good=(pl.col("distance") >= 0).sum(), units=pl.len())
        .sort("month", "pilot", descending=[False, True])
    )
