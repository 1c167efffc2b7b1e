"""HTML pages: text, title, day, publisher, language, encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.reading import BODY, HEAD, deny, page, refused, split

from regesta.model import Document
from regesta.read import read


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
    monkeypatch.setattr("socket.socket.connect", deny)
    (tmp_path / "a.html").write_text(page())
    assert len(split(read(tmp_path / "a.html"))[0]) == 1
