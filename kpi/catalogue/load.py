"""The catalogue's files: read from a folder, parsed into frozen objects, fingerprinted.

Reading and parsing are apart because the texts are also kept in the ledger: figures as of an
earlier delivery are computed with the definitions that were in force then.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kpi.catalogue.checks import (
    CHECKS_FILE,
    MEASURES_FILE,
    Names,
    cross_checks,
    layout_checks,
)
from kpi.catalogue.fields import Frozen
from kpi.catalogue.mistakes import Mistake, at_key, dotted, model_mistake, syntax_mistake
from kpi.catalogue.types import Catalogue, Checks, Kpi, Layout, Measure, PriceIndex
from kpi.errors import CatalogueError

FOLDERS = ("kpis", "layouts", "prices")
_FILE_NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})/[^/]+\.toml")

Tables = Mapping[str, dict[str, Any]]  # path -> its TOML
Model = TypeVar("Model", bound=Frozen)


def read_texts(folder: Path) -> dict[str, str]:
    """Every definition file under a catalogue folder: relative POSIX path -> its text.

    Hidden files are left out: editors and file shares leave such beside the real ones.
    """
    if not folder.is_dir():
        raise CatalogueError(f"Katalogen med definitioner finns inte: {folder}")
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    single = (folder / MEASURES_FILE, folder / CHECKS_FILE)
    for path in [*single, *(p for f in FOLDERS for p in folder.glob(f"{f}/*.toml"))]:
        name = path.relative_to(folder).as_posix()
        if path.name.startswith("."):
            continue
        try:
            texts[name] = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            continue  # measures.toml: parse says that it is missing; checks.toml may be
        except OSError as error:
            mistakes.append(Mistake(name, "", f"filen kan inte läsas ({error.strerror})"))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            text = "filen är inte sparad som UTF-8; spara om den med den kodningen"
            mistakes.append(Mistake(name, f"rad {line}", text))
    _raise(mistakes)
    return texts


def parse(texts: Mapping[str, str]) -> Catalogue:
    """The catalogue the texts define; CatalogueError with every mistake of every file."""
    mistakes: list[Mistake] = []
    tables = _tables(texts, mistakes)
    catalogue = Catalogue(
        measures=_measures(tables.get(MEASURES_FILE, {}), mistakes),
        kpis=_folder(Kpi, "kpis", tables, mistakes),
        layouts=_folder(Layout, "layouts", tables, mistakes),
        prices=_folder(PriceIndex, "prices", tables, mistakes),
        checks=_checks(tables.get(CHECKS_FILE, {}), mistakes),
    )
    names = Names(
        measures=frozenset(tables[MEASURES_FILE]) if MEASURES_FILE in tables else None,
        kpis=frozenset(_id(path) for path in texts if path.startswith("kpis/")),
        prices=frozenset(_id(path) for path in texts if path.startswith("prices/")),
    )
    mistakes.extend(cross_checks(catalogue, names))
    _raise(mistakes)
    return catalogue


def parse_layout(
    layout_id: str, text: str, catalogue: Catalogue
) -> tuple[Layout | None, list[Mistake]]:
    """The layout that a text of its own defines, held to a catalogue; with every mistake."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, [syntax_mistake(layout_id, error)]
    mistakes: list[Mistake] = []
    layout = _model(Layout, layout_id, values, mistakes, file=layout_id)
    if layout is not None:
        mistakes.extend(layout_checks(layout, catalogue))
    return layout, mistakes


def fingerprint(texts: Mapping[str, str]) -> str:
    """A sha256 over paths and contents; neither order nor the kind of line ending counts."""
    pairs = sorted((path, _one_line_ending(text)) for path, text in texts.items())
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def _tables(texts: Mapping[str, str], mistakes: list[Mistake]) -> Tables:
    """Every file as TOML; one that cannot be read is a mistake and left out."""
    tables: dict[str, dict[str, Any]] = {}
    if MEASURES_FILE not in texts:
        mistakes.append(Mistake(MEASURES_FILE, "", "filen saknas"))
    for path, text in sorted(texts.items()):
        if path not in (MEASURES_FILE, CHECKS_FILE) and _FILE_NAME.fullmatch(path) is None:
            mistakes.append(Mistake(path, "", "filen hör inte till katalogen"))
            continue
        try:
            tables[path] = tomllib.loads(text)
        # tomllib lets a number of 5 000 digits and brackets nested 1 000 deep through as these
        except (ValueError, RecursionError) as error:
            mistakes.append(syntax_mistake(path, error))
    return tables


def _measures(tables: Mapping[str, Any], mistakes: list[Mistake]) -> dict[str, Measure]:
    found: dict[str, Measure | None] = {}
    for name, values in tables.items():
        if isinstance(values, dict):
            found[name] = _built(Measure, MEASURES_FILE, (name,), values, mistakes)
        else:
            mistakes.append(at_key(MEASURES_FILE, dotted(name), "ska vara en tabell"))
    return {name: measure for name, measure in found.items() if measure is not None}


def _checks(values: dict[str, Any], mistakes: list[Mistake]) -> Checks:
    try:
        return Checks.model_validate(values)
    except ValidationError as errors:
        mistakes += [model_mistake(CHECKS_FILE, (), e) for e in errors.errors(include_url=False)]
        return Checks()


def _folder(
    model: type[Model], folder: str, tables: Tables, mistakes: list[Mistake]
) -> dict[str, Model]:
    """One object a file, by id, in the order of the files' names."""
    paths = [path for path in tables if path.startswith(f"{folder}/")]
    found = {_id(path): _built(model, path, (), tables[path], mistakes) for path in paths}
    return {name: item for name, item in found.items() if item is not None}


def _built(
    model: type[Model],
    file: str,
    table: tuple[()] | tuple[str],
    values: dict[str, Any],
    mistakes: list[Mistake],
) -> Model | None:
    """The model of one table or whole file, whose name is its id, or None with its mistakes."""
    name = table[0] if table else _id(file)
    return _model(model, name, values, mistakes, file=file, table=table)


def _model(
    model: type[Model],
    name: str,
    values: dict[str, Any],
    mistakes: list[Mistake],
    *,
    file: str,
    table: tuple[()] | tuple[str] = (),
) -> Model | None:
    if "id" in values:
        text = "ska inte anges; tabellens eller filens namn är id"
        mistakes.append(at_key(file, dotted(*table, "id"), text))
    try:
        return model.model_validate({**values, "id": name})
    except ValidationError as errors:
        mistakes += [model_mistake(file, table, e) for e in errors.errors(include_url=False)]
        return None


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".toml")


def _one_line_ending(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _raise(mistakes: list[Mistake]) -> None:
    if mistakes:
        in_file_order = sorted(mistakes, key=lambda mistake: mistake.file)
        raise CatalogueError("\n".join(map(str, in_file_order)))
