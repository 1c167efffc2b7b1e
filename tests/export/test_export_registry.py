"""The folder is the registry; other packages add to it."""

from __future__ import annotations

import importlib.metadata
import io
import sys
import types
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from tests.export.invented import CODED

import regesta.export
from regesta.errors import SettingsError
from regesta.export import formats, jsonl, writer
from regesta.model import Coded


def offer(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    entry = EntryPoint(name, value, "regesta.exporters")
    monkeypatch.setattr(regesta.export, "entry_points", lambda *, group: EntryPoints([entry]))
    assert importlib.metadata.entry_points is not None


def test_each_module_is_a_format_with_a_write() -> None:
    folder = Path(regesta.export.__file__).parent
    modules = {file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")}
    assert {"html", "jsonl", "table"} == modules <= set(formats())
    for name in modules:
        assert callable(writer(name))
    assert writer("jsonl") is jsonl.write


def test_a_package_adds_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("a_package")

    def write(coded: list[Coded], out: io.StringIO) -> None:
        out.write(" ".join(report.event for one in coded for report in one.reports))

    module.write = write  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "a_package", module)
    offer(monkeypatch, "events", "a_package:write")
    assert formats()[-1] == "events"
    out = io.StringIO()
    writer("events")(CODED[1:], out)
    assert out.getvalue() == "PROTEST"


def test_own_names_are_not_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "jsonl", "nowhere:write")
    assert writer("jsonl") is jsonl.write
    assert formats().count("jsonl") == 1


def test_a_format_that_cannot_be_loaded_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "broken", "no_such_package:write")
    with pytest.raises(SettingsError, match="'broken' cannot be loaded from 'no_such_package:write'"):
        writer("broken")


@pytest.mark.parametrize(("name", "hint"), [("jsonk", "did you mean 'jsonl'"), ("pdf", "html, jsonl, table")])
def test_an_unknown_format_is_one_line(name: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint) as caught:
        writer(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["_marks", "__init__", "page", "../settings", ""])
def test_what_is_no_format_is_none(name: str) -> None:
    with pytest.raises(SettingsError):
        writer(name)
