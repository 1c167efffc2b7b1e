"""Items of IPTC's ninjs in its three versions, alone, in a list and one a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.read.reading import TEXT, lines, refused, split

from regesta.model import Document, Skipped
from regesta.read import read

ONE: dict[str, Any] = {
    "uri": "https://wire.example/7",
    "type": "text",
    "version": "2",
    "firstcreated": "2024-05-21T23:30:00-05:00",
    "versioncreated": "2024-05-23T08:00:00+02:00",
    "embargoed": "2024-05-23T12:00:00Z",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Strike ends",
    "byline": "By Ana Cruz",
    "body_text": f"{TEXT}\n\nA judge had ordered it.",
    "body_xhtml": "<p>Another text</p>",
    "copyrightholder": "Coast Wire",
    "usageterms": "None of them",
}
TWO: dict[str, Any] = {
    "uri": "tag:wire.example,2024:7",
    "headlines": [{"role": "main", "value": "Strike ends"}, {"role": "short", "value": "Strike"}],
    "bodies": [
        {"role": "main", "contenttype": "text/html", "value": f"<p>{TEXT}</p><p>A judge had <b>ordered</b> it.</p>"},
    ],
    "infosources": [{"name": "Coast Wire"}],
    "versioncreated": "2024-05-23T08:00:00Z",
}
THREE: dict[str, Any] = {
    "uri": "tag:wire.example,2024:7",
    "versionCreated": "2024-05-23T08:00:00Z",
    "pubStatus": "usable",
    "headlines": [{"value": "Strike ends"}],
    "bodies": [{"contentType": "text/html", "value": "<p>Other</p>"}, {"contentType": "text/plain", "value": TEXT}],
    "infoSources": [{"literal": "Coast Wire"}],
}


def write(path: Path, found: object) -> Path:
    path.write_text(json.dumps(found, indent=1))
    return path


def test_version_one(tmp_path: Path) -> None:
    assert list(read(write(tmp_path / "a.ninjs", ONE))) == [
        Document(
            id="https://wire.example/7:2",
            text=f"{TEXT}\n\nA judge had ordered it.",
            url="https://wire.example/7",
            title="Strike ends",
            publisher="Coast Wire",
            published="2024-05-21",
            language="en",
            item="https://wire.example/7",
            version=2,
            issued="2024-05-23T06:00:00Z",
            embargo="2024-05-23T12:00:00Z",
        )
    ]


@pytest.mark.parametrize(("found", "text"), [(TWO, f"{TEXT}\n\nA judge had ordered it."), (THREE, TEXT)])
def test_versions_two_and_three(tmp_path: Path, found: object, text: str) -> None:
    assert list(read(write(tmp_path / "a.json", found))) == [
        Document(
            id="tag:wire.example,2024:7",
            text=text,
            title="Strike ends",
            publisher="Coast Wire",
            published="2024-05-23",
            item="tag:wire.example,2024:7",
            issued="2024-05-23T08:00:00Z",
        )
    ]


def test_markup_where_there_is_no_plain_body(tmp_path: Path) -> None:
    found = {**ONE, "body_text": " ", "body_xhtml": f"<div><p>{TEXT}</p><p>It rained.</p></div>", "source": "Wire"}
    del found["copyrightholder"]
    (document,) = read(write(tmp_path / "a.ninjs", found))
    assert isinstance(document, Document)
    assert (document.text, document.publisher) == (f"{TEXT}\n\nIt rained.", "Wire")


@pytest.mark.parametrize("written", ["withheld", "canceled", "cancelled"])
def test_a_kill_needs_no_text(tmp_path: Path, written: str) -> None:
    status = "withheld" if written == "withheld" else "canceled"
    killed = {"uri": "tag:wire.example,2024:7", "version": "3", "pubstatus": written, "language": "fr"}
    (document,) = read(write(tmp_path / "a.json", killed))
    assert isinstance(document, Document)
    assert (document.text, document.item, document.version, document.status) == (
        "", "tag:wire.example,2024:7", 3, status,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a.ninjs", "a.json", "a.jsonl", "a"])
def test_a_list_and_one_a_line(tmp_path: Path, name: str) -> None:
    items = [ONE, {**TWO, "uri": "b"}, {"uri": "c", "bodies": []}]
    for text in (json.dumps(items, indent=2), json.dumps(items), lines(*items).decode(), "\n" + lines(*items).decode()):
        (tmp_path / name).write_text(text)
        documents, skipped = split(read(tmp_path / name))
        assert [document.item for document in documents] == ["https://wire.example/7", "b"]
        assert len(skipped) == 1 and skipped[0].reason.startswith(f"{tmp_path / name}:")
        assert '"body_text" is missing' in skipped[0].reason


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.ninjs"
    for bad in (0, 1):
        good = [lines(ONE), lines(TWO), lines(THREE)]
        good[bad] = b'{"uri": "x", "body_te\n'
        path.write_bytes(b"".join(good))
        documents, skipped = split(read(path))
        assert len(documents) == 2
        assert [item.document_id for item in skipped] == [f"{path}:{bad + 1}"]
        assert "is not valid JSON" in skipped[0].reason


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pubstatus": "spiked"}, "\"pubstatus\" 'spiked' is not known; write usable, withheld or canceled"),
        ({"version": "two"}, "\"version\" 'two' is no whole number"),
        ({"versioncreated": "yesterday"}, "\"versioncreated\" 'yesterday' is no ISO moment"),
        ({"embargoed": "yesterday"}, "\"embargoed\" 'yesterday' is no ISO moment"),
        ({"language": "fr"}, "language 'fr' is not supported"),
        ({"uri": None, "pubstatus": "canceled"}, '"uri" is missing, so that nobody knows what is canceled'),
        ({"body_text": None, "body_xhtml": "<p> </p>"}, '"body_text" is missing'),
    ],
)
def test_a_bad_item(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    path = write(tmp_path / "a.ninjs", {**ONE, **changed})
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped) and skipped.reason.startswith(f"{path}: {said}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b'{"uri": "a", "body_text": ', "is not valid JSON (unexpected end of data, line 1, column"),
        (b"5", "is not a JSON object"),
        (b"[" * 5000, "is not valid JSON"),
        (b"abc\x00\x01\x02\x00def", "is binary data"),
    ],
)
def test_what_is_no_item(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.ninjs").write_bytes(data)
    assert said in refused(tmp_path / "a.ninjs")
