"""What has been decided for each scope: its baseline, its phases and its target."""

import polars as pl

from kpi.catalogue import Catalogue
from kpi.periods import Month
from kpi.trends.series import SCOPE
from kpi.values import Facts, Prices
from kpi.values.prices import deflators


def pilot_start(facts: Facts) -> Month | None:
    """The first month of the pilot; None while no pilot is registered."""
    start: Month | None = facts.pilot.select(pl.col("starts").min()).item()
    return start


def baselines_of(
    register: pl.DataFrame, values: pl.DataFrame, pilot_start: Month | None
) -> pl.DataFrame:
    """Each scope's baseline.

    Out: kpi, level, scope, first_month, last_month, locked_at (the ledger number whose rows
         it stands on: the register's, else the delivery that brought the row), start (the
         first month to follow up: the pilot's, or the one after the baseline).
    """
    after = pl.col("last_month").dt.offset_by("1mo")
    return _of_scopes(register, values).select(
        *SCOPE,
        "first_month",
        "last_month",
        locked_at=pl.col("as_of").fill_null(pl.col("delivery")),
        start=pl.max_horizontal(after, pl.lit(pilot_start, pl.Date)),
    )


def phases_of(register: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The signed starts of each scope's phases: kpi, level, scope, month, reason, signed_by."""
    return _of_scopes(register, values).select(
        *SCOPE, "reason", "signed_by", month=pl.col("valid_from")
    )


def targets_of(register: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The target in force in each scope's last month: kpi, level, scope, value, price_month."""
    last = values.group_by(SCOPE).agg(until=pl.col("month").max())
    return (
        _of_scopes(register, values)
        .join(last, on=SCOPE)
        .filter(pl.col("valid_from") <= pl.col("until"))
        .sort("valid_from")
        .unique(SCOPE, keep="last", maintain_order=True)
        .select(*SCOPE, "value", "price_month")
    )


def in_prices(
    targets: pl.DataFrame, facts: Facts, catalogue: Catalogue, prices: Prices
) -> pl.DataFrame:
    """Targets in the prices shown: kpi, level, scope, target (Float64), target_decided (True).

    A target in a named month's money is carried to the base month for fixed prices; in current
    prices, or without an index for its price month, it has no value: target is null.
    """
    factors = deflators(catalogue.prices.values(), facts.price_index, pilot_start(facts))
    costs = pl.DataFrame(
        [(kpi.id, kpi.price_index) for kpi in catalogue.kpis.values()],
        schema={"kpi": pl.String, "price_index": pl.String},
        orient="row",
    )
    priced = pl.col("price_index").is_not_null() & pl.col("price_month").is_not_null()
    carried = pl.col("deflator") if prices is Prices.FIXED else pl.lit(None, pl.Float64)
    return (
        targets.join(costs, on="kpi")
        .join(
            factors.rename({"month": "price_month"}), on=["price_index", "price_month"], how="left"
        )
        .select(
            *SCOPE,
            target=pl.col("value").cast(pl.Float64) * pl.when(priced).then(carried).otherwise(1.0),
            target_decided=pl.lit(value=True),
        )
    )


def _of_scopes(register: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """A register's rows for each scope there is: the scope's own rows, else those for all.

    A row's scope is written `unit/larkskolan` or `pilot/oster`; empty means every scope.
    """
    scopes = values.select(SCOPE).unique(maintain_order=True)
    named = scopes.with_columns(written=pl.concat_str("level", "scope", separator="/"))
    own = named.join(register.rename({"scope": "written"}), on=["kpi", "written"]).drop("written")
    common = register.filter(pl.col("scope") == "").drop("scope")
    rest = scopes.join(own, on=SCOPE, how="anti").join(common, on="kpi")
    return pl.concat([own, rest], how="diagonal")
