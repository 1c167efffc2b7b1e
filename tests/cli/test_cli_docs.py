"""Every command, flag, setting, format and key is documented; help is quick; the version is told."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

import regesta.cli
from regesta.cli import app
from regesta.export import formats, jsonl
from regesta.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
COMMANDS, SETTINGS, OUTPUT, QUESTIONS = (
    (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("commands.md", "settings.md", "output.md", "questions.md")
)
QUERY = "[flags of a query](questions.md#which-events-the-query)"
"""What stands in a section for the flags that every question has alike."""
GROUP: Any = typer.main.get_command(app)


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def flags(command: Any) -> set[str]:
    return {name for entry in command.params for name in entry.opts if name.startswith("-")}


def test_each_module_is_a_command() -> None:
    folder = Path(regesta.cli.__file__).parent
    modules = {file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")}
    assert modules == set(GROUP.commands)


@pytest.mark.parametrize("name", ["", *GROUP.commands])
def test_every_flag_is_documented_and_every_documented_flag_is_there(name: str) -> None:
    command = GROUP.commands[name] if name else GROUP
    text = section(COMMANDS, f"regesta {name}".strip())
    told = set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE))
    if QUERY in " ".join(text.split()):
        rows = re.findall(r"^\| (`--[^|]*) \|", section(QUESTIONS, "Which events: the query"), re.MULTILINE)
        told |= {flag for cell in rows for flag in re.findall(r"`(--[a-z0-9-]+)", cell)}
    assert flags(command) - {"--help", "-h"} == told - {"--help"}


def test_every_command_is_in_the_table_of_commands() -> None:
    table = COMMANDS.split("\n## ")[0]
    assert set(re.findall(r"\[`([a-z]+)`\]\(#regesta-", table)) == set(GROUP.commands)


def test_every_data_set_is_named_with_its_command() -> None:
    folder = ROOT / "src" / "regesta" / "export" / "datasets"
    own = {file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")}
    text = section(COMMANDS, "regesta export")
    assert [name for name in sorted(own) if f"`{name}`" not in text] == []


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*?) \|", SETTINGS, re.MULTILINE))
    assert set(rows) == {entry.name for entry in dataclasses.fields(Settings)}
    for entry in dataclasses.fields(Settings):
        if entry.default is not dataclasses.MISSING:
            default = f'"{entry.default}"' if isinstance(entry.default, str) else str(entry.default)
            assert rows[entry.name] == f"`{default}`"
    assert f"`{PREFIX}`" in SETTINGS


def test_every_format_is_documented() -> None:
    own = [name for name in formats() if (ROOT / "src/regesta/export" / f"{name}.py").exists()]
    for name in own:
        assert f"| `{name}` |" in OUTPUT
        assert f"## {name}\n" in OUTPUT
        assert f"`{name}`" in section(COMMANDS, "regesta code")


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("additionalProperties") is False:
            yield from schema["properties"]
        for value in schema.values():
            yield from keys(value)


def test_every_key_and_value_of_the_contract_is_documented() -> None:
    told = set(re.findall(r"`\"?([a-z0-9_]+)\"?`", OUTPUT))
    schema = jsonl.schema()
    assert set(keys(schema)) <= told
    places = [
        schema["properties"]["factuality"],
        schema["properties"]["layer"],
        schema["$defs"]["date"]["properties"]["basis"],
        schema["$defs"]["place"]["properties"]["precision"],
        schema["$defs"]["speaker"]["properties"]["marker"],
        schema["$defs"]["casualties"]["properties"]["outcome"],
    ]
    for place in places:
        assert set(place["enum"]) <= told
    assert all(event in OUTPUT for event in schema["properties"]["event"]["enum"])


@pytest.mark.parametrize("command", [[], *([name] for name in GROUP.commands)])
def test_help_names_every_flag_and_waits_for_nothing_heavy(command: list[str]) -> None:
    script = (
        "import sys\n"
        "from regesta.cli import main\n"
        f"sys.argv[1:] = {[*command, '--help']!r}\n"
        "try:\n    main()\n"
        "finally:\n"
        "    heavy = {'spacy', 'numpy', 'jinja2', 'thinc', 'trafilatura', 'regesta.read', 'regesta.parse'}\n"
        "    heavy |= {'duckdb', 'pyarrow', 'httpx', 'regesta.store', 'regesta.pipeline.ingest'}\n"
        "    print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"},
        check=True,
    )
    assert "HEAVY []" in done.stdout
    here = GROUP.commands[command[0]] if command else GROUP
    assert all(flag in done.stdout for flag in flags(here))


def test_the_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert re.fullmatch(r"regesta \S.*\n", result.stdout)


def test_an_unknown_command_is_status_2() -> None:
    assert CliRunner().invoke(app, ["encode"]).exit_code == 2
