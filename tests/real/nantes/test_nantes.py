"""Ninety thousand real rows, as the school canteens of Nantes wrote them, through the product.

The files are not part of the project. Where they are not shared, these tests are skipped.
"""

import csv
import io
import json
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
import pytest

from kpi.cli import run
from kpi.store import Store

ROOT = Path(__file__).resolve().parents[3]
SHARED = (ROOT / "../shared/real/nantes_canteens").resolve()
DAILY = SHARED / "frequentation.csv"
STRIKES = SHARED / "greves.csv"
CATALOGUE = Path(__file__).parent / "catalogue"

pytestmark = pytest.mark.skipif(
    not (DAILY.is_file() and STRIKES.is_file()),
    reason="the canteen files of Nantes are not shared here (../shared/real/nantes_canteens)",
)

# The totals that the files' own README states.
CANTEENS, MONTHS, CANTEEN_MONTHS = 107, 86, 7210
SERVED, PLANNED = 13_533_233, 14_347_800
SERVED_MISSING, PLANNED_MISSING = 3949, 3962
SOME_MONTHS = {
    "2011-01": (203_539, 81),
    "2014-09": (221_674, 88),
    "2017-03": (241_502, 88),
    "2018-12": (163_218, 87),
}
ALIKE = [
    {"COTE D'OR", "COTE DOR"},
    {"CHENE D'ARON", "CHENE DARON"},
    {"GEORGE SAND", "GEORGES SAND"},
    {"STALINGRAD/FOYER MANU", "STALINGRAD/FOYER MANU(dépannage )", "STALINGRAD (Foyer Manu)"},
]


@dataclass(frozen=True)
class Cells:
    """What the file says of one canteen and month, read with loops and dicts."""

    served: tuple[str, ...]
    planned: tuple[str, ...]

    @property
    def sums(self) -> tuple[int | None, int | None]:
        return total(self.served), total(self.planned)


def total(cells: tuple[str, ...]) -> int | None:
    numbers = [int(cell) for cell in cells if cell != "NA"]
    return sum(numbers) if numbers else None


@dataclass(frozen=True)
class Nantes:
    """A home with the whole city in it, and the same files read the dull way."""

    home: Path
    said: dict[str, str]  # what each import wrote, by file name
    file: dict[tuple[str, str], Cells]  # (canteen's name, month) -> its days
    names: dict[str, str]  # unit -> the canteen's name

    @cached_property
    def served(self) -> list[dict]:
        return self.figures("meals_served")

    @cached_property
    def deviation(self) -> list[dict]:
        return self.figures("meals_deviation")

    def figures(self, kpi: str, by: str = "unit") -> list[dict]:
        """The rows of `kpi values`, with the canteen's name beside each."""
        shown = ("--format", "json", "--prices", "current", "--home", str(self.home))
        found = json.loads(done("values", "--kpi", kpi, "--by", by, *shown))
        return [row | {"name": self.names.get(row["scope"], "")} for row in found]

    def register(self, kind: str) -> pl.DataFrame:
        store = Store(self.home / "ledger", None)
        try:
            return store.register(kind, store.catch_up())
        finally:
            store.close()


def command(*arguments: str) -> tuple[int, str]:
    """One `kpi` command: its exit code and everything it wrote."""
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        code = run(list(arguments))
    return code, written.getvalue()


def done(*arguments: str) -> str:
    code, written = command(*arguments)
    assert code == 0, written
    return written


@pytest.fixture(scope="module")
def nantes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nantes")
    file = by_canteen_and_month(table(DAILY))
    names = {f"k{at:03}": name for at, name in enumerate(sorted({n for n, _ in file}), start=1)}
    sent = {
        "areas": register(folder / "omraden.csv", [{"område": "nantes", "namn": "Nantes"}]),
        "pilot": register(
            folder / "pilot.csv",
            [{"pilot": "stad", "namn": "Hela staden", "område": "nantes", "start": "2015-01"}],
        ),
        "units": register(folder / "enheter.csv", units(names, file)),
        "nantes": DAILY,
        "events": register(folder / "strejker.csv", strikes()),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_CATALOGUE", str(CATALOGUE))
        at = ("--home", str(folder / "home"), "--yes")
        said = {
            path.name: done("import", str(path), "--layout", layout, *at)
            for layout, path in sent.items()
        }
        yield Nantes(folder / "home", said, file, names)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_canteen_and_month(days: list[dict[str, str]]) -> dict[tuple[str, str], Cells]:
    found = defaultdict(list)
    for day in days:
        found[day["site_nom"], day["date"][:7]].append((day["reel"], day["prevision"]))
    return {key: Cells(*zip(*cells, strict=True)) for key, cells in found.items()}


def register(path: Path, rows: list[dict[str, str]]) -> Path:
    """A register file as the municipality would write it."""
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def units(names: dict[str, str], file: dict[tuple[str, str], Cells]) -> list[dict[str, str]]:
    """Every canteen name is a unit of its own, in use from its first month to its last."""
    in_use = defaultdict(list)
    for name, month in file:
        in_use[name].append(month)
    return [
        {
            "enhet": unit,
            "namn": name,
            "enhetstyp": "skolrestaurang",
            "område": "nantes",
            "roll": "pilot",
            "gäller från": min(in_use[name]),
            "gäller till": max(in_use[name]),
        }
        for unit, name in names.items()
    ]


def strikes() -> list[dict[str, str]]:
    return [
        {
            "händelse": f"strejk-{day['date']}",
            "rubrik": "Strejk",
            "första dag": day["date"],
            "slag": "strejk",
        }
        for day in table(STRIKES)
    ]


def test_every_canteen_and_month_of_the_file_is_in(nantes):
    measures = nantes.register("measures")
    assert nantes.register("units").height == len(nantes.names) == CANTEENS
    assert measures["month"].n_unique() == MONTHS
    assert measures.select("unit", "month").n_unique() == CANTEEN_MONTHS
    by_name = {(nantes.names[row["unit"]], f"{row['month']:%Y-%m}") for row in measures.to_dicts()}
    assert by_name == nantes.file.keys()


def test_the_portions_add_up_to_the_citys_own_totals(nantes):
    rows = nantes.served
    assert sum(row["value"] or 0 for row in rows) == SERVED
    stored = nantes.register("measures").group_by("measure").agg(pl.col("value").sum())
    assert dict(stored.iter_rows()) == {"portions_served": SERVED, "portions_planned": PLANNED}


@pytest.mark.parametrize("month", SOME_MONTHS)
def test_a_months_portions_and_canteens_are_the_readmes(nantes, month):
    portions, canteens = SOME_MONTHS[month]
    rows = [row for row in nantes.served if row["month"] == month]
    named = {name for name, when in nantes.file if when == month}
    assert sum(row["value"] or 0 for row in rows) == portions
    assert len(named) == canteens
    assert {row["name"] for row in rows if row["reason"] is None} == {
        name for name in named if nantes.file[name, month].sums[0] is not None
    }


def test_every_canteens_month_is_what_a_loop_over_the_file_finds(nantes):
    found = {(row["name"], row["month"]): row["value"] for row in nantes.served}
    assert {key: found[key] for key in nantes.file} == {
        key: cells.sums[0] for key, cells in nantes.file.items()
    }
    assert {key for key, value in found.items() if value is not None} <= nantes.file.keys()


def test_the_deviation_is_served_over_planned_never_from_one_of_them(nantes):
    rows = nantes.deviation
    found = {(row["name"], row["month"]): row["value"] for row in rows}
    for key, cells in nantes.file.items():
        served, planned = cells.sums
        expected = None
        if served is not None and planned:
            expected = pytest.approx(100 * served / planned - 100)
        assert found[key] == expected, key
    reasons = {row["reason"] for row in rows if (row["name"], row["month"]) in nantes.file}
    assert reasons == {None, "missing", "zero_denominator"}


def test_the_whole_citys_deviation_uses_the_canteens_with_both(nantes):
    city = {row["month"]: row for row in nantes.figures("meals_deviation", by="pilot")}
    for month in SOME_MONTHS:
        sums = [cells.sums for (_, when), cells in nantes.file.items() if when == month]
        both = [(served, planned) for served, planned in sums if None not in (served, planned)]
        served, planned = map(sum, zip(*both, strict=True))
        row = city[month]
        assert (row["numerator"], row["denominator"]) == (served, planned)
        assert row["value"] == pytest.approx(100 * served / planned - 100)
        assert row["reported"] == len(both)


def test_only_na_in_a_month_is_a_named_missing_and_never_0(nantes):
    only_na = {key for key, cells in nantes.file.items() if cells.sums[0] is None}
    assert len(only_na) == 69
    units_of = {name: unit for unit, name in nantes.names.items()}
    stored = {
        (row["unit"], f"{row['month']:%Y-%m}"): (row["value"], row["missing"])
        for row in nantes.register("measures")
        .filter(pl.col("measure") == "portions_served")
        .to_dicts()
    }
    assert {stored[units_of[name], month] for name, month in only_na} == {(None, "bortfall")}
    shown = {(row["name"], row["month"]): row for row in nantes.served}
    assert {(shown[key]["value"], shown[key]["reason"]) for key in only_na} == {(None, "missing")}


def test_a_reported_0_is_a_value(nantes):
    zero = {key for key, cells in nantes.file.items() if cells.sums[0] == 0}
    shown = {(row["name"], row["month"]): row["value"] for row in nantes.served}
    assert zero
    assert {shown[key] for key in zero} == {0.0}


def test_the_sender_is_told_how_many_days_are_missing(nantes):
    for measure, count in (("serverade", SERVED_MISSING), ("planerade", PLANNED_MISSING)):
        written = f"{count:,}".replace(",", "\u00a0")
        assert f"{measure} portioner saknas för {written} av dagarna" in nantes.said[DAILY.name]
    found = json.loads(
        done("check", str(DAILY), "--layout", "nantes", "--json", "--home", str(nantes.home))
    )
    notes = [issue for issue in found if issue["level"] == "note"]
    assert [(issue["column"], issue["rule"]) for issue in notes] == [
        ("prevision", "days_missing"),
        ("reel", "days_missing"),
    ]


def test_few_months_of_a_real_city_are_called_unlikely(nantes):
    found = json.loads(
        done("check", str(DAILY), "--layout", "nantes", "--json", "--home", str(nantes.home))
    )
    unlikely = [issue for issue in found if issue["level"] == "warning"]
    assert {issue["rule"] for issue in unlikely} == {"unusual_jump"}
    assert len(unlikely) < 0.02 * 2 * CANTEEN_MONTHS  # two figures a canteen and month


@pytest.mark.parametrize("alike", ALIKE, ids=min)
def test_names_that_look_alike_stay_apart(nantes, alike):
    rows = [row for row in nantes.served if row["name"] in alike]
    assert len({row["scope"] for row in rows}) == len(alike)
    for name in alike:
        served = sum(row["value"] or 0 for row in rows if row["name"] == name)
        days = [cells.sums[0] or 0 for (who, _), cells in nantes.file.items() if who == name]
        assert served == sum(days)


def test_the_strike_days_are_events(nantes):
    days = {day["date"] for day in table(STRIKES)}
    events = nantes.register("events")
    assert {f"{day:%Y-%m-%d}" for day in events["first_day"]} == days
    assert events.height == len(days) == 173


def test_the_same_file_again_stops(nantes):
    before = nantes.register("measures")
    sent = done("import", str(DAILY), "--layout", "nantes", "--yes", "--home", str(nantes.home))
    assert "redan inläst" in sent
    assert nantes.register("measures").equals(before)


@pytest.mark.parametrize(
    "command",
    [
        ("trend", "--by", "unit", "--prices", "current", "--format", "csv"),
        ("trend", "--by", "pilot"),
        ("values", "--by", "area"),
        ("deliveries",),
        ("verify",),
    ],
    ids=" ".join,
)
def test_nothing_else_stumbles_over_it(nantes, command):
    assert done(*command, "--home", str(nantes.home))
