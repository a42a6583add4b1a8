"""A file comes in whole or not at all, never twice, and can always be taken back."""

import shutil
from datetime import UTC, datetime

import pytest

from kpi.actions.deliver import (
    already_in,
    commit_file,
    preview_file,
    see_deliveries,
    undo,
)
from kpi.errors import InputError, NotAllowed, Stale, UsageError
from kpi.intake.issue import Rule
from kpi.intake.limits import Limits
from kpi.ledger import Status, read
from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import ANNA, COMMITTEE, READER, Town, founded
from tests.intake.workbooks import saved, with_sheets, xlsx

JANUARY = "månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;30\n2024-01;b;20;15\n"
NEW_JANUARY = "månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;36\n"
NO_JANUARY = "månad;enhet;mått;värde;bort\n2024-01;a;rooms_approved;;ja\n"
POINT = """\
title = "Points"
kind = "measures"
shape = "wide"
decimal = "point"
[columns.month]
name = "period"
[columns.unit]
name = "place"
[measures.rooms_checked]
name = "checked"
"""
BROKEN = "månad;enhet;rooms_checked\n2024-01;a;4O\n"


def visible(town: Town) -> dict[tuple[str, str], int]:
    """What stands now: (unit, measure) -> value."""
    frame = town.home.store.register("measures", town.home.head())
    return {(row["unit"], row["measure"]): int(row["value"]) for row in frame.to_dicts()}


def states(town: Town) -> list[tuple[int, str]]:
    return list(
        see_deliveries(town.home, ANNA, town.home.head()).select("number", "state").iter_rows()
    )


def test_a_check_tells_everything_and_stores_nothing(town):
    found = preview_file(town.home, ANNA, BROKEN.encode(), "januari.csv").checked
    assert [issue.rule for issue in found.issues] == [Rule.NOT_A_NUMBER]
    assert town.home.head() == 3


def test_limits_and_layout_can_be_given(town):
    few = preview_file(town.home, ANNA, JANUARY.encode(), "a.csv", limits=Limits(bytes=10)).checked
    assert [issue.rule for issue in few.issues] == [Rule.FILE_TOO_LARGE]
    long = preview_file(town.home, ANNA, JANUARY.encode(), "a.csv", layout="long").checked
    assert Rule.MISSING_COLUMN in {issue.rule for issue in long.issues}
    with pytest.raises(UsageError, match=r"Layouten lång finns inte. De som finns är areas, "):
        preview_file(town.home, ANNA, JANUARY.encode(), "a.csv", layout="lång")


def test_a_preview_says_what_a_commit_would_do_and_the_commit_does_it(town):
    town.send(JANUARY)
    found = town.preview(NEW_JANUARY)
    assert found.can_be_committed
    assert found.preview.counts == {"new": 0, "changed": 1, "unchanged": 1, "removed": 0}
    assert visible(town)["a", "rooms_approved"] == 30
    sent = commit_file(town.home, ANNA, found, comment=" Rättad ", status=Status.PRELIMINARY)
    assert visible(town)["a", "rooms_approved"] == 36
    assert visible(town)["b", "rooms_approved"] == 15
    recorded = read.delivery(town.settings.ledger, sent.number)
    assert (recorded.sender, recorded.comment) == ("Anna", "Rättad")
    assert (recorded.layout, recorded.file_name) == ("wide", "fil.csv")
    assert recorded.status is Status.PRELIMINARY
    assert recorded.catalogue == town.home.catalogue_mark()
    assert read.original(town.settings.ledger, sent.number) == NEW_JANUARY.encode()


def test_a_preview_tells_also_what_is_odd_about_the_change(town):
    town.send(JANUARY)
    town.send(NO_JANUARY)
    again = town.preview(NO_JANUARY.replace("a;", "b;") + "2024-02;a;rooms_approved;;ja\n")
    assert [(issue.row, issue.rule) for issue in again.issues] == [(3, Rule.NOT_THERE)]
    assert [issue.rule for issue in town.preview(BROKEN).issues] == [Rule.NOT_A_NUMBER]


def test_a_file_with_errors_has_no_preview_and_is_not_committed(town):
    for text in (BROKEN, "", "x;y\n1;2\n"):
        found = town.preview(text)
        assert found.preview is None
        assert not found.can_be_committed
        with pytest.raises(InputError, match="fel som måste rättas"):
            commit_file(town.home, ANNA, found)
    assert town.home.head() == 3


def test_the_same_bytes_are_stopped_while_they_still_stand(town):  # case 60
    town.now = datetime(2024, 2, 12, 23, 30, tzinfo=UTC)  # the day after, in Stockholm
    first = town.send(JANUARY)
    again = town.preview(JANUARY)
    assert again.repeats == first
    assert not again.can_be_committed
    with pytest.raises(InputError) as stopped:
        commit_file(town.home, ANNA, again)
    assert str(stopped.value) == "Filen är redan inläst 2024-02-13 (leverans 4). Inget har ändrats."
    assert town.home.head() == 4
    assert already_in(town.home, first).startswith("Filen är redan inläst")


def test_the_same_bytes_go_in_again_once_undone(town):
    town.undo(town.send(JANUARY))
    assert town.preview(JANUARY).can_be_committed


def test_the_same_bytes_go_in_again_once_a_part_is_replaced(town):
    town.send(JANUARY)
    town.send(NEW_JANUARY)
    assert town.preview(JANUARY).repeats is None
    town.send(JANUARY)
    assert visible(town)["a", "rooms_approved"] == 30


def test_bytes_that_stand_once_more_after_an_undo_are_stopped(town):
    first = town.send(JANUARY)
    town.undo(town.send(NEW_JANUARY))
    assert town.preview(JANUARY).repeats == first


def test_a_removal_is_stopped_while_it_stands_and_not_when_the_row_is_back(town):
    town.send(JANUARY)
    removal = town.send(NO_JANUARY)
    assert ("a", "rooms_approved") not in visible(town)
    assert town.preview(NO_JANUARY).repeats == removal
    town.send(NEW_JANUARY)
    assert town.preview(NO_JANUARY).can_be_committed


def test_the_same_bytes_as_another_kind_are_another_file(town):
    dates = "nyckeltal;månad;namn\nnki;2024-05;Vår\n"
    town.send(dates)
    assert town.preview(dates).repeats == 4
    assert town.preview(dates, layout="long").repeats is None


def test_the_same_keys_in_between_make_a_preview_stale(town):  # case 82
    waiting = town.preview(JANUARY)
    town.send(NEW_JANUARY)
    with pytest.raises(Stale) as stale:
        commit_file(town.home, ANNA, waiting)
    assert str(stale.value) == "Underlaget har ändrats: leverans 4 kom emellan. Granska igen."
    assert town.home.head() == 4
    assert visible(town) == {("a", "rooms_checked"): 40, ("a", "rooms_approved"): 36}
    again = town.preview(JANUARY)
    assert again.preview.counts == {"new": 2, "changed": 1, "unchanged": 1, "removed": 0}
    assert commit_file(town.home, ANNA, again).number == 5


def test_pressing_twice_sends_once(town):  # case 85
    found = town.preview(JANUARY)
    commit_file(town.home, ANNA, found)
    with pytest.raises(Stale):
        commit_file(town.home, ANNA, found)
    assert town.home.head() == 4
    assert len(visible(town)) == 4


def test_other_keys_in_between_do_not_matter(town):  # case 82
    waiting = town.preview(JANUARY)
    town.send("månad;enhet;rooms_checked\n2024-02;a;40\n")
    assert commit_file(town.home, ANNA, waiting).number == 5
    stands = town.home.store.register("measures", town.home.head())
    assert stands["delivery"].sort().to_list() == [4, 5, 5, 5, 5]


@pytest.mark.parametrize(
    "other",
    [
        "enhet;namn;enhetstyp;förvaltning;område;roll\nd;Dalen;skola;bsf;oster;pilot\n",
        "område;namn\nvaster;Väster\n",
        "pilot;namn;område;start\nny;Ny;oster;2025-01\n",
    ],
    ids=["units", "areas", "pilot"],
)
def test_a_register_that_the_check_rested_on_makes_it_stale(town, other):
    waiting = town.preview(JANUARY)
    town.send(other)
    with pytest.raises(Stale):
        commit_file(town.home, ANNA, waiting)


def test_new_definitions_make_a_preview_stale(tmp_path, town, definitions):
    waiting = town.preview(JANUARY)
    (definitions / "kpis/sick_leave.toml").unlink()
    Town(town.settings.home, catalogue=definitions).home.close()
    with pytest.raises(Stale, match="leverans 4"):
        commit_file(town.home, ANNA, waiting)


def test_an_undo_brings_back_what_was_replaced_and_can_be_undone(town):
    town.send(JANUARY)
    changed = town.send(NEW_JANUARY)
    undone = town.undo(changed, " Fel fil ")
    assert visible(town)["a", "rooms_approved"] == 30
    assert read.delivery(town.settings.ledger, undone).comment == "Fel fil"
    assert states(town)[:3] == [(undone, "live"), (changed, "withdrawn"), (4, "live")]
    again = town.undo(undone)
    assert visible(town)["a", "rooms_approved"] == 36
    assert dict(states(town))[changed] == "live"
    assert dict(states(town))[undone] == "withdrawn"
    town.undo(again)
    assert visible(town)["a", "rooms_approved"] == 30


def test_what_cannot_be_undone_is_said_plainly(town):
    sent = town.send(JANUARY)
    town.undo(sent)
    for number, why, says in (
        (1, "x", "En ändrad definition ångras i katalogens filer"),
        (99, "x", "Leverans 99 finns inte."),
        (0, "x", "Leverans 0 finns inte."),
        (sent, "x", "Leverans 4 är redan ångrad."),
        (2, "  ", "Skriv varför"),
    ):
        with pytest.raises(UsageError, match=says):
            undo(town.home, ANNA, number, why)
    assert town.home.head() == 5


def test_deliveries_are_seen_as_of_a_number_newest_first(town):
    town.undo(town.send(JANUARY))
    found = see_deliveries(town.home, ANNA, 4)
    assert found["number"].to_list() == [4, 3, 2, 1]
    assert found["state"].unique().to_list() == ["live"]
    assert found["rows"].to_list() == [4, 3, 1, 38]


@pytest.mark.parametrize("who", [READER, COMMITTEE])
def test_only_those_who_may_send_send_and_see_rows(town, who):
    found = town.preview(JANUARY)
    doing = "lämna eller ångra filer"
    for attempt in (
        lambda: preview_file(town.home, who, b"", "a.csv").checked,
        lambda: commit_file(town.home, who, found),
        lambda: undo(town.home, who, 2, "x"),
    ):
        with pytest.raises(NotAllowed, match=f"Rollen {who.role.value} får inte {doing}"):
            attempt()
    with pytest.raises(NotAllowed, match="se inlämnade rader"):
        see_deliveries(town.home, who, 3)
    assert town.home.head() == 3


def test_a_file_that_another_has_said_the_same_as_may_be_sent_again(town):
    town.send(JANUARY)
    town.send(JANUARY + "\n")  # the same values in other bytes: theirs are the rows that stand
    assert town.preview(JANUARY).can_be_committed
    assert not town.preview(JANUARY + "\n").can_be_committed


def test_each_sheet_of_a_workbook_is_a_delivery_of_its_own(town):
    header = ["månad", "enhet", "rooms_checked"]
    upload = saved(
        with_sheets(Jan=[header, ["2024-01", "a", 4]], Feb=[header, ["2023-12", "a", 5]])
    )
    for number, sheet in enumerate(("Jan", "Feb"), start=4):
        found = preview_file(town.home, ANNA, upload, "2024.xlsx", sheet=sheet)
        assert found.can_be_committed
        sent = commit_file(town.home, ANNA, found)
        assert (sent.number, sent.file_name) == (number, f"2024 (blad {sheet}).xlsx")
        again = preview_file(town.home, ANNA, upload, "2024.xlsx", sheet=sheet)
        assert not again.can_be_committed
        assert read.original(town.settings.ledger, number) == upload


def test_a_layout_that_is_found_by_its_headings_reads_excel_numbers_its_own_way(tmp_path):
    catalogue = shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "catalogue")
    (catalogue / "layouts" / "point.toml").write_text(POINT, encoding="utf-8")
    town = founded(tmp_path / "home", catalogue=catalogue)
    upload = xlsx(["period", "place", "checked"], ["2024-01", "a", 1.234])
    found = preview_file(town.home, ANNA, upload, "a.xlsx").checked
    assert (found.layout.id, found.issues) == ("point", ())
    assert [str(value) for value in found.rows["value"]] == ["1.2340"]
    town.home.close()
