"""What cannot be read gets one clear line and costs only itself: the real program, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import regesta

LINE = '{"id": "%d", "text": "Police arrested two students in Nairobi on Tuesday."}'
BAD = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 12, "is binary data"),
    "blank.html": (b"<html><head><title></title></head><body></body></html>", "is HTML without a main text"),
    "long.txt": (b"word " * 2_000_000, "10,000,000 characters; split it"),
}


def code(folder: Path, *arguments: str) -> tuple[int, list[str], list[str]]:
    """Run the program in ``folder``: its exit status, its output lines and its messages."""
    environment = {**os.environ, "PYTHONPATH": str(Path(regesta.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "regesta", "code", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=300,
        text=True,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


@pytest.mark.parametrize("name", BAD)
def test_nothing_to_code(tmp_path: Path, name: str) -> None:
    data, what = BAD[name]
    (tmp_path / name).write_bytes(data)
    status, out, messages = code(tmp_path, name, "--format", "jsonl")
    assert (status, out) == (2, [])
    assert len(messages) == 2 and name in messages[0] and what in messages[0]
    assert messages[1] == "regesta: nothing was coded"


def test_a_missing_file(tmp_path: Path) -> None:
    status, out, messages = code(tmp_path, "gone.txt")
    assert (status, out) == (2, []) and "gone.txt: does not exist" in messages[0]


def test_a_day_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Police arrested two students in Nairobi.")
    status, out, messages = code(tmp_path, "report.txt", "--published", "tuesday")
    assert (status, out) == (2, []) and len(messages) == 1 and "YYYY-MM-DD" in messages[0]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [LINE % number for number in range(1, 11)]
    lines[6] = '{"id": broken'
    (tmp_path / "reports.jsonl").write_text("\n".join(lines))
    status, out, messages = code(tmp_path, "reports.jsonl", "--format", "jsonl")
    assert status == 0 and len(out) == 9
    assert [m for m in messages if m.startswith("regesta: reports.jsonl:7: is not valid JSON")]
    assert messages[-1] == "regesta: 9 documents coded, 1 skipped"


def test_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Police arrested Señor Núñez in São Paulo on Tuesday.".encode("latin-1"))
    status, out, messages = code(tmp_path, "old.txt", "--format", "jsonl")
    assert status == 0 and len(out) == 1 and "São Paulo" in out[0]
    assert len(messages) == 1 and "decoded as windows-1252" in messages[0]
