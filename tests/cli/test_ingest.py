"""``regesta ingest``: what it says and writes, how it is stopped, and that it goes on from there."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.cli.bringing import PROGRAM, at_once, environment, line, run, start, told, write
from tests.pipeline.stories import STORIES, STORY, Once, ask, bring, everything, held

from regesta.cli.ingest import _Letters
from regesta.model import Document, Skipped
from regesta.pipeline.code import Coder
from regesta.store import Store
from regesta.worlds import make


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> Path:
    """A working folder with the stories in it."""
    at_once(monkeypatch, coder)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "wire.jsonl", STORIES)
    return tmp_path


def opened(path: Path) -> Store:
    return Store.open(path, read_only=True)


# ---------------------------------------------------------------- what it says and writes


def test_a_first_and_a_second_run(folder: Path) -> None:
    assert run("ingest", "wire.jsonl", "--store", "e.duckdb") == (
        0, "", ["12 read: 12 coded, 0 known; 11 reports, 5 events new or changed"],
    )  # fmt: skip
    with opened(folder / "e.duckdb") as store:
        before = everything(store)
    assert run("ingest", "wire.jsonl", "--store", "e.duckdb") == (
        0, "", ["12 read: 0 coded, 12 known; 0 reports, 0 events new or changed"],
    )  # fmt: skip
    with opened(folder / "e.duckdb") as store:
        assert everything(store) == before
    assert sorted(one.name for one in folder.iterdir()) == ["e.duckdb", "e.manifest.json", "wire.jsonl"]


def test_all_that_can_be_counted_is_in_one_line(folder: Path) -> None:
    killed = Document("kill", "", item="tag:siege", status="canceled")
    write(folder / "more.jsonl", [STORY["call-1"], killed])
    (folder / "empty.txt").write_text("")
    status, _, lines = run("ingest", "wire.jsonl", "more.jsonl", "empty.txt", "--store", "e.duckdb")
    assert status == 0
    assert lines[-1] == ("14 read: 12 coded, 1 known, 1 withdrawn, 1 skipped; 11 reports, 5 events new or changed")


def test_the_manifest_is_the_record_of_a_run(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    run("ingest", "wire.jsonl", "empty.txt", "--store", "e.duckdb", "--manifest", "run.json")
    record = json.loads((folder / "run.json").read_text("utf-8"))
    assert (record["command"], record["sources"], record["store"]) == (
        "ingest",
        ["wire.jsonl", "empty.txt"],
        "e.duckdb",
    )
    assert record["started"] < record["finished"]
    assert {"regesta", "python", "model", "spacy", "duckdb"} <= record["versions"].keys()
    assert record["skipped"] == [{"stage": "read", "reason": "is empty", "documents": 1}]
    with opened(folder / "e.duckdb") as store:
        ((counts, versions),) = ask(store, "SELECT counts, versions FROM base.runs")
    assert json.loads(counts) == record["counts"]
    assert json.loads(versions) == record["versions"]
    assert record["counts"] == {
        "read": 12, "coded": 12, "known": 0, "withdrawn": 0, "reports": 11, "skipped": 1, "merge_reports": 11,
        "merge_compared": 7, "merge_links": 7, "merge_events": 5, "merge_gone": 0,
    }  # fmt: skip


@pytest.mark.parametrize("flag", [(), ("--dead-letters", "lost.jsonl")], ids=["beside", "named"])
def test_dead_letters_name_all_that_was_left_out(folder: Path, flag: tuple[str, ...]) -> None:
    (folder / "bad.jsonl").write_bytes(b"\n".join([b'{"id": broken'] * 13 + [line(STORY["call-1"])]))
    (folder / "old.txt").write_bytes("Police arrested Señor Núñez in São Paulo on Tuesday.".encode("latin-1"))
    status, _, lines = run("ingest", "old.txt", "bad.jsonl", "--store", "e.duckdb", *flag)
    assert status == 0
    assert lines[0].startswith("note: old.txt: ") and "windows-1252" in lines[0]
    assert [one.split(": ")[0] for one in lines[1:10]] == [f"bad.jsonl:{number}" for number in range(1, 10)]
    assert lines[10:] == [
        "more was left out; the file of dead letters names everything",
        "2 read: 2 coded, 0 known, 13 skipped; 2 reports, 2 events new or changed",
    ]
    letters = [json.loads(one) for one in (folder / (flag[1] if flag else "e.skipped.jsonl")).open("rb")]
    assert [one["source"] for one in letters] == ["old.txt", *(f"bad.jsonl:{number}" for number in range(1, 14))]
    assert [one["kind"] for one in letters] == ["note"] + ["skipped"] * 13
    assert {one["stage"] for one in letters} == {"read"}
    assert "is not valid JSON" in letters[1]["reason"]
    with opened(folder / "e.duckdb") as store:
        assert ask(store, "SELECT count(*) FROM skipped") == [(13,)]


def test_dead_letters_of_an_earlier_run_go_where_there_are_none(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    run("ingest", "wire.jsonl", "empty.txt", "--store", "e.duckdb")
    assert (folder / "e.skipped.jsonl").is_file()
    run("ingest", "wire.jsonl", "--store", "e.duckdb")
    assert not (folder / "e.skipped.jsonl").exists()


def test_nothing_read_and_something_skipped_is_status_2(folder: Path) -> None:
    run("ingest", "wire.jsonl", "--store", "e.duckdb")
    (folder / "empty.txt").write_text("")
    status, _, lines = run("ingest", "empty.txt", "gone.txt", "--store", "e.duckdb")
    assert status == 2
    assert "empty.txt: is empty" in lines[0] and "gone.txt: does not exist" in lines[1]
    assert lines[2] == "0 read: 0 coded, 0 known, 2 skipped; 0 reports, 0 events new or changed"
    with opened(folder / "e.duckdb") as store:
        assert ask(store, "SELECT count(*) FROM skipped") == [(2,)]


def test_day_and_publisher_from_flags_and_documents_from_standard_input(folder: Path) -> None:
    text = b"Police in Lagos arrested three journalists on Wednesday.\n"
    words = ("--published", "2024-05-16", "--publisher", "Coast Wire")
    assert run("ingest", "-", "--store", "e.duckdb", *words, stdin=text)[0] == 0
    with opened(folder / "e.duckdb") as store:
        assert ask(store, "SELECT publishers, date FROM events") == [(["Coast Wire"], "2024-05-15")]


# ---------------------------------------------------------------- what leaves no store


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["gone.txt"], ["gone.txt: does not exist; check the path"]),
        (["./gone.txt"], ["gone.txt: does not exist; check the path"]),
        (["*.text"], ["*.text: does not exist; check the path"]),
        (["scan.pdf"], ["scan.pdf: is a PDF document; extract its text first"]),
        (["none"], ["none: is a folder without files to read (hidden ones are left out); check the path"]),
        (["-"], ["stdin: is empty; give a file with text in it"]),
        (["gone.txt", "scan.pdf"], ["gone.txt: does not exist; check the path", "scan.pdf: is a PDF document; ext"]),
        (["wire.jsonl", "--published", "soon"], ["published 'soon' is no ISO day; write it as YYYY-MM-DD"]),
    ],
)
def test_no_store_is_made_where_no_source_can_be_read(folder: Path, words: list[str], says: list[str]) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "none").mkdir()
    before = sorted(folder.iterdir())
    status, out, lines = run("ingest", *words, "--store", "new.duckdb", stdin=b"")
    assert (status, out, len(lines)) == (2, "", len(says))
    assert all(line.startswith(told) for line, told in zip(lines, says, strict=True)), lines
    assert sorted(folder.iterdir()) == before


def test_of_many_sources_that_cannot_be_read_the_first_are_named(folder: Path) -> None:
    status, _, lines = run("ingest", *(f"{number}.txt" for number in range(25)), "--store", "new.duckdb")
    assert (status, len(lines)) == (2, 11)
    assert lines[9:] == ["9.txt: does not exist; check the path", "and so it is with 15 more: nothing was read"]
    assert not (folder / "new.duckdb").exists()


@pytest.mark.parametrize("name", ["broken", "bad.jsonl"])
def test_what_is_broken_within_a_source_leaves_dead_letters(folder: Path, name: str) -> None:
    (folder / "broken").mkdir()
    for file in (folder / "broken" / "a.jsonl", folder / "bad.jsonl"):
        file.write_bytes(b'{"id": broken\n')
    status, _, lines = run("ingest", "gone.txt", name, "--store", "new.duckdb")
    assert (status, len(lines)) == (2, 3)
    letters = [json.loads(one)["source"] for one in (folder / "new.skipped.jsonl").open("rb")]
    assert letters == ["gone.txt", "broken/a.jsonl:1" if name == "broken" else "bad.jsonl:1"]
    assert (folder / "new.duckdb").is_file()


def test_sources_that_cannot_be_read_beside_one_that_can(folder: Path) -> None:
    status, _, lines = run("ingest", "gone.txt", "wire.jsonl", "--store", "new.duckdb")
    assert (status, lines[0]) == (0, "gone.txt: does not exist; check the path")
    assert lines[1:] == ["12 read: 12 coded, 0 known, 1 skipped; 11 reports, 5 events new or changed"]


# ---------------------------------------------------------------- dead letters


def test_dead_letters_are_written_as_they_come(folder: Path) -> None:
    path = folder / "lost.jsonl"
    with _Letters(path) as letters:
        assert not path.exists()
        for number in range(1, 40):
            letters.take(Skipped(f"{number}", "read", "is odd"))
            assert len(path.read_bytes().splitlines()) == number
    with _Letters(path):
        assert path.is_file()
    assert not path.exists()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("e.duckdb", "is a store, which it would replace"), ("none/lost.jsonl", "cannot be written"),
        (".", "cannot be written"),
    ],
)  # fmt: skip
def test_where_dead_letters_cannot_be_written(folder: Path, path: str, says: str) -> None:
    status, _, lines = run("ingest", "gone.txt", "wire.jsonl", "--store", "e.duckdb", "--dead-letters", path)
    assert status == 2 and lines[-1].startswith(f"--dead-letters {path}: {says}")
    status, _, lines = run("ingest", "wire.jsonl", "--store", "e.duckdb")
    assert (status, len(lines)) == (0, 1)
    assert run("ingest", "wire.jsonl", "--store", "e.duckdb", "--dead-letters", "e.duckdb")[0] == 2
    assert run("events", "--store", "e.duckdb", "--format", "csv")[0] == 0


# ---------------------------------------------------------------- what cannot be a store


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (".", "is a folder, not a store: name a file"), ("nowhere/e.duckdb", "there is no folder nowhere"),
        ("wire.jsonl", "is no Regesta store"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_store_is_one_line(folder: Path, name: str, says: str) -> None:
    before = sorted(folder.iterdir())
    status, out, lines = run("ingest", "wire.jsonl", "--store", name)
    assert (status, out, len(lines)) == (2, "", 1)
    assert says in lines[0]
    assert sorted(folder.iterdir()) == before


# ---------------------------------------------------------------- stopped


@pytest.fixture(scope="module")
def world() -> list[Document]:
    """Some hundred documents: more than a batch."""
    return list(make(events=55, seed=11).documents())


@pytest.fixture(scope="module")
def once(coder: Coder) -> Once:
    return Once(coder)


def unbroken(folder: Path, documents: list[Document], once: Once) -> dict[str, list[Any]]:
    """What a store of these documents holds that was filled at once."""
    with Store.open(folder / "unbroken.duckdb", create=True) as store:
        bring(store, documents, once)
        return held(store)


def resumed(path: Path, documents: list[Document], once: Once) -> tuple[int, dict[str, list[Any]]]:
    """How many documents were stored when the run went on, and all that the store holds now."""
    with Store.open(path) as store:
        (stored,) = ask(store, "SELECT count(*) FROM base.documents")[0]
        bring(store, documents, once)
        return stored, held(store)


@pytest.fixture
def printed(world: list[Document]) -> list[Document]:
    """Texts that four houses print: a batch is full before the program has to wait for a second chunk."""
    texts = {one.text: one for one in world if one.item is None}
    return [replace(one, publisher=house) for one in [*texts.values()][:90] for house in ("A", "B", "C", "D")]


@pytest.fixture
def waiting(folder: Path, printed: list[Document]) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has stored a batch, and waits for more documents on its standard input."""
    process = start(
        "ingest", "-", "--store", "e.duckdb", "--workers", "1", stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stdin
    try:
        for one in printed:
            process.stdin.write(line(one))
        process.stdin.flush()
        running, before = psutil.Process(process.pid), 0.0
        while (now := running.cpu_times().user) != before or now < 2.0:
            before = now
            time.sleep(1.5)
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_waits_keeps_others_out_and_can_be_interrupted(
    folder: Path, waiting: subprocess.Popen[bytes], printed: list[Document], once: Once, ending: signal.Signals
) -> None:
    for words in (
        ("ingest", "wire.jsonl"), ("merge",), ("verdict", "same", "abcd1", "abcd2", "--by", "Ada"), ("events",),
    ):  # fmt: skip
        assert run(*words, "--store", "e.duckdb") == (
            2, "", [f"e.duckdb is in use by process {waiting.pid}: wait until it is done, or use another file"],
        )  # fmt: skip
    waiting.send_signal(ending)
    assert waiting.stderr
    (only,) = waiting.stderr.read().decode().splitlines()
    assert told(only) == (
        "broken off: what was stored stays, and the same command goes on from there;"
        " regesta merge makes events of what is stored so far"
    )
    assert waiting.wait(30) == 130
    with opened(folder / "e.duckdb") as store:
        assert ask(store, "SELECT finished FROM runs") == [(None,)]
    stored, now = resumed(folder / "e.duckdb", printed, once)
    assert stored >= 50
    assert now == unbroken(folder, printed, once)


def test_a_run_killed_at_any_moment_goes_on_and_ends_as_one_unbroken(
    tmp_path: Path, world: list[Document], once: Once
) -> None:
    source, path = write(tmp_path / "world.jsonl", world), tmp_path / "e.duckdb"
    process = start("ingest", source, "--store", path, "--workers", "1", stderr=subprocess.PIPE)
    grown(path, process)
    time.sleep(random.uniform(0.0, 2.0))
    process.kill()
    process.communicate()
    stored, now = resumed(path, world, once)
    assert stored > 0
    assert now == unbroken(tmp_path, world, once)


def grown(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a batch is stored: the store, or what DuckDB logs beside it, is larger than an empty one."""
    limit = time.monotonic() + 120
    while time.monotonic() < limit and process.poll() is None:
        files = [path, path.with_name(f"{path.name}.wal")]
        if sum(one.stat().st_size for one in files if one.exists()) > 600_000:
            return
        time.sleep(0.02)
    pytest.fail("nothing was stored")


# ---------------------------------------------------------------- progress


def test_a_terminal_shows_how_far_it_is_and_in_the_end_only_what_was_done(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "ingest", "empty.txt", "wire.jsonl", "--store", "e.duckdb"], stdout=slave, stderr=slave,
        stdin=slave, env=environment(TERM="xterm-256color", COLUMNS="100", LINES="50"),
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while select.select([master], [], [], 60)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        shown += part
    os.close(master)
    assert process.wait(30) == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert re.search(r"\d+ documents, \d+/s, \d+ reports", text)
    assert screen(shown.decode()) == [
        "regesta: empty.txt: is empty; give a file with text in it",
        "regesta: 12 read: 12 coded, 0 known, 1 skipped; 11 reports, 5 events new or changed",
    ]


def screen(shown: str) -> list[str]:
    """The lines that a terminal shows in the end: it knows lines, erasing, and the way up."""
    lines, at = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", shown):
        if part == "\n":
            at += 1
            lines += [""] * (at + 1 - len(lines))
        elif re.fullmatch(r"\x1b\[\d*A", part):
            at -= int(part[2:-1] or 1)
        elif part == "\x1b[2K":
            lines[at] = ""
        elif part != "\r" and part[0] != "\x1b":
            lines[at] += part
    return [one.rstrip() for one in lines if one.strip()]
