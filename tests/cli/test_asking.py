"""Confirming with a reason, and the questions that are left: from the command line."""

import pytest

from kpi.ledger import read
from tests.actions.test_confirm import HALF_YEAR, TENFOLD
from tests.actions.town import Town

WHY = "Storstädning"
CONFIRMED = ("--confirm", "unusual_jump", "--comment", WHY)


@pytest.fixture
def tenfold(home, tmp_path):
    """A home in which a has half a year (delivery 5), and a file ten times too large."""
    town = Town(home)
    town.months("2023-01", **HALF_YEAR)
    town.home.close()
    path = tmp_path / "juli.csv"
    path.write_text(TENFOLD, encoding="utf-8")
    return path


def test_yes_covers_no_doubt_and_the_answer_says_what_to_write(kpi, home, tenfold):
    said = kpi("import", tenfold, "--yes", "--home", home)
    assert said.code == 1
    assert "  2\u00a0varningar: Till exempel: ”510” är ovanligt högt: enheten brukar ha" in said.out
    assert "    Rad 2.\n" in said.out
    assert said.err == (
        "juli.csv är inte lämnad: ovanligt höga eller låga tal. Stämmer det ändå, lägg till "
        '--confirm unusual_jump --comment "varför det stämmer".\n'
    )
    assert read.head(home / "ledger") == 5


def test_what_is_confirmed_goes_in_and_stands_as_a_question(kpi, home, tenfold):
    said = kpi("import", tenfold, "--yes", *CONFIRMED, "--as", "Anna", "--home", home)
    assert said.code == 0
    assert said.out.endswith("Lämnad som leverans 6. 2\u00a0öppna frågor: se kpi questions.\n")
    listed = kpi("questions", "--home", home).out.splitlines()
    assert listed[0].split() == ["fråga", "gäller", "tveksamt", "svar"]
    assert " ".join(listed[-1].split()).startswith(
        "6.2 A, städkostnad, juli 2023 Ovanligt höga eller låga tal Storstädning ("
    )
    settled = kpi("settle", "6.2", "--why", "Rätt", "--as", "Eva", "--home", home)
    assert settled == (0, "Frågan 6.2 är avgjord, som leverans 7.\n", "")
    assert "6.2" not in kpi("questions", "--home", home).out
    everything = kpi("questions", "--all", "--home", home).out
    assert "Avgjord" in everything
    assert "av Eva: Rätt" in everything
    assert "6.2" in kpi("questions", "--as-of", 6, "--home", home).out


def test_it_is_asked_about_even_when_confirmed(kpi, home, tenfold):
    said = kpi("import", tenfold, *CONFIRMED, "--home", home, answers="nej\n")
    assert (said.code, read.head(home / "ledger")) == (1, 5)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--confirm", "unusual_jump"), "--confirm kräver --comment"),
        (("--confirm", "oops", "--comment", "x"), "Regeln oops går inte att bekräfta. De som går"),
    ],
)
def test_a_reason_and_a_rule_that_there_is_are_needed(kpi, home, tenfold, words, says):
    said = kpi("import", tenfold, "--yes", *words, "--home", home)
    assert said.code == 2
    assert says in said.err


def test_without_questions_it_is_said(kpi, home):
    assert kpi("questions", "--home", home) == (0, "Det finns inga öppna frågor.\n", "")
    assert kpi("settle", "1.1", "--why", "x", "--home", home).code == 2
