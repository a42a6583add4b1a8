"""The script is played through the product's own doors, each sending at its own time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpi.access import Role, User
from kpi.actions.deliver import see_deliveries
from kpi.actions.home import open_home
from kpi.actions.questions import list_questions
from kpi.demo import send
from kpi.demo.faults import TENFOLD_MONTH, TENFOLD_UNIT
from kpi.demo.script import ANALYST, REBOOKED_FILE, SENDINGS, Sending
from kpi.demo.send import TODAY, ScriptedClock, build_demo, path_of, play
from kpi.errors import UsageError
from kpi.ledger import read, verify
from kpi.settings import HomeFacts, Settings, settings_for

ACCEPTED = [sending for sending in SENDINGS if sending.expected == "accepted"]
AREAS = next(sending for sending in SENDINGS if sending.layout == "areas")


@pytest.fixture
def home(tmp_path):
    settings = Settings(home=tmp_path / "home", catalogue=send.SHIPPED_CATALOGUE, facts=HomeFacts())
    opened = open_home(settings, clock=lambda: SENDINGS[0].sent)
    yield opened
    opened.close()


def test_the_demo_is_every_accepted_sending_at_its_own_time(built_demo):
    root = settings_for(built_demo).ledger
    deliveries = [read.delivery(root, number) for number in read.numbers(root)]
    definitions, *sent = deliveries
    assert (definitions.kind, definitions.recorded) == ("catalogue", SENDINGS[0].sent)
    assert [each.sender for each in sent] == [each.sender for each in ACCEPTED]
    late = [
        (each.recorded - sending.sent).total_seconds()
        for each, sending in zip(sent, ACCEPTED, strict=True)
    ]
    assert max(late) < 1
    assert min(late) >= 0
    assert [each.comment for each in sent] == [each.comment or each.why for each in ACCEPTED]
    assert verify.faults(root) == []


def test_it_stands_still_on_its_day_and_says_that_it_is_a_demo(built_demo):
    settings = settings_for(built_demo)
    assert settings.facts == HomeFacts(demo=True, today=TODAY)
    assert settings.today == TODAY
    assert max(sending.sent for sending in SENDINGS).date() < TODAY


def test_what_was_taken_back_and_put_back_counts_again(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    found = see_deliveries(home, User("x", Role.ANALYST), home.head())
    home.close()
    withdrawn = [row["number"] for row in found.to_dicts() if row["state"] == "withdrawn"]
    rebooked = {row["file_name"]: row["state"] for row in found.to_dicts()}[REBOOKED_FILE]
    assert len(withdrawn) == 1  # only the first undo, which was itself undone
    assert rebooked == "live"


def test_every_file_is_there():
    for sending in SENDINGS:
        assert sending.withdraws or path_of(sending).is_file()


def test_the_clock_shows_what_is_being_played():
    clock = ScriptedClock()
    assert clock() == SENDINGS[0].sent
    clock.now = datetime(2024, 1, 1, tzinfo=UTC)
    assert clock() == clock.now


@pytest.mark.parametrize("expected", ["refused", "already"])
def test_a_product_that_lets_in_what_it_should_stop_ends_the_play(home, expected):
    with pytest.raises(RuntimeError, match=rf"omraden.csv: expected {expected}, got 2"):
        play(home, ScriptedClock(), [replace(AREAS, expected=expected)])


def test_so_does_one_that_stops_what_it_should_let_in(home):
    month = replace(AREAS, file="2022-01.csv", layout="wide")  # no units are known yet
    with pytest.raises(RuntimeError, match=r"2022-01.csv: expected accepted, got None"):
        play(home, ScriptedClock(), [month])


def test_what_the_product_asks_and_the_script_answers_are_the_same(home):
    answered = replace(AREAS, confirmed=(("unusual_jump", "så var det"),))
    with pytest.raises(RuntimeError, match=r"omraden.csv: asked to confirm \(\)"):
        play(home, ScriptedClock(), [answered])


def test_the_tenfold_figure_stands_as_an_open_question(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    (question,) = list_questions(home, User("x", Role.ANALYST), as_of=home.head())
    home.close()
    assert (question.unit, question.measure) == (TENFOLD_UNIT, "caretaking_cost")
    assert (question.month, question.rule) == (TENFOLD_MONTH, "unusual_jump")
    assert question.is_open
    assert question.sender == ANALYST


def test_an_undo_names_the_latest_sending_of_that_name(home):
    undo = Sending(sent=AREAS.sent, sender=ANALYST, withdraws=AREAS.file, why="fel")
    play(home, ScriptedClock(), [AREAS, undo, replace(AREAS, comment="igen")])
    assert [read.delivery(home.settings.ledger, n).withdraws for n in (2, 3, 4)] == [None, 2, None]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_build_leaves_nothing(tmp_path, monkeypatch, error):
    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(send, "play", interrupted)
    with pytest.raises(error):
        build_demo(tmp_path / "var" / "demo")
    assert list((tmp_path / "var").iterdir()) == []


def test_a_build_takes_the_place_of_an_empty_folder_only(tmp_path, monkeypatch):
    monkeypatch.setattr(send, "play", lambda *_: None)  # a demo where nothing has been sent
    (tmp_path / "demo").mkdir()
    build_demo(tmp_path / "demo")
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == ["home.json", "ledger"]
    for folder in (tmp_path / "demo", tmp_path / "demo" / "home.json"):
        with pytest.raises(UsageError, match="är inte en tom mapp"):
            build_demo(folder)
