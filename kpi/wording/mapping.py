"""What is said while somebody says what an unknown file means."""

import re
import unicodedata
from collections.abc import Mapping

from kpi.catalogue import Catalogue, Layout
from kpi.intake.choices import Lack
from kpi.intake.encoding import DECLARED
from kpi.intake.guess import Column, Role, Use, Why
from kpi.intake.layout_text import LONGEST_ID
from kpi.intake.preview import Preview
from kpi.wording.numbers import month_and_year, number

OUR_GUESS = "vår gissning"
ENCODINGS: Mapping[str, str] = DECLARED
DELIMITERS = {";": "Semikolon", "\t": "Tabb", ",": "Komma", "|": "Lodstreck"}
DECIMALS = {"comma": "Komma (12,5)", "point": "Punkt (12.5)"}
FACTORS = {1: "kronor", 1000: "tusental kronor (tkr)", 1_000_000: "miljoner kronor (mkr)"}
ROLES: Mapping[Role, str] = {
    Role.NOTHING: "Läses inte",
    Role.MONTH: "Månad",
    Role.UNIT: "Enhet",
    Role.MEASURE: "Mått: raden säger vilket",
    Role.VALUE: "Värde: radens tal",
}
_ROLE_IN_SENTENCE = {
    "month": "månad",
    "unit": "enhet",
    "measure": "mått",
    "value": "värde",
}
_WHY: Mapping[Why, str] = {
    Why.HEADING: "Vår gissning, efter rubriken.",
    Why.CONTENT: "Vår gissning, efter det som står i kolumnen.",
    Why.NUMBERS: "Kolumnen har tal. Välj vilket mått de är om de ska läsas.",
    Why.NOTHING: "Vi kan inte gissa vad kolumnen är.",
}
_LACKS: Mapping[Lack, str] = {
    Lack.NO_UNIT: "Ingen kolumn är vald som enhet.",
    Lack.NO_MONTH: "Ingen kolumn är vald som månad. Välj en, eller skriv månaden för hela filen.",
    Lack.NO_FIGURES: "Ingen kolumn är vald som mått.",
    Lack.VALUE_WITHOUT_MEASURE: "En kolumn är vald som värde, men ingen säger vilket mått det är.",
    Lack.MEASURE_WITHOUT_VALUE: "En kolumn säger vilket mått raden gäller, men ingen är vald som "
    "värde.",
    Lack.LONG_AND_WIDE: "Välj antingen en kolumn för varje mått, eller en för mått och en för "
    "värde.",
    Lack.MONTHS_AND_MONTH: "Månaderna läses som kolumner. Då kan ingen annan kolumn vara månad.",
    Lack.MONTHS_AND_FIGURES: "Månaderna läses som kolumner. Då kan ingen annan kolumn ha värden.",
    Lack.MONTHS_OF_WHAT: "Inget mått är valt för månadskolumnerna.",
    Lack.TWICE: "Flera kolumner är valda som {0}. Välj en.",
    Lack.NO_HEADING: "Kolumn {0} har ingen rubrik och kan inte läsas. Skriv en i filen.",
    Lack.SHARED_HEADING: "Flera kolumner har rubriken ”{0}”. Döp om den ena i filen.",
}
_SWEDISH = str.maketrans("åäöé", "aaoe")


def guessed(text: str, *, is_guess: bool) -> str:
    """An option, marked where it is our guess."""
    return f"{text} ({OUR_GUESS})" if is_guess else text


def use_words(use: Use, catalogue: Catalogue) -> str:
    """What a column is: `Enhet`; a measure with its unit."""
    if use.role is not Role.FIGURES:
        return ROLES[use.role]
    measure = catalogue.measures[use.measure]
    return f"{measure.title} ({measure.unit})"


def column_words(column: Column, use: Use) -> str:
    """Some of what stands in a column, and whether its use is our guess."""
    shown = ", ".join(column.examples)
    said = "Ditt val." if use != column.use else _WHY[column.why]
    return f"Till exempel {shown}. {said}" if shown else f"Tom i de första raderna. {said}"


def lack_sentence(lack: Lack, detail: str, catalogue: Catalogue) -> str:
    """What is left to choose: `Ingen kolumn är vald som enhet.`"""
    measure = catalogue.measures.get(detail)
    return _LACKS[lack].format(measure.title if measure else _ROLE_IN_SENTENCE.get(detail, detail))


def mapping_sentence(layout: Layout, catalogue: Catalogue) -> str:
    """What somebody said of a file, for its delivery: what was read as what."""
    said = [f"{column.name} är {_ROLE_IN_SENTENCE[f]}" for f, column in layout.columns.items()]
    named = {measure: column.name for measure, column in layout.measures.items()}
    for measure, name in named.items():
        said.append(f"{name} är {catalogue.measures[measure].title}{_times(layout, measure)}")
    if layout.measure is not None:
        title = catalogue.measures[layout.measure].title
        said.append(f"månadskolumnerna är {title}{_times(layout, layout.measure)}")
    if layout.period is not None:
        said.append(f"alla rader gäller {month_and_year(layout.period)}")
    others = set(layout.factors) - {*named, layout.measure}
    factors = sorted({layout.factors[measure] for measure in others})
    said += [f"belopp i kronor är gånger {number(float(factor), 0)}" for factor in factors]
    return f"Tolkad för hand: {', '.join(said)}."


def _times(layout: Layout, measure: str) -> str:
    factor = layout.factors.get(measure)
    return f" gånger {number(float(factor), 0)}" if factor else ""


def layout_id(title: str) -> str:
    """The id that a name becomes: `Fastighetssystemet, kostnad` is fastighetssystemet_kostnad."""
    plain = unicodedata.normalize("NFC", title).casefold().translate(_SWEDISH)
    return re.sub("[^a-z0-9]+", "_", plain).strip("_0123456789")[:LONGEST_ID]


def saving_sentence(name: str, title: str, found: Preview, *, is_recognised: bool) -> str:
    """What saving would do: one new row, or one that replaces another."""
    counts = found.counts
    if counts["unchanged"]:
        return f"Tolkningen är redan sparad som {name}."
    what = "ersätter den som heter så" if counts["changed"] else "är ny"
    next_month = (
        "Nästa månads fil med samma rubriker läses så av sig själv."
        if is_recognised
        else "Rubrikerna passar också en annan layout. Nästa månad väljer du därför "
        f"”{title}” under Filens layout."
    )
    return (
        f"Tolkningen sparas som {name} och {what}. Det blir en leverans som kan ångras. "
        f"{next_month}"
    )


def saved_sentence(name: str, number_: int) -> tuple[str, str]:
    """That a layout is saved, and how to take it back."""
    return (
        f"Tolkningen är sparad som {name}, leverans {number_}.",
        "Filen läses nu med den. Själva filen är inte lämnad än. Tolkningen ångras på Leveranser.",
    )
