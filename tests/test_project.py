"""The project's own files say what is true: the README's commands, the lock, the sizes."""

import io
import os
import re
import shlex
import shutil
import subprocess

import pytest

from kpi.cli import run
from kpi.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
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


def test_the_lock_for_servers_is_what_the_project_resolves_to():
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None or not (ROOT / "uv.lock").exists():
        pytest.skip("uv or its resolution is not here: run the tests with `make test`")
    wanted = subprocess.run(
        [uv, *EXPORT.split()], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert (ROOT / "requirements.lock").read_text(encoding="utf-8") == wanted


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
