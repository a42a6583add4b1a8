"""A question stays open until somebody says how it was settled; that is a delivery as well."""

from datetime import date

import pytest

from kpi.access import Role, User
from kpi.actions.administer import verify_home
from kpi.actions.deliveries import list_deliveries, see_delivery
from kpi.actions.home import open_home
from kpi.actions.questions import list_questions, settle_question
from kpi.errors import InputError, NotAllowed, UsageError
from kpi.ledger import Delivery, read
from kpi.wording.deliveries import Standing
from tests.actions.test_confirm import HALF_YEAR, TENFOLD
from tests.actions.town import ANNA, READER, Town

ADMIN = User("Ada", Role.ADMIN)


@pytest.fixture
def asked(town: Town) -> Town:
    """A town with two open questions, 5.1 and 5.2."""
    town.months("2023-01", **HALF_YEAR)
    town.send(TENFOLD)
    town.home.head()
    return town


def settle(town: Town, question: str, how: str = "klart") -> Delivery:
    sent = settle_question(town.home, ANNA, question, how)
    town.home.head()
    return sent


def open_ones(town: Town) -> list[str]:
    found = list_questions(town.home, ANNA, as_of=town.home.head())
    return [each.id for each in found if each.is_open]


def test_a_settled_question_says_when_by_whom_and_how(asked):
    sent = settle(asked, "5.2", " Rätt belopp, enligt fakturan ")
    assert (sent.number, sent.kind) == (6, "questions")
    assert open_ones(asked) == ["5.1"]
    settled = list_questions(asked.home, ANNA, as_of=6)[-1]
    assert (settled.id, settled.settled_by, settled.rule) == ("6.1", "Anna", "unusual_jump")
    assert settled.settled_on == asked.settings.today
    assert settled.comment == "Rätt belopp, enligt fakturan"
    assert [each.id for each in list_questions(asked.home, ANNA, as_of=5)] == ["5.1", "5.2"]


def test_settling_can_be_undone(asked):
    asked.undo(settle(asked, "5.1").number)
    assert open_ones(asked) == ["5.1", "5.2"]


def test_a_settled_question_stays_settled_when_its_figures_are_taken_back(asked):
    settle(asked, "5.1")
    asked.undo(5)
    assert open_ones(asked) == []
    assert [each.id for each in list_questions(asked.home, ANNA, as_of=7)] == ["6.1"]


@pytest.mark.parametrize("question", ["5.3", "4.1", "x", "6.1"])
def test_only_an_open_question_is_settled(asked, question):
    settle(asked, "5.1")
    with pytest.raises(UsageError, match=rf"Frågan {question} finns inte, eller är redan avgjord"):
        settle(asked, question)


def test_settling_needs_a_reason_without_persons_and_the_right_to_send(asked):
    with pytest.raises(UsageError, match="Skriv hur"):
        settle_question(asked.home, ANNA, "5.1", " ")
    with pytest.raises(InputError, match="telefonnummer"):
        settle_question(asked.home, ANNA, "5.1", "ring 070-123 45 67")
    with pytest.raises(NotAllowed):
        settle_question(asked.home, READER, "5.1", "klart")
    with pytest.raises(NotAllowed):
        list_questions(asked.home, READER, as_of=5)
    assert asked.home.head() == 5


def test_questions_are_a_register_that_can_be_sent_as_a_file(asked):
    asked.send(
        "enhet;mått;månad;regel;skäl;avgjord den;avgjord av\n"
        "a;cleaning_cost;2023-07;unusual_jump;Fel;2024-01-05;Eva\n"
        ";;2023-06;units_lacking;Sent;;\n"
    )
    assert open_ones(asked) == ["5.1", "6.1"]
    found = {each.id: each for each in list_questions(asked.home, ANNA, as_of=6)}
    assert found["6.2"].settled_on == date(2024, 1, 5)
    assert (found["6.1"].unit, found["6.1"].is_open) == ("", True)


def test_a_delivery_s_own_rows_are_counted_without_its_questions(asked):
    sent = {each.number: each for each in list_deliveries(asked.home, ANNA, as_of=5)}[5]
    assert (sent.rows, sent.standing_rows, sent.standing) == (4, 4, Standing.ALL)
    settle(asked, "5.1")
    own = {each.number: each for each in list_deliveries(asked.home, ANNA, as_of=6)}[6]
    assert (own.rows, own.standing) == (1, Standing.ALL)


def test_questions_that_were_tampered_with_are_found(asked):
    assert verify_home(asked.settings, ADMIN) == []
    assert see_delivery(asked.home, ANNA, 5, as_of=5).intact
    path = read.folder_of(asked.settings.ledger, 5) / "questions.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    assert verify_home(asked.settings, ADMIN) == ["Frågorna i leverans 5 är inte de som lämnades."]
    assert not see_delivery(asked.home, ANNA, 5, as_of=5).intact


def test_a_new_index_says_the_same(asked):
    settle(asked, "5.1")
    asked.undo(5)
    asked.home.head()
    fresh = open_home(asked.settings, dry=True)
    fresh.head()
    assert fresh.store.table("questions").equals(asked.home.store.table("questions"))
    fresh.close()
