"""Short ways to run the commands that write to a store: within this process, and as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.stories import STORIES, Once, bring, fresh
from typer.testing import CliRunner

import regesta
from regesta.cli import app
from regesta.model import Coded, Document
from regesta.pipeline import local
from regesta.pipeline.code import Coder
from regesta.settings import Settings

PROGRAM = [sys.executable, "-m", "regesta"]


def coded_once(once: Once, settings: Settings, documents: Iterable[Document]) -> Iterator[Coded]:
    """In place of a pool of processes."""
    return once(documents)


def at_once(patch: pytest.MonkeyPatch, coder: Coder) -> None:
    """Let the commands of this process code with a coder that is loaded already."""
    patch.setattr(local, "code_with", partial(coded_once, Once(coder)))
    for name in [name for name in os.environ if name.startswith("REGESTA_")]:
        patch.delenv(name)


def stored(patch: pytest.MonkeyPatch, coder: Coder, folder: Path) -> str:
    """Go to a folder with a store of the stories and the file that they came from; returns the store's name."""
    at_once(patch, coder)
    patch.chdir(folder)
    write(folder / "wire.jsonl", STORIES)
    with fresh(folder) as store:
        bring(store, STORIES, Once(coder))
    return "events.duckdb"


def run(*words: str | Path, stdin: bytes | None = None) -> tuple[int, str, list[str]]:
    """Exit status, standard output, and the lines on standard error without who says them."""
    result = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, [told(line) for line in result.stderr.splitlines()]


def told(line: str) -> str:
    """A message without the name of the program, which every one begins with."""
    assert line.startswith("regesta: "), line
    return line.removeprefix("regesta: ")


def start(*words: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    """The program, begun."""
    return subprocess.Popen([*PROGRAM, *map(str, words)], env=environment(), **more)


def environment(**more: str) -> dict[str, str]:
    """What the program is run with: this code, no settings of whoever runs the tests."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("REGESTA_")}
    return {**mine, "PYTHONPATH": str(Path(regesta.__file__).parent.parent), **more}


def write(path: Path, documents: Iterable[Document]) -> Path:
    """Documents as JSON Lines."""
    path.write_bytes(b"".join(map(line, documents)))
    return path


def line(document: Document) -> bytes:
    """One document as one line of JSON."""
    return json.dumps({key: value for key, value in asdict(document).items() if value is not None}).encode() + b"\n"
