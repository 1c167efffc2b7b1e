"""Records as rows of Arrow tables, and rows as records again, exactly.

Columns and the fields of nested structs are named and ordered as the fields of the dataclasses, so the types of
the records are the only description of both. Text that UTF-8 cannot hold (half of a surrogate pair) becomes U+FFFD,
character for character, so that offsets still hold; a number beyond 64 bits becomes None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

T = TypeVar("T", bound=Hashable)
_LEAVES: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64()}
_HALF = re.compile("[\ud800-\udfff]")


def table(kind: type[T], records: Iterable[T]) -> pa.Table:
    """The records of one dataclass as a table, one column a field."""
    encode = _encoder(kind)
    return tabled(schema(kind), [encode(record) for record in records])


def records(kind: type[T], rows: pa.Table) -> Iterator[T]:
    """Each row of a table as a record; the table has at least a column for every field, named as it is."""
    decode = _decoder(kind)
    columns = rows.select([entry.name for entry in fields(kind)])  # type: ignore[arg-type]
    for batch in columns.to_batches(max_chunksize=1024):
        for row in batch.to_pylist():
            yield decode(row)


def tabled(columns: pa.Schema, rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows of plain values (structs as tuples) as a table with these columns."""
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [_array(list(column), entry.type) for column, entry in zip(values, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=columns)


@cache
def schema(kind: type) -> pa.Schema:
    """The columns of a dataclass: its fields, nested dataclasses as structs, tuples as lists."""
    return pa.schema([pa.field(name, _type(hint)) for name, hint in _hints(kind).items()])


def storable(text: str) -> str:
    """The text as the store holds it."""
    return _HALF.sub("\ufffd", text)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, type=kind)
    except (UnicodeEncodeError, OverflowError):
        return pa.array(_mended(values), type=kind)


def _mended(value: Any) -> Any:
    """The value with every text in it made storable, and without numbers that no column holds."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_mended, value))
    return None if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in fields(kind)}


def _bare(hint: Any) -> Any:
    """The hint without None, and a Literal as the type of its values."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [arm for arm in get_args(hint) if arm is not NoneType]
    return type(get_args(hint)[0]) if get_origin(hint) is Literal else hint


def _type(hint: Any) -> pa.DataType:
    hint = _bare(hint)
    if get_origin(hint) is tuple:
        return pa.list_(_type(get_args(hint)[0]))
    return _LEAVES[hint] if hint in _LEAVES else pa.struct(list(schema(hint)))


@cache
def _encoder(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """A function that makes a record a tuple of plain values."""
    steps = [(name, _inner(hint, _encoder)) for name, hint in _hints(kind).items()]
    names = [name for name, _ in steps]
    nested = [(at, step) for at, (_, step) in enumerate(steps) if step is not None]

    def encode(record: Any) -> tuple[Any, ...]:
        values = [getattr(record, name) for name in names]
        for at, step in nested:
            if values[at]:  # neither None nor an empty tuple
                values[at] = step(values[at])
        return tuple(values)

    return encode


@cache
def _decoder(kind: type[T]) -> Callable[[Mapping[str, Any]], T]:
    """A function that makes a row, as Arrow hands it out, a record."""
    steps = [(name, _inner(hint, _decoder) or _same(hint)) for name, hint in _hints(kind).items()]

    def decode(row: Mapping[str, Any]) -> T:
        return kind(*[value if (value := row[name]) is None or step is None else step(value) for name, step in steps])

    return decode


def _inner(hint: Any, codec: Callable[[type], Callable[[Any], Any]]) -> Callable[[Any], Any] | None:
    """How to pass a nested record, or each of a tuple of them, through a codec; None for plain values."""
    hint = _bare(hint)
    if get_origin(hint) is not tuple:
        return codec(hint) if is_dataclass(hint) else None  # type: ignore[arg-type]
    step = _inner(get_args(hint)[0], codec)
    return None if step is None else lambda values: tuple(map(step, values))


def _same(hint: Any) -> Callable[[Any], Any] | None:
    """Lists of plain values are tuples in records."""
    return tuple if get_origin(_bare(hint)) is tuple else None
