"""Commands that answer whether the pilot did it: effect."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.actions.effect_csv import effect_from_csv
from kpi.actions.evaluate import see_effects
from kpi.actions.home import ledger_number
from kpi.cli.figures import InPrices
from kpi.cli.options import AsOf, HomeFolder, Json, KpiIds, add, admin, month_asked, opened
from kpi.cli.output import table
from kpi.effects import Effect, Scale
from kpi.errors import UsageError
from kpi.values import Prices
from kpi.wording.effects import GRADE, checks, effect_sentence, interval_words, reason_words

EVERY = "all"


def add_to(app: typer.Typer) -> None:
    add(app, "effect", effect, "kpi effect panel.csv --start 2023-08 --json")


def effect(
    panel: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PANEL]",
            help="CSV: unit,area,pilot,month,value[,start]; annars hemmets egna siffror.",
        ),
    ] = None,
    *,
    kpi: KpiIds = None,
    as_of: AsOf = None,
    prices: InPrices = Prices.FIXED,
    home: HomeFolder = None,
    start: Annotated[
        str | None, typer.Option(metavar="MÅNAD", help="Pilotens första månad, som 2023-08.")
    ] = None,
    scale: Annotated[
        Scale, typer.Option(help="log för kostnader och volymer, level för index och procent.")
    ] = Scale.LOG,
    baseline_months: Annotated[
        str, typer.Option(metavar="ANTAL|all", help="Månader före starten som jämförs med.")
    ] = "24",
    as_json: Json = False,
) -> None:
    """Pilotens effekt, i hemmet eller i vilken CSV som helst: hur stor, hur säker, varför."""
    if panel is None:
        _of_home(kpi or (), as_of, prices, home, as_json=as_json)
        return
    found = effect_from_csv(
        panel,
        start=None if start is None else month_asked(start),
        scale=scale,
        baseline_months=_months(baseline_months),
    )
    if as_json:
        typer.echo(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    else:
        rows = checks(found)
        typer.echo("\n".join([effect_sentence(found), *(f"{name}: {said}" for name, said in rows)]))


def _of_home(
    kpis: Sequence[str], as_of: str | None, prices: Prices, home: Path | None, *, as_json: bool
) -> None:
    with opened(home) as at:
        n = ledger_number(at, as_of)
        found = see_effects(at, admin("kpi"), kpis=kpis, as_of=n, prices=prices)
        titles = at.catalogue(n).kpis
    if as_json:
        typer.echo(
            json.dumps(
                {kpi: as_data(each) for kpi, each in found.items()}, ensure_ascii=False, indent=1
            )
        )
        return
    rows = [
        [
            kpi,
            interval_words(each, titles[kpi].unit),
            GRADE[each.grade],
            "; ".join(reason_words(each)),
        ]
        for kpi, each in found.items()
    ]
    typer.echo(table(["nyckeltal", "effekt", "betyg", "därför att"], "lrll", rows))


def as_data(found: Effect) -> dict[str, Any]:
    """An effect as JSON has it; null where something could not be computed."""
    between, left, area, placebo = found.between, found.leave_one_out, found.area, found.placebo
    names = ("estimate", "se", "df", "low", "high", "p")
    numbers = {name: getattr(between, name) if between else None for name in names}
    shares = {name: found.shown(numbers[name]) for name in ("estimate", "low", "high")}
    return {
        **numbers,
        "percent": shares if found.scale is Scale.LOG else dict.fromkeys(shares),
        "units": dict(found.units),
        "placebo": {name: getattr(placebo, name) for name in ("estimate", "p", "rank", "of")},
        "leave_one_out": {
            name: getattr(left, name) if left else None
            for name in ("low", "high", "most_influential")
        },
        "permutation_p": found.permutation_p,
        "area": {
            "low": area.low if area else None,
            "high": area.high if area else None,
            "areas": found.areas,
        },
        "mde": between.mde if between else None,
        "grade": found.grade.value,
        "reasons": reason_words(found),
    }


def _months(written: str) -> int | None:
    """How many months; None for every one."""
    if written == EVERY:
        return None
    if not written.isdecimal() or not 0 < int(written) <= 1200:
        raise UsageError(f"--baseline-months: skriv ett antal månader eller {EVERY}.")
    return int(written)
