"""Opening a store: what is no store, who else has it open, what was there before, and a disk that fills up."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from tests.store.entries import NOON, entry

from regesta.errors import StoreError
from regesta.store import Store, opening
from regesta.store.opening import first

BATCH = 20
"""Documents that the subprocesses add at once."""

ADD = f"""
import sys
from regesta.store import Store
from tests.store.entries import NOON, entry
store = Store.open(sys.argv[1], create=True)
run = store.begin("ingest", {{}}, at=NOON)
print("open", flush=True)
for batch in range(int(sys.argv[2])):
    store.add([entry(f"d{{batch}}-{{n}}") for n in range({BATCH})], run=run)
    print(batch, flush=True)
store.close()
"""


def refusal(path: Path, *, create: bool = False, read_only: bool = False) -> str:
    """The line with which a store is not opened."""
    with pytest.raises(StoreError) as caught:
        Store.open(path, create=create, read_only=read_only)
    message = str(caught.value)
    assert "\n" not in message and str(path) in message
    return message


@contextmanager
def child(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that runs this code, ended when the block ends."""
    words = [sys.executable, "-c", code, *map(str, arguments)]
    where = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        words, text=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": where}, cwd=Path(__file__).parents[2]
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def count(path: Path, table: str = "documents") -> int:
    with Store.open(path, read_only=True) as store:
        return store.sql(f"SELECT count(*) AS n FROM {table}").to_pylist()[0]["n"]  # type: ignore[no-any-return]


def test_a_store_is_made_only_when_asked_for_and_then_opens_either_way(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    assert "no store here" in refusal(path)
    assert "no store here" in refusal(path, create=True, read_only=True)
    assert not path.exists()
    with Store.open(str(path), create=True) as store:
        assert (store.path, store.read_only) == (path, False)
        assert first(store.connection, "SELECT version FROM base.about") == (1,)
    for create, read_only in ((True, False), (False, True), (False, False)):
        with Store.open(path, create=create, read_only=read_only) as store:
            assert store.runs() == ()
    store.close()  # closing twice does nothing


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "is a folder" in refusal(tmp_path, create=True)
    assert f"there is no folder {tmp_path / 'no'}" in refusal(tmp_path / "no" / "events.duckdb", create=True)


@pytest.mark.parametrize("content", [b"id,text\n1,hello\n" * 999, b"x", b"\0" * 8192])
def test_another_file_is_no_store_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    for create, read_only in ((True, False), (False, False), (False, True)):
        assert "is no Regesta store" in refusal(path, create=create, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["base.duckdb", "Base.2024.duckdb", "pg_catalog", "information_schema.db"])
def test_a_name_that_sql_could_not_tell_from_a_schema_is_refused(tmp_path: Path, name: str) -> None:
    assert "another one" in refusal(tmp_path / name, create=True)


@pytest.mark.parametrize("name", ["main.db", "temp", "reports.csv", "документы 'май'.db", "events.2024.duckdb", "a:b"])
def test_any_other_name_will_do(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name, create=True) as store:
        store.add([entry("a")], run="r")
    assert count(tmp_path / name) == 1


def test_what_is_no_file_at_all_is_no_store(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is no Regesta store" in refusal(pipe, create=True)
    assert "cannot be opened" in refusal(tmp_path / ("x" * 999), create=True)


def test_somebody_elses_duckdb_file_is_no_store_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales AS SELECT 7 AS sold")
    assert "no Regesta store" in refusal(path, create=True)
    assert "no Regesta store" in refusal(path, read_only=True)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SHOW ALL TABLES").fetchall()[0][2] == "sales"


@pytest.mark.parametrize("left", ["nothing", "an empty database"])
def test_what_a_killed_process_left_before_the_schema_was_there_becomes_a_store(tmp_path: Path, left: str) -> None:
    path = tmp_path / "events.duckdb"
    if left == "nothing":
        path.touch()
    else:
        duckdb.connect(str(path)).close()
    refusal(path)
    with Store.open(path, create=True) as store:
        assert store.known(["a"]) == set()


def test_a_store_of_a_newer_regesta_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    with Store.open(path, create=True) as store, store.transaction() as connection:
        connection.execute("UPDATE base.about SET version = 99")
    assert "newer Regesta" in refusal(path) and "upgrade" in refusal(path, read_only=True)


def test_an_older_store_is_brought_up_to_date_by_whoever_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.duckdb"
    with Store.open(path, create=True) as store:
        store.add([entry("a")], run="r")
    steps = opening._steps()
    more = [*steps, "ALTER TABLE base.documents ADD COLUMN note VARCHAR", "UPDATE base.documents SET note = 'old'"]
    monkeypatch.setattr(opening, "_steps", lambda: more)
    assert "older Regesta" in refusal(path, read_only=True)
    with Store.open(path) as store:
        assert store.connection.execute("SELECT id, note, version FROM base.documents, base.about").fetchall() == [
            ("a", "old", 3)
        ]
    assert count(path) == 1


def test_a_step_that_fails_leaves_the_older_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.duckdb"
    Store.open(path, create=True).close()
    steps = opening._steps()
    with monkeypatch.context() as patched:
        patched.setattr(opening, "_steps", lambda: [*steps, "CREATE TABLE base.more (a INT); SELECT error('no')"])
        refusal(path)
    with Store.open(path) as store:
        assert first(store.connection, "SELECT version FROM base.about") == (1,)


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    with child(ADD, path, 100_000) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        for read_only in (False, True):
            message = refusal(path, read_only=read_only)
            assert "in use" in message and (sys.platform != "linux" or f"process {writer.pid}" in message)
    with Store.open(path):
        pass


def test_a_process_that_has_it_open_for_writing_cannot_open_it_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    with Store.open(path, create=True):
        assert "in another way" in refusal(path, read_only=True)


def test_several_may_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    Store.open(path, create=True).close()
    look = "import sys; from regesta.store import Store; print(Store.open(sys.argv[1], read_only=True).runs())"
    with Store.open(path, read_only=True), child(look, path) as other:
        assert other.communicate()[0] == "()\n"


@pytest.mark.parametrize("attempt", range(3))
def test_a_process_killed_at_any_moment_loses_at_most_the_batch_in_flight(tmp_path: Path, attempt: int) -> None:
    path = tmp_path / "events.duckdb"
    with child(ADD, path, 100_000) as writer:
        assert writer.stdout is not None
        for _ in range(1 + 7 * attempt):
            writer.stdout.readline()
        time.sleep(random.random() / 20)
        writer.send_signal(signal.SIGKILL)
        said = len(writer.stdout.read().split()) + 7 * attempt  # batches that it said were stored
    with Store.open(path) as store:
        (documents,) = first(store.connection, "SELECT count(*) FROM base.documents") or (None,)
        assert documents % BATCH == 0 and said <= documents // BATCH <= said + 1
        for table in ("reports", "publications"):
            assert first(store.connection, f"SELECT count(*) FROM base.{table}") == (documents,)
        assert first(store.connection, "SELECT count(*) FROM base.keys") == (2 * documents,)
        store.add([entry(f"d{batch}-{n}") for batch in range(said + 2) for n in range(BATCH)], run="again")
    assert count(path) == (said + 2) * BATCH


FILL = """
import resource, secrets, sys
from regesta.errors import StoreError
from regesta.store import Store
from tests.store.entries import entry
room = int(sys.argv[2])
store = Store.open(sys.argv[1])
if room:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    for batch in range(10_000):
        store.add([entry(secrets.token_hex(2_000)) for n in range(50)], run="r")
except StoreError as error:
    print(error)
for more in (lambda: store.add([entry("y" * 10**6)], run="r"), lambda: store.known(["a"]), store.close):
    try:
        more()
    except StoreError:
        pass
"""


def _fill(path: Path, room: int) -> None:
    """Fill a store until there is no more room, and see that whole batches are in it."""
    Store.open(path, create=True).close()
    with child(FILL, path, room) as writer:
        said, _ = writer.communicate()
    assert writer.returncode == 0 and said.count("\n") == 1 and "the disk is full" in said and str(path) in said
    whole = count(path, "documents WHERE id[1] <> 'y'")  # the last one was added when it was full
    assert whole > 0 and whole % 50 == 0
    assert count(path, "documents") == count(path, "reports") == count(path, "publications")


def test_a_file_that_may_not_grow_keeps_what_was_stored(tmp_path: Path) -> None:
    _fill(tmp_path / "events.duckdb", 6_000_000)


@pytest.mark.parametrize("size", [6, 20])  # the disk is full while a batch is stored; while the file is tidied up
def test_a_full_disk_keeps_what_was_stored(tmp_path: Path, size: int) -> None:
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", tmp_path], capture_output=True
    ).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        _fill(tmp_path / "events.duckdb", 0)
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_disk_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "disk" / "events.duckdb"
    path.parent.mkdir()
    with Store.open(path, create=True) as store:
        store.add([entry("a")], run="r")
    if os.geteuid() == 0:
        words = ["mount", "--bind", "-o", "ro", str(path.parent), str(path.parent)]
        if subprocess.run(words, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here, and root may write to any file")
    else:
        path.chmod(0o444)
    try:
        assert "change the permissions" in refusal(path)
        assert count(path) == 1
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", path.parent], check=True)


@pytest.mark.parametrize("damage", ["cut short", "a byte changed"])
def test_a_damaged_store_says_so(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "events.duckdb"
    with Store.open(path, create=True) as store:
        store.add([entry(f"{n}") for n in range(5_000)], run="r")
    content = bytearray(path.read_bytes())
    if damage == "cut short":
        path.write_bytes(content[: len(content) // 2])
    else:
        content[12_288 + 100] ^= 1  # past the three headers, in the first block
        path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"), Store.open(path, read_only=True) as store:
        list(store.documents())


def test_a_transaction_that_fails_midway_keeps_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        for failure in (KeyboardInterrupt(), ValueError("no")):
            with pytest.raises(type(failure)), store.transaction() as connection:
                connection.execute("INSERT INTO base.skipped VALUES ('a', 'b', 'c', 'd')")
                raise failure
        with pytest.raises(StoreError), store.transaction() as connection:
            connection.execute("INSERT INTO base.skipped VALUES ('a', 'b', 'c', 'd')")
            connection.execute("SELECT * FROM nowhere")
        with store.transaction():
            pass
        assert first(store.connection, "SELECT count(*) FROM base.skipped") == (0,)


def test_who_only_reads_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    Store.open(path, create=True).close()
    with Store.open(path, read_only=True) as store:
        with pytest.raises(StoreError, match="open for reading only"):
            store.begin("ingest", {}, at=NOON)
        with pytest.raises(StoreError, match="open for reading only"):
            store.sql("DELETE FROM base.documents")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "events.duckdb", create=True)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.known(["a"])


def test_limits_without_meaning_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    with pytest.raises(StoreError, match=r"events\.duckdb: .*1GB"):
        Store.open(path, create=True, memory="much")
    with pytest.raises(StoreError, match=r"events\.duckdb: .*thread"):
        Store.open(path, create=True, threads=0)
    with Store.open(path, create=True, memory="200MB", threads=1) as store:
        assert first(store.connection, "SELECT current_setting('threads')") == (1,)
