"""Where a nyckeltal begins anew: what its page is told, and what is compared across it."""

import shutil
from datetime import date

from kpi.actions.one_kpi import OneKpi, see_kpi
from kpi.actions.phases import Phase
from kpi.settings import SHIPPED_CATALOGUE
from kpi.trends.phases import Begins
from kpi.values import Prices
from tests.actions.town import ANNA, Town, founded

QUALITY = "cleaning_quality"
YEAR = "80 84 82 80 84 82 80 84 82 80 84 82"
CHANGED = '\n[[definition]]\nvalid_from = 2023-03-01\ntext = "Nu räknas också trapphus."\n'


def months(town: Town, first: str, approved: str, unit: str = "a") -> int:
    rooms = " ".join("100" for _ in approved.split())
    return town.months(first, unit=unit, rooms_checked=rooms, rooms_approved=approved)


def followed(town: Town) -> Town:
    """A year of baseline and six months of pilot at unit a."""
    town.pilot("2023-01")
    months(town, "2022-01", YEAR)
    town.send(f"nyckeltal;omfattning;första månad;sista månad\n{QUALITY};;2022-01;2022-12\n")
    months(town, "2023-01", "80 84 82 80 84 82")
    return town


def signed(town: Town, *rows: str) -> int:
    """Signed phases: `unit/a 2023-02 Nytt avtal`; `alla` is every scope without its own."""
    lines = []
    for row in rows:
        scope, month, reason = row.split(maxsplit=2)
        lines.append(f"{QUALITY};{'' if scope == 'alla' else scope};{month};{reason};Eva\n")
    return town.send("nyckeltal;omfattning;ny fas från;skäl;signerad av\n" + "".join(lines))


def seen(town: Town, scope: str = "unit/a") -> OneKpi:
    given = {"kpi": QUALITY, "scope": scope, "prices": Prices.FIXED}
    return see_kpi(town.home, ANNA, as_of=town.home.head(), **given)


def test_a_series_is_told_where_it_begins_anew_and_what_was_written(town):
    followed(town)
    signed(town, "alla 2022-06 Nytt avtal", "alla 2023-02 Ny teknik")
    begun = (
        Phase(date(2022, 6, 1), Begins.DECISION, "Nytt avtal", "Eva"),
        Phase(date(2023, 2, 1), Begins.DECISION, "Ny teknik", "Eva"),
    )
    assert seen(town).phases == seen(town, "pilot/oster").phases == begun
    signed(town, "unit/a 2023-03 Eget avtal")
    (own,) = seen(town).phases
    assert (own.month, own.reason) == (date(2023, 3, 1), "Eget avtal")
    assert seen(town, "pilot/oster").phases == begun


def test_a_changed_definition_begins_a_phase_and_nothing_is_compared_across_it(tmp_path):
    definitions = shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions")
    file = definitions / f"kpis/{QUALITY}.toml"
    file.write_text(file.read_text(encoding="utf-8") + CHANGED, encoding="utf-8")
    town = followed(founded(tmp_path / "home", catalogue=definitions))
    found = seen(town)
    assert found.phases == (Phase(date(2023, 3, 1), Begins.DEFINITION),)
    assert found.series.reading.change is None
    assert found.series.reading.redefined == date(2023, 3, 1)
    assert found.definition.text == "Nu räknas också trapphus."
    town.home.close()
