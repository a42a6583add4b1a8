"""What is said of a suggested phase: why, what either picture says, what signing it does."""

from datetime import date

from kpi.trends import Status
from kpi.wording.numbers import in_words, month_and_year, number, span
from kpi.wording.sentences import Reading, state_word, verdict_sentence

TITLE = "Föreslagen ny fas"
NOW = "Som nu"


def suggestion_words(reading: Reading, month: date, run: int) -> str:
    """Why a phase is suggested, and that nobody but a person decides it."""
    kpi = reading.kpi
    high = (reading.value or 0.0) > (reading.centre or 0.0)  # a trend's side is its direction
    side = "över" if high else "under"
    usual = f"medel ({number(reading.centre or 0.0, kpi.decimals)})"
    if reading.seasonal:
        usual = "det vanliga för årstiden"
    many = reading.period.many
    return (
        f"Värdet har legat {side} {usual} {in_words(run)} {many} i rad, sedan "
        f"{reading.when(month)}. Om arbetssättet har ändrats för gott kan ett nytt normalt spann "
        "börja då. Det sker aldrig av sig självt: en person beslutar och skriver varför."
    )


def heading_then(month: date) -> str:
    return f"Med en ny fas från {month_and_year(month)}"


def says(reading: Reading) -> str:
    """What one of the pictures says of the latest month, in a sentence or two."""
    said = verdict_sentence(reading)
    if reading.variation is not None:  # else the sentence is the word, said at length
        said = f"{state_word(reading)}. {said}"
    if reading.status is not Status.PRELIMINARY or reading.lower is None or reading.upper is None:
        return said
    limits = span(reading.lower, reading.upper, reading.kpi.decimals)
    return f"{said} Det nya spannet är preliminärt: {limits}."


def signed_title(number_: int) -> str:
    return f"Den nya fasen är signerad som leverans {number_}."


def only_here(scope: str, common: int) -> str:
    """What signing does, for whom."""
    said = f"Fasen gäller bara {scope}. Den går att ångra under Leveranser."
    if not common:
        return said
    return f"{said} De faser som gäller alla skrivs då också in som egna, så att de finns kvar."
