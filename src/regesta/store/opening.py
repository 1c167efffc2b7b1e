"""Opening a store: one DuckDB file, its schema, its lock, and what can go wrong with each.

Nothing here reaches the network, and SQL that runs on a store reaches no other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from regesta.errors import StoreError

_FULL = ("no space left", "disk quota exceeded", "file too large", "failed to offload", "max_temp_directory_size")
_TAKEN = ("base", "information_schema", "pg_catalog")


class Opened:
    """An open store file: what every reader and writer of it is handed."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        read_only: bool = False,
        memory: str = "1GB",
        threads: int | None = None,
    ) -> Self:
        """Open the store at ``path``; raises StoreError where there is none or it cannot be used.

        ``create`` makes a new store where no file is. ``memory`` is DuckDB's ("500MB", "4GB"); beyond it, queries
        spill to the disk. Several processes may read one store at once, but nobody while another one writes.
        """
        path = Path(path)
        _look(path, create=create, read_only=read_only)
        connection = _connect(path, read_only=read_only, memory=memory, threads=threads)
        store = cls(path, connection, read_only=read_only)
        try:
            _suit(store, create=create)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file and let go of its lock; closing twice does nothing."""
        with guarded(self.path):
            self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection; whatever DuckDB raises within comes out as StoreError."""
        with guarded(self.path):
            yield self.connection

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection within one transaction: all that happens in it is kept, or nothing; raises StoreError."""
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only: open it without read_only to write to it")
        with guarded(self.path):
            self.connection.begin()
            try:
                yield self.connection
                self.connection.commit()
            except BaseException:
                _roll_back(self.connection)
                raise


@contextmanager
def given(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Let SQL name these Arrow tables, for a while."""
    connection.complete()  # a result of which only the first row was fetched still holds the connection
    for name, rows in tables.items():
        connection.register(name, rows)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def asked(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = (), **tables: pa.Table
) -> pa.Table:
    """The rows that a SELECT answers with; ``values`` fill its question marks, ``tables`` can be named in it."""
    with given(connection, **tables):
        return connection.sql(sql, params=list(values) or None).to_arrow_table()


def first(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
    """The first row that a SELECT of few rows answers with; None where it answers with none."""
    found: list[tuple[Any, ...]] = connection.execute(sql, list(values)).fetchall()
    return found[0] if found else None


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn DuckDB's errors into StoreError with one line that says what, where and what to do."""
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error  # Ctrl-C while DuckDB was at work
    except duckdb.Error as error:
        raise StoreError(_explained(str(error), path)) from error


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:  # the failure itself ended the transaction; nothing of it was kept
        return


def _explained(message: str, path: Path) -> str:
    """One line for one of DuckDB's messages, which may have many."""
    low = message.lower()
    if "lock on file" in low or "used by another process" in low:
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return f"{path} is in use by {who}: wait until it is done, or use another file"
    if "different configuration" in low:
        return f"{path} is open in this process in another way: close it first, or use another file"
    if any(words in low for words in _FULL):
        return f"{path}: the disk is full: make room and run again; what was stored before is still there"
    if "out of memory" in low:
        return f"{path}: this needs more memory than it may use: raise the memory setting, or ask for less"
    if "read-only" in low and "statement" in low:
        return f"{path} is open for reading only: this statement would change it"
    if "permission denied" in low or "read-only file system" in low:
        return (
            f"{path}: this file, its folder or its disk may not be used so: change the permissions, or use another file"
        )
    if "computed checksum" in low or "could not read enough bytes" in low:
        return f"{path} is damaged: put a copy in its place, or ingest again into another file"
    said = " ".join(re.split(r"\n+(?:LINE \d+:|Stack Trace)", message)[0].split())
    return f"{path}: {said}"


def _look(path: Path, *, create: bool, read_only: bool) -> None:
    """Refuse what no store can be opened from, before DuckDB makes something else of it."""
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder, not a store: name a file, such as {path / 'events.duckdb'}")
        if path.name.partition(".")[0].lower() in _TAKEN:  # DuckDB calls the database as the file
            raise StoreError(f"{path}: a store cannot have this name: give the file another one")
        if path.exists():
            if create and not read_only and path.is_file() and path.stat().st_size == 0:
                path.unlink()  # left by a process that died while it created a store
            elif not path.is_file() or not _has_mark(path):
                raise StoreError(f"{path} is no Regesta store: name another file, or move it away")
        elif read_only or not create:
            raise StoreError(f"{path}: there is no store here: check the name, or make one with regesta ingest")
        elif not path.parent.is_dir():
            raise StoreError(f"{path}: there is no folder {path.parent}: make it first, or name another file")
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be opened ({error}): check the name and its permissions") from error


def _has_mark(path: Path) -> bool:
    """Whether a file begins as DuckDB's files do; of others DuckDB would read the CSV and JSON that they hold."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def _connect(path: Path, *, read_only: bool, memory: str, threads: int | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "enable_external_access": "false",
        "python_enable_replacements": "false",  # SQL names no variables of Python
    }
    if threads is not None:
        config["threads"] = threads
    with guarded(path):
        connection = duckdb.connect(str(path.absolute()), read_only=read_only, config=config)
        connection.execute("SET TimeZone = 'UTC'")
        if read_only:
            connection.execute("SET lock_configuration = true")  # whoever asks SQL keeps to these limits
        return connection


def _suit(store: Opened, *, create: bool) -> None:
    """Bring the store to this Regesta's schema, or say why that cannot be."""
    steps = _steps()
    version = _version(store, create=create)
    if version > len(steps):
        raise StoreError(
            f"{store.path} was written by a newer Regesta (schema {version}, this one knows {len(steps)}): "
            "upgrade Regesta"
        )
    if version < len(steps) and store.read_only:
        raise StoreError(
            f"{store.path} was written by an older Regesta (schema {version} of {len(steps)}): "
            "open it once for writing, as regesta ingest does, to bring it up to date"
        )
    for number, step in enumerate(steps[version:], version + 1):
        with store.transaction() as connection:
            connection.execute(step)
            if number == 1:
                connection.execute("INSERT INTO base.about VALUES (1, current_timestamp::TIMESTAMP, 'regesta')")
            else:
                connection.execute("UPDATE base.about SET version = ?", [number])


def _steps() -> list[str]:
    """The SQL of each schema version, oldest first: schema/0001.sql, 0002.sql ..."""
    folder = files("regesta.store").joinpath("schema")
    steps = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return [step.read_text("utf-8") for step in sorted(steps, key=lambda file: file.name)]


def _version(store: Opened, *, create: bool) -> int:
    """The schema version of the file; 0 for a database in which nothing is yet."""
    with store.reading() as connection:
        names = connection.execute("SELECT table_schema || '.' || table_name FROM information_schema.tables").fetchall()
        if ("base.about",) in names:
            row = first(connection, "SELECT max(version) FROM base.about")
            if row and isinstance(row[0], int):
                return row[0]
        elif not names and create and not store.read_only:
            return 0
    raise StoreError(f"{store.path} is a DuckDB file but no Regesta store: name another file")
