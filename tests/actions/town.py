"""A small municipality to send files to: each verb is one delivery, drawn as text."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

from kpi.access import Role, User
from kpi.actions.deliver import Previewed, commit_file, preview_file, undo
from kpi.actions.home import Home, open_home
from kpi.periods import parse_month, shift
from kpi.settings import SHIPPED_CATALOGUE, Clock, HomeFacts, Settings

ANNA = User("Anna", Role.ANALYST)
READER = User("Rut", Role.READER)
COMMITTEE = User("Nils", Role.COMMITTEE)
START = datetime(2024, 1, 8, 12, 0, tzinfo=UTC)


def settings_of(folder: Path, catalogue: Path = SHIPPED_CATALOGUE) -> Settings:
    return Settings(home=folder, catalogue=catalogue, facts=HomeFacts())


class Town:
    """An open home. Its clock stands still until a test sets `now` or passes a `clock`."""

    def __init__(
        self,
        folder: Path,
        *,
        catalogue: Path = SHIPPED_CATALOGUE,
        serving: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.now = START
        self.settings = settings_of(folder, catalogue)
        self.home: Home = open_home(
            self.settings, clock=clock or (lambda: self.now), serving=serving
        )

    def preview(self, text: str, name: str = "fil.csv", **options: object) -> Previewed:
        return preview_file(self.home, ANNA, dedent(text).encode(), name, **options)

    def send(self, text: str, name: str = "fil.csv", **options: object) -> int:
        """Send a file that must be fit to send; its delivery number."""
        previewed = self.preview(text, name, **options)
        assert previewed.preview is not None, previewed.checked.issues
        reasons = dict.fromkeys(previewed.to_confirm, "så var det")
        return commit_file(self.home, ANNA, previewed, confirmed=reasons).number

    def undo(self, number: int, why: str = "fel fil") -> int:
        return undo(self.home, ANNA, number, why).number

    def units(self, **roles: str) -> int:
        """Units by id with their role; all of them schools in the area oster."""
        return self.send(
            "enhet;namn;enhetstyp;förvaltning;område;roll\n"
            + "".join(f"{unit};{unit};skola;bsf;oster;{role}\n" for unit, role in roles.items())
        )

    def pilot(self, start: str, end: str = "") -> int:
        return self.send(
            f"pilot;namn;område;start;slut\noster;Pilot Öster;oster;{start};{end}\n",
            layout="pilot",
        )

    def months(self, first: str, *, unit: str = "a", **measures: str) -> int:
        """A wide file from a month on: a line of values a measure, `.` where none is named."""
        lines = zip(*(line.split() for line in measures.values()), strict=True)
        rows = [
            f"{shift(parse_month(first), at):%Y-%m};{unit};" + ";".join(line).replace(".", "")
            for at, line in enumerate(lines)
        ]
        return self.send("\n".join([f"månad;enhet;{';'.join(measures)}", *rows]) + "\n")

    def prices(self, **index: str) -> int:
        """The price index of months named as m2023_01."""
        rows = [
            f"scb_kpi;{month[1:].replace('_', '-')};1;{value};SCB;\n"
            for month, value in index.items()
        ]
        return self.send("serie;månad;utgåva;värde;källa;status\n" + "".join(rows))


def founded(folder: Path, **options: object) -> Town:
    """A town with the area oster, two pilot units and one to compare with (deliveries 1-3)."""
    town = Town(folder, **options)
    town.send("område;namn\noster;Öster\n")
    town.units(a="pilot", b="pilot", c="jämförelse")
    return town


def ticking(start: datetime = START) -> Callable[[], datetime]:
    """A clock that shows a day later each time."""
    days = iter(range(10_000))
    return lambda: start + timedelta(days=next(days))
