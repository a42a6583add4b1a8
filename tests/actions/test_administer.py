"""A home can say whether it is whole, and its index can always be built anew."""

import json

import duckdb
import pytest

from kpi.access import Role, User
from kpi.actions.administer import rebuild_home, verify_home
from kpi.errors import NotAllowed, UsageError
from kpi.ledger.locks import try_lock
from tests.actions.town import ANNA, READER, Town, settings_of

ADMIN = User("Ada", Role.ADMIN)


@pytest.fixture
def served(town) -> Town:
    """A home whose index a server has kept, now closed."""
    town.home.close()
    town = Town(town.settings.home, serving=True)
    town.home.head()
    town.home.close()
    return town


def tamper(town: Town) -> None:
    con = duckdb.connect(town.settings.index)
    con.execute("UPDATE units SET name = 'Annan' WHERE unit = 'a'")
    con.close()


def test_a_whole_home_has_no_faults(served):
    assert verify_home(served.settings, ADMIN) == []


def test_a_home_without_an_index_is_whole_too(town):
    assert not town.settings.index.exists()
    assert verify_home(town.settings, ADMIN) == []


def test_a_changed_ledger_is_found(served):
    meta = served.settings.ledger / "00000002" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"sender": "Någon annan"}))
    (served.settings.ledger / "00000003" / "rows.parquet").write_bytes(b"x")
    assert verify_home(served.settings, ADMIN) == [
        "Leverans 3 hänger inte ihop med leveransen före.",
        "Raderna i leverans 3 är inte de som lämnades.",
    ]


def test_a_differing_index_is_found_and_built_anew(served):
    tamper(served)
    assert verify_home(served.settings, ADMIN) == [
        "Indexet skiljer sig från leveranserna i units. Kör kpi rebuild."
    ]
    assert rebuild_home(served.settings, ADMIN)
    assert verify_home(served.settings, ADMIN) == []
    assert not served.settings.rebuild_request.exists()


def test_both_work_beside_a_running_server(served):
    town = Town(served.settings.home, serving=True)
    town.settings.server_lock.touch()
    lock = try_lock(town.settings.server_lock)
    assert verify_home(town.settings, ADMIN) == []
    assert not rebuild_home(town.settings, ADMIN)
    assert town.settings.rebuild_request.exists()
    assert town.home.head() == 3  # the server builds its index before it answers
    assert not town.settings.rebuild_request.exists()
    lock.release()
    town.home.close()


def test_an_index_behind_the_ledger_is_not_a_fault(served):
    later = Town(served.settings.home)
    later.units(d="pilot")
    assert verify_home(served.settings, ADMIN) == []


def test_a_home_that_has_no_index_gets_one(town):
    assert rebuild_home(town.settings, ADMIN)
    assert town.settings.index.exists()
    assert verify_home(town.settings, ADMIN) == []


@pytest.mark.parametrize("kind", ["nothing", "a file", "another folder"])
def test_what_is_not_a_home_is_said_plainly(tmp_path, kind):
    folder = tmp_path / "home"
    if kind == "a file":
        folder.touch()
    elif kind == "another folder":
        folder.mkdir()
    for verb in (verify_home, rebuild_home):
        with pytest.raises(UsageError, match="home är inget hem"):
            verb(settings_of(folder), ADMIN)


def test_only_an_administrator_may(served):
    for user in (ANNA, READER):
        for verb in (verify_home, rebuild_home):
            with pytest.raises(NotAllowed, match="får inte sköta installationen"):
                verb(served.settings, user)
