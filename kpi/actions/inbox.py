"""A folder that files are laid in: which of them are whole, what each came to, where it goes."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kpi.access import User
from kpi.actions.confirm import Reasons, unanswered
from kpi.actions.deliver import Previewed, already_in, commit_file, preview_file
from kpi.actions.files import read_file
from kpi.actions.home import Home
from kpi.errors import DISK_FULL, Busy, InputError, NotAllowed, UsageError
from kpi.intake.issue import Level
from kpi.intake.limits import CLI_LIMITS
from kpi.ledger import Status
from kpi.ledger.locks import write_through
from kpi.wording import inbox as say
from kpi.wording.inbox import DONE, FAILED, LIST_ENDING
from kpi.wording.issue_list import issue_list

PASSING_START = (".", "~$")  # hidden files, and what Excel keeps beside an open one
PASSING_END = (".part", ".tmp")  # what programs write to until a file is whole
LONGEST = 200  # bytes of a name put away: there is room for a number and the list's ending

Mark = tuple[int, int]  # a file's size and when it was last written


@dataclass(frozen=True, slots=True)
class Sending:
    """What is said about every file laid in the folder."""

    layout: str | None = None
    sheet: str | None = None
    comment: str = ""
    status: Status = Status.FINAL
    reasons: Reasons = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class Inbox:
    """What is known of the folder between two looks at it."""

    folder: Path
    seen: Mapping[Path, Mark] = field(default_factory=dict)
    stopped: dict[Path, Mark] = field(default_factory=dict)  # with a person in it: left alone

    def whole(self) -> list[Path]:
        """The files that stand as they stood at the last look, the oldest first.

        A file that was stopped is not among them until it has changed.
        """
        before, self.seen = self.seen, look(self.folder)
        self.stopped = {path: m for path, m in self.stopped.items() if self.seen.get(path) == m}
        still = [
            path
            for path, mark in self.seen.items()
            if before.get(path) == mark and path not in self.stopped
        ]
        return sorted(still, key=lambda path: (self.seen[path][1], path.name))


def open_inbox(folder: Path) -> Inbox:
    """The folder, with the two that files are put away in. UsageError when it is no folder."""
    if not folder.is_dir():
        raise UsageError(f"{folder} är inte en mapp.")
    for name in (DONE, FAILED):
        (folder / name).mkdir(exist_ok=True)
    return Inbox(folder)


def look(folder: Path) -> dict[Path, Mark]:
    """Every file that may be meant for us: no folders, links, hidden or passing files."""
    found = {}
    for path in folder.iterdir():
        name = path.name.lower()
        mark = _mark(path)
        if mark and not name.startswith(PASSING_START) and not name.endswith(PASSING_END):
            found[path] = mark
    return found


def take(home: Home, user: User, inbox: Inbox, path: Path, sending: Sending) -> str:
    """Check, send and put away one whole file: the sentence on what it came to.

    A file that a person stands in is left where it lies. So is one that could not be sent
    for a reason that passes (a full disk, someone else at the same time): it is still whole at
    the next look.
    """
    mark = inbox.seen[path]
    if _mark(path) != mark:
        return say.still_changing(path.name)
    try:
        upload = read_file(path)
        previewed = preview_file(
            home,
            user,
            upload,
            path.name,
            layout=sending.layout,
            sheet=sending.sheet,
            limits=CLI_LIMITS,
        )
        if not previewed.checked.keep_file:
            inbox.stopped[path] = mark
            return say.stopped(previewed.checked)
        said, wrong = _send(home, user, previewed, sending)
        return f"{say.name(previewed.checked)}: {said} {_put_away(path, mark, wrong)}"
    except (Busy, InputError, NotAllowed, UsageError) as error:
        return say.later(path.name, str(error))
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        return say.later(path.name, "Disken är full.")


def _send(
    home: Home, user: User, previewed: Previewed, sending: Sending
) -> tuple[str, bytes | None]:
    """What was done with a file, and the list of what is wrong where it was not sent."""
    checked = previewed.checked
    if previewed.preview is None:
        return say.refused(checked.count(Level.ERROR)), issue_list(checked.issues)
    if previewed.is_repeat(sending.status):
        return already_in(home, previewed.repeats), None
    lacking = unanswered(previewed.to_confirm, sending.reasons)
    if lacking:
        what, how = say.unconfirmed(lacking, previewed.to_confirm)
        return f"{what} {how}", issue_list(previewed.issues, first=(what, how))
    sent = commit_file(
        home,
        user,
        previewed,
        comment=sending.comment,
        status=sending.status,
        confirmed=sending.reasons,
    )
    return say.sent(sent.number, previewed.asked), None


def _put_away(path: Path, mark: Mark, wrong: bytes | None) -> str:
    """Move a file, and lay the list of what is wrong beside it; never over an earlier one.

    One that was written to meanwhile is another file: it stays, and is read in its turn.
    """
    if _mark(path) != mark:
        return say.CHANGED_SINCE
    target = _free(path.parent / (DONE if wrong is None else FAILED), path.name)
    if wrong is not None:
        _write(target.with_name(target.name + LIST_ENDING), wrong)
    path.rename(target)
    return say.moved(target, with_list=wrong is not None)


def _free(folder: Path, name: str) -> Path:
    """A name in the folder that neither a file nor a list of its faults has: `x (2).csv`."""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    room = LONGEST - len((dot + ending).encode())
    stem = stem.encode()[:room].decode(errors="ignore") if room > 0 else "fil"
    ending = dot + ending if room > 0 else ""
    number = 1
    while True:
        counted = f"{stem} ({number})" if number > 1 else stem
        path = folder / f"{counted}{ending}"
        if not path.exists() and not path.with_name(path.name + LIST_ENDING).exists():
            return path
        number += 1


def _write(path: Path, content: bytes) -> None:
    """All of the list or nothing: half of one would look like all there is to mend."""
    try:
        write_through(path, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _mark(path: Path) -> Mark | None:
    """A file's size and time; None for what is no file, or no longer there."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
