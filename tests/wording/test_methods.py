"""The explanations carry the numbers that the computation uses."""

from kpi.catalogue import parse, read_texts
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording.methods import sections
from tests.builders_facts import catalogue, kpi

SHIPPED = parse(read_texts(SHIPPED_CATALOGUE))


def said(found=SHIPPED) -> dict[str, str]:
    return {
        each.heading: " ".join([*each.paragraphs, *(f"{a} {b}" for a, b in each.items)]).replace(
            "\u00a0", " "
        )
        for each in sections(found)
    }


def test_the_settings_numbers_stand_in_the_text():
    text = said()
    signals = text["När säger vi att något har ändrats?"]
    assert "Sju i följd. Sju månader i följd ändras åt samma håll." in signals
    assert "Sju månader i rad ligger alla över medel" in signals
    early = text["När är det för tidigt att säga?"]
    assert "13 värden" in early
    assert "baslinjen har minst tolv" in early
    assert "Färre än fem värden." in early
    assert "Fem till tolv värden." in early
    assert "80 % av de öppna enheterna" in text["Om uppgifter saknas eller är känsliga?"]
    chance = text["Hur ofta luras vi av slumpen?"]
    assert "omkring fyra en vanlig månad" in chance
    assert "vart fjärde lyser någon gång under ett år" in chance
    assert "minst sex enheter på var sida" in text["Är tjänsterna likvärdiga?"]


def test_differing_coverage_is_said_with_the_least():
    two = catalogue(kpi("a", smallest_coverage=0.7), kpi("b", smallest_coverage=0.9))
    assert "tills minst 70 %" in said(two)["Om uppgifter saknas eller är känsliga?"]
    assert "tills 80 %" in said(catalogue())["Om uppgifter saknas eller är känsliga?"]


def test_nothing_is_called_significant():
    for text in said().values():
        assert "signifikant" not in text
        assert "process" not in text
