"""Parquet: a folder of typed, nested tables parted by year and month of the event's first day; nothing is lost.

``path/year=2024/month=4/part-0.parquet``; events without a first day stand in ``year=0/month=0``, since several readers
take no part that is null beside one that is not, and a word would make all years words. The columns are those of
``Event``, and ``told`` with every report. Days are dates, numbers numbers, lists lists. An export of no events is one
file without rows.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._cells import whole
from regesta.export.datasets._files import Target, whole_folder
from regesta.model import Dossier, Event, Told

SUFFIX = ""
COLUMNS = (*(one.name for one in fields(Event)), "told", "year", "month")
LOSSES: tuple[str, ...] = ()

_NOTHING = "part-0.parquet"
_DAYS = ("day_from", "day_to", "first_reported", "last_reported")
_UNDATED = 0  # no year and no month has this number
_BATCH = 1000
_GROUP = 256  # rows that wait for each open part, so that its groups are no crumbs
_OPEN = 200  # parts at once; a process may have few files
_PARTS = 100_000


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Fill a folder; an older one is replaced only where it holds nothing but an earlier export."""
    tally = Tally(LOSSES)
    schema = _schema()
    with whole_folder(path, parts=("year=", _NOTHING)) as folder:
        rows = _batches(tally.watch(dossiers), schema, tally)
        ds.write_dataset(
            pa.RecordBatchReader.from_batches(schema, rows),
            folder,
            format="parquet",
            partitioning=ds.partitioning(pa.schema([("year", pa.int16()), ("month", pa.int8())]), flavor="hive"),
            basename_template="part-{i}.parquet",
            use_threads=False,
            max_partitions=_PARTS,
            max_open_files=_OPEN,
            min_rows_per_group=_GROUP,
        )
        if not tally.rows:
            pq.write_table(schema.empty_table(), folder / _NOTHING)
    return tally.account(path)


def _batches(dossiers: Iterator[Dossier], schema: pa.Schema, tally: Tally) -> Iterator[pa.RecordBatch]:
    while rows := list(islice(map(_row, dossiers), _BATCH)):
        tally.rows += len(rows)
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def _row(dossier: Dossier) -> dict[str, Any]:
    row: dict[str, Any] = _plain(dossier.event)
    row |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    first: date | None = row["day_from"]
    return row | {
        "told": _plain(dossier.told),
        "year": first.year if first else _UNDATED,
        "month": first.month if first else _UNDATED,
    }


def _plain(value: Any) -> Any:
    """Records as dicts, tuples as lists, text as a file in UTF-8 can hold it."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _schema() -> pa.Schema:
    columns = {name: _type(hint) for name, hint in get_type_hints(Event).items()}
    columns |= dict.fromkeys(_DAYS, pa.date32())
    columns |= {"told": pa.list_(_type(Told)), "year": pa.int16(), "month": pa.int8()}
    return pa.schema(list(columns.items()))


def _type(hint: Any) -> pa.DataType:
    """The Arrow type of a record's field."""
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one is not type(None)]
    if origin in (Union, types.UnionType):
        return _type(inner[0])
    if origin is tuple:
        return pa.list_(_type(inner[0]))
    if origin is Literal:
        return pa.string()
    if is_dataclass(hint):
        return pa.struct([(name, _type(one)) for name, one in get_type_hints(hint).items()])
    return {str: pa.string(), int: pa.int64(), float: pa.float64()}[hint]
