"""Addresses on the web: robots.txt, limits, conditional requests, and answers of which nothing can be made."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from tests.read.reading import TEXT, lines, page, split

from regesta.model import Document, Skipped
from regesta.read import _web, read

SITE = "https://port.example"
PAGE = f"{SITE}/strike"
REAL = _web.Web
Answer = httpx.Response | Exception
Serve = Callable[..., list[httpx.Request]]


class Chunks(httpx.SyncByteStream):
    """A body that comes in pieces."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self.chunks


def raw(chunks: Iterator[bytes], **headers: str) -> httpx.Response:
    return httpx.Response(200, stream=Chunks(chunks), headers=headers)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Let ``read`` meet these answers, by path, in place of the network; returns the requests as they come."""

    def start(answers: dict[str, Answer | Callable[[httpx.Request], Answer]]) -> list[httpx.Request]:
        asked: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            at = str(request.url.copy_with(userinfo=b"")).removeprefix(SITE)
            found = answers.get(at, httpx.Response(404))
            found = found(request) if callable(found) else found
            if isinstance(found, Exception):
                raise found
            if isinstance(found.stream, Chunks):
                return found
            # Anew each time, as over a wire.
            return httpx.Response(found.status_code, headers=found.headers, stream=Chunks(iter([found.content])))

        monkeypatch.setattr(_web, "Web", partial(REAL, httpx.MockTransport(answer)))
        return asked

    return start


def said(url: str = PAGE) -> str:
    """The one line that an address gives, without its address."""
    documents, skipped = split(read([url]))
    assert documents == [] and len(skipped) == 1 and skipped[0].document_id == url
    return skipped[0].reason.replace(f"{url}: ", "", 1)


def html(text: str | None = None, **headers: str) -> httpx.Response:
    return httpx.Response(200, html=text or page(head="<title>Strike in Callao ends</title>"), headers=headers)


# ---------------------------------------------------------------- what is read


def test_a_page(serve: Serve) -> None:
    asked = serve({"/strike": html()})
    (document,) = read([f"{PAGE}#top"])
    assert isinstance(document, Document) and document.text.startswith("Strike in Callao ends\n\nDockers")
    assert (document.id, document.url, document.publisher) == (PAGE, PAGE, "port.example")
    assert [request.url.path for request in asked] == ["/robots.txt", "/strike"]
    for request in asked:
        assert request.headers["user-agent"].startswith("regesta/")
        assert request.headers["user-agent"].endswith(" (+https://pypi.org/project/regesta/)")


def test_the_type_or_the_suffix_or_the_first_bytes_tell_the_format(serve: Serve) -> None:
    feed = f"<rss version='2.0'><channel><title>Port</title><item><guid>a:1</guid><description>{TEXT}</description>"
    feed += "</item></channel></rss>"
    table = f"id,text\n1,{TEXT}\n"
    serve(
        {
            "/a": httpx.Response(200, text=feed, headers={"content-type": "application/rss+xml; charset=utf-8"}),
            "/b": httpx.Response(200, text=feed, headers={"content-type": "text/html"}),
            "/c.txt": httpx.Response(200, text=TEXT),
            "/d.jsonl.gz": httpx.Response(200, content=gzip.compress(lines({"text": TEXT}))),
            "/e?format=csv": httpx.Response(200, text=table, headers={"content-type": "text/csv"}),
            "/f": httpx.Response(200, text=json.dumps({"uri": "x:1", "body_text": TEXT})),
        }
    )
    addresses = [f"{SITE}/{path}" for path in ("a", "b", "c.txt", "d.jsonl.gz", "e?format=csv", "f")]
    documents, skipped = split(read(addresses))
    assert skipped == [] and [document.text for document in documents] == [TEXT] * 6
    ids = ["a:1", "a:1", f"{SITE}/c.txt", f"{SITE}/d.jsonl.gz:1", "1", "x:1"]
    assert [document.id for document in documents] == ids


def test_files_and_addresses_together_and_one_twice(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    serve({"/strike": html(), "/rain": httpx.Response(200, text=TEXT)})
    documents, skipped = split(read([tmp_path / "a.txt", PAGE, f"{SITE}/rain", PAGE], publisher="EFE"))
    assert [(one.id, one.publisher) for one in documents] == [
        ("a.txt", "EFE"),
        (PAGE, "port.example"),
        (f"{SITE}/rain", "EFE"),
    ]
    assert [one.reason for one in skipped] == [f"{PAGE}: is given twice; it was read the first time"]


def test_nothing_is_fetched_before_it_is_asked_for(serve: Serve) -> None:
    asked = serve({"/strike": html(), "/rain": html()})
    items = read([PAGE, f"{SITE}/rain"])
    assert asked == []
    next(items)
    assert [request.url.path for request in asked] == ["/robots.txt", "/strike"]


def test_a_password_is_for_the_server_alone(serve: Serve) -> None:
    asked = serve({"/secret": httpx.Response(200, text=TEXT)})
    found = list(read(["https://ana:s3cret@port.example/secret", "https://ana:s3cret@port.example/gone"]))
    assert found[0] == Document(id=f"{SITE}/secret", text=TEXT, url=f"{SITE}/secret")
    assert isinstance(found[1], Skipped) and "s3cret" not in str(found)
    assert "authorization" in asked[-1].headers


# ---------------------------------------------------------------- robots.txt


@pytest.mark.parametrize("agent", ["*", "Regesta"])
def test_what_robots_txt_does_not_allow(serve: Serve, agent: str) -> None:
    rules = f"User-agent: {agent}\nDisallow: /strike\n"
    asked = serve({"/robots.txt": httpx.Response(200, text=rules), "/strike": html(), "/rain": html()})
    documents, skipped = split(read([PAGE, f"{SITE}/rain"]))
    assert [one.reason for one in skipped] == [
        f"{PAGE}: robots.txt of port.example does not allow it; ask the publisher, or give it as a file"
    ]
    assert [document.id for document in documents] == [f"{SITE}/rain"]
    assert [request.url.path for request in asked] == ["/robots.txt", "/rain"], "the rules are asked for once"


def test_rules_for_others_do_not_matter(serve: Serve) -> None:
    rules = "User-agent: otherbot\nDisallow: /\n"
    serve({"/robots.txt": httpx.Response(200, text=rules), "/strike": html()})
    assert len(split(read([PAGE]))[0]) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_without_robots_txt_all_is_allowed(serve: Serve, status: int) -> None:
    serve({"/robots.txt": httpx.Response(status, text="User-agent: *\nDisallow: /"), "/strike": html()})
    assert len(split(read([PAGE]))[0]) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(500), "https://port.example/robots.txt answers 500, "),
        (httpx.Response(503), "https://port.example/robots.txt answers 503, "),
        (httpx.ReadTimeout("timed out"), "https://port.example/robots.txt cannot be fetched (timed out), "),
        (httpx.ConnectError("refused"), "https://port.example/robots.txt cannot be fetched (refused), "),
        (httpx.Response(302, headers={"location": "/robots.txt"}), "https://port.example/robots.txt leads on more "),
    ],
)
def test_where_the_rules_cannot_be_known_nothing_is_fetched(serve: Serve, answer: Answer, reason: str) -> None:
    asked = serve({"/robots.txt": answer, "/strike": html()})
    assert said().startswith(reason)
    assert said().endswith("and so nothing is fetched from there; try again later")
    assert all(request.url.path == "/robots.txt" for request in asked)


def test_rules_that_stand_elsewhere(serve: Serve) -> None:
    moved = httpx.Response(301, headers={"location": "/rules"})
    serve({"/robots.txt": moved, "/rules": httpx.Response(200, text="User-agent: *\nDisallow: /"), "/strike": html()})
    assert said().startswith("robots.txt of port.example does not allow it")


def test_each_host_has_its_own_rules(serve: Serve) -> None:
    asked = serve(
        {
            "/strike": httpx.Response(302, headers={"location": "https://other.example/strike"}),
            "https://other.example/robots.txt": httpx.Response(200, text="User-agent: *\nDisallow: /"),
        }
    )
    assert said().startswith("robots.txt of other.example does not allow it")
    assert asked[-1].url.path == "/robots.txt"


# ---------------------------------------------------------------- conditional requests


def test_what_has_not_changed_is_not_read_again(serve: Serve) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        same = request.headers.get("if-none-match") == '"1"' and "if-modified-since" in request.headers
        return httpx.Response(304) if same else html(etag='"1"', **{"last-modified": "Tue, 21 May 2024 10:30:00 GMT"})

    serve({"/strike": answer})
    known: dict[str, tuple[str | None, str | None]] = {}

    def remember(url: str, etag: str | None, modified: str | None) -> None:
        known[url] = (etag, modified)

    first = list(read([PAGE], validators=known.get, on_fetched=remember))
    assert len(first) == 1 and known == {PAGE: ('"1"', "Tue, 21 May 2024 10:30:00 GMT")}
    again = list(read([PAGE], validators=known.get, on_fetched=remember))
    assert again == [Skipped(PAGE, "read", f"note: {PAGE}: has not changed since the last run")]


def test_only_what_was_read_to_its_end_is_remembered(serve: Serve) -> None:
    serve(
        {"/strike": html(), "/a.jsonl": httpx.Response(200, content=lines(*[{"text": TEXT}] * 3)), "/b": html("<html>")}
    )
    told: list[str] = []

    def remember(url: str, etag: str | None, modified: str | None) -> None:
        told.append(url)

    items = read([f"{SITE}/gone", f"{SITE}/b", f"{SITE}/a.jsonl", PAGE], on_fetched=remember)
    for _ in range(5):
        next(items)
    assert told == []
    next(items)
    assert told == [f"{SITE}/a.jsonl"]
    assert list(items) == [] and told == [f"{SITE}/a.jsonl", PAGE]


# ---------------------------------------------------------------- what cannot be had


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(404), "the server answers 404 Not Found; check the address"),
        (httpx.Response(500), "the server answers 500 Internal Server Error; check the address"),
        (httpx.Response(204), "the server answers 204 No Content; check the address"),
        (httpx.Response(304), "the server answers 304 Not Modified; check the address"),
        (httpx.Response(302), "the server answers 302 Found; check the address"),
        (httpx.ConnectTimeout("timed out"), "cannot be fetched (timed out); check the address and the network"),
        (httpx.ConnectError(""), "cannot be fetched (ConnectError); check the address and the network"),
        (httpx.RemoteProtocolError("a\nb"), "cannot be fetched (a b); check the address and the network"),
        (
            httpx.Response(302, headers={"location": "/strike"}),
            "leads on more than 5 times; give the address where it ends",
        ),
        (
            httpx.Response(302, headers={"location": "file:///etc/hostname"}),
            "leads on to 'file:///etc/hostname', which is no",
        ),
        (httpx.Response(200), "is empty; give a file with text in it"),
        (httpx.Response(200, content=b"%PDF-1.7\n"), "is a PDF document; extract its text first"),
    ],
)
def test_an_answer_that_is_none(serve: Serve, answer: Answer, reason: str) -> None:
    serve({"/strike": answer})
    assert said().startswith(reason)


def test_five_steps_on_are_followed(serve: Serve) -> None:
    steps: dict[str, Answer] = {f"/{n}": httpx.Response(301, headers={"location": f"/{n + 1}"}) for n in range(5)}
    serve({**steps, "/5": httpx.Response(200, text=TEXT)})
    assert list(read([f"{SITE}/0"])) == [Document(id=f"{SITE}/0", text=TEXT, url=f"{SITE}/0")]


def endless() -> Iterator[bytes]:
    while True:
        yield b"<p>Dockers ended a strike.</p>" * 2000


@pytest.mark.parametrize("name", ["strike", "feed.xml", "lines.jsonl"])
def test_an_answer_without_end(serve: Serve, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_web, "_LARGEST", 1 << 20)
    serve({f"/{name}": raw(endless())})
    assert said(f"{SITE}/{name}") == "sends more than 64 MiB, as an endless answer does; give a smaller part"


def test_an_answer_that_takes_too_long(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_web, "_LONGEST", -1.0)
    serve({"/strike": raw(endless())})
    assert said() == "takes more than -1 seconds to send; try again later"
    serve({"/robots.txt": raw(endless()), "/strike": html()})
    assert said().startswith(f"{SITE}/robots.txt cannot be fetched (takes more than -1 seconds to send; try again")


def test_an_answer_that_breaks_off(serve: Serve) -> None:
    def broken() -> Iterator[bytes]:
        yield b"<html>"
        raise httpx.ReadError("connection reset")

    serve({"/strike": raw(broken())})
    assert said() == "cannot be fetched (connection reset); check the address and the network"


def test_an_answer_that_is_a_bomb(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regesta.read._gzip._HARMLESS", 1 << 20)
    bomb = gzip.compress(b"<html>" + b" " * 5_000_000)
    serve({"/strike": raw(iter([bomb]), **{"content-encoding": "gzip", "content-type": "text/html"})})
    assert said() == "inflates to more than 200 times its size; it looks like a decompression bomb"


def test_compression_that_was_asked_for_and_other(serve: Serve) -> None:
    once = gzip.compress(lines({"text": TEXT}))
    serve(
        {
            "/a.jsonl": raw(iter([once]), **{"content-encoding": "gzip"}),
            "/b.jsonl.gz": raw(iter([gzip.compress(once)]), **{"content-encoding": "gzip"}),
            "/strike": raw(iter([b"\x0b\x02"]), **{"content-encoding": "br"}),
        }
    )
    documents, skipped = split(read([f"{SITE}/a.jsonl", f"{SITE}/b.jsonl.gz"]))
    assert ([document.text for document in documents], skipped) == ([TEXT, TEXT], [])
    assert said() == "comes compressed as 'br', which was not asked for"


@pytest.mark.parametrize("outer", [0, 30])
def test_what_was_compressed_twice_and_breaks_off(serve: Serve, outer: int) -> None:
    many = lines(*({"text": f"{TEXT} {n * n}"} for n in range(2000)))
    once = gzip.compress(many)
    twice = gzip.compress(once if outer else once[:-3000])
    serve({"/a.jsonl.gz": raw(iter([twice[: len(twice) - outer]]), **{"content-encoding": "gzip"})})
    documents, skipped = split(read([f"{SITE}/a.jsonl.gz"]))
    assert 500 < len(documents) <= 2000
    assert len(skipped) == 1 and "ends in the middle of its compressed data" in skipped[0].reason


@pytest.mark.parametrize("url", ["https://", "http://[::1", "https://port.example:99999/", "http:///strike"])
def test_what_is_no_address(serve: Serve, url: str) -> None:
    serve({})
    documents, skipped = split(read([url]))
    assert documents == [] and len(skipped) == 1 and skipped[0].reason.startswith(f"{url}: ")


# ---------------------------------------------------------------- a real server


class Site(BaseHTTPRequestHandler):
    """A small site on this machine."""

    def do_GET(self) -> None:
        found = {
            "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private/\n"),
            "/strike": (200, "text/html; charset=utf-8", page().encode()),
            "/feed": (
                200,
                "text/html",
                b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head>",
            ),
        }
        status, media, body = found.get(self.path, (404, "text/plain", b"none"))
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output belongs to the tests."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_the_wire(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    documents, skipped = split(read([f"{site}/strike", f"{site}/private/a", f"{site}/gone", f"{site}/feed"]))
    assert [(document.id, document.publisher) for document in documents] == [(f"{site}/strike", "Port Times")]
    reasons = [one.reason.replace(f"{one.document_id}: ", "") for one in skipped]
    assert reasons[0].startswith(f"robots.txt of {site.removeprefix('http://')} does not allow it")
    assert reasons[1] == "the server answers 404 Not Found; check the address"
    assert reasons[2] == "is HTML without a main text; give the page of one article, or its feed /rss"


def test_a_server_that_is_not_there(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    documents, skipped = split(read(["http://127.0.0.1:9/strike"]))
    assert documents == [] and "http://127.0.0.1:9/robots.txt cannot be fetched (" in skipped[0].reason
