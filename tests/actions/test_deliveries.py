"""What is shown of deliveries: the demo's corrections and undone undoings, and small ledgers."""

from dataclasses import replace

import pytest

from kpi.access import Role, User
from kpi.actions.deliver import undo
from kpi.actions.deliveries import (
    _intact,
    list_deliveries,
    original_file,
    see_delivery,
    see_undo,
)
from kpi.actions.home import Home, open_home
from kpi.errors import NotAllowed, UsageError
from kpi.ledger import Draft, append
from kpi.ledger.read import folder_of
from kpi.settings import DEMO_FILES, settings_for
from kpi.wording.deliveries import Sent, Standing
from tests.builders import MIDDAY, MONTH, clock_at, rows, waves, withdrawal
from tests.demo.numbers import CREDIT, FEBRUARY, GIVEN_BACK, OCTOBER, REBOOKED, UNDONE

ANNA = User("Anna", Role.ANALYST)
READER = User("Rut", Role.READER)


@pytest.fixture(scope="module")
def demo(built_demo) -> Home:
    home = open_home(settings_for(built_demo), dry=True)
    yield home
    home.close()


@pytest.fixture
def home(tmp_path) -> Home:
    """A home with its definitions recorded as delivery 1, and nothing else."""
    opened = open_home(settings_for(tmp_path), clock=clock_at(MIDDAY))
    yield opened
    opened.close()


def send(home: Home, *drafts) -> None:
    for draft in drafts:
        append(home.settings.ledger, replace(draft, checked_at=home.head()), clock=home.clock)
    home.head()


def all_of(home: Home) -> dict[int, Sent]:
    return {sent.number: sent for sent in list_deliveries(home, ANNA, as_of=home.head())}


def moved(groups) -> dict[int, int]:
    return {sent.number: count for sent, count in groups}


def test_the_demos_correction_was_undone_and_given_back(demo):
    found = all_of(demo)
    correction, undone, given_back = found[REBOOKED], found[UNDONE], found[GIVEN_BACK]
    assert (correction.standing, correction.restored_by) == (Standing.ALL, GIVEN_BACK)
    assert (undone.standing, undone.withdrawn_by, undone.chain) == (
        Standing.WITHDRAWN,
        GIVEN_BACK,
        (REBOOKED,),
    )
    assert (given_back.standing, given_back.chain) == (Standing.ALL, (UNDONE, REBOOKED))
    assert {each.subject_kind for each in (correction, undone, given_back)} == {"measures"}
    assert correction.months == undone.months == given_back.months
    assert f"{correction.recorded:%Y-%m-%d %H:%M %Z}" == "2023-12-14 11:00 CET"


def test_a_correction_replaces_some_rows_of_the_month_file(demo):
    month_file, correction = all_of(demo)[FEBRUARY], all_of(demo)[CREDIT]
    assert (month_file.standing, month_file.rows - month_file.standing_rows) == (Standing.SOME, 26)
    assert correction.standing is Standing.ALL
    opened = see_delivery(demo, ANNA, FEBRUARY, as_of=demo.head())
    assert moved(opened.replaced_by) == {CREDIT: 26}
    assert opened.changes.counts == {"new": 941, "changed": 0, "unchanged": 0, "removed": 0}
    assert opened.intact
    later = see_delivery(demo, ANNA, CREDIT, as_of=demo.head())
    assert later.changes.counts == {"new": 0, "changed": 26, "unchanged": 0, "removed": 0}
    assert set(later.rows["now"]) == {CREDIT}


def test_rows_come_in_the_files_order_and_not_all_of_them(demo):
    opened = see_delivery(demo, ANNA, FEBRUARY, as_of=demo.head())
    assert opened.rows.height == 200
    assert opened.rows["source_row"].is_sorted()
    assert opened.rows["source_row"][0] == 2


def test_undoing_the_giving_back_says_what_then_stands(demo):
    undoing = see_undo(demo, ANNA, GIVEN_BACK, as_of=demo.head())
    assert undoing.changes.counts == {"new": 0, "changed": 2, "unchanged": 0, "removed": 0}
    assert moved(undoing.back_to) == {OCTOBER: 2}
    month_file = see_undo(demo, ANNA, FEBRUARY, as_of=demo.head())
    assert month_file.changes.counts["removed"] == 915
    assert month_file.changes.counts["unchanged"] == 26  # the correction still decides them
    assert month_file.back_to == ()
    assert moved(month_file.replaced_by) == {CREDIT: 26}
    assert undoing.replaced_by == ()


def test_what_undoing_would_do_is_what_it_does(demo_home):
    home = open_home(settings_for(demo_home), dry=True)
    expected = see_undo(home, ANNA, CREDIT, as_of=home.head())
    done = undo(home, ANNA, CREDIT, "fel underlag")
    opened = see_delivery(home, ANNA, done.number, as_of=home.head())
    assert opened.changes.changed.equals(expected.changes.changed)
    assert (opened.rows.height, opened.replaced_by) == (0, ())
    assert all_of(home)[CREDIT].withdrawn_by == done.number
    assert set(see_delivery(home, ANNA, CREDIT, as_of=home.head()).rows["now"]) == {FEBRUARY}
    again = see_undo(home, ANNA, done.number, as_of=home.head())
    assert moved(again.back_to) == {CREDIT: 26}
    home.close()


def test_an_earlier_number_shows_what_was_known_then(demo):
    then = {sent.number: sent for sent in list_deliveries(demo, ANNA, as_of=GIVEN_BACK - 1)}
    assert max(then) == GIVEN_BACK - 1
    assert (then[REBOOKED].standing, then[REBOOKED].withdrawn_by) == (Standing.WITHDRAWN, UNDONE)
    assert see_delivery(demo, ANNA, REBOOKED, as_of=REBOOKED).sent.standing is Standing.ALL


def test_keys_that_are_new_changed_the_same_and_taken_away(home):
    send(home, waves({"a": 1, "b": 2, "c": 3}), waves({"a": 1, "b": 5, "c": None, "d": 4}))
    opened = see_delivery(home, ANNA, 3, as_of=3)
    assert opened.changes.counts == {"new": 1, "changed": 1, "unchanged": 1, "removed": 1}
    changed = opened.changes.changed.row(0, named=True)
    assert (changed["kpi"], changed["old_name"], changed["name"]) == ("b", "2", "5")
    first = see_delivery(home, ANNA, 2, as_of=3)
    assert first.sent.standing is Standing.NONE
    assert moved(first.replaced_by) == {3: 2}  # the row that was taken away is nobody's
    undoing = see_undo(home, ANNA, 3, as_of=3)
    assert undoing.changes.counts == {"new": 1, "changed": 1, "unchanged": 1, "removed": 1}
    assert moved(undoing.back_to) == {2: 3}


def test_every_key_has_what_stands_before_and_after_an_undo(home):
    send(home, waves({"a": 1, "b": 2}), waves({"a": 3, "c": 4, "d": 6}), waves({"c": 5, "d": None}))
    stands = see_undo(home, ANNA, 3, as_of=4).stands
    assert stands.select(
        "kpi", "name", "there", "delivery", "then_name", "then_there", "then_delivery"
    ).rows() == [
        ("a", "3", True, 3, "1", True, 2),  # the value kept from before
        ("c", "5", True, 4, "5", True, 4),  # a later delivery has replaced it already
        ("d", None, False, 4, None, False, 4),  # and taken this away
    ]
    last = see_undo(home, ANNA, 4, as_of=4)
    assert last.stands.select("kpi", "name", "then_name").rows() == [
        ("c", "5", "4"),
        ("d", None, "6"),
    ]
    first = see_undo(home, ANNA, 2, as_of=4)
    assert first.stands.select("kpi", "then_name", "then_delivery").rows() == [
        ("a", "3", 3),
        ("b", None, None),  # nobody else has said anything of it
    ]
    assert moved(first.replaced_by) == {3: 1}


def test_what_nothing_else_decides_is_decided_by_nobody_once_undone(home):
    send(home, waves({"a": 1}), withdrawal(2))
    opened = see_delivery(home, ANNA, 2, as_of=3)
    assert opened.rows["now"].to_list() == [None]
    assert see_delivery(home, ANNA, 3, as_of=3).changes.counts["removed"] == 1


def test_a_delivery_undone_and_given_back_twice_names_the_latest(home):
    send(home, waves({"a": 1}), withdrawal(2), withdrawal(3), withdrawal(2), withdrawal(5))
    assert all_of(home)[2].restored_by == 6
    assert all_of(home)[3].withdrawn_by == 4


def test_definitions_and_what_is_withdrawn_cannot_be_undone_here(home):
    send(home, waves({"a": 1}), withdrawal(2))
    for number, says in (
        (1, "En ändrad definition ångras i katalogens filer"),
        (2, "Leverans 2 är redan ångrad"),
        (77, "Leverans 77 finns inte"),
    ):
        with pytest.raises(UsageError, match=says):
            see_undo(home, ANNA, number, as_of=3)
    with pytest.raises(UsageError, match="Leverans 77 finns inte"):
        see_delivery(home, ANNA, 77, as_of=3)
    assert see_delivery(home, ANNA, 1, as_of=3).rows["path"].len() > 20


def test_the_original_file_is_the_one_that_was_sent(demo):
    assert original_file(demo, ANNA, FEBRUARY) == (DEMO_FILES / "2024-02.csv").read_bytes()
    with pytest.raises(UsageError, match=f"Leverans {UNDONE} har ingen fil"):
        original_file(demo, ANNA, UNDONE)


@pytest.mark.parametrize("file", ["rows.parquet", "original.zst", "meta.json"])
@pytest.mark.parametrize("gone", [False, True])
def test_what_has_been_tampered_with_is_said(home, file, gone):
    send(home, waves({"a": 1}, original=b"a;1"), waves({"b": 2}))
    path = folder_of(home.settings.ledger, 2) / file
    assert see_delivery(home, ANNA, 2, as_of=3).intact
    path.write_bytes(path.read_bytes().replace(b"test", b"best"))
    if file != "meta.json":
        path.write_bytes(path.read_bytes()[:-1])
    assert not _intact(home.settings.ledger, 2)
    if file == "meta.json":
        assert not _intact(home.settings.ledger, 3)  # the next one carries its hash
    if gone:
        path.unlink()
        assert not _intact(home.settings.ledger, 2)


def test_only_those_who_may_see_rows_see_deliveries(demo):
    for look in (
        lambda: list_deliveries(demo, READER, as_of=1),
        lambda: see_delivery(demo, READER, 1, as_of=1),
        lambda: see_undo(demo, READER, 1, as_of=1),
        lambda: original_file(demo, READER, 1),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_other_registers_are_looked_into_the_same_way(home):
    shut = {"unit": "", "unit_type": "skola", "service": "meals", "month": MONTH}
    frame = rows("closed_months", shut | {"reason": "sommarlov", "source_row": 2})
    send(home, Draft(kind="closed_months", rows=frame, sender="test"))
    opened = see_delivery(home, ANNA, 2, as_of=2)
    assert opened.rows.select("reason", "now").rows() == [("sommarlov", 2)]
    assert opened.changes.new["reason"].to_list() == ["sommarlov"]
