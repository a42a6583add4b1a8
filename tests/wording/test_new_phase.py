"""What is said of a suggested phase, and of what it would look like."""

from dataclasses import replace
from datetime import date

from kpi.trends import Side, Signal, Status, Variation
from kpi.wording import new_phase as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
JULY, NOVEMBER = date(2024, 7, 1), date(2023, 11, 1)
SHIFTED = Reading(
    kpi=kpi("cost"),
    month=JULY,
    value=19.8,
    n=36,
    centre=21.6,
    lower=19.3,
    upper=23.9,
    variation=Variation.IMPROVING,
    signal=Signal.SHIFT,
    side=Side.LOW,
    run=9,
)


def test_a_suggestion_says_why_and_who_decides():
    assert say.suggestion_words(SHIFTED, NOVEMBER, 9) == (
        "Värdet har legat under medel (21,6) nio månader i rad, sedan november 2023. Om "
        "arbetssättet har ändrats för gott kan ett nytt normalt spann börja då. Det sker aldrig av "
        "sig självt: en person beslutar och skriver varför."
    )
    seasonal = replace(SHIFTED, kpi=kpi("cost", seasonal=True, chart="xmr"), value=25.0)
    said = say.suggestion_words(seasonal, NOVEMBER, 9)
    assert said.startswith("Värdet har legat över det vanliga för årstiden nio månader i rad")


def test_the_month_stands_over_the_second_picture():
    assert say.heading_then(NOVEMBER) == "Med en ny fas från november 2023"


def test_a_preliminary_range_is_told_beside_why_nothing_can_be_judged():
    assert say.says(SHIFTED) == (
        "Förbättring. Under medel (21,6) nio månader i rad. Det talar för en verklig förbättring."
    )
    tried = replace(SHIFTED, status=Status.PRELIMINARY, variation=None, n=9, signal=Signal.NONE)
    said = f"För få månader (9{GAP}av{GAP}13) för att skilja förändring från slump."
    assert say.says(tried) == f"{said} Det nya spannet är preliminärt: 19,3–\u206023,9."
    assert say.says(replace(tried, lower=None, upper=None)) == said


def test_what_signing_does_is_said_before_it_is_done():
    here = "Fasen gäller bara Lärkskolan. Den går att ångra under Leveranser."
    assert say.only_here("Lärkskolan", 0) == here
    assert say.only_here("Lärkskolan", 2) == (
        f"{here} De faser som gäller alla skrivs då också in som egna, så att de finns kvar."
    )
    assert say.signed_title(66) == "Den nya fasen är signerad som leverans 66."
