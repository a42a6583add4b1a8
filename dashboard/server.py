"""The web server: Streamlit's app with our middleware, our routes and our way of starting.

`serve` is what `kpi serve` and `kpi demo` call. It runs uvicorn on `app` itself rather than
`streamlit run`: Streamlit's runner prints English to the terminal, takes the next port when
one is taken and looks for its configuration in the working directory.
"""

import logging
import secrets
import signal
import socket
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EADDRINUSE
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import config

from dashboard.parts.failure import show_failure
from dashboard.shell import ClosedPaths, Compressed, SwedishShell
from kpi.errors import Busy, UsageError
from kpi.ledger.locks import try_lock
from kpi.settings import ROOT, settings_for

CONFIG = ROOT / ".streamlit" / "config.toml"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SCRIPT_THREAD = "ScriptRunner"  # how Streamlit's threads are named
GRACE = 3  # seconds that open pages get to finish when the server is told to stop
GRACE_IS_OVER = "Cancel %s running task(s), timeout graceful shutdown exceeded"  # uvicorn's words


async def healthz(_request: Request) -> JSONResponse:
    """That the process answers; for whoever watches over the server."""
    return JSONResponse({"status": "ok"})


app = st.App(
    Path(__file__).with_name("app.py"),
    routes=[Route("/healthz", healthz)],
    middleware=[Middleware(ClosedPaths), Middleware(Compressed), Middleware(SwedishShell)],
    on_script_error=show_failure,
)


def serve(
    host: str,
    port: int,
    *,
    listening: socket.socket | None = None,
    on_ready: Callable[[str], None] = lambda _url: None,
) -> None:
    """Serve the home that KPI_HOME names until SIGINT or SIGTERM, then return.

    Busy when another server has the home, or the port is taken.

    listening: a socket from `listen`, for a caller who has work to do between finding the
    port free and serving. on_ready: called with the address once the server answers.
    """
    listening = listening or listen(host, port)
    with listening, _holding(settings_for().server_lock):
        port = listening.getsockname()[1]
        configure(host, port)
        server = _Server(
            uvicorn.Config(
                app,
                ws="websockets-sansio",
                ws_max_size=config.get_option("server.maxMessageSize") * 1024 * 1024,
                access_log=False,
                log_level="error",
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            ),
            lambda: on_ready(f"http://{f'[{host}]' if ':' in host else host}:{port}"),
        )
        _run(server, listening)
    if not server.started:
        raise RuntimeError("the server did not start; the reason stands above")


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; port 0 takes any free one. Busy when it is taken."""
    if not _is_loopback(host):
        raise UsageError(
            f"Utan inloggning svarar servern bara på den egna datorn, inte på {host}. "
            "Använd 127.0.0.1."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno != EADDRINUSE:
            raise
        taken = f"Port {port} är upptagen. Välj en annan, till exempel {port + 1}."
        raise Busy(taken) from error
    return listening


def configure(host: str, port: int) -> None:
    """Streamlit's options: the project's file, then what belongs to this home and address.

    Given as flags, because Streamlit looks for the file in the working directory and, under
    another server than its own, reads only its secret options from the environment.
    """
    home = settings_for().home
    options = dict(_options(tomllib.loads(CONFIG.read_text(encoding="utf-8"))))
    options |= {
        "server.address": host,
        "server.port": port,
        "server.allowedHosts": sorted({host, *LOOPBACK}),
        "server.cookieSecret": _cookie_secret(home),
        "secrets.files": [str(home / "secrets.toml")],
    }
    config.get_config_options(force_reparse=True, options_from_flags=options)


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Mark the home as served, so that `kpi rebuild` leaves the index to this process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    lock = try_lock(path)
    if lock is None:
        raise Busy(f"En annan server visar redan {path.parent}.")
    try:
        yield
    finally:
        lock.release()


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, settings: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self.on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.on_ready()


class _UntilGraceIsOver(logging.Filter):
    """Silence once the server cuts off browsers that do not answer: that is no error of ours."""

    is_over = False

    def filter(self, record: logging.LogRecord) -> bool:
        self.is_over = self.is_over or record.msg == GRACE_IS_OVER
        return not self.is_over


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    """Until a signal. uvicorn stops in good order and then raises the signal once more."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    logging.getLogger("uvicorn.error").addFilter(_UntilGraceIsOver())
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, before)
        _let_scripts_end()


def _let_scripts_end() -> None:
    """Wait for pages still being made: a thread inside DuckDB when Python ends aborts the process.

    Streamlit asks them to stop at their next element, but does not wait.
    """
    until = monotonic() + GRACE
    for thread in threading.enumerate():
        if thread.name.startswith(SCRIPT_THREAD):
            thread.join(max(0, until - monotonic()))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _options(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted option names; an array of tables is one option."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _options(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _cookie_secret(home: Path) -> str:
    """What signs this home's cookies: made the first time, readable by its owner alone."""
    path = home / "cookie_secret"
    home.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")
