"""A real server with a home of its own, and the system's Chromium.

The tests speak Swedish unless they ask for another language. Chromium is KPI_CHROMIUM, else
what the system calls chromium.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kpi.settings import ROOT

STARTED = 60  # seconds that the server may take
PATIENCE = 30_000  # ms: a busy machine is slow, not wrong; speed is measured by `make bench`
expect.set_options(timeout=PATIENCE)
BEGUN = 30  # ms: an address changes a moment before the run that it asks for begins
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERVE = "import sys; from dashboard.server import serve; serve('127.0.0.1', int(sys.argv[1]))"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In CI a page that came too late is opened once more; the summary counts it as a rerun.

    Here, at a desk, it fails at once: a test that is not sure of itself is to be mended.
    """
    if os.environ.get("CI"):
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.flaky(reruns=1))


def browser_arguments() -> dict[str, object]:
    """How Chromium is started: the system's own, and quiet."""
    chromium = os.environ.get("KPI_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("the browser tests need Chromium: install it or set KPI_CHROMIUM")
    quiet = "--disable-background-networking --disable-component-update --disable-sync"
    return {
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet.split()],
    }


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **browser_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture(scope="session")
def kept_context(browser, browser_context_args) -> Iterator[BrowserContext]:
    """One visitor's browser for a whole run: Streamlit's 4 MB of scripts are read once."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(request, new_context, kept_context) -> Iterator[BrowserContext]:
    """The kept browser as if it were new; another one for a test that speaks another language."""
    if request.node.get_closest_marker("browser_context_args"):
        yield new_context()
        return
    yield kept_context
    for page in kept_context.pages:
        page.evaluate("origin === 'null' || localStorage.clear()")  # null: a page never opened
        page.close()
    kept_context.clear_cookies()


@pytest.fixture(scope="session")
def home(built_demo, tmp_path_factory) -> Path:
    """What the server shows: the demo, a copy of its own."""
    return Path(shutil.copytree(built_demo, tmp_path_factory.mktemp("served") / "home"))


@contextmanager
def serving(home: Path, elsewhere: Path) -> Iterator[str]:
    """The address of a running server, started from a directory that is not the project's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)],
        cwd=elsewhere,
        env={**os.environ, "KPI_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/healthz", process)
        yield url
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=15)
    assert process.returncode == 0, said
    assert said == "", f"the server writes nothing unless something is wrong:\n{said}"


@pytest.fixture(scope="session")
def server(home, tmp_path_factory) -> Iterator[str]:
    with serving(home, tmp_path_factory.mktemp("elsewhere")) as url:
        yield url


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + STARTED
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        try:
            urllib.request.urlopen(url)
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"no answer from {url} in {STARTED} s")


@pytest.fixture(scope="session")
def base_url(server) -> str:
    """So that `page.goto("/lamna-fil")` goes to our server."""
    return server


# What unfolds moves for half a second, and a click on what moves may miss it.
AT_REST = """() => Promise.race([
  Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
    .map(each => each.finished)),
  new Promise(give_up => setTimeout(give_up, 5000)),
])"""


def ready(page: Page) -> Page:
    """Wait until the script has run, what it sent is drawn in its own font, and nothing moves."""
    page.wait_for_timeout(BEGUN)
    page.wait_for_selector(READY)
    page.wait_for_selector("h1")
    # Not wait_for_function: it polls with eval, which our content security policy refuses.
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready")
    page.evaluate(AT_REST)
    return page


def axe(page: Page) -> list[str]:
    """What axe finds on a page of the server, when it is ready."""
    return violations(ready(page))


def violations(page: Page) -> list[str]:
    """What axe finds, one line a finding: the rule, where, and why."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{violation['id']} {node['target']}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
