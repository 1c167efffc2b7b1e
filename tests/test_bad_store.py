"""What goes wrong on the way into a store: one clear line, the rest is stored, and nothing that was stored is lost."""

from __future__ import annotations

import gzip
import io
import resource
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from tests.cli.bringing import PROGRAM, at_once, environment, run, told, write
from tests.pipeline.stories import STORIES, STORY, Once, again, ask, bring, everything

from regesta.model import Document
from regesta.pipeline.code import Coder
from regesta.store import Store

GOOD = STORY["call-1"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> Path:
    """A working folder with one good file in it."""
    at_once(monkeypatch, coder)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "good.jsonl", [GOOD])
    return tmp_path


def archive() -> bytes:
    """A web archive of two texts, of which the second breaks off."""
    out = io.BytesIO()
    for number, text in enumerate((STORY["siege-1"].text, STORY["strike-1"].text * 40)):
        record = WarcRecord()
        record.init_headers(WarcRecordType.conversion, record_urn=f"uuid:{number}".encode())
        for name, value in (
            ("WARC-Target-URI", f"https://wire.example/{number}"), ("WARC-Date", "2024-05-15T10:00:00Z"),
            ("Content-Type", "text/plain"),
        ):  # fmt: skip
            record.headers[name] = value
        record.set_bytes_content(text.encode())
        record.write(out)
    return out.getvalue()[:-600]


PAGE = b"<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>"
BAD: dict[str, tuple[bytes, str, int]] = {
    "broken.warc": (archive(), "broken.warc: record 2, which begins at byte 295, ends too early", 1),
    "feed.rss": (PAGE, "feed.rss: is an HTML page, not a feed", 0),
    "bomb.jsonl.gz": (gzip.compress(b" " * (1 << 28)), "bomb.jsonl.gz: inflates to more than 200 times its size", 0),
    "table.csv": (
        b"id,headline\n1,Police arrested two students\n",
        'table.csv: has no column "text"; its first line names id, headline',
        0,
    ),
}
"""Name, content, how the one line begins, and how many documents are read all the same."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_a_good_one_beside_it_is_stored(folder: Path, name: str) -> None:
    data, says, some = BAD[name]
    (folder / name).write_bytes(data)
    status, out, lines = run("ingest", name, "good.jsonl", "--store", "e.duckdb")
    assert (status, out) == (0, "")
    assert lines[0].startswith(says) and len(lines) == 2
    assert lines[1].startswith(f"{some + 1} read: {some + 1} coded, 0 known, 1 skipped")
    with Store.open(folder / "e.duckdb", read_only=True) as store:
        assert ask(store, "SELECT count(*) FROM publications WHERE source = 'call-1'") == [(1,)]
        ((reason,),) = ask(store, "SELECT reason FROM skipped")
    assert reason == lines[0]
    status, _, lines = run("ingest", name, "--store", "other.duckdb")
    assert status == (0 if some else 2)


def test_the_program_itself_says_the_same_of_all_of_them_at_once(folder: Path) -> None:
    for name, (data, _, _) in BAD.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [*PROGRAM, "ingest", *BAD, "good.jsonl", "--store", "e.duckdb"], env=environment(), capture_output=True,
        text=True, timeout=300,
    )  # fmt: skip
    lines = [told(line) for line in done.stderr.splitlines()]
    assert (done.returncode, done.stdout, len(lines)) == (0, "", 5)
    assert [line.startswith(says) for line, (_, says, _) in zip(lines, BAD.values(), strict=False)] == [True] * 4
    assert lines[4] == "2 read: 2 coded, 0 known, 4 skipped; 2 reports, 2 events new or changed"


# ---------------------------------------------------------------- an endless feed


@pytest.fixture
def endless() -> Iterator[str]:
    """The address of a feed that never ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/feed.xml"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            if not found:
                return
            item = b"<item><title>Police arrested two students</title><description>%s</description></item>"
            try:
                self.wfile.write(b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>')
                while True:
                    self.wfile.write(item % (b"Police arrested two students in Nairobi. " * 200))
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/feed.xml"
    server.shutdown()
    server.server_close()


def test_an_endless_feed_ends(folder: Path, endless: str) -> None:
    status, _, lines = run("ingest", endless, "good.jsonl", "--store", "e.duckdb")
    assert status == 0
    assert lines[0].startswith(f"{endless}: ") and "MiB" in lines[0]
    assert len(lines) == 2
    with Store.open(folder / "e.duckdb", read_only=True) as store:
        assert ask(store, "SELECT count(*) FROM publications WHERE source = 'call-1'") == [(1,)]
        assert ask(store, "SELECT count(*) FROM base.fetched") == [(0,)]


# ---------------------------------------------------------------- documents


def test_ids_of_two_publishers_that_collide_are_both_kept(folder: Path) -> None:
    write(folder / "a.jsonl", [again("siege-1", id="1")])
    write(folder / "b.jsonl", [again("siege-2", id="1")])
    assert run("ingest", "a.jsonl", "b.jsonl", "--store", "e.duckdb") == (
        0, "", ["2 read: 2 coded, 0 known; 2 reports, 1 event new or changed"],
    )  # fmt: skip
    with Store.open(folder / "e.duckdb", read_only=True) as store:
        assert ask(store, "SELECT publisher, text FROM publications JOIN base.documents d ON d.id = document_id"
                          " WHERE source = '1' ORDER BY publisher") == [
            ("Coast Wire", STORY["siege-1"].text), ("Inland Post", STORY["siege-2"].text),
        ]  # fmt: skip
        assert ask(store, "SELECT sources FROM events") == [(2,)]


def test_a_killed_item_that_was_never_seen_stays_killed(folder: Path) -> None:
    killed = Document("k", "", publisher="Coast Wire", item="tag:siege", version=2, status="canceled")
    write(folder / "kill.jsonl", [killed])
    write(folder / "late.jsonl", [again("siege-1", item="tag:siege", version=1)])
    assert run("ingest", "kill.jsonl", "good.jsonl", "--store", "e.duckdb") == (
        0, "", ["2 read: 1 coded, 0 known, 1 withdrawn; 1 report, 1 event new or changed"],
    )  # fmt: skip
    assert run("ingest", "late.jsonl", "--store", "e.duckdb")[0] == 0
    with Store.open(folder / "e.duckdb", read_only=True) as store:
        assert ask(store, "SELECT event FROM events") == [("CONSULT",)]
        ((name, why),) = ask(store, "SELECT id, withdrawn FROM withdrawn_reports")
    assert why == "canceled by its publisher"
    status, _, (only,) = run("show", name, "--store", "e.duckdb")
    assert status == 2 and only == f"report {name} no longer counts ({why}), so it belongs to no event"


# ---------------------------------------------------------------- the store itself


@pytest.fixture
def filled(folder: Path, coder: Coder) -> Path:
    """A store of the stories but the siege."""
    path = folder / "e.duckdb"
    with Store.open(path, create=True) as store:
        bring(store, [one for one in STORIES if "siege" not in one.id], Once(coder))
    return path


def kept(path: Path) -> dict[str, list[object]]:
    with Store.open(path, read_only=True) as store:
        return everything(store)


def test_a_store_of_a_newer_version_is_left_alone(filled: Path) -> None:
    before = filled.read_bytes()
    with Store.open(filled) as store, store.transaction() as connection:
        connection.execute("UPDATE base.about SET version = 99")
    newer = filled.read_bytes()
    assert newer != before
    for words in (("ingest", "good.jsonl"), ("merge",), ("events",), ("show", "abcdef")):
        status, out, (only,) = run(*words, "--store", "e.duckdb")
        assert (status, out) == (2, "")
        assert "was written by a newer Regesta (schema 99" in only and only.endswith("upgrade Regesta")
    assert filled.read_bytes() == newer


@pytest.mark.parametrize("why", ["Permission denied", "Read-only file system"])
def test_a_store_that_may_only_be_read_is_one_line(filled: Path, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    """As DuckDB says it; whoever runs the tests may be allowed to write everywhere."""

    def refusing(*_: object, **__: object) -> None:
        raise duckdb.IOException(f'IO Error: Cannot open file "{filled}": {why}')

    monkeypatch.setattr(duckdb, "connect", refusing)
    status, out, (only,) = run("ingest", "good.jsonl", "--store", "e.duckdb")
    assert (status, out) == (2, "")
    assert only.startswith("e.duckdb: this file, its folder or its disk may not be used so")


def limited(size: int) -> Callable[[], None]:
    """Let a process write no file larger than that many bytes, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_is_one_clear_line_and_costs_nothing_that_was_stored(filled: Path) -> None:
    before = kept(filled)
    write(filled.parent / "wire.jsonl", STORIES)
    done = subprocess.run(
        [*PROGRAM, "ingest", "wire.jsonl", "--store", "e.duckdb"], env=environment(), capture_output=True,
        preexec_fn=limited(4096), text=True, timeout=300,
    )  # fmt: skip
    lines = [told(line) for line in done.stderr.splitlines()]
    assert (done.returncode, done.stdout) == (2, "")
    assert lines[-1].startswith("e.duckdb: the disk is full: make room and run again")
    assert kept(filled) == before
    assert run("ingest", "wire.jsonl", "--store", "e.duckdb")[0] == 0
    with Store.open(filled, read_only=True) as store:
        assert ask(store, "SELECT count(*) FROM events") == [(5,)]


def test_an_interrupt_while_the_database_works_is_an_interrupt(filled: Path) -> None:
    with Store.open(filled) as store, pytest.raises(KeyboardInterrupt), store.reading():
        raise RuntimeError("Query interrupted")  # what comes out of a statement during which Ctrl-C was pressed
