"""Whole years in words: twelve months at a time, two years side by side, this year's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better, Formula, Frequency
from kpi.periods import Month, shift
from kpi.trends.forecast import ForecastState
from kpi.trends.rolling import YearAnswer
from kpi.values import Prices
from kpi.wording import labels
from kpi.wording.numbers import (
    NO_BREAK,
    in_words,
    month_and_year,
    month_name,
    months_between,
    number,
    signed,
    with_unit,
)

NAMED = 3  # missing months that are named; more are counted
UNKNOWN = "inte känt än"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoYears:
    """Two whole years side by side: each one's value and last month, where there is one.

    passed: months from the baseline's end to the latest comparable one.
    """

    answer: YearAnswer
    now: float | None
    base: float | None
    now_month: Month | None
    base_month: Month | None
    passed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """This year's forecast, in current prices. through: the number of its latest month."""

    state: ForecastState
    year: int
    through: int | None
    to_date: float | None
    before: float | None
    forecast: float | None
    outcome: float | None
    tests: int
    band: float | None
    lacking: tuple[Month, ...]


NOT_MONTHLY = "Helår räknas bara för nyckeltal som mäts varje månad."
_ANSWER: Mapping[YearAnswer, str] = {
    YearAnswer.NO_BASELINE: "Det finns ingen låst baslinje att jämföra med.",
    YearAnswer.WITHHELD: (
        "Någon månad är dold, för få svar eller personer. Då visas inga tolvmånaderstal: av två "
        "på varandra följande går det att räkna fram en månad."
    ),
    YearAnswer.BASELINE_LACKS: "Baslinjens sista tolv månader är inte hela, så jämförelse saknas.",
    YearAnswer.MONTHS_LACK: (
        "Ännu finns inga tolv månader i följd efter baslinjen där alla är lämnade."
    ),
    YearAnswer.OTHER_DEFINITION: (
        "Nyckeltalets definition har ändrats sedan baslinjen, så åren går inte att jämföra."
    ),
    YearAnswer.NO_SPREAD: (
        "Om skillnaden är större än slumpen går inte att säga: nyckeltalets diagram har inga "
        "gränser som visar hur mycket slumpen brukar ge."
    ),
    YearAnswer.HIGHER: "Skillnaden är större än slumpen brukar ge.",
    YearAnswer.LOWER: "Skillnaden är större än slumpen brukar ge.",
    YearAnswer.SAME: "Skillnaden är inte större än slumpen brukar ge.",
}
_JUDGED = (YearAnswer.HIGHER, YearAnswer.LOWER, YearAnswer.SAME, YearAnswer.NO_SPREAD)


def rolling_about(kpi: Kpi, prices: Prices) -> str:
    """What a point of the line is."""
    what = "summan av" if kpi.formula is Formula.COUNT else "värdet för"
    money = f" I {labels.PRICES[prices]}." if kpi.price_index else ""
    return (
        f"Varje läge på linjen är {what} tolv hela månader. Den jämnar ut årstiden, men visar "
        f"inte när något hände och har därför inga gränser.{money}"
    )


def two_years_said(kpi: Kpi, two: TwoYears | None) -> str:
    """The latest whole twelve months against the baseline's last, and whether it is chance."""
    if two is None:
        return NOT_MONTHLY if kpi.frequency is not Frequency.MONTHLY else "Inga värden finns än."
    if two.answer is YearAnswer.TOO_EARLY:
        return _too_early(two)
    if two.answer not in _JUDGED or two.now is None or two.base is None:
        return _ANSWER[two.answer]
    said = _side_by_side(kpi, two, two.now, two.base)
    return f"{said} {_ANSWER[two.answer]}{_meaning(kpi, two)}"


def two_years_caveat(two: TwoYears | None) -> str:
    """What the comparison takes for granted; empty where nothing is compared with chance."""
    if two is None or two.answer not in (YearAnswer.HIGHER, YearAnswer.LOWER, YearAnswer.SAME):
        return ""
    return (
        "Jämförelsen räknar med att månaderna varierar oberoende av varandra. Hänger de ihop, så "
        "att en hög månad gärna följs av en till, ser skillnaden säkrare ut än den är."
    )


def rolling_table(kpi: Kpi, rolled: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Every month's twelve, the latest first and from the first whole year on."""
    first = rolled.filter(pl.col("rolling").is_not_null())["month"].min()
    shown = rolled.filter(pl.col("month") >= first)
    headings = ["Tolv månader till och med", f"Värde, {kpi.unit}", "Lämnat av det som väntades"]
    rows = [
        [
            month_and_year(row["month"]),
            _window(kpi, row),
            "" if row["coverage"] is None else f"{number(100 * row['coverage'], 0)}{NO_BREAK}%",
        ]
        for row in shown.sort("month", descending=True).to_dicts()
    ]
    return headings, rows


def forecast_said(kpi: Kpi, forecast: Forecast | None) -> str:
    """Where the year will end, how sure that is, and what it rests on."""
    if forecast is None:
        if kpi.frequency is not Frequency.MONTHLY:
            return NOT_MONTHLY
        return (
            "Prognos görs inte för index."
            if kpi.formula is Formula.INDEX
            else "Inga värden finns än."
        )
    if forecast.state is ForecastState.FORECAST and forecast.forecast is not None:
        return f"{_expected(kpi, forecast, forecast.forecast)} {_worth(kpi, forecast)}"
    if forecast.state is ForecastState.COMPLETE and forecast.outcome is not None:
        whole = with_unit(forecast.outcome, kpi.decimals, kpi.unit)
        return f"Hela {forecast.year} är lämnat: {whole}{_money(kpi)}."
    return _no_forecast(forecast)


def forecast_rows(kpi: Kpi, forecast: Forecast) -> tuple[list[str], list[list[str]]]:
    """What the forecast is made of."""
    headings = ["Underlag", f"{kpi.unit}{_money(kpi)}"]
    if forecast.through is None:
        return headings, []
    months = _so_far(forecast.year, forecast.through)
    parts = [
        (f"Utfall hittills, {months}", _value(kpi, forecast.to_date)),
        (f"Samma månader {forecast.year - 1}", _value(kpi, forecast.before)),
        (f"Prognos för {forecast.year}", _value(kpi, forecast.forecast)),
        ("Felmarginal", _band(kpi, forecast)),
    ]
    return headings, [[name, value] for name, value in parts]


def tests_table(
    kpi: Kpi, forecast: Forecast, tests: pl.DataFrame
) -> tuple[list[str], list[list[str]]]:
    """The same formula at the same month of earlier years, and how wrong it was."""
    month = month_name(date(forecast.year, forecast.through or 1, 1))
    headings = ["År", f"Prognos efter {month}", "Utfall", "Fel"]
    rows = [
        [
            str(row["year"]),
            *(_value(kpi, row[name]) for name in ("forecast", "outcome")),
            signed(row["error"], kpi.decimals),
        ]
        for row in tests.drop_nulls("error").sort("year", descending=True).to_dicts()
    ]
    return headings, rows


def _too_early(two: TwoYears) -> str:
    if two.passed is None or two.passed < 0:
        return "För tidigt att säga: tolv månader efter baslinjen har inte gått."
    left = 12 - two.passed
    return (
        f"För tidigt att säga: {in_words(two.passed)} av tolv månader efter baslinjen har gått, "
        f"{in_words(left)} återstår."
    )


def _side_by_side(kpi: Kpi, two: TwoYears, now: float, base: float) -> str:
    what = "var summan" if kpi.formula is Formula.COUNT else "var värdet"
    return (
        f"Under de senaste tolv hela månaderna{_span(two.now_month)} {what} "
        f"{with_unit(now, kpi.decimals, kpi.unit)}, mot {number(base, kpi.decimals)} under "
        f"baslinjens sista år{_span(two.base_month)}."
    )


def _span(last: Month | None) -> str:
    return f" ({months_between(shift(last, -11), last)})" if last else ""


def _meaning(kpi: Kpi, two: TwoYears) -> str:
    if two.answer in (YearAnswer.SAME, YearAnswer.NO_SPREAD) or kpi.better is Better.NEITHER:
        return ""
    good = (two.answer is YearAnswer.HIGHER) == (kpi.better is Better.HIGHER)
    return f" Det talar för en verklig {'förbättring' if good else 'försämring'}."


def _expected(kpi: Kpi, forecast: Forecast, value: float) -> str:
    said = f"Prognos för {forecast.year}: {with_unit(value, kpi.decimals, kpi.unit)}"
    if forecast.band is None:
        return f"{said}{_money(kpi)}."
    low, high = (number(value + side * forecast.band, kpi.decimals) for side in (-1, 1))
    return f"{said}, mellan {low} och {high}{_money(kpi)}."


def _worth(kpi: Kpi, forecast: Forecast) -> str:
    if forecast.band is None:
        return "Felmarginal saknas: det finns inte två hela år före att pröva räknesättet på."
    wrong = with_unit(forecast.band, kpi.decimals, kpi.unit)
    month = month_name(date(forecast.year, forecast.through or 1, 1))
    if forecast.tests == 1:
        return (
            f"Samma räknesätt i {month} året före slog fel med {wrong}. Det är prövat på ett enda "
            "år, så marginalen är osäker."
        )
    return (
        f"Samma räknesätt i {month} {in_words(forecast.tests)} tidigare år slog som mest fel med "
        f"{wrong}."
    )


def _no_forecast(forecast: Forecast) -> str:
    if forecast.state is ForecastState.MONTHS_LACK:
        return f"Prognos saknas: {_missing(forecast.lacking)}."
    return {
        ForecastState.WITHHELD: "Någon månad är dold, så prognos visas inte.",
        ForecastState.NO_EARLIER_YEAR: (
            f"Prognos saknas: den behöver hela {forecast.year - 1}, och talen börjar senare."
        ),
        ForecastState.LOW_COVERAGE: "Prognos saknas: för få enheter har lämnat sina månader.",
        ForecastState.OTHER_DEFINITION: (
            "Prognos saknas: nyckeltalets definition har ändrats sedan förra året."
        ),
        ForecastState.NOT_COMPUTABLE: (
            "Prognos går inte att räkna: samma månader förra året är noll."
        ),
    }.get(forecast.state, "Inga värden finns än.")


def _missing(months: Sequence[Month]) -> str:
    named = [month_and_year(month) for month in months[:NAMED]]
    more = len(months) - len(named)
    if more:
        return f"{', '.join(named)} och {in_words(more)} till saknas"
    *first, last = named
    return f"{', '.join(first)} och {last} saknas" if first else f"{last} saknas"


def _so_far(year: int, through: int) -> str:
    return months_between(date(year, 1, 1), date(year, through, 1))


def _money(kpi: Kpi) -> str:
    return ", i löpande priser" if kpi.price_index else ""


def _band(kpi: Kpi, forecast: Forecast) -> str:
    if forecast.band is None:
        return "saknas"
    return f"±{NO_BREAK}{number(forecast.band, kpi.decimals)}"


def _value(kpi: Kpi, value: float | None) -> str:
    return UNKNOWN if value is None else number(value, kpi.decimals)


def _window(kpi: Kpi, row: dict[str, Any]) -> str:
    if row["rolling"] is not None:
        return number(row["rolling"], kpi.decimals)
    return "inte tolv hela månader" if row["lacking"] else "sista månaden är preliminär"
