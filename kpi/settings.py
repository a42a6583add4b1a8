"""Where things are and what day it is: the only module that knows paths and the environment."""

import os
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from kpi.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
SQL = ROOT / "sql"
DATA = ROOT / "data"
SHIPPED_CATALOGUE = DATA / "reference"
DEMO_FILES = DATA / "demo"
DEFAULT_HOME = Path("var")
DEFAULT_DEMO_HOME = DEFAULT_HOME / "demo"
REBUILD_REQUEST = "rebuild-index"  # a file beside the index
STOCKHOLM = ZoneInfo("Europe/Stockholm")

Clock = Callable[[], datetime]  # the present moment, in UTC


def utc_now() -> datetime:
    return datetime.now(UTC)


@cache
def program_version() -> str:
    """The product's version, from the checkout that it runs from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


class HomeFacts(BaseModel):
    """What a home says about itself in `home.json`; a home without the file is an ordinary one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    demo: bool = False
    today: date | None = None  # a fixed day: the demo stands still in August 2024


class Settings(BaseModel):
    """Everything that can be set from outside."""

    model_config = ConfigDict(frozen=True)

    home: Path
    catalogue: Path
    facts: HomeFacts

    @property
    def ledger(self) -> Path:
        return self.home / "ledger"

    @property
    def index(self) -> Path:
        return self.home / "index.duckdb"

    @property
    def server_lock(self) -> Path:
        return self.home / "server.lock"

    @property
    def rebuild_request(self) -> Path:
        """While this file is there, whoever holds the index builds it anew before reading."""
        return self.home / REBUILD_REQUEST

    @property
    def today(self) -> date:
        """The home's fixed day, else today in Stockholm."""
        return self.facts.today or utc_now().astimezone(STOCKHOLM).date()


def settings_for(home: Path | None = None) -> Settings:
    """Settings for a home: the argument, else KPI_HOME, else ./var; catalogue by KPI_CATALOGUE."""
    home = home or Path(os.environ.get("KPI_HOME") or DEFAULT_HOME)
    catalogue = Path(os.environ.get("KPI_CATALOGUE") or SHIPPED_CATALOGUE)
    return Settings(home=home.absolute(), catalogue=catalogue, facts=_facts(home))


def write_facts(home: Path, facts: HomeFacts) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "home.json").write_text(facts.model_dump_json(), encoding="utf-8")


def _facts(home: Path) -> HomeFacts:
    try:
        return HomeFacts.model_validate_json((home / "home.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return HomeFacts()
    except ValidationError as error:
        raise UsageError(
            f"{home / 'home.json'} kan inte läsas: {error.errors()[0]['msg']}"
        ) from error
