"""Look after an installation: is everything as it was written, and build the index anew."""

import shutil
import tempfile
from pathlib import Path

from kpi.access import Permission, User, require
from kpi.errors import UsageError
from kpi.ledger import KINDS, verify
from kpi.ledger.locks import try_lock
from kpi.settings import Settings
from kpi.store import Store

TABLES = ("deliveries", *KINDS)
LEDGER = "ledger"
TRIES = 3  # a running server may be writing while its index is copied


def verify_home(settings: Settings, user: User) -> list[str]:
    """Everything that is wrong with a home, a Swedish sentence each; empty when all is well.

    The ledger's chain and hashes first; then, if the home has an index, whether it says the
    same as one built anew. Works beside a running server: its index is compared from a copy.
    """
    require(user, Permission.ADMINISTER)
    _demand_home(settings)
    faults = verify.faults(settings.ledger)
    if not faults and settings.index.exists():
        faults = _index_faults(settings)
    return faults


def rebuild_home(settings: Settings, user: User) -> bool:
    """Build the index anew. False when a server holds it: it does so before its next page."""
    require(user, Permission.ADMINISTER)
    _demand_home(settings)
    settings.server_lock.touch()
    lock = try_lock(settings.server_lock)
    if lock is None:
        settings.rebuild_request.touch()
        return False
    try:
        settings.rebuild_request.touch()
        store = Store(settings.ledger, settings.index)
        store.catch_up()
        store.close()
    finally:
        lock.release()
    return True


def _demand_home(settings: Settings) -> None:
    """UsageError where nothing has ever been delivered: all would seem well with a misspelling."""
    if not settings.ledger.is_dir():
        raise UsageError(f"{settings.home} är inget hem: där finns inga leveranser.")


def _index_faults(settings: Settings) -> list[str]:
    differing: list[str] = []
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / settings.index.name
            for path in settings.home.glob(f"{settings.index.name}*"):
                shutil.copy(path, Path(folder) / path.name)
            differing = _differing_tables(settings, copy)
        if not differing:
            return []
    if differing == [LEDGER]:
        return [
            "Indexet minns leveranser som har ändrats eller tagits bort sedan de lämnades. "
            "Återställ mappen ledger från säkerhetskopian."
        ]
    return [f"Indexet skiljer sig från leveranserna i {', '.join(differing)}. Kör kpi rebuild."]


def _differing_tables(settings: Settings, copy: Path) -> list[str]:
    """Tables in which the copied index, caught up, is not what a new one is.

    LEDGER alone: the index has seen a latest delivery that is no longer there as it was, which
    the chain cannot tell, since nothing comes after it.
    """
    kept, new = Store(settings.ledger, copy), Store(settings.ledger)
    try:
        if kept.was_of_another_ledger:
            return [LEDGER]
        kept.catch_up()
        new.catch_up()
        return [name for name in TABLES if not kept.table(name).equals(new.table(name))]
    finally:
        kept.close()
        new.close()
