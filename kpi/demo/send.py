"""Plays the script: every sending through the product's own doors, at the time it was made."""

import shutil
import uuid
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from kpi.access import Role, User
from kpi.actions.deliver import commit_file, preview_file, undo
from kpi.actions.home import Home, open_home
from kpi.demo.script import SENDINGS, Sending
from kpi.errors import UsageError
from kpi.intake import Rule
from kpi.ledger import Status
from kpi.settings import DEMO_FILES, SHIPPED_CATALOGUE, HomeFacts, settings_for, write_facts

TODAY = date(2024, 8, 14)  # the day the demo stands still


class ScriptedClock:
    """Shows the time of the sending being played; before the first, the first one's time."""

    def __init__(self, start: datetime = SENDINGS[0].sent) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now


def build_demo(folder: Path) -> None:
    """Build the demo's home: the whole script played, or nothing.

    It is built beside the folder and moved there when it is whole, so that an interrupted
    build never leaves half a demo behind. UsageError where something is already.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError(f"{folder} är inte en tom mapp. Välj en annan med --home.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = folder.with_name(f".{folder.name}-{uuid.uuid4().hex}")
    try:
        write_facts(building, HomeFacts(demo=True, today=TODAY))
        clock = ScriptedClock()
        with closing(open_home(settings_for(building), clock=clock)) as home:
            play(home, clock)
        if folder.exists():
            folder.rmdir()  # Windows does not rename onto a folder, not even an empty one
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def play(home: Home, clock: ScriptedClock, sendings: Sequence[Sending] = SENDINGS) -> None:
    """Make every sending in order.

    RuntimeError when the product lets in what the script expects it to stop, or stops what it
    should let in: the demo's files and the product no longer fit each other.
    """
    numbers: dict[str, int] = {}
    for sending in sendings:
        clock.now = sending.sent
        user = User(sending.sender, Role.ANALYST)
        if sending.withdraws:
            delivery = undo(home, user, numbers[sending.withdraws], sending.why)
            numbers[sending.name] = delivery.number
            continue
        number = _send(home, user, sending)
        if (number is not None) != (sending.expected == "accepted"):
            raise RuntimeError(f"{sending.name}: expected {sending.expected}, got {number}")
        if number is not None:
            numbers[sending.name] = number


def path_of(sending: Sending) -> Path:
    """Where a sending's file lies: the demo's own folder, else what the product ships."""
    own = DEMO_FILES / sending.file
    return own if own.is_file() else SHIPPED_CATALOGUE / sending.file


def _send(home: Home, user: User, sending: Sending) -> int | None:
    """The delivery's number; None when the file was refused or is there already."""
    path = path_of(sending)
    previewed = preview_file(home, user, path.read_bytes(), path.name, layout=sending.layout)
    if not previewed.can_be_committed:
        return None
    reasons = {Rule(name): reason for name, reason in sending.confirmed}
    if reasons.keys() != set(previewed.to_confirm):
        raise RuntimeError(f"{sending.name}: asked to confirm {previewed.to_confirm}")
    status = Status(sending.status)
    return commit_file(
        home, user, previewed, comment=sending.comment, status=status, confirmed=reasons
    ).number
