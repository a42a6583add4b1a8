"""Makes every file of the demo: the same bytes each time, on every computer.

They are kept in `data/demo/` so that a newcomer can open them; a test makes them again and
compares.
"""

from pathlib import Path

from kpi.demo.faults import first_sent
from kpi.demo.figures import true_figures
from kpi.demo.monthly import measure_files
from kpi.demo.registers import register_files


def write_files(folder: Path) -> None:
    """Write the demo's files into a folder, with the bad examples in `prova/` under it."""
    for name, content in all_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def all_files() -> dict[str, bytes]:
    """Every file's bytes by its path under the folder."""
    return register_files() | measure_files(first_sent(true_figures()))
