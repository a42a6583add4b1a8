"""What has changed a cost between two periods: prices, volume, mix, cost per unit (methods §3)."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Formula
from kpi.periods import Span
from kpi.values.change import usable

CELL = ["unit", "calendar"]  # what is compared: a unit's January with its January
AMOUNTS = ["current", "fixed", "volume"]
ORE = Decimal("0.01")
USABLE = usable("fixed", "volume")
STORED = 4  # decimals that figures are stored with: what is less is arithmetic's own


@dataclass(frozen=True, slots=True)
class Left:
    """What a period reported that the comparison leaves out: kronor, and how many units'."""

    kronor: Decimal
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A cost change in current kronor, in parts that sum to it to the öre.

    price + volume + mix + real = after - before; a calendar month that a period has several
    times is there as its mean. `volumes`: what the cost is for, before and after. As shares:
    `price_change`, how much prices rose, and `nominal_change`, how much the cost per volume did
    in current prices. `months` says which calendar months, `units` how many units.
    """

    before: Decimal
    after: Decimal
    price: Decimal
    volume: Decimal
    mix: Decimal
    real: Decimal
    volumes: tuple[float, float]
    price_change: float
    nominal_change: float
    months: tuple[int, ...]
    units: int
    left_before: Left
    left_after: Left

    @property
    def change(self) -> Decimal:
        return self.after - self.before

    @property
    def real_change(self) -> float:
        """The same in fixed prices: the change that the nyckeltal shows (methods §2)."""
        return in_real_terms(self.nominal_change, self.price_change)


def in_real_terms(nominal: float, price: float) -> float:
    """A change as a share, less what prices have risen: `(1 + nominal) / (1 + price) - 1`."""
    return (1 + nominal) / (1 + price) - 1


def can_be_split(kpi: Kpi) -> bool:
    """Only kronor per something have a volume, and only those with an index a price.

    What can be withheld is not split: sums over some units would tell the others' (methods §14).
    """
    per_volume = kpi.formula is Formula.RATIO and kpi.withhold_by is None
    return kpi.price_index is not None and per_volume


def split_change(months: pl.DataFrame, before: Span, after: Span) -> Split | None:
    """A cost change between two periods, split in a fixed order (methods §3).

    Like is compared with like: unit and calendar-month cells that both periods have, each once
    as its mean. With volumes Q, and costs F in fixed prices times the earlier period's own price
    level p = C_before / F_before, so that all but the price is in the earlier period's kronor:

        volume = C_before * (Q_after / Q_before - 1)
        mix    = sum over units of p * f_before * (q_after - q_before * Q_after / Q_before)
        real   = sum over units of p * (f_after * q_after - f_before * q_after)
        price  = C_after - p * F_after

    where q is a unit's own volume and f its own cost per volume. None where nothing can be
    compared, or where a period's cost or volume is not above 0.

    In:  months: unit, month, current, fixed, volume (Float64 or null), closed, no_index
         (Boolean): `unit_costs` of one KPI and one scope's units.
    """
    dated = months.with_columns(calendar=pl.col("month").dt.month())
    sides = [dated.filter(pl.col("month").is_between(s.first, s.last)) for s in (before, after)]
    usable = [side.filter(USABLE) for side in sides]
    units = _units(*usable)
    sums = units.select(pl.exclude("unit").sum().round(STORED)).row(0, named=True)
    if units.is_empty() or min(sums.values()) <= 0:
        return None
    each = {name: sums[f"{name}_1"] / sums[f"{name}_0"] for name in AMOUNTS}
    kept = units.select("unit")
    cells = [side.join(kept, on="unit").select(CELL).unique() for side in usable]
    both = cells[0].join(cells[1], on=CELL)
    compared = [side.join(both, on=CELL, how="semi") for side in usable]
    return Split(
        **_parts(units),
        volumes=(sums["volume_0"], sums["volume_1"]),
        price_change=each["current"] / each["fixed"] - 1,
        nominal_change=each["current"] / each["volume"] - 1,
        months=tuple(sorted(both["calendar"].unique())),
        units=units.height,
        left_before=_left(sides[0], compared[0]),
        left_after=_left(sides[1], compared[1]),
    )


def unit_costs(current: pl.DataFrame, fixed: pl.DataFrame) -> pl.DataFrame:
    """`unit_months` in both prices beside each other, for `split_change`.

    Out: kpi, unit, month, current, fixed, volume, closed, no_index.
    """
    key = ["kpi", "unit", "month"]
    return fixed.join(current.select(*key, current="numerator"), on=key).select(
        *key, "current", "closed", "no_index", fixed="numerator", volume="denominator"
    )


def _units(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Each unit's sums over the cells of both periods: current_0, current_1, fixed_0, …

    A unit without volume in the earlier period has no cost per volume to set a later one against.
    """
    means = [
        side.group_by(CELL).agg(pl.col(AMOUNTS).fill_null(0.0).mean().name.suffix(f"_{at}"))
        for at, side in enumerate((before, after))
    ]
    sums = means[0].join(means[1], on=CELL).group_by("unit").agg(pl.exclude("calendar").sum())
    return sums.filter(pl.col("volume_0").round(STORED) > 0).sort("unit")


def _parts(units: pl.DataFrame) -> dict[str, Decimal]:
    """The change and its parts. The last is what is left, so that the öre add up too."""
    rows = units.to_dicts()
    kronor, fixed, volume = (
        [sum(row[f"{name}_{at}"] for row in rows) for at in (0, 1)] for name in AMOUNTS
    )
    level, growth = kronor[0] / fixed[0], volume[1] / volume[0]
    moved = sum(
        row["fixed_0"] / row["volume_0"] * (row["volume_1"] - row["volume_0"] * growth)
        for row in rows
    )
    exact = {
        "before": kronor[0],
        "after": kronor[1],
        "price": kronor[1] - level * fixed[1],
        "volume": kronor[0] * (growth - 1),
        "mix": level * moved,
    }
    found = {name: Decimal(amount).quantize(ORE) for name, amount in exact.items()}
    said = found["price"] + found["volume"] + found["mix"]
    return found | {"real": found["after"] - found["before"] - said}


def _left(side: pl.DataFrame, compared: pl.DataFrame) -> Left:
    out = side.join(compared, on=["unit", "month"], how="anti").drop_nulls("current")
    return Left(Decimal(float(out["current"].sum())).quantize(ORE), out["unit"].n_unique())
