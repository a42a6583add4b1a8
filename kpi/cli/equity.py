"""Commands that answer whether the service is equal: equity, funnel."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.actions.equity import see_equity
from kpi.actions.funnel_csv import funnel_from_csv
from kpi.actions.home import ledger_number
from kpi.cli.options import AsOf, HomeFolder, Json, KpiIds, add, admin, opened
from kpi.cli.output import csv_text, table
from kpi.equity import Equity, Share
from kpi.periods import Span
from kpi.wording.equity import answer_word, interval_words, not_counted, share_words
from kpi.wording.numbers import signed


def add_to(app: typer.Typer) -> None:
    add(app, "equity", equity, "kpi equity --kpi nki")
    add(app, "funnel", funnel, "kpi funnel enheter.csv")


def equity(
    *, kpi: KpiIds = None, as_of: AsOf = None, home: HomeFolder = None, as_json: Json = False
) -> None:
    """Likvärdighet: hur många enheter som klarar golvet för sin typ, nu och före piloten."""
    with opened(home) as at:
        n = ledger_number(at, as_of)
        found = see_equity(at, admin("kpi"), kpis=kpi or (), as_of=n)
    if as_json:
        answers = {each: as_data(answer) for each, answer in found.items()}
        typer.echo(json.dumps(answers, ensure_ascii=False, indent=1))
        return
    asked = {each: answer for each, answer in found.items() if kpi or answer.share_now.units}
    typer.echo(table(_HEADINGS, "lrrrrrlll", [_row(*each) for each in asked.items()]))


_HEADINGS: Sequence[str] = (
    *("nyckeltal", "piloten nu", "före", "jämförelsen nu", "före", "förändring mot jämförelsen"),
    *("svar", "lägst", "räknas inte"),
)


def _row(kpi: str, found: Equity) -> list[str]:
    lowest = found.lowest
    return [
        kpi,
        share_words(found.share_now) or "inget golv",
        share_words(found.share_before),
        share_words(found.comparison_now),
        share_words(found.comparison_before),
        interval_words(found),
        answer_word(found),
        f"{lowest.unit} {signed(lowest.distance, 1)}" if lowest else "",
        " ".join(not_counted(found, {})),
    ]


def funnel(
    units: Annotated[
        Path, typer.Argument(metavar="UNITS", help="CSV: unit,numerator,denominator.")
    ],
) -> None:
    """Tratt för andelar i vilken CSV som helst: vilka enheter som ligger utanför."""
    typer.echo(csv_text(funnel_from_csv(units)), nl=False)


def as_data(found: Equity) -> dict[str, Any]:
    """Likvärdighet as JSON has it; null where something could not be computed or is withheld."""
    change, lowest = found.change, found.lowest
    return {
        "now": _span(found.now),
        "before": found.before and _span(found.before),
        "pilot": {"now": _share(found.share_now), "before": _share(found.share_before)},
        "comparison": {
            "now": _share(found.comparison_now),
            "before": _share(found.comparison_before),
        },
        "change": {
            "estimate": found.estimate,
            "low": change.low if change else None,
            "high": change.high if change else None,
            "pilot_units": found.compared[0],
            "comparison_units": found.compared[1],
            "unjudged": found.unjudged,
        },
        "lowest": lowest
        and {name: getattr(lowest, name) for name in ("unit", "value", "floor", "distance")},
        "units": found.units.select(
            "unit", "unit_type", "pilot", "value_before", "value", "floor", "distance", "withheld"
        ).to_dicts(),
    }


def _span(span: Span) -> dict[str, str]:
    return {"first": f"{span.first:%Y-%m}", "last": f"{span.last:%Y-%m}"}


def _share(share: Share | None) -> dict[str, float | None] | None:
    if share is None:
        return None
    return {"good": share.good, "units": share.units, "share": share.part}
