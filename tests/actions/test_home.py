"""A home records its definitions once, and knows what every number and date means."""

from datetime import UTC, datetime, timedelta

import pytest

from kpi.actions.follow_up import see_values
from kpi.actions.home import ledger_number, open_home
from kpi.errors import CatalogueError, UsageError
from kpi.ledger import read
from kpi.settings import utc_now
from kpi.values import Level, Prices
from tests.actions.town import ANNA, START, Town, founded, settings_of

QUALITY = "kpis/cleaning_quality.toml"


def comments(town: Town) -> list[str]:
    root = town.settings.ledger
    return [read.delivery(root, number).comment for number in read.numbers(root)]


def reopened(town: Town, **options: object) -> Town:
    town.home.close()
    return Town(town.settings.home, catalogue=town.settings.catalogue, **options)


def rewrite(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_definitions_are_recorded_once(tmp_path):
    town = Town(tmp_path / "home")
    assert comments(town) == ["Definitionerna ändrade i 38 filer"]
    assert read.delivery(town.settings.ledger, 1).sender == "Pilotkollen"
    assert reopened(town).home.head() == 1


def test_changed_and_removed_definitions_are_recorded_again(tmp_path, definitions):
    town = Town(tmp_path / "home", catalogue=definitions)
    rewrite(definitions / QUALITY, "decimals = 1", "decimals = 2")
    town = reopened(town)
    (definitions / "kpis/sick_leave.toml").unlink()
    rewrite(definitions / QUALITY, "decimals = 2", "decimals = 0")
    town = reopened(town)
    assert comments(town)[1:] == [
        "Definitionerna ändrade: kpis/cleaning_quality.toml",
        "Definitionerna ändrade: kpis/cleaning_quality.toml, kpis/sick_leave.toml",
    ]
    assert read.rows(town.settings.ledger, 3)["removed"].to_list() == [False, True]
    decimals = [town.home.catalogue(n).kpis["cleaning_quality"].decimals for n in (1, 2, 3)]
    assert decimals == [1, 2, 0]
    assert "sick_leave" in town.home.catalogue(2).kpis
    assert "sick_leave" not in town.home.catalogue(3).kpis


def test_a_dry_opening_records_nothing_but_answers_by_the_definitions_to_come(
    tmp_path, definitions
):
    town = Town(tmp_path / "home", catalogue=definitions)
    rewrite(definitions / QUALITY, "decimals = 1", "decimals = 2")
    dry = open_home(town.settings, dry=True)
    assert dry.head() == 1
    assert dry.catalogue(1).kpis["cleaning_quality"].decimals == 2
    assert open_home(settings_of(tmp_path / "nowhere"), dry=True).head() == 0
    assert not (tmp_path / "nowhere").exists()


def test_before_the_first_delivery_the_folders_definitions_hold(tmp_path):
    assert "nki" in Town(tmp_path / "home").home.catalogue(0).kpis


def test_definitions_with_mistakes_open_nothing(tmp_path, definitions):
    rewrite(definitions / QUALITY, "decimals = 1", 'decimals = "en"')
    with pytest.raises(CatalogueError, match=r"cleaning_quality\.toml, nyckeln decimals"):
        Town(tmp_path / "home", catalogue=definitions)
    assert not (tmp_path / "home").exists()


def test_two_that_open_at_once_record_the_definitions_once(tmp_path):
    settings = settings_of(tmp_path / "home")
    others = []

    def meanwhile() -> datetime:
        if not others:
            others.append(open_home(settings, clock=lambda: START))
        return START

    home = open_home(settings, clock=meanwhile)
    assert home.head() == others[0].head() == 1
    assert home.catalogue_mark() == others[0].catalogue_mark()


def test_old_numbers_are_computed_with_old_definitions(tmp_path, definitions):
    town = founded(tmp_path / "home", catalogue=definitions)
    town.pilot("2023-01")
    then = town.months("2023-01", rooms_checked="40", rooms_approved="30")
    rewrite(definitions / QUALITY, "scale = 100", "scale = 10")
    town = reopened(town)

    def value(as_of: int) -> float:
        return see_values(
            town.home,
            ANNA,
            kpis=["cleaning_quality"],
            by=Level.UNIT,
            as_of=as_of,
            prices=Prices.FIXED,
        )["value"].item()

    assert (value(then), value(then + 1)) == (75, 7.5)


def at_times(folder, *times: str) -> Town:
    """A town whose deliveries 2, 3, … were sent at these moments in UTC; the first before."""
    town = Town(folder)
    for number, time in enumerate(times):
        town.now = datetime.fromisoformat(time).replace(tzinfo=UTC)
        town.send(f"område;namn\no{number};Område\n")
    return town


def test_a_number_is_itself_and_nothing_is_the_latest(town):
    assert [ledger_number(town.home, text) for text in (None, "3", "1", "0")] == [3, 3, 1, 0]


def test_a_date_is_the_end_of_that_day_in_stockholm(tmp_path):
    town = at_times(
        tmp_path,
        "2024-02-10 22:59:59",  # one second before midnight, winter
        "2024-02-10 23:00:00",
        "2024-08-12 21:59:59",  # and summer
        "2024-08-12 22:00:00",
    )
    days = ("2024-01-07", "2024-01-08", "2024-02-10", "2024-02-11", "2024-08-12", "2024-08-13")
    assert [ledger_number(town.home, day) for day in days] == [0, 1, 2, 3, 4, 5]
    assert ledger_number(town.home, "0001-01-01") == 0
    assert ledger_number(town.home, "9999-12-31") == 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("4", "Leverans 4 finns inte än; den senaste är 3."),
        ("9" * 5000, "Leverans " + "9" * 40 + " finns inte än; den senaste är 3."),
        ("igår", "”igår” är varken ett leveransnummer eller ett datum som 2024-09-18."),
        ("2024-02-30", "”2024-02-30” är varken"),
        ("2024-02", "”2024-02” är varken"),
        ("-1", "”-1” är varken"),
    ],
)
def test_anything_else_is_said_plainly(town, text, says):
    with pytest.raises(UsageError, match=says):
        ledger_number(town.home, text)


def test_a_home_that_is_a_file_is_said_plainly(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(UsageError, match="home är inte en mapp"):
        Town(tmp_path / "home")


def test_a_server_keeps_its_index_in_the_home(tmp_path):
    town = Town(tmp_path / "home", serving=True)
    town.home.close()
    assert town.settings.index.exists()


def test_the_ordinary_clock_is_the_present(tmp_path):
    home = open_home(settings_of(tmp_path / "home"))
    recorded = read.delivery(home.settings.ledger, 1).recorded
    assert abs(recorded - utc_now()) < timedelta(minutes=1)
