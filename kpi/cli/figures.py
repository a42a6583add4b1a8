"""Commands that show figures: values, trend, spc."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.actions.follow_up import see_trends, see_values
from kpi.actions.home import ledger_number
from kpi.actions.spc import spc_from_csv
from kpi.cli.options import AsOf, Format, HomeFolder, KpiIds, admin, opened
from kpi.cli.output import for_programs, write
from kpi.values import Level, Prices

By = Annotated[Level, typer.Option("--by", help="Vad som summeras: enhet, typ, …, hela piloten.")]
InPrices = Annotated[Prices, typer.Option("--prices", help="Fasta eller löpande priser.")]
As = Annotated[Format, typer.Option("--format", help="table för ögat, resten för program.")]
VALUE_COLUMNS = {
    "kpi": "nyckeltal",
    "scope": "omfattning",
    "month": "månad",
    "value": "värde",
    "coverage": "täckning",
    "preliminary": "preliminär",
    "reason": "saknas därför",
}
TREND_COLUMNS = {
    "kpi": "nyckeltal",
    "scope": "omfattning",
    "month": "månad",
    "value": "värde",
    "centre": "medel",
    "lower": "nedre",
    "upper": "övre",
    "variation": "variation",
    "assurance": "mål",
    "status": "läge",
    "change": "mot baslinjen",
}


def add_to(app: typer.Typer) -> None:
    app.command("values", epilog="Exempel: kpi values --kpi cleaning_cost_m2 --by unit")(values)
    app.command("trend", epilog="Exempel: kpi trend --by pilot --as-of 2024-09-18")(trends)
    app.command("spc", epilog="Exempel: kpi spc serier.csv --points punkter.csv")(spc)


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
        number = ledger_number(at, as_of)
        found = see_values(at, admin("kpi"), kpis=kpi or (), by=by, as_of=number, prices=prices)
    write(found, form, VALUE_COLUMNS)


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
        number = ledger_number(at, as_of)
        found = see_trends(at, admin("kpi"), kpis=kpi or (), by=by, as_of=number, prices=prices)
    write(found.summary.drop("series"), form, TREND_COLUMNS)


def spc(
    series: Annotated[Path, typer.Argument(help="CSV: series,month,value eller …,numerator,…")],
    settings: Annotated[Path | None, typer.Option(help="CSV med en rad per serie.")] = None,
    points: Annotated[Path | None, typer.Option(help="Skriv punkterna hit.")] = None,
    summary: Annotated[Path | None, typer.Option(help="Skriv sammanfattningen hit.")] = None,
) -> None:
    """Styrdiagram för vilken CSV som helst; inget hem behövs."""
    charted, answers = spc_from_csv(series, settings)
    if points is not None:
        points.write_text(for_programs(charted).write_csv(), encoding="utf-8")
    if summary is not None:
        summary.write_text(for_programs(answers).write_csv(), encoding="utf-8")
    else:
        typer.echo(for_programs(answers).write_csv(), nl=False)
