"""What is compiled is kept under its hash; what other versions left behind goes, and nothing else."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from regesta.ontology.compiled import cached, forget


def build(digest: str) -> str:
    return f"made of {digest}"


def test_it_is_built_once(tmp_path: Path) -> None:
    first = cached("words", {"a": "1"}, 1, tmp_path, build, str)
    assert cached("words", {"a": "1"}, 1, tmp_path, lambda digest: "again", str) == first
    assert cached("words", {"a": "1"}, 2, tmp_path, lambda digest: "again", str) == "again"


def test_a_broken_file_is_built_anew(tmp_path: Path) -> None:
    first = cached("words", {"a": "1"}, 1, tmp_path, build, str)
    (file,) = tmp_path.iterdir()
    for content in (b"", b"no pickle", pickle.dumps(7)):
        file.write_bytes(content)
        assert cached("words", {"a": "1"}, 1, tmp_path, build, str) == first


def test_only_the_latest_of_other_versions_stay(tmp_path: Path) -> None:
    others = ["words-notes.txt", "words-1.pickle", "wordsmith-0123456789abcdef.pickle", "other-0123456789abcdef.pickle"]
    for name in others:
        (tmp_path / name).write_text("mine")
    for number in range(8):
        cached("words", {"a": str(number)}, 1, tmp_path, build, str)
        for file in tmp_path.glob("words-????????????????.pickle"):
            os.utime(file, (file.stat().st_mtime - 60,) * 2)
    assert all((tmp_path / name).exists() for name in others)
    assert len(list(tmp_path.glob("words-????????????????.pickle"))) == 4
    assert cached("words", {"a": "7"}, 1, tmp_path, lambda digest: "again", str) != "again"


def test_a_file_that_is_gone_already_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "atlas-1-1-2.sqlite"
    path.touch()
    forget(path, r"atlas-[\w.]+-[\w.]+-\d+\.sqlite")
    assert path.exists()
