"""A small municipality with a cost and a quality of each month, to be held together."""

import shutil
from pathlib import Path

from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import Town, founded

PAIR = "cleaning_cost_m2/cleaning_quality"
SICK = "cleaning_cost_m2/sick_leave"
SEASON = "19 21 20 19 21 20 19 21 20 19 21 20"
AGAIN = "21 19 20 21 19 20 21 19 20 21 19 20"
ROOMS = "80 82 81 79 81 80 80 82 81 79 81 80"
BETTER = " ".join(["95"] * 12)


def year(
    town: Town, first: str, cost: str, rooms: str, unit: str = "a", *, area: str = "10"
) -> int:
    """A year of 100 rooms a month and kronor for so many m²."""
    return town.months(
        f"{first}-01",
        unit=unit,
        cleaning_cost=" ".join("." if each == "." else f"{each}0" for each in cost.split()),
        cleaned_area_m2=" ".join([area] * 12),
        rooms_checked=" ".join(["100"] * 12),
        rooms_approved=rooms,
    )


def same_prices(town: Town) -> None:
    town.prices(**{f"m{y}_{m:02}": "100" for y in (2022, 2023, 2024) for m in range(1, 13)})


def linked_to_sick_leave(folder: Path) -> Path:
    """The shipped catalogue with a quality that is hidden where there are few persons."""
    kept = shutil.copytree(SHIPPED_CATALOGUE, folder / "katalog")
    file = kept / "kpis" / "cleaning_cost_m2.toml"
    link = '[[link]]\nquality = "sick_leave"\nvolume = "ordinary_hours"\n\n[review]'
    file.write_text(file.read_text("utf-8").replace("[review]", link), "utf-8")
    return kept


def with_few(folder: Path) -> Town:
    """Three years of three units, of which a has five employees in the last month."""
    town = founded(folder / "hem", catalogue=linked_to_sick_leave(folder))
    town.pilot("2024-01")
    same_prices(town)
    for unit in ("a", "b", "c"):
        for first, cost in (("2022", SEASON), ("2023", AGAIN), ("2024", SEASON)):
            year(town, first, cost, ROOMS, unit)
            few = "5" if (unit, first) == ("a", "2024") else "30"
            town.months(
                f"{first}-01",
                unit=unit,
                employees=" ".join(["30"] * 11 + [few]),
                sick_hours=" ".join(["4", "5", "6"] * 4),
                ordinary_hours=" ".join(["100"] * 12),
            )
    for kpi in ("cleaning_cost_m2", "sick_leave"):
        town.send(f"nyckeltal;första månad;sista månad\n{kpi};2022-01;2023-12\n")
    return town
