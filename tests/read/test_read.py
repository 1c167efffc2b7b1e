"""Reading of files, folders and streams, and every kind of bad input."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read import _registry, read

TEXT = "Dockers in Callao ended a strike on Tuesday."
CURLY = "Dockers in Callao “ended” a strike – the union’s tenth – on Tuesday."


def split(items: Iterator[Document | Skipped]) -> tuple[list[Document], list[Skipped]]:
    found = list(items)
    documents = [item for item in found if isinstance(item, Document)]
    skipped = [item for item in found if isinstance(item, Skipped)]
    assert all(item.stage == "read" and item.reason and "\n" not in item.reason for item in skipped)
    return documents, skipped


def refused(source: str | Path) -> str:
    documents, skipped = split(read([source]))
    assert documents == [] and len(skipped) == 1
    assert skipped[0].document_id == str(source)
    assert skipped[0].reason.startswith(f"{source}: ")
    return skipped[0].reason


def lines(*objects: Any) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in objects)


# ---------------------------------------------------------------- text


def test_a_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "Title\r\n\r\n  Two  spaces,\ttab\rand \u2028 more\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert list(read(tmp_path / "a.txt")) == [Document(id="a.txt", text=text)]


def test_published_and_publisher_supply_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    given = {"id": 1, "text": TEXT, "published": "2020-01-02T10:00:00Z", "publisher": "NTB"}
    (tmp_path / "b.jsonl").write_bytes(lines(given))
    documents, _ = split(read([tmp_path], published="2021-05-12", publisher="EFE"))
    assert [(d.published, d.publisher) for d in documents] == [("2021-05-12", "EFE"), ("2020-01-02", "NTB")]


@pytest.mark.parametrize("published", ["2021-05", "2021"])
def test_published_may_be_a_month_or_a_year(tmp_path: Path, published: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    documents, _ = split(read([tmp_path / "a.txt"], published=published))
    assert documents[0].published == published


@pytest.mark.parametrize("published", ["", "yesterday", "12/05/2021", "2021-5-12", "2021-02-30", "2021-05-12T10:00"])
def test_an_unknown_published_ends_the_call_at_once(published: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read(["a.txt"], published=published)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "windows-1252"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_a_guessed_encoding_is_said(tmp_path: Path, encoding: str, named: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((CURLY * 3).encode(encoding))
    note, document = read([path])
    assert isinstance(note, Skipped) and isinstance(document, Document)
    assert document.text == CURLY * 3
    assert note.document_id == document.id
    assert note.reason == (
        f"note: {path}: decoded as {named}, because it is not UTF-8; check the text or save it as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_needs_no_guess(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(CURLY.encode(encoding))
    assert list(read(tmp_path / "a.txt")) == [Document(id="a.txt", text=CURLY)]


def test_a_foreign_code_page_is_detected(tmp_path: Path) -> None:
    text = "Министр заявил, что забастовка в порту закончилась во вторник вечером. " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert documents[0].text == text
    assert "1251" in skipped[0].reason


def test_damaged_utf8_stays_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((CURLY * 4).encode() + b"\xe2\x80 broken")
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert documents[0].text.startswith(CURLY) and "\ufffd" in documents[0].text
    assert "utf-8" in skipped[0].reason


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    text = (TEXT + " ") * 230_000
    (tmp_path / "a.txt").write_text(text)
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert (len(documents[0].text), skipped) == (len(text), [])


# ---------------------------------------------------------------- bad files


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    reason = refused(tmp_path / name)
    assert "empty" in reason or "white space" in reason or "without a main text" in reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.bin", "a"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\x1f\x8b\x08\x00", "gzip-compressed"),
        (b"\x00\x00\x00\x18ftypmp42", "an MP4 film"),
        (b"abc\x00\x01\x02\x00def", "binary data"),
        (b"\x01\x02\x03\x04 no text at all", "binary data"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert f"is {kind}" in refused(tmp_path / name)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none.txt")


@pytest.mark.parametrize("name", ["", "a\x00b", "\ud83d"])
def test_what_is_no_file_name(name: str) -> None:
    documents, skipped = split(read([name]))
    assert documents == [] and "no file name" in skipped[0].reason
    skipped[0].reason.encode()


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(Path, "open", _deny)
    assert "check its permissions" in refused(tmp_path / "a.txt")


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", _deny)
    assert "check its permissions" in refused(tmp_path)


def test_an_unreadable_folder_inside_spoils_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/x.txt", "b/x.txt", "c/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: _deny() if Path(path).name == "b" else real(path))
    documents, skipped = split(read([tmp_path]))
    assert [document.id for document in documents] == ["a/x.txt", "c/x.txt"]
    assert skipped[0].document_id == str(tmp_path / "b")


def _deny(*args: Any, **settings: Any) -> Any:
    raise PermissionError(13, "Permission denied")


def test_an_input_that_breaks_off_while_it_is_read() -> None:
    class Broken(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    documents, skipped = split(read(["-"], stdin=Broken(b"x")))
    assert documents == []
    assert skipped[0].reason == "stdin: cannot be read (Input/output error); check the path"


# ---------------------------------------------------------------- folders


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    documents, skipped = split(read(tmp_path))
    assert [document.id for document in documents] == ["a/b.txt", "a/z.txt", "b.txt"]
    assert skipped == []


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").write_text(TEXT)
    assert "without files" in refused(tmp_path)


def test_links_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(TEXT)
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    documents, skipped = split(read([tmp_path]))
    assert [document.id for document in documents] == ["a/x.txt"]
    assert "gone.txt: does not exist" in skipped[0].reason


def test_equal_names_get_different_ids_and_one_file_is_read_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT)
    one, two = tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt"
    documents, skipped = split(read([one, two, one, tmp_path / "b"]))
    assert [document.id for document in documents] == ["x.txt", two.as_posix()]
    assert len(skipped) == 2 and all("given twice" in item.reason for item in skipped)


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    documents, _ = split(read([tmp_path]))
    assert documents[0].id == "\ufffd.txt"


# ---------------------------------------------------------------- standard input


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), "stdin"),
        (lines({"text": TEXT}), "stdin:1"),
        (lines({"id": "x", "text": TEXT}), "x"),
        (f"<!doctype html><html><body><article><p>{TEXT * 9}</p></article></body></html>".encode(), "stdin"),
        (b"[The parties met] in Callao, the ministry said.", "stdin"),
    ],
)
def test_standard_input_is_sniffed(data: bytes, expected: str) -> None:
    stream = io.BytesIO(data)
    documents, skipped = split(read(["-"], stdin=stream))
    assert ([document.id for document in documents], skipped) == ([expected], [])
    assert not documents[0].text.startswith(("<", "{")) and not stream.closed


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BufferedReader(io.BytesIO(TEXT.encode()))  # type: ignore[arg-type,unused-ignore]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer))
    documents, skipped = split(read(["-", "-"]))
    assert documents == [Document(id="stdin", text=TEXT)]
    assert "given twice" in skipped[0].reason


def test_an_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "a.export").write_bytes(lines({"id": "x", "text": TEXT}))
    documents, _ = split(read(tmp_path))
    assert documents == [Document(id="x", text=TEXT)]


# ---------------------------------------------------------------- JSON Lines


def test_every_field_of_a_line(tmp_path: Path) -> None:
    given = {
        "id": 7,
        "text": TEXT,
        "title": "Strike ends",
        "url": "https://news.example/7",
        "publisher": "EFE",
        "published": "2021-05-12T23:30:00-05:00",
        "language": "en-GB",
        "section": ["other", "keys", "are", "ignored"],
    }
    (tmp_path / "a.jsonl").write_bytes(lines(given, {"text": TEXT, "url": None, "title": ""}))
    first, second = read(tmp_path / "a.jsonl")
    assert first == Document(
        id="7",
        text=TEXT,
        url="https://news.example/7",
        title="Strike ends",
        publisher="EFE",
        published="2021-05-12",
        language="en",
    )
    assert second == Document(id="a.jsonl:2", text=TEXT)


def test_a_broken_line_7_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    good = [lines({"id": n, "text": TEXT}) for n in range(1, 10)]
    good[6] = b'{"id": 7, "text": "Dockers\n'
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(good))
    documents, skipped = split(read([path]))
    assert [document.id for document in documents] == ["1", "2", "3", "4", "5", "6", "8", "9"]
    assert len(skipped) == 1 and skipped[0].document_id == f"{path}:7"
    assert skipped[0].reason.startswith(f"{path}:7: is not valid JSON")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"not json", "not valid JSON"),
        (b'{"id": 1}', '"text" is missing'),
        (b'{"text": null}', '"text" is missing'),
        (b'{"text": 5}', '"text" is not text'),
        (b'{"text": "  "}', '"text" is empty'),
        (b'{"text": "x", "id": 1.5}', '"id" is neither'),
        (b'{"text": "x", "id": true}', '"id" is neither'),
        (b'{"text": "x", "id": ["a"]}', '"id" is neither'),
        (b'{"text": "x", "title": 3}', '"title" is not text'),
        (b'{"text": "x", "published": 1620777600}', '"published" is not text'),
        (b'{"text": "x", "published": "12 May"}', "no ISO day"),
        (b'{"text": "x", "published": "2021-02-30"}', "no ISO day"),
        (b'{"text": "x", "language": "fr"}', "language 'fr' is not supported; Regesta reads English"),
        (b'{"text": "\\ud800"}', "not valid JSON"),
        (b"\x81\x82\xff\x00{", "4: is binary"),
    ],
)
def test_a_bad_line_is_skipped_by_number(tmp_path: Path, line: bytes, said: str) -> None:
    good = lines({"id": "g", "text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_bytes(good + b"\n\r\n" + line + b"\n" + lines({"id": "h", "text": TEXT}).strip())
    documents, skipped = split(read([path]))
    assert [document.id for document in documents] == ["g", "h"]
    assert [item.document_id for item in skipped] == [f"{path}:4"]
    assert skipped[0].reason.startswith(f"{path}:4: ") and said in f"4: {skipped[0].reason}"


def test_an_id_that_comes_again_is_read_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"id": 1, "text": TEXT}, {"id": "1", "text": CURLY}))
    first, note, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Document) and isinstance(note, Skipped) and isinstance(second, Document)
    assert (first.id, note.document_id, second.id, second.text) == ("1", "1", "1", CURLY)
    assert note.reason.startswith("note: ") and "a.jsonl:2: id '1' came before" in note.reason


def test_a_line_that_is_not_utf8_is_decoded_and_said_once(tmp_path: Path) -> None:
    line = b'{"text": "The union\x92s strike in Callao ended on Tuesday, the ministry said."}\n'
    (tmp_path / "a.jsonl").write_bytes(line * 3)
    documents, skipped = split(read(tmp_path / "a.jsonl"))
    assert [document.text[:11] for document in documents] == ["The union’s"] * 3
    assert len(skipped) == 1 and "windows-1252" in skipped[0].reason


@pytest.mark.parametrize("data", [b'{\n  "text": "x"\n}\n', b'[\n{"text": "x"}\n]\n'])
def test_json_that_is_not_json_lines(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    assert "write each object on one line" in refused(tmp_path / "a.json")


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-16")
    assert "is UTF-16" in refused(tmp_path / "a.jsonl")


def test_a_byte_order_mark_before_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines({"id": "x", "text": TEXT}))
    assert list(read(tmp_path / "a.jsonl")) == [Document(id="x", text=TEXT)]


def test_a_stream_is_read_line_by_line_in_flat_memory() -> None:
    class Endless(io.RawIOBase):
        """Gives the same line for ever: a reader that is not lazy never comes back."""

        line = lines({"id": "x", "text": "word " * 2000})

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[: len(self.line)] = self.line
            return len(self.line)

    stream: BinaryIO = io.BufferedReader(Endless(), 1 << 15)
    items = read(["-"], stdin=stream)
    for _ in range(200):
        next(items)
    tracemalloc.start()
    try:
        for _ in range(2000):
            next(items)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    def sources() -> Iterator[Path]:
        yield tmp_path / "a.txt"
        raise AssertionError("asked for too early")

    (tmp_path / "a.txt").write_text(TEXT)
    assert next(read(sources())) == Document(id="a.txt", text=TEXT)


# ---------------------------------------------------------------- HTML

BODY = """
<nav><a href="/">Home</a></nav>
<article><h1>Strike in Callao ends</h1>
<p>Dockers in the port of Callao ended a strike on Tuesday after
a court ordered them back to work, the labour ministry said.</p>
<p>The union said it would appeal against the ruling within ten days &amp; keep its fund.</p>
<p>Ships had waited off the harbour for more than a week, shipping agents said.</p></article>
<footer>All rights reserved</footer>
"""
HEAD = """<meta charset="utf-8"><title>Strike in Callao ends | Port Times</title>
<meta property="og:site_name" content="Port Times">
<meta property="og:url" content="https://port.example/strike">
<meta property="article:published_time" content="2021-05-12T10:00:00Z">"""


def page(head: str = HEAD, body: str = BODY, lang: str = ' lang="en-GB"') -> str:
    return f"<!doctype html>\n<html{lang}><head>{head}</head><body>{body}</body></html>"


def test_an_html_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    (document,) = read(tmp_path / "a.html")
    assert document == Document(
        id="a.html",
        text="Strike in Callao ends\n\n"
        "Dockers in the port of Callao ended a strike on Tuesday after a court ordered them back to work, "
        "the labour ministry said.\n\n"
        "The union said it would appeal against the ruling within ten days & keep its fund.\n\n"
        "Ships had waited off the harbour for more than a week, shipping agents said.",
        url="https://port.example/strike",
        title="Strike in Callao ends",
        publisher="Port Times",
        published="2021-05-12",
        language="en",
    )


def test_the_title_comes_first_where_the_text_lacks_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(body=BODY.replace("<h1>Strike in Callao ends</h1>", "")))
    documents, _ = split(read(tmp_path / "a.html"))
    assert documents[0].text.startswith("Strike in Callao ends\n\nDockers")


def test_a_day_is_never_guessed_from_the_text(tmp_path: Path) -> None:
    head = "<title>Strike in Callao ends</title>"
    body = BODY.replace("ten days", "ten days of 3 March 2018")
    (tmp_path / "a.html").write_text(page(head=head, body=body, lang=""))
    documents, _ = split(read(tmp_path / "a.html"))
    assert (documents[0].published, documents[0].publisher, documents[0].language) == (None, None, None)


def test_the_encoding_a_page_declares(tmp_path: Path) -> None:
    declared = page(head='<meta charset="iso-8859-1">', body=BODY.replace("Callao", "Callao’s Muelle José"))
    (tmp_path / "a.html").write_bytes(declared.encode("cp1252"))
    documents, skipped = split(read(tmp_path / "a.html"))
    assert "Callao’s Muelle José" in documents[0].text and skipped == []


def test_an_encoding_that_a_page_hides_is_guessed_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(body=BODY.replace("Callao", "Callao’s José")).encode("cp1252"))
    documents, skipped = split(read(tmp_path / "a.html"))
    assert "Callao’s José" in documents[0].text
    assert "windows-1252" in skipped[0].reason


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<!doctype html><html><head><title>Home</title></head><body></body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<" * 1000,
        "<p>" * 3000,
    ],
)
def test_html_without_text(tmp_path: Path, html: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text(html)
    assert "without a main text" in refused(tmp_path / "a.html")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "html",
    [
        page(lang=' lang="fr-FR"'),
        page(head=HEAD + '<meta http-equiv="content-language" content="fr">', lang=""),
    ],
)
def test_a_page_in_another_language(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html)
    assert "language 'fr' is not supported; Regesta reads English" in refused(tmp_path / "a.html")


def test_a_page_is_read_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", _deny)
    (tmp_path / "a.html").write_text(page())
    assert len(split(read(tmp_path / "a.html"))[0]) == 1


# ---------------------------------------------------------------- any bytes

FRAGMENTS = [
    b"<html>",
    b"<p>",
    b"<!--",
    b'{"text": ',
    b'"x"',
    b"}",
    b"\n",
    b"[",
    b"\xff\xfe",
    b"\x00",
    b"\x92",
    b"word ",
]
BYTES = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join))


@given(data=BYTES, suffix=st.sampled_from([".txt", ".html", ".jsonl"]))
def test_no_bytes_raise_anything(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        documents, skipped = split(read([path]))
    assert documents or skipped
    assert all(document.text.strip() for document in documents)
    for item in skipped:
        item.reason.encode()


# ---------------------------------------------------------------- the registry


class Shouted:
    """A reader as another package would add it."""

    SUFFIXES = (".shout",)

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"SHOUT ")

    def read(self, stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
        data = stream.read().decode()
        if "mute" in data:
            raise InputError(f"{source}: is mute; shout louder")
        yield Document(id=name, text=data.lower())


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def plug(*points: EntryPoint) -> None:
        monkeypatch.setattr(_registry, "entry_points", lambda group: list(points))

    return plug


def test_the_folder_is_the_registry(plug_in: Callable[..., None]) -> None:
    plug_in()
    found, problems = _registry.readers()
    assert (list(found), problems) == (["html", "jsonl", "text"], [])


def test_another_package_adds_a_reader(
    plug_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda self: Shouted())
    plug_in(EntryPoint("shout", "pack:Shouted", _registry.GROUP), EntryPoint("text", "p:x", _registry.GROUP))
    (tmp_path / "a.shout").write_text("LOUD")
    (tmp_path / "b.shout").write_text("mute")
    (tmp_path / "c").write_text("SHOUT THIS")
    (tmp_path / "d.txt").write_text("SHOUT NOT")
    documents, skipped = split(read(tmp_path))
    assert [document.text for document in documents] == ["loud", "shout this", "SHOUT NOT"]
    assert skipped[0].reason.endswith("is mute; shout louder")


def test_a_reader_that_cannot_be_loaded_is_told(plug_in: Callable[..., None], tmp_path: Path) -> None:
    plug_in(EntryPoint("shout", "no_such_package_at_all:reader", _registry.GROUP))
    (tmp_path / "a.txt").write_text(TEXT)
    documents, skipped = split(read(tmp_path))
    assert len(documents) == 1
    assert skipped[0].document_id == "shout" and "cannot be loaded" in skipped[0].reason
