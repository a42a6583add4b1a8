"""In which money a cost is shown, said wherever one stands (methods §3)."""

from collections.abc import Iterable, Mapping, Sequence

from kpi.values import Prices
from kpi.values.prices import PriceBase
from kpi.wording import labels
from kpi.wording.numbers import month_and_year
from kpi.wording.sentences import Reading

FILE_HEADING = "Priser"


def index_words(base: PriceBase) -> str:
    """`Konsumentprisindex (KPI), 1980 = 100, fastställd`: the index and its edition."""
    return ", ".join(each for each in (base.title, base.edition) if each)


def money_text(prices: Prices, base: PriceBase | None) -> str:
    """`fasta priser, augusti 2023 (prisindex: …)`, or `löpande priser`."""
    if prices is Prices.CURRENT or base is None:
        return labels.PRICES[prices]
    when = month_and_year(base.month)
    return f"{labels.PRICES[prices]}, {when} (prisindex: {index_words(base)})"


def money_texts(prices: Prices, bases: Mapping[str, PriceBase | None]) -> dict[str, str]:
    """The same for each cost, by nyckeltal."""
    return {kpi: money_text(prices, base) for kpi, base in bases.items()}


def costs_sentence(texts: Iterable[str]) -> str:
    """`Kostnader står i fasta priser, …`; empty where no cost is shown."""
    different = sorted(set(texts))
    if not different:
        return ""
    return f"Kostnader står i {' och '.join(different)}."


def with_money(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    readings: Sequence[Reading],
    money: Mapping[str, str],
) -> tuple[list[str], list[list[str]]]:
    """A table of one nyckeltal a row, for a file: the last column says in which prices it is."""
    said = [
        [*row, money.get(reading.kpi.id, "")] for row, reading in zip(rows, readings, strict=True)
    ]
    return [*headings, FILE_HEADING], said
