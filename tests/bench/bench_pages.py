"""How long the pages take beside an empty Streamlit app, in the same Chromium.

`python -m tests.bench.bench_pages`: a choice on Nyckeltal, a change of page, a cold load until
everything stands, and the server's own time for Översikt. Ratios count: the machine may be busy.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from playwright.sync_api import Locator, Page, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from kpi.demo.send import build_demo
from kpi.settings import ROOT

REPEATS = 7
RERUN, SWITCH, COLD, SERVER = 2.5, 3.0, 1.8, 0.120
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
OURS = "import sys; from dashboard.server import serve; serve('127.0.0.1', int(sys.argv[1]))"
EMPTY = (
    "import sys, uvicorn, streamlit as st; from streamlit import config;"
    "config.set_option('browser.gatherUsageStats', False);"
    "uvicorn.run(st.App(sys.argv[2]), port=int(sys.argv[1]), log_level='error')"
)
ARGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"

# From the press until another headline and every chart stand, the script has run and nothing old
# is left.
# Frame by frame: a run so short that its state is never drawn changes no attribute to be told of.
WATCH = """() => {
  window.took = null;
  const app = document.querySelector('[data-testid=stApp]');
  const headlines = () => [...app.querySelectorAll('h1')].map(e => e.textContent).join();
  const before = headlines();
  addEventListener('pointerdown', () => { // no click: a list closes under it
    const began = performance.now();
    const look = () => {
      const rests = app.dataset.testScriptState !== 'running'
        && !app.querySelector('[data-stale=true]')
        && [...app.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
          chart => chart.querySelector('svg, canvas'));
      if (rests && ![before, ''].includes(headlines())) window.took = performance.now() - began;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, {capture: true, once: true});
}"""


@contextmanager
def running(code: str, *words: str, home: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "KPI_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(port), *words]
    process = subprocess.Popen(command, env=env, cwd=home.parent)  # not where our settings lie
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health")
                break
            except urllib.error.URLError:
                sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def took(page: Page, press: Locator) -> float:
    page.evaluate(WATCH)
    press.click()
    for _ in range(6_000):  # not wait_for_function: its eval is refused by our content policy
        found = page.evaluate("window.took")
        if found is not None:
            return float(found) / 1000
        page.wait_for_timeout(5)
    raise TimeoutError("the page never came to rest")


def settled(page: Page) -> Page:
    stands(page)
    page.wait_for_timeout(400)
    return page


def stands(page: Page) -> None:
    """Wait until the script has run and nothing old is left."""
    page.wait_for_selector(READY)
    page.wait_for_selector("h1")
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def rerun(page: Page, url: str, label: str, options: tuple[str, str]) -> float:
    """Choose one and the other in a list, again and again."""
    page.goto(url)
    box = settled(page).get_by_role("combobox", name=label)
    times = []
    for turn in range(REPEATS):
        name = options[turn % 2]
        box.click()
        box.fill(name)
        option = page.get_by_role("option", name=name, exact=True)
        times.append(took(page, option))
        settled(page)
    return median(times)


def switch(page: Page, url: str, names: tuple[str, str]) -> float:
    page.goto(url)
    settled(page)
    times = []
    for turn in range(REPEATS):
        link = page.get_by_role("link", name=names[turn % 2], exact=True).first
        times.append(took(page, link))
        settled(page)
    return median(times)


def cold(page: Page, url: str) -> float:
    times = []
    for _ in range(REPEATS):
        page.goto("about:blank")
        start = perf_counter()
        page.goto(url)
        stands(page)
        times.append(perf_counter() - start)
    return median(times)


def server_time(home: Path) -> float:
    """Översikt's script, caches warm, without any browser."""
    os.environ["KPI_HOME"] = str(home)
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    app.run()
    assert not app.exception, app.exception[0].message
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        app.run()
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        build_demo(folder / "demo")
        shutil.copytree(folder / "demo", folder / "copy")  # a server holds the home it shows
        ours = stack.enter_context(running(OURS, home=folder / "demo"))
        app = str(Path(__file__).parent / "empty" / "app.py")
        empty = stack.enter_context(running(EMPTY, app, home=folder / "empty"))
        chromium = os.environ.get("KPI_CHROMIUM") or shutil.which("chromium")
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium, args=ARGS.split()
        )
        page = browser.new_page(locale="sv-SE", viewport={"width": 1366, "height": 768})
        settled_ours = page.goto(ours) and settled(page)  # the first visitor opens the home
        assert settled_ours
        kpis = ("Kostnad per portion", "Städkostnad per m²")
        chosen = rerun(page, f"{ours}/nyckeltal", "Nyckeltal", kpis)
        report("rerun", chosen, rerun(page, empty, "Val", ("B", "C")), RERUN)
        pair = ("Nyckeltal", "Översikt")
        switched = switch(page, ours, pair)
        report("page switch", switched, switch(page, empty, ("Två", "Ett")), SWITCH)
        report("cold load", cold(page, ours), cold(page, empty), COLD)
        browser.close()
        taken = server_time(folder / "copy")
        print(f"server time of Översikt: {taken:.3f} s (at most {SERVER})")


def report(what: str, ours: float, empty: float, limit: float) -> None:
    verdict = "" if ours <= limit * empty else "   TOO SLOW"
    times = f"{ours / empty:.1f} times (at most {limit})"
    print(f"{what}: {ours:.3f} s, empty page {empty:.3f} s, {times}{verdict}")


if __name__ == "__main__":
    main()
