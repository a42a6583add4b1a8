"""What has been decided for each scope: its baseline, its phases and its target."""

from dataclasses import asdict
from typing import Any

import polars as pl

from kpi.catalogue import Catalogue
from kpi.catalogue.judging import Judging, read_judging
from kpi.errors import UsageError
from kpi.periods import Month
from kpi.trends.series import SCOPE
from kpi.values import Facts, Prices
from kpi.values.prices import deflators


def pilot_start(facts: Facts) -> Month | None:
    """The first month of the pilot; None while no pilot is registered."""
    return first_start(facts.pilot)


def first_start(pilots: pl.DataFrame) -> Month | None:
    """The base month of fixed prices: the first month of the pilot, the earliest of several."""
    start: Month | None = pilots.select(pl.col("starts").min()).item()
    return start


def baselines_of(
    register: pl.DataFrame, values: pl.DataFrame, pilot_start: Month | None
) -> pl.DataFrame:
    """Each scope's baseline.

    Out: kpi, level, scope, first_month, last_month, locked_at (the ledger number whose rows
         it stands on: the register's, else the delivery that brought the row), start (the
         first month to follow up: the pilot's, or the one after the baseline), and what it was
         locked with, a column for each of `Judging`. UsageError names settings that cannot be
         read.
    """
    after = pl.col("last_month").dt.offset_by("1mo")
    return (
        _of_scopes(register, values)
        .select(
            *SCOPE,
            "first_month",
            "last_month",
            locked_at=pl.col("as_of").fill_null(pl.col("delivery")),
            start=pl.max_horizontal(after, pl.lit(pilot_start, pl.Date)),
            settings=pl.col("settings").fill_null(""),
        )
        .pipe(_with_judging)
    )


def _with_judging(spans: pl.DataFrame) -> pl.DataFrame:
    """The settings read, each different text once."""
    texts = {
        text: _judging(text, kpi) for kpi, text in spans.select("kpi", "settings").unique().rows()
    }
    read = pl.DataFrame(
        [{"settings": text, **asdict(judging)} for text, judging in texts.items()],
        schema={
            "settings": pl.String,
            "run_length": pl.Int64,
            "trend_length": pl.Int64,
            "two_of_three": pl.String,
            "screen": pl.Boolean,
        },
    )
    return spans.join(read, on="settings", maintain_order="left").drop("settings")


def _judging(text: str, kpi: str) -> Judging:
    try:
        return read_judging(text)
    except ValueError as error:
        raise UsageError(
            f"Inställningarna ”{text}” i baslinjen för {kpi} går inte att läsa: ”{error}”. "
            "Rätta dem i registret Baslinjer."
        ) from error


def baseline_row(register: pl.DataFrame, kpi: str, scope: str) -> dict[str, Any] | None:
    """The register's row that one scope's baseline comes from: its own, else the common one."""
    rows = register.filter((pl.col("kpi") == kpi) & pl.col("scope").is_in([scope, ""]))
    found = rows.sort("scope", descending=True).head(1).to_dicts()  # the empty scope comes last
    return found[0] if found else None


def phases_of(register: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The signed starts of each scope's phases: kpi, level, scope, month, reason, signed_by."""
    return _of_scopes(register, values).select(
        *SCOPE, "reason", "signed_by", month=pl.col("valid_from")
    )


def targets_of(register: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The target in force in each month of each scope; no row where none is (methods §7).

    The scope's own target in force, else the one for every scope that is.

    Out: kpi, level, scope, month, value, tolerance (Decimal, unit of the KPI; tolerance null =
         none decided), price_month.
    """
    months = values.select(*SCOPE, "month").unique().sort("month")
    named = months.with_columns(written=pl.concat_str("level", "scope", separator="/"))
    every = months.with_columns(written=pl.lit(""))
    decided = register.rename({"scope": "written", "valid_from": "month"}).select(
        *("kpi", "written", "month", "value", "tolerance", "price_month")
    )
    in_force = pl.concat([named, every]).join_asof(
        decided.sort("month"), on="month", by=["kpi", "written"], check_sortedness=False
    )
    return (
        in_force.filter(pl.col("value").is_not_null())
        .sort("written")  # what is for every scope comes first, and gives way
        .unique([*SCOPE, "month"], keep="last", maintain_order=True)
        .drop("written")
        .sort(*SCOPE, "month")
    )


def in_prices(
    targets: pl.DataFrame, facts: Facts, catalogue: Catalogue, prices: Prices
) -> pl.DataFrame:
    """Targets in the prices shown.

    Out: kpi, level, scope, month, target, tolerance (Float64), target_decided (True).

    A target in a named month's money, and its tolerance, are carried to the base month for fixed
    prices; in current prices, or without an index for its price month, they have no value.
    """
    factors = deflators(catalogue.prices.values(), facts.price_index, pilot_start(facts))
    costs = pl.DataFrame(
        [(kpi.id, kpi.price_index) for kpi in catalogue.kpis.values()],
        schema={"kpi": pl.String, "price_index": pl.String},
        orient="row",
    )
    priced = pl.col("price_index").is_not_null() & pl.col("price_month").is_not_null()
    carried = pl.col("deflator") if prices is Prices.FIXED else pl.lit(None, pl.Float64)
    factor = pl.when(priced).then(carried).otherwise(1.0)
    index = factors.rename({"month": "price_month"})
    return (
        targets.join(costs, on="kpi")
        .join(index, on=["price_index", "price_month"], how="left")
        .select(
            *SCOPE,
            "month",
            target=pl.col("value").cast(pl.Float64) * factor,
            tolerance=pl.col("tolerance").cast(pl.Float64) * factor,
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
