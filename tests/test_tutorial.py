"""The tutorial works: every block of it runs, shows what it says, and draws what it promises."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import altair
import geopandas
import numpy as np
import pandas
import pytest
from tests.shown import missing

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
CHARTS = ("dyad.png", "map.png")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the tutorial that is run, and the output that is shown below it."""

    language: str
    code: str
    shown: str | None


def steps(page: str) -> list[Step]:
    """The blocks of shell and Python, in their order; a block of text belongs to the one before it."""
    out: list[Step] = []
    for language, body in _BLOCK.findall(page):
        if language == "text":
            assert out and out[-1].shown is None, f"nothing that writes stands before:\n{body}"
            out[-1] = Step(out[-1].language, out[-1].code, body)
        else:
            assert language in ("sh", "python"), language
            out.append(Step(language, body, None))
    return out


def run(step: Step, folder: Path) -> str:
    """Run one block and give what it writes, standard output first; it must not fail."""
    if step.language == "python":
        return _run([sys.executable, "-c", step.code], folder)
    lines = step.code.replace("\\\n", " ").splitlines()
    written = ""
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "regesta", f"only regesta is run here: {line}"
        written += _run([sys.executable, "-m", "regesta", *words], folder)
    return written


def _run(command: list[str], folder: Path) -> str:
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "COLUMNS": "100", "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command[1:]}:\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder in which somebody followed the tutorial, and what each step wrote."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "examples" / "feeds", folder / "examples" / "feeds")
    return folder, [run(step, folder) for step in steps(PAGE)]


def test_the_tutorial_shows_what_the_program_writes(followed: tuple[Path, list[str]]) -> None:
    shown = 0
    for step, written in zip(steps(PAGE), followed[1], strict=True):
        if step.shown is not None:
            shown += 1
            lost = missing(step.shown, written)
            assert lost is None, f"{step.code}shows what is not written:\n{lost}\n--- written is:\n{written}"
    assert shown >= 8


def test_the_commands_that_matter_are_in_it() -> None:
    code = "".join(step.code for step in steps(PAGE))
    for command in ("ingest", "events", "show", "verdict", "dyads", "series", "export geojson"):
        assert f"regesta {command} " in code
    assert "import altair" in code


@pytest.mark.parametrize("name", CHARTS)
def test_the_charts_are_drawn(followed: tuple[Path, list[str]], name: str) -> None:
    """A PNG that is not blank: it packs into far more than an empty one."""
    folder = followed[0]
    data = (folder / name).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    blank = folder / f"blank-{name}"
    empty = altair.Chart(pandas.DataFrame({"x": [0]})).mark_point(opacity=0)
    empty.properties(width=520, height=420).save(blank, scale_factor=2)
    assert len(data) > 3 * blank.stat().st_size


def test_the_map_has_the_places(followed: tuple[Path, list[str]]) -> None:
    frame = geopandas.read_file(followed[0] / "events.geojson")
    points = frame[frame.geometry.notna()]
    assert set(points.geometry.geom_type) == {"Point"}
    assert {"Adré", "El Fasher", "N'Djamena", "Cairo"} <= set(points["place"])
    assert np.allclose(points.geometry.x, points["longitude"]) and np.allclose(points.geometry.y, points["latitude"])
    assert len(points) < len(frame), "an event without a place has no point"


def test_the_shown_output_is_compared_line_by_line() -> None:
    written = "one\ntwo  \nthree\nfour\n"
    assert missing("one\ntwo\n...\nfour\n", written) is None
    assert missing("one\nthree\n", written) == "one\nthree\n"
    assert missing("three\n...\none\n", written) == "one\n"
