"""The reader of Parquet files: one row is one document, its fields named by the columns.

The names are those of ``_fields.FIELDS``, in any case of letters; other columns are not read. Days and moments may be
text or of a type for them. A bad row is skipped by its number. Rows come in small batches, so that a file of any
length can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._fields import FIELDS, Seen, document, utc

SUFFIXES = (".parquet",)

_BATCH = 64


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a Parquet file."""
    return head.startswith(b"PAR1")


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each row's document, or why it was skipped."""
    # Not at the top: Arrow takes a while to load, which other formats need not pay.
    import pyarrow

    if not stream.seekable():
        raise InputError(f"{source}: is Parquet, which cannot be read from a pipe or compressed; give it as a file")
    number = 0
    seen = Seen()
    try:
        columns, batches = _opened(stream, source=source)
        for batch in batches:
            for row in range(batch.num_rows):
                number += 1
                where = f"{source}:{number}"
                found = _row(batch, row, columns, where=where, default_id=f"{name}:{number}")
                again = seen.note(found, where=where) if isinstance(found, Document) else None
                if again is not None:
                    yield again
                yield found
    except (pyarrow.ArrowException, OSError) as error:
        after = f" after row {number:,}" if number else ""
        said = " ".join(str(error).split())[:120]
        raise InputError(f"{source}: is no whole Parquet file{after} ({said}); write it again") from None


def _opened(stream: BinaryIO, *, source: str) -> tuple[dict[str, str], Iterator[Any]]:
    """Return the file's name of each field, and its rows in batches."""
    from pyarrow.parquet import ParquetFile

    if not stream.read(1):
        raise InputError(f"{source}: is empty; give a Parquet file")
    stream.seek(0)
    file = ParquetFile(stream)
    names = file.schema_arrow.names
    # Of two columns with one name the first counts.
    columns = {written.strip().lower(): written for written in reversed(names)}
    if "text" not in columns:
        named = ", ".join(names)[:200] or "nothing"
        what = 'name the column that holds the text "text"'
        raise InputError(f'{source}: has no column "text"; its columns are {named}; {what}')
    wanted = {field: columns[field] for field in FIELDS if field in columns}
    return wanted, file.iter_batches(batch_size=_BATCH, columns=list(wanted.values()))


def _row(batch: Any, row: int, columns: dict[str, str], *, where: str, default_id: str) -> Document | Skipped:
    try:
        fields = {field: _value(batch.column(written)[row], field, where) for field, written in columns.items()}
        return document(fields, where=where, default_id=default_id)
    except InputError as error:
        return Skipped(where, "read", str(error))


def _value(cell: Any, field: str, where: str) -> object:
    """Return a cell as the table of fields wants it: days and moments as ISO text."""
    import pyarrow

    try:
        if pyarrow.types.is_timestamp(cell.type):
            # Python has no nanoseconds.
            cell = cell.cast(pyarrow.timestamp("us", cell.type.tz), safe=False)
        value = cell.as_py()
        if isinstance(value, datetime):
            return value.date().isoformat() if field == "published" else utc(value)
        return value.isoformat() if isinstance(value, date) else value
    except (pyarrow.ArrowException, ValueError, OverflowError, LookupError) as error:
        said = " ".join(str(error).split())[:80]
        raise InputError(f'{where}: "{field}" cannot be read ({said}); mend or remove the row') from None
