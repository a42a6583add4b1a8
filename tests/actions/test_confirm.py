"""What is unlikely goes in only when somebody answers for it, and then it is asked about."""

import pytest

from kpi.actions.confirm import demand_rules
from kpi.actions.deliver import commit_file
from kpi.actions.questions import list_questions
from kpi.catalogue import parse, read_texts
from kpi.catalogue.types import Checks
from kpi.errors import CatalogueError, InputError
from kpi.intake import Rule
from kpi.ledger import Status, read
from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import ANNA, Town

HALF_YEAR = {"cleaned_area_m2": "50 51 52 50 51 52", "cleaning_cost": "90 95 99 91 96 98"}
TENFOLD = "månad;enhet;cleaning_cost;cleaned_area_m2\n2023-07;a;940;510\n2023-07;b;5;5\n"
WHY = "Storstädning av hela skolan"


@pytest.fixture
def usual(town: Town) -> Town:
    """The unit a has reported for half a year (delivery 4)."""
    town.months("2023-01", **HALF_YEAR)
    return town


def asked(town: Town) -> list[tuple[str, str, str, str]]:
    found = list_questions(town.home, ANNA, as_of=town.home.head())
    return [(each.id, each.unit, each.measure, each.rule) for each in found]


def test_an_unlikely_file_is_not_sent_until_somebody_says_why(usual):
    found = usual.preview(TENFOLD)
    assert found.to_confirm == (Rule.UNUSUAL_JUMP,)
    for given in ({}, {Rule.UNUSUAL_JUMP: "  "}, {Rule.UNITS_LACKING: WHY}):
        with pytest.raises(InputError) as refused:
            commit_file(usual.home, ANNA, found, confirmed=given)
        assert str(refused.value) == (
            "Filen behöver bekräftas innan den kan lämnas: ovanligt höga eller låga tal "
            "(unusual_jump). Skriv varför det stämmer."
        )
    assert usual.home.head() == 4


def test_a_confirmed_figure_goes_in_with_its_question_in_the_same_delivery(usual):
    sent = commit_file(
        usual.home, ANNA, usual.preview(TENFOLD), confirmed={Rule.UNUSUAL_JUMP: f" {WHY} "}
    )
    assert asked(usual) == [
        ("5.1", "a", "cleaned_area_m2", "unusual_jump"),
        ("5.2", "a", "cleaning_cost", "unusual_jump"),
    ]
    (question, _) = list_questions(usual.home, ANNA, as_of=5)
    assert (question.reason, question.sender, question.is_open) == (WHY, "Anna", True)
    assert read.questions(usual.settings.ledger, sent.number).height == 2
    assert sent.rows == 4


def test_an_undo_takes_the_questions_with_it_and_its_undo_brings_them_back(usual):
    sent = usual.send(TENFOLD)
    undone = usual.undo(sent)
    assert asked(usual) == []
    usual.undo(undone)
    assert [each for each, *_ in asked(usual)] == ["5.1", "5.2"]


def test_a_later_file_that_is_confirmed_anew_asks_anew(usual):
    usual.send(TENFOLD)
    later = usual.send(TENFOLD.replace("940", "950"))
    assert [each for each, *_ in asked(usual)] == ["5.1", f"{later}.1"]
    usual.undo(later)
    assert [each for each, *_ in asked(usual)] == ["5.1", "5.2"]


def test_a_preliminary_file_that_comes_again_as_final_asks_nothing(usual):
    reasons = {Rule.UNUSUAL_JUMP: WHY}
    found = usual.preview(TENFOLD)
    commit_file(usual.home, ANNA, found, status=Status.PRELIMINARY, confirmed=reasons)
    again = usual.preview(TENFOLD)
    assert again.to_confirm == ()
    assert [issue.rule for issue in again.issues] == [Rule.UNUSUAL_JUMP] * 2
    commit_file(usual.home, ANNA, again)
    assert [each for each, *_ in asked(usual)] == ["5.1", "5.2"]


def test_a_cause_of_many_figures_is_one_question_for_the_month(usual):
    usual.units(**dict.fromkeys("defgh", "jämförelse"))
    for unit in "defgh":
        usual.months("2023-01", unit=unit, rooms_checked="4 5 4 5 4 5")
    lacking = "månad;enhet;rooms_checked\n2023-07;d;5\n2023-07;e;4\n2023-08;d;5\n"
    found = usual.preview(lacking)
    assert found.to_confirm == (Rule.UNITS_LACKING,)
    commit_file(usual.home, ANNA, found, confirmed={Rule.UNITS_LACKING: "Resten kommer i maj"})
    assert [each[1:] for each in asked(usual)] == [("", "", "units_lacking")] * 2


def test_a_figure_doubted_for_two_causes_is_one_question(usual):
    found = usual.preview(TENFOLD.replace("940", "8112189876"))
    assert found.to_confirm == (Rule.PERSON_LIKE_NUMBER, Rule.UNUSUAL_JUMP)
    reasons = {Rule.PERSON_LIKE_NUMBER: "Inget personnummer.", Rule.UNUSUAL_JUMP: WHY}
    commit_file(usual.home, ANNA, found, confirmed=reasons)
    (_, question) = list_questions(usual.home, ANNA, as_of=usual.home.head())
    assert question.rule == "unusual_jump, person_like_number"
    assert question.reason == f"{WHY} Inget personnummer."


def test_a_reason_with_a_person_in_it_is_not_kept(usual):
    with pytest.raises(InputError, match="personnummer"):
        commit_file(
            usual.home,
            ANNA,
            usual.preview(TENFOLD),
            confirmed={Rule.UNUSUAL_JUMP: "fråga a@b.se"},
        )
    assert usual.home.head() == 4


def test_in_a_register_the_reason_joins_the_comment(town):
    sizes = "enhet;namn;enhetstyp;förvaltning;område;roll;storlek\nd;D;skola;bsf;oster;pilot;"
    found = town.preview(f"{sizes}8112189876\n")
    assert found.to_confirm == (Rule.PERSON_LIKE_NUMBER,)
    reasons = {Rule.PERSON_LIKE_NUMBER: "En yta"}
    sent = commit_file(town.home, ANNA, found, comment="Nya enheter.", confirmed=reasons)
    assert (sent.comment, sent.questions_sha256) == ("Nya enheter. En yta", "")


def test_without_the_list_nothing_has_to_be_confirmed(town, definitions):
    (definitions / "checks.toml").unlink()
    other = Town(town.settings.home, catalogue=definitions)
    other.months("2023-01", **HALF_YEAR)
    found = other.preview(TENFOLD)
    other.home.close()
    assert found.to_confirm == ()
    assert Rule.UNUSUAL_JUMP in found.checked.totals


def test_only_rules_about_figures_can_stand_in_the_list():
    catalogue = parse(read_texts(SHIPPED_CATALOGUE))
    demand_rules(catalogue)
    wrong = catalogue.model_copy(update={"checks": Checks(confirm=("units_lacking", "oops"))})
    with pytest.raises(CatalogueError) as refused:
        demand_rules(wrong)
    assert str(refused.value).startswith(
        "checks.toml, nyckeln confirm[2]: kan inte vara ”oops”; välj bland cost_without_volume, "
    )
