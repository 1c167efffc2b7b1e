"""No bytes at all, given to any reader, do anything but come back as documents or as one-line reasons."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tests.read.reading import TEXT, page, split

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read import _registry, read

READERS, _ = _registry.readers()
SUFFIXES = sorted({suffix for reader in READERS.values() for suffix in reader.SUFFIXES})


def _parquet() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [TEXT, None], "issued": ["2024-05-21T10:30:00Z", "x"]}), out)
    return out.getvalue()


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
WHOLE = {
    "text": TEXT.encode(),
    "html": page().encode(),
    "jsonl": json.dumps({"text": TEXT, "version": 1}).encode() + b"\n",
    "csv": f'id,text,version\n1,"{TEXT}",1\n'.encode(),
    "parquet": _parquet(),
    "rss": (
        f"<rss version='2.0'><channel><title>a</title><item><guid>a</guid><description>&lt;p>{TEXT}</description>"
        "<pubDate>Tue, 21 May 2024 10:30:00 GMT</pubDate></item></channel></rss>"
    ).encode(),
    "ninjs": json.dumps({"uri": "a", "bodies": [{"value": TEXT}], "versioncreated": "2024-05-21T10:30:00Z"}).encode(),
    "newsml": (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><itemMeta><pubStatus qcode='a:usable'/>"
        f"</itemMeta><contentSet><inlineData contenttype='text/html'>{TEXT}</inlineData></contentSet></newsItem>"
    ).encode(),
    "warc": (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(ANSWER), ANSWER)
    ),
}

FRAGMENTS = [
    b"<html>", b"<p>", b"<!--", b'{"text": ', b'"x"', b"}", b"\n", b"\r", b"[", b"\xff\xfe", b"\x00", b"\x92", b"word ",
    b"<rss><channel>", b"<item>", b"<description>", b"</", b"<![CDATA[", b"&a;", b"<!DOCTYPE a [<!ENTITY",
    b'{"uri": "a", ', b'"bodies": [{"value": ', b"WARC/1.0\r\n", b"WARC-Type: response\r\n",
    b"Content-Length: 9\r\n", b"\r\n\r\n",
    b"PAR1", b"\x1f\x8b\x08\x00", b"id,text\n", b'"', b",", b"2024-05-21T10:30:00Z",
    b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>",
]  # fmt: skip
BYTES = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good input of some format with one stretch cut out, or replaced by other bytes."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    data = WHOLE[name]
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 30)))
    return name, data[:start] + draw(st.sampled_from([b"", b"\x00", b"<", b"\xff\xff", b"9999999999"])) + data[end:]


def check(name: str, data: bytes) -> None:
    """A reader yields documents and reasons and nothing else, or says in one line why it cannot."""
    found: list[Document | Skipped] = []
    try:
        found += READERS[name].read(io.BytesIO(data), source="a", name="a")
    except InputError as error:
        assert str(error).startswith("a: ") and "\n" not in str(error)
    for item in found:
        if isinstance(item, Skipped):
            assert item.stage == "read" and item.reason and "\n" not in item.reason
            item.reason.encode()
        else:
            assert item.text.strip() or item.status != "usable"
            item.text.encode()


def test_every_format_has_its_good_input() -> None:
    assert set(WHOLE) == set(READERS)
    for name, data in WHOLE.items():
        found = [*READERS[name].read(io.BytesIO(data), source="a", name="a")]
        assert [item.text for item in found if isinstance(item, Document)] != [], name


@pytest.mark.parametrize("name", sorted(READERS))
@settings(deadline=None)  # some readers load their library first
@given(data=BYTES)
def test_any_bytes_to_any_reader(name: str, data: bytes) -> None:
    check(name, data)


@settings(deadline=None)  # some readers load their library first
@given(given_=damaged())
def test_damaged_input_to_its_own_reader(given_: tuple[str, bytes]) -> None:
    check(*given_)


@settings(deadline=None)  # some readers load their library first
@given(data=BYTES, suffix=st.sampled_from([*SUFFIXES, ".gz", ""]), packed=st.booleans())
def test_no_bytes_raise_anything(data: bytes, suffix: str, packed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(gzip.compress(data) if packed else data)
        documents, skipped = split(read([path]))
    # A table may be all header, and an archive hold nothing but requests.
    assert documents or skipped or suffix in (".csv", ".tsv", ".warc", ".wet") or b"WARC" in data or b"text" in data
    assert all(document.text.strip() or document.status != "usable" for document in documents)
    for item in skipped:
        item.reason.encode()
