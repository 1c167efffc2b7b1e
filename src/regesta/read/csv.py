"""The reader of tables as text: one row is one document, its fields named by the first line.

Cells are parted by the one of comma, semicolon, tab and bar that makes a column ``text`` of the first line. Its
names are those of ``_fields.FIELDS``, in any case of letters; other columns are ignored. A broken row is skipped by
the number of the line it begins on, and costs no other row. Rows are read one by one.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._decode import decode, refuse_binary
from regesta.read._fields import FIELDS, Seen, document
from regesta.read._whole import whole

SUFFIXES = (".csv", ".tsv")

_DELIMITERS = (",", ";", "\t", "|")
_LARGEST = 1 << 24
"""The most characters of a line or a cell: 16 MiB."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sniff(head: bytes) -> bool:
    """Say whether the first line of ``head`` names several columns, one of them ``text``, and another line follows."""
    if head.startswith(_UTF16):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).partition(b"\n")
    if not rest.strip() or len(first) > 4096:
        return False
    for delimiter in _DELIMITERS:
        names = _names(first.decode("utf-8", "replace"), delimiter)
        if "text" in names and len(names) > 1 and any(name in FIELDS for name in names if name != "text"):
            return True
    return False


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each row's document, or why it was skipped."""
    # The library's own limit is for the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST))
    lines = _Lines(stream, source)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise InputError(f"{source}: is empty; give a table whose first line names its columns")
    delimiter, columns = _header(first, source=source)
    seen = Seen()
    for number, row in _rows(lines, delimiter, width=len(columns)):
        if lines.note:
            yield Skipped(name, "read", f"note: {source}:{number}: {lines.note} (said once for this input)")
            lines.note = None
        where = f"{source}:{number}"
        try:
            if isinstance(row, csv.Error):
                raise InputError(f"{where}: is a broken row ({row}); mend its quotation marks")
            fields = _fields(row, columns, where=where)
            found = document(fields, where=where, default_id=f"{name}:{number}")
        except InputError as error:
            yield Skipped(where, "read", str(error))
            continue
        again = seen.note(found, where=where)
        if again is not None:
            yield again
        yield found


class _Lines:
    """The lines of an input as text, line ends kept; those of a broken row can be read again.

    ``begun`` holds the lines of the row that is being read, ``number`` counts the lines before them.
    """

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self.note: str | None = None
        self.begun: list[str] = []
        self.number = 0
        self._source = source
        self._again: deque[str] = deque()
        self._fresh = self._decoded(stream)
        self._noted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._fresh)
        self.begun.append(line)
        return line

    def next_row(self) -> int:
        """Forget the lines of the last row, and return the number of the line that comes next."""
        self.number += len(self.begun)
        self.begun.clear()
        return self.number + 1

    def give_back(self) -> None:
        """Let all lines of this row but its first be read again: a quotation mark in it swallowed them."""
        self._again.extendleft(reversed(self.begun[1:]))
        del self.begun[1:]

    def _decoded(self, stream: BinaryIO) -> Iterator[str]:
        line = stream.readline(_LARGEST + 1)
        if line.startswith(_UTF16):
            # Its bytes do not show where lines end: it is decoded as a whole.
            data = whole(stream, source=self._source, before=line)
            yield from io.StringIO(decode(data, source=self._source).text, newline="")
            return
        refuse_binary(line, source=self._source)
        line = line.removeprefix(codecs.BOM_UTF8)
        while line:
            if len(line) > _LARGEST:
                raise InputError(f"{self._source}: has a line of more than 16 MiB; it is no table of reports")
            # A lone carriage return ends a line too, which bytes do not know.
            yield from io.StringIO(self._text(line), newline="")
            line = stream.readline(_LARGEST + 1)

    def _text(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            decoded = decode(line, source=self._source)
            if not self._noted:
                self._noted = True
                self.note = decoded.note
            return decoded.text


def _names(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in row]


def _header(line: str, *, source: str) -> tuple[str, list[str]]:
    found = {delimiter: _names(line, delimiter) for delimiter in _DELIMITERS}
    for delimiter, names in found.items():
        if "text" in names:
            return delimiter, names
    most = max(found.values(), key=len)
    named = ", ".join(name or '""' for name in most)[:200]
    what = 'name the column that holds the text "text"'
    raise InputError(f'{source}: has no column "text"; its first line names {named or "nothing"}; {what}')


def _rows(lines: _Lines, delimiter: str, *, width: int) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield each row that is not blank, or why it is none, with the number of its first line."""
    while True:
        number = lines.next_row()
        try:
            # A reader for each row, as after an error one goes on in the middle of a line.
            row = next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            # Many tables parted by tabs know no quotation marks but those of the text.
            cells = lines.begun[0].rstrip("\r\n").split("\t")
            yield number, cells if delimiter == "\t" and len(cells) == width else error
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _fields(row: list[str], columns: list[str], *, where: str) -> dict[str, object]:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise InputError(
            f"{where}: has {len(row)} cells for {len(columns)} columns; put cells with the delimiter in quotes"
        )
    # Of two columns with one name the first counts.
    pairs = reversed([*zip(columns, row, strict=False)])
    return {column: cell for column, cell in pairs if cell.strip()}
