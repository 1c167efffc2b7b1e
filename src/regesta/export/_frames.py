"""Tables of answers as files and on the terminal: one place for JSON Lines, CSV, Parquet, Arrow and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

import orjson
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from rich.console import Console
from rich.table import Table
from rich.text import Text

from regesta.errors import SettingsError
from regesta.export._terminal import printable

_ROWS = 10_000


def write(table: pa.Table, out: BinaryIO, *, name: str) -> None:
    """Write a table in one of ``WRITERS``; raises SettingsError for a name that there is not."""
    if name not in WRITERS:
        raise SettingsError(f"no format is called {name!r}; there are {', '.join(WRITERS)}")
    WRITERS[name](table, out)


def _jsonl(table: pa.Table, out: BinaryIO) -> None:
    for batch in table.to_batches(max_chunksize=_ROWS):
        out.write(b"".join(orjson.dumps(row, default=_plain) + b"\n" for row in batch.to_pylist()))


def _csv(table: pa.Table, out: BinaryIO) -> None:
    pyarrow.csv.write_csv(_flat(table), out)


def _parquet(table: pa.Table, out: BinaryIO) -> None:
    pyarrow.parquet.write_table(table, out, compression="zstd")


def _arrow(table: pa.Table, out: BinaryIO) -> None:
    with pa.ipc.new_file(out, table.schema) as sink:
        sink.write_table(table)


WRITERS: Mapping[str, Callable[[pa.Table, BinaryIO], None]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "arrow": _arrow,
}
"""JSON Lines; CSV, its lists joined by ";" and its records JSON; Parquet; an Arrow IPC file."""


def show(table: pa.Table, console: Console, *, styles: Mapping[str, str] | None = None) -> None:
    """Print a table that fits the terminal; ``styles`` are those of columns. Numbers stand at the right."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim italic")
    for field in table.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        style = (styles or {}).get(field.name, "")
        grid.add_column(
            Text(printable(field.name)), justify="right" if number else "left", overflow="fold", style=style
        )
    for row in table.to_pylist():
        grid.add_row(*(Text(printable(_cell(value))) for value in row.values()))
    console.print(grid)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return "; ".join(map(_cell, value))
    if isinstance(value, list | dict):
        return orjson.dumps(value, default=_plain).decode()
    return str(value)


def _flat(table: pa.Table) -> pa.Table:
    """The table with each column that CSV cannot hold made text."""
    for at, field in enumerate(table.schema):
        if _nested(field.type):
            texts = [None if value is None else _text(value) for value in table.column(at).to_pylist()]
            table = table.set_column(at, field.name, pa.array(texts, pa.string()))
    return table


def _nested(kind: pa.DataType) -> bool:
    types = pa.types
    plain = (types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_date, types.is_timestamp)
    return not any(holds(kind) for holds in plain)


def _text(value: object) -> str:
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return ";".join("" if one is None else str(one) for one in value)
    return orjson.dumps(value, default=_plain).decode() if isinstance(value, list | dict) else str(value)


def _plain(value: object) -> str:
    """What JSON has no form for: decimals, times of intervals, bytes."""
    return value.hex() if isinstance(value, bytes) else str(value)
