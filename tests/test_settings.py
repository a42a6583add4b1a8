"""Where a home is, what it says about itself and what day it is there."""

from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from kpi import settings
from kpi.errors import UsageError
from kpi.settings import SHIPPED_CATALOGUE, HomeFacts, settings_for, utc_now, write_facts


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KPI_HOME", raising=False)
    monkeypatch.delenv("KPI_CATALOGUE", raising=False)


def test_the_home_is_the_argument_else_the_environments_else_var(tmp_path, monkeypatch):
    assert settings_for().home == tmp_path / "var"
    monkeypatch.setenv("KPI_HOME", str(tmp_path / "satt"))
    assert settings_for().home == tmp_path / "satt"
    assert settings_for(Path("angiven")).home == tmp_path / "angiven"


def test_an_empty_variable_is_none_at_all(tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_HOME", "")
    monkeypatch.setenv("KPI_CATALOGUE", "")
    assert settings_for().home == tmp_path / "var"
    assert settings_for().catalogue == SHIPPED_CATALOGUE


def test_the_catalogue_is_the_shipped_one_unless_another_is_named(tmp_path, monkeypatch):
    assert settings_for().catalogue == SHIPPED_CATALOGUE
    monkeypatch.setenv("KPI_CATALOGUE", str(tmp_path))
    assert settings_for().catalogue == tmp_path


def test_what_ships_is_there():
    assert settings.SQL.is_dir()
    assert (SHIPPED_CATALOGUE / "measures.toml").is_file()


def test_everything_of_a_home_lies_in_it(tmp_path):
    home = settings_for(tmp_path)
    assert [
        path.relative_to(tmp_path).as_posix()
        for path in (home.ledger, home.index, home.server_lock, home.rebuild_request)
    ] == ["ledger", "index.duckdb", "server.lock", "rebuild-index"]


def test_a_home_without_facts_is_an_ordinary_one(tmp_path):
    assert settings_for(tmp_path / "finns inte").facts == HomeFacts(demo=False, today=None)


def test_a_file_where_the_home_should_be_has_no_facts(tmp_path):
    (tmp_path / "fil").write_text("inte en mapp")
    assert settings_for(tmp_path / "fil").facts == HomeFacts()


def test_facts_that_are_written_are_read(tmp_path):
    facts = HomeFacts(demo=True, today=date(2024, 8, 14))
    write_facts(tmp_path / "nytt" / "hem", facts)
    found = settings_for(tmp_path / "nytt" / "hem")
    assert found.facts == facts
    assert found.today == date(2024, 8, 14)


@pytest.mark.parametrize("text", ["{", '{"demo": "kanske"}', '{"dmo": true}'])
def test_facts_that_cannot_be_read_are_said_with_their_file(tmp_path, text):
    (tmp_path / "home.json").write_text(text)
    with pytest.raises(UsageError, match=r"home\.json kan inte läsas: "):
        settings_for(tmp_path)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 6, 30, 21, 59, tzinfo=UTC), date(2024, 6, 30)),
        (datetime(2024, 6, 30, 22, 0, tzinfo=UTC), date(2024, 7, 1)),  # summer time
        (datetime(2024, 12, 31, 23, 0, tzinfo=UTC), date(2025, 1, 1)),
    ],
)
def test_today_is_stockholms(tmp_path, monkeypatch, moment, day):
    monkeypatch.setattr(settings, "utc_now", lambda: moment)
    assert settings_for(tmp_path).today == day


def test_the_present_moment_is_in_utc():
    assert utc_now().tzinfo is UTC


def test_the_version_is_that_of_the_checkout():
    assert settings.program_version() == version("pilotkollen")
