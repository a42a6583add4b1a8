"""Wait for files in a folder, and send each as it comes: `kpi import --watch`."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import typer

from kpi.access import User
from kpi.actions.home import Home, ledger_number
from kpi.actions.inbox import Sending, open_inbox, take
from kpi.actions.kept_texts import without_persons
from kpi.actions.layouts import layout_named
from kpi.errors import Busy
from kpi.ledger.locks import try_lock

EVERY = 1.0  # seconds between two looks at the folder
SLICE = 0.1  # seconds: how soon a signal is answered


def watch(home: Home, user: User, folder: Path, sending: Sending) -> None:
    """Send what is laid in the folder until Ctrl+C or SIGTERM; a file begun is finished first.

    Nobody is asked anything: to lay a file there is to say yes. Busy when someone already
    watches the folder.
    """
    without_persons(sending.comment)  # else every file would be refused for it
    if sending.layout is not None:
        layout_named(home.catalogue(ledger_number(home, None)), sending.layout)
    inbox = open_inbox(folder)
    held = try_lock(folder)
    if held is None:
        raise Busy(f"En annan kpi import väntar redan på filer i {folder}.")
    left: dict[Path, object] = {}  # what was last said of files still there, and of which bytes
    with _asked_to_stop() as stop:
        typer.echo(f"Väntar på filer i {folder} (avsluta med Ctrl+C).", err=True)
        while not stop():
            for path in takewhile(lambda _: not stop(), inbox.whole()):
                said = take(home, user, inbox, path, sending)
                news = (said, inbox.seen[path])
                if left.get(path) != news:  # one that is tried again and again is told of once
                    typer.echo(said)
                left[path] = news
            left = {path: news for path, news in left.items() if path.exists()}
            _rest(stop)
    held.release()
    typer.echo("Slutar vänta. Filer som ligger kvar läses nästa gång.", err=True)


def _rest(stop: Callable[[], bool]) -> None:
    until = time.monotonic() + EVERY
    while not stop() and time.monotonic() < until:
        time.sleep(SLICE)


@contextmanager
def _asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether a signal has come. It only sets a mark, so that no file is left half sent."""
    asked: list[int] = []
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda number, _frame: asked.append(number)) for each in signals]
    try:
        yield lambda: bool(asked)
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
