"""Saying something of a nyckeltal's month: one delivery, checked as any, and taken back as any."""

from datetime import date
from pathlib import Path

import pytest

from kpi.access import Role, User
from kpi.actions.comment import author_roles, see_comments, send_comment
from kpi.actions.deliver import undo
from kpi.errors import InputError, NotAllowed, Stale, UsageError
from kpi.wording.comments import Comment, Said
from tests.actions.town import ANNA, COMMITTEE, READER, Town

PLACE = "pilot/oster"
JULY = date(2023, 7, 1)
BO = User("Bo", Role.ADMIN)


def said(what: str = "Dyrare än vanligt", **fields: object) -> Said:
    given = {"kpi": "cleaning_cost_m2", "scope": PLACE, "month": JULY, "role": "ekonom"}
    return Said(what=what, **given | fields)


def send(town: Town, *, seen_at: int | None = None, user: User = ANNA, **fields: object) -> int:
    at = town.home.head() if seen_at is None else seen_at
    return send_comment(town.home, user, said(**fields), seen_at=at).number


def comments(town: Town, scope: str = PLACE) -> list[Comment]:
    at = {"kpis": ["cleaning_cost_m2"], "scopes": [scope], "as_of": town.home.head()}
    return see_comments(town.home, ANNA, **at)


def test_a_comment_is_one_delivery_and_says_who_sent_it_and_when(town):
    number = send(town, why="Nya avtal", action="Ser över dem", signed="Eva")
    (found,) = comments(town)
    assert found == Comment(
        kpi="cleaning_cost_m2",
        scope=PLACE,
        month=JULY,
        role="ekonom",
        what="Dyrare än vanligt",
        why="Nya avtal",
        action="Ser över dem",
        signed="Eva",
        signed_on=town.settings.today,
        delivery=number,
        sender="Anna",
        recorded=found.recorded,
    )
    assert f"{found.recorded:%Y-%m-%d %H:%M}" == "2024-01-08 13:00"  # Swedish time
    sent = town.home.store.frame("deliveries/all", as_of=number).row(0, named=True)
    assert (sent["kind"], sent["comment"]) == (
        "comments",
        "Kommentar till Städkostnad per m², 2023-07",
    )


def test_without_a_signature_it_is_a_draft(town):
    send(town, why="", signed=" ")
    (draft,) = comments(town)
    assert draft.is_draft
    assert (draft.why, draft.action, draft.signed_on) == ("", "", None)


def test_each_role_has_its_own_and_the_latest_month_comes_first(town):
    send(town, role="medarbetare")
    send(town, role="enhetschef")
    send(town, month=date(2023, 8, 1))
    send(town, scope="unit/a")
    found = [(each.month.month, each.role) for each in comments(town)]
    assert found == [(8, "ekonom"), (7, "enhetschef"), (7, "medarbetare")]
    assert len(comments(town, "unit/a")) == 1


def test_the_same_role_changes_what_it_said_and_can_take_it_back(town):
    send(town)
    changed = send(town, what="Vanligt pris,\nfel i filen;  förlåt", signed="Anna")
    (found,) = comments(town)
    assert found.what == "Vanligt pris, fel i filen; förlåt"  # a cell is one line
    undo(town.home, ANNA, changed, "fel")
    assert [each.what for each in comments(town)] == ["Dyrare än vanligt"]


def test_a_comment_with_a_persons_number_or_address_is_stopped(town):
    for text in ("Ring 070-123 45 67", "Skriv till eva@lund.se", "811228-9874 är sjuk"):
        before = town.home.head()
        with pytest.raises(InputError) as refused:
            send(town, why=text)
        assert text[-9:] not in str(refused.value)
        assert town.home.head() == before


def test_somebody_else_said_something_meanwhile(town):
    seen_at = town.home.head()
    send(town, user=BO, what="Bo var först")
    with pytest.raises(Stale, match="Underlaget har ändrats"):
        send(town, seen_at=seen_at)
    assert [each.what for each in comments(town)] == ["Bo var först"]
    send(town, seen_at=seen_at, role="enhetschef")  # another place stands in nobody's way


def test_an_empty_comment_says_nothing(town):
    with pytest.raises(UsageError, match="Skriv vad som har hänt"):
        send(town, what=" ")
    with pytest.raises(InputError, match="påven"):
        send(town, role="påven")


def test_who_may_read_and_who_may_write(town):
    with pytest.raises(NotAllowed):
        send(town, user=READER)
    send(town)
    at = {"kpis": ["cleaning_cost_m2"], "scopes": [PLACE], "as_of": town.home.head()}
    assert len(see_comments(town.home, READER, **at)) == 1
    with pytest.raises(NotAllowed):
        see_comments(town.home, COMMITTEE, **at)


def test_there_is_room_for_the_profession(town):
    roles = author_roles(town.home.catalogue(town.home.head()))
    assert {"medarbetare", "enhetschef", "ekonom", "annan roll"} <= set(roles)


def test_a_catalogue_without_the_layout_has_no_comments(definitions: Path, tmp_path: Path):
    (definitions / "layouts" / "comments.toml").unlink()
    town = Town(tmp_path / "home", catalogue=definitions)
    assert author_roles(town.home.catalogue(town.home.head())) == []
    with pytest.raises(UsageError, match="ingen layout för kommentarer"):
        send(town)
    town.home.close()
