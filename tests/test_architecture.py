"""Layers point downwards, and files keep to a size that can be read."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kpi.settings import ROOT

LAYERS = {
    "kpi.errors": 0,
    **dict.fromkeys(("kpi.periods", "kpi.settings", "kpi.access"), 1),
    **dict.fromkeys(("kpi.catalogue", "kpi.ledger"), 2),
    "kpi.store": 3,
    "kpi.months": 4,
    **dict.fromkeys(("kpi.intake", "kpi.values"), 5),
    **dict.fromkeys(("kpi.trends", "kpi.equity", "kpi.coverage"), 6),
    "kpi.effects": 7,
    "kpi.verdict": 8,
    "kpi.wording": 9,
    "kpi.charts": 10,
    "kpi.meetings": 11,
    "kpi.documents": 12,
    "kpi.actions": 13,
    **dict.fromkeys(("kpi.api", "kpi.demo"), 14),
    "dashboard": 15,
    "kpi.cli": 16,
}
ONLY_IN = {"duckdb": "kpi/store/", "pandas": "nowhere", "streamlit": "dashboard/"}
SAYS_NOTHING = {"utils", "helpers", "common", "manager", "base", "misc"}
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in ("kpi", "dashboard")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
TREES = {path: ast.parse(text) for path, text in TEXTS.items()}


def package(module: str) -> str:
    """The name in LAYERS that a module belongs to."""
    return ".".join(module.split(".")[: 2 if module.startswith("kpi.") else 1])


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module imported, anywhere in a file; `from kpi import x` is kpi.x."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = node.module == "kpi"
            yield from (f"kpi.{name.name}" if inner else str(node.module) for name in node.names)


IMPORTS = {path: sorted(set(imports(tree))) for path, tree in TREES.items()}


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How long a function is without the docstring that says what goes in and out."""
    docstring = function.body[0] if ast.get_docstring(function) is not None else None
    said = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - said


def test_a_file_imports_its_own_package_and_lower_layers_only():
    arrows = []
    for path, modules in IMPORTS.items():
        own = package(path.removesuffix(".py").replace("/", "."))
        for module in modules if path != "kpi/__init__.py" else ():
            other = package(module)
            inside = other.split(".")[0] in {"kpi", "dashboard"}
            if inside and other != own and LAYERS[other] >= LAYERS[own]:
                arrows.append(f"{path} imports {module}")
    assert arrows == []


def test_some_libraries_have_one_place():
    for library, place in ONLY_IN.items():
        users = [path for path, modules in IMPORTS.items() if library in map(package, modules)]
        assert [path for path in users if not path.startswith(place)] == []


def test_only_one_file_touches_the_session():
    assert [path for path, text in TEXTS.items() if ".session_state" in text] == [
        "dashboard/session.py"
    ]


def test_pages_ask_one_place_which_number_and_which_day_is_shown():
    def users(words: str) -> list[str]:
        return [p for p, text in TEXTS.items() if p.startswith("dashboard/") and words in text]

    assert users(".head()") == ["dashboard/loaders.py"]
    assert users(".settings.today") == []


def test_a_file_can_be_read_at_one_sitting():
    lines = {path: text.count("\n") for path, text in TEXTS.items()}
    views = {path: count for path, count in lines.items() if path.startswith("dashboard/views/")}
    assert {path: count for path, count in lines.items() if count > 300} == {}
    assert {path: count for path, count in views.items() if count > 120} == {}


def test_a_files_name_says_what_it_answers():
    assert [path for path in TEXTS if Path(path).stem in SAYS_NOTHING] == []


def test_a_function_is_seen_whole():
    long = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and code_lines(node) > 40:
                long[path, node.name] = code_lines(node)
    assert long == {}


def test_a_package_shows_at_most_eight_names():
    for path in [path for path in TREES if path.endswith("__init__.py")]:
        lists = [node.value for node in TREES[path].body if isinstance(node, ast.Assign)]
        assert all(len(each.elts) <= 8 for each in lists if isinstance(each, ast.List)), path
