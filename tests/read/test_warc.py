"""Web archives: pages, texts, records of other kinds, and archives that break off."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from tests.read.reading import TEXT, page, refused, split

from regesta.model import Document
from regesta.read import read, warc

DATE = "2024-05-21T10:30:00Z"


def record(
    kind: str,
    body: bytes,
    *,
    url: str = "https://www.port.example/strike",
    media: str = "text/plain",
    number: int = 1,
    **more: str,
) -> bytes:
    """One record as the library writes it, which also counts its length."""
    one = WarcRecord()
    one.init_headers(getattr(WarcRecordType, kind), record_urn=f"uuid:{number}".encode())
    for key, value in {"WARC-Target-URI": url, "WARC-Date": DATE, "Content-Type": media, **more}.items():
        one.headers[key.replace("_", "-")] = value
    one.set_bytes_content(body)
    out = io.BytesIO()
    one.write(out)
    return out.getvalue()


def response(
    body: bytes, *, head: str = "", status: str = "200 OK", media: str = "text/html", number: int = 1
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{head}\r\n".encode() + body
    return record("response", answer, media="application/http; msgtype=response", number=number)


PAGE = response(page().encode())
WET = record("conversion", f"{TEXT}\n".encode(), url="https://www.port.example/rain", number=2)
OTHERS = [
    record("warcinfo", b"software: a crawler", url="", media="application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", media="application/http; msgtype=request"),
    record("metadata", b"fetchTimeMs: 5", media="application/warc-fields"),
    record("resource", b"20240521 a.example", url="dns:port.example", media="text/dns"),
    record("conversion", b"User-agent: *", url="https://port.example/robots.txt"),
]


def test_pages_and_texts(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join([*OTHERS, PAGE, *OTHERS, WET, *OTHERS]))
    first, second = read(tmp_path / "a.warc")
    assert isinstance(first, Document)
    (tmp_path / "a.html").write_bytes(page().encode())
    (as_html,) = read(tmp_path / "a.html")
    assert isinstance(as_html, Document) and as_html.text == first.text
    assert first == Document(
        id="urn:uuid:1",
        text=as_html.text,
        url="https://www.port.example/strike",
        title="Strike in Callao ends",
        publisher="Port Times",
        published="2021-05-12",
        language="en",
        item="https://www.port.example/strike",
        issued=DATE,
    )
    assert second == Document(
        id="urn:uuid:2",
        text=f"{TEXT}\n",
        url="https://www.port.example/rain",
        publisher="port.example",
        item="https://www.port.example/rain",
        issued=DATE,
    )


@pytest.mark.parametrize("name", ["a.warc.gz", "a.wet.gz", "a.gz", "a"])
def test_an_archive_compressed_record_by_record(tmp_path: Path, name: str) -> None:
    out = io.BytesIO()
    for one in (PAGE, WET):
        writer = GzipWriter(out)
        writer.write(one)
        writer.finish()
    (tmp_path / name).write_bytes(out.getvalue())
    documents, skipped = split(read(tmp_path / name))
    assert ([document.id for document in documents], skipped) == (["urn:uuid:1", "urn:uuid:2"], [])


CHUNKED = b"5\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page()) - 20, page().encode()[20:])


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(page().encode())),
        ("Content-Encoding: gzip\r\n", page().encode()),
        ("Content-Encoding: br\r\n", page().encode()),
        ("Transfer-Encoding: chunked\r\n", page().encode()),
        ("Transfer-Encoding: chunked\r\n", CHUNKED),
    ],
)
def test_bodies_that_were_sent_compressed_or_in_chunks(tmp_path: Path, head: str, body: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(response(body, head=head) + WET)
    documents, skipped = split(read(tmp_path / "a.warc"))
    assert (len(documents), skipped) == (2, []) and "court ordered" in documents[0].text


def test_the_encoding_that_the_server_states(tmp_path: Path) -> None:
    body = page(head="<title>Strike</title>").replace("Callao", "Łódź").encode("iso-8859-2")
    (tmp_path / "a.warc").write_bytes(response(body, media="text/html; charset=iso-8859-2"))
    documents, skipped = split(read(tmp_path / "a.warc"))
    assert "Łódź" in documents[0].text and skipped == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (response(b"gone", status="404 Not Found"), "has the status 404, and only pages with status 200 are read"),
        (response(b"", status="301 Moved", head="Location: /\r\n"), "has the status 301"),
        (response(b"\x89PNG", media="image/png"), "is image/png, not HTML or text"),
        (response(b"body {}", media="text/css"), "is text/css, not HTML or text"),
        (response(page(lang=' lang="fr"').encode()), "language 'fr' is not supported"),
        (response(b"<html></html>"), "is HTML without a main text"),
        (record("response", b"no HTTP", media="application/http"), "is no answer of HTTP"),
        (record("resource", b"\x89PNG", media="image/png"), "is image/png, not HTML or text"),
        (record("conversion", b" \n"), "holds only white space"),
        (record("conversion", b""), "is empty"),
        (record("conversion", b"Il pleut.", WARC_Identified_Content_Language="fra,eng"), "language 'fra' is not"),
    ],
)
def test_records_that_are_no_reports(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data + WET)
    documents, skipped = split(read(path))
    assert [document.id for document in documents] == ["urn:uuid:2"]
    assert [one.document_id for one in skipped] == [f"{path}: record 1"]
    assert skipped[0].reason.startswith(f"{path}: record 1: {said}"), skipped[0].reason


def test_a_record_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_LARGEST", 5000)
    large = record("conversion", b"word " * 2000)
    bomb = response(gzip.compress(b"<html>" + b"word " * 2000), head="Content-Encoding: gzip\r\n")
    (tmp_path / "a.warc").write_bytes(large + bomb + PAGE + WET)
    documents, skipped = split(read(tmp_path / "a.warc"))
    assert [document.id for document in documents] == ["urn:uuid:1", "urn:uuid:2"]
    assert "record 1: holds 10,000 bytes, more than 16 MiB" in skipped[0].reason
    assert "record 2: inflates to more than 16 MiB" in skipped[1].reason


@pytest.mark.parametrize("lost", [3, 10, len(WET) - 40])
def test_an_archive_that_breaks_off(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes((PAGE + WET)[: -4 - lost])
    documents, skipped = split(read(path))
    assert [document.id for document in documents] == ["urn:uuid:1"]
    assert [one.reason for one in skipped] == [
        f"{path}: record 2, which begins at byte {len(PAGE):,}, ends too early; what came before was read"
    ]


def test_a_compressed_archive_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(PAGE) + gzip.compress(WET)[:-30])
    documents, skipped = split(read(path))
    assert [document.id for document in documents] == ["urn:uuid:1"]
    assert len(skipped) == 1 and "ends in the middle of its compressed data" in skipped[0].reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty; give a web archive"),
        (b"no archive at all", "is no web archive after record 0"),
        (PAGE + b"no record\r\n\r\n", "is no web archive after record 1"),
        (PAGE + WET.replace(b"WARC/1", b"WARK/1"), "is no web archive after record 1"),
    ],
)
def test_what_is_no_archive(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    documents, skipped = split(read(tmp_path / "a.warc"))
    assert len(documents) == data.count(PAGE)
    assert len(skipped) == 1 and said in skipped[0].reason


def test_an_archive_that_is_no_archive_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(bytes(1000))
    assert "is no web archive" in refused(tmp_path / "a.warc")
