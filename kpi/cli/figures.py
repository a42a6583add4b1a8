"""Commands that show figures: values, trend, spc."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from kpi.actions.follow_up import see_trends, see_values
from kpi.actions.home import ledger_number
from kpi.actions.overview import reading_of
from kpi.actions.price_base import price_bases
from kpi.actions.spc import spc_from_csv
from kpi.catalogue import Kpi
from kpi.cli.options import AsOf, Format, HomeFolder, KpiIds, add, admin, opened
from kpi.cli.output import csv_text, save, table, write
from kpi.values import Level, NoValue, Prices
from kpi.values.prices import PriceBase
from kpi.wording import labels
from kpi.wording.numbers import number
from kpi.wording.prices import costs_sentence, money_texts
from kpi.wording.sentences import (
    change_text,
    normal_range,
    state_word,
    target_words,
    value_text,
)
from kpi.wording.target import status_word

By = Annotated[Level, typer.Option("--by", help="Vad som summeras: enhet, typ, …, hela piloten.")]
InPrices = Annotated[Prices, typer.Option("--prices", help="Fasta eller löpande priser.")]
As = Annotated[Format, typer.Option("--format", help="table för ögat, resten för program.")]


def add_to(app: typer.Typer) -> None:
    add(app, "values", values, "kpi values --kpi cleaning_cost_m2 --by unit")
    add(app, "trend", trends, "kpi trend --by pilot --as-of 2024-06-30")
    add(app, "spc", spc, "kpi spc serier.csv --points punkter.csv")


def values(
    *,
    kpi: KpiIds = None,
    by: By = Level.PILOT,
    as_of: AsOf = None,
    prices: InPrices = Prices.FIXED,
    form: As = Format.TABLE,
    home: HomeFolder = None,
) -> None:
    """Nyckeltalens värden, månad för månad."""
    with opened(home) as at:
        n = ledger_number(at, as_of)
        found = see_values(at, admin("kpi"), kpis=kpi or (), by=by, as_of=n, prices=prices)
        kpis, bases = at.catalogue(n).kpis, price_bases(at, prices, n, found["month"])
    if form is Format.TABLE:
        typer.echo(_values_table(found, kpis))
        _say_prices(found, prices, bases)
    else:
        write(_with_prices(found, prices, bases), form)


def trends(
    *,
    kpi: KpiIds = None,
    by: By = Level.PILOT,
    as_of: AsOf = None,
    prices: InPrices = Prices.FIXED,
    form: As = Format.TABLE,
    home: HomeFolder = None,
) -> None:
    """Senaste läget mot baslinjen: gränser, signal, mål och förändring."""
    with opened(home) as at:
        n = ledger_number(at, as_of)
        seen = see_trends(at, admin("kpi"), kpis=kpi or (), by=by, as_of=n, prices=prices)
        found, months = seen.summary, seen.points["month"]
        kpis, bases = at.catalogue(n).kpis, price_bases(at, prices, n, months)
    if form is Format.TABLE:
        typer.echo(_trends_table(found, kpis))
        _say_prices(found, prices, bases)
    else:
        write(_with_prices(found.drop("series"), prices, bases), form)


def spc(
    series: Annotated[
        Path, typer.Argument(metavar="SERIER", help="CSV: series,month,value eller …,numerator,…")
    ],
    settings: Annotated[
        Path | None, typer.Option(metavar="FIL", help="CSV med en rad per serie.")
    ] = None,
    points: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Punkterna skrivs hit.")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Sammanfattningen skrivs hit.")
    ] = None,
) -> None:
    """Styrdiagram för vilken CSV som helst; inget hem behövs."""
    charted, answers = spc_from_csv(series, settings)
    if points is not None:
        save(points, csv_text(charted).encode())
    if summary is not None:
        save(summary, csv_text(answers).encode())
    else:
        typer.echo(csv_text(answers), nl=False)


def _say_prices(found: pl.DataFrame, prices: Prices, bases: Mapping[str, PriceBase | None]) -> None:
    """The money of the costs in a table, below it; nothing where there are none."""
    shown = set(found["kpi"])
    texts = money_texts(prices, {kpi: base for kpi, base in bases.items() if kpi in shown})
    if texts:
        typer.echo(costs_sentence(texts.values()))


def _with_prices(
    found: pl.DataFrame, prices: Prices, bases: Mapping[str, PriceBase | None]
) -> pl.DataFrame:
    """The same with prices (fixed, current), price_index, base_month and edition last.

    All null for what is no cost; the last three in current prices too.
    """
    schema = {
        "kpi": pl.String,
        "prices": pl.String,
        "price_index": pl.String,
        "base_month": pl.Date,
        "edition": pl.String,
    }
    rows = [
        (kpi, prices.value, *((base.title, base.month, base.edition) if base else 3 * (None,)))
        for kpi, base in bases.items()
    ]
    said = pl.DataFrame(rows, schema=schema, orient="row")
    return found.join(said, on="kpi", how="left", maintain_order="left")


def _values_table(found: pl.DataFrame, kpis: Mapping[str, Kpi]) -> str:
    headings = ["nyckeltal", "omfattning", "månad", "värde", "enheter", "", "saknas därför"]
    rows = [
        [
            row["kpi"],
            row["scope"],
            f"{row['month']:%Y-%m}",
            "" if row["value"] is None else number(row["value"], kpis[row["kpi"]].decimals),
            f"{row['reported']} av {row['expected']}",
            "preliminär" if row["preliminary"] else "",
            labels.NO_VALUE[NoValue(row["reason"])] if row["reason"] else "",
        ]
        for row in found.to_dicts()
    ]
    return table(headings, "lllrrll", rows)


def _trends_table(found: pl.DataFrame, kpis: Mapping[str, Kpi]) -> str:
    headings = ["nyckeltal", "omfattning", "månad", "värde", "normalt", "läge"]
    headings += ["måluppfyllelse", "mål", "förändring"]
    rows = []
    for row in found.to_dicts():
        reading = reading_of(kpis[row["kpi"]], row)
        rows.append(
            [
                row["kpi"],
                row["scope"],
                f"{reading.month:%Y-%m}" if reading.month else "",
                value_text(reading),
                normal_range(reading),
                state_word(reading),
                status_word(reading) if reading.target_status else "",
                target_words(reading),
                change_text(reading),
            ]
        )
    return table(headings, "lllrrlllr", rows)
