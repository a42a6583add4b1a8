"""The project's own files say what is true: the README's commands, the lock, the sizes."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from kpi.cli import run
from kpi.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
EXPORT = (
    "export --quiet --frozen --no-dev --no-emit-project --no-header --no-annotate "
    "--format requirements-txt"
)


def readme_commands() -> list[str]:
    """Every `kpi …` line of the README's bash blocks, in order."""
    blocks = re.findall(r"^```bash\n(.*?)^```", README, flags=re.M | re.S)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.split("  #")[0] for line in lines if line.startswith("kpi ")]


def test_every_command_in_the_readme_runs_as_written(demo_home, monkeypatch, capsys):
    monkeypatch.setenv("KPI_HOME", str(demo_home))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    commands = readme_commands()
    assert len(commands) > 8
    failed = {}
    for command in commands:
        words = shlex.split(command.split(" > ")[0])[1:]
        code = run(words)
        said = capsys.readouterr()
        if code not in (0, 1) or "Traceback" in said.err:
            failed[command] = (code, said.err)
    assert failed == {}


def pinned(lock: str) -> dict[str, str]:
    """Every package of a lock with its version, for the Python and system that runs the tests."""
    lines = re.findall(r"^([A-Za-z0-9][^\\\n]*?) \\$", lock, flags=re.M)
    found = map(Requirement, lines)
    here = [each for each in found if each.marker is None or each.marker.evaluate()]
    return {each.name: str(each.specifier).removeprefix("==") for each in here}


def test_the_lock_for_servers_has_every_package_that_the_project_resolves_to():
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None or not (ROOT / "uv.lock").exists():
        pytest.skip("uv or its resolution is not here: run the tests with `make test`")
    wanted = subprocess.run(
        [uv, *EXPORT.split()], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert pinned(LOCK).keys() == pinned(wanted).keys()


def test_the_lock_for_servers_keeps_within_the_projects_own_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = pinned(LOCK)
    outside = [
        str(each)
        for each in map(Requirement, project["dependencies"])
        if not each.specifier.contains(versions[each.name])
    ]
    assert outside == []


@pytest.mark.skipif(sys.platform != "linux", reason="only `make` installs what the lock says")
def test_the_tests_run_on_what_servers_get():
    assert {name: version(name) for name in pinned(LOCK)} == pinned(LOCK)


def test_every_package_in_the_lock_has_a_hash():
    assert len(pinned(LOCK)) > 40
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_committed_file_names_a_package_registry():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    hosts = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs")))
    texts = [
        path for path in listed if (ROOT / path).suffix in {".py", ".md", ".toml", ".lock", ""}
    ]
    found = [
        path
        for path in texts
        if (ROOT / path).is_file() and hosts.search((ROOT / path).read_text("utf-8", "replace"))
    ]
    assert found == []
