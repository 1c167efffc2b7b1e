"""Tables as text: delimiters, names, encodings, and rows that are broken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.reading import CURLY, TEXT, refused, split

from regesta.model import Document
from regesta.read import csv as reader
from regesta.read import read


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_field_of_a_row(tmp_path: Path, delimiter: str) -> None:
    names = ["ID", "Text", " url", "title", "publisher", "Published", "language", "item", "version", "issued", "mood"]
    first = ["7", f'He said: "{TEXT}"\n\nA second, and; a | third\tparagraph.', "https://port.example/7", "Strike ends"]
    first += ["EFE", "2024-05-21T23:00:00-05:00", "en-GB", "port:7", "2", "2024-05-21T23:00:00-05:00", "calm"]
    path = tmp_path / "a.csv"
    path.write_text(table(names, first, ["", TEXT], delimiter=delimiter), newline="")
    assert list(read(path)) == [
        Document(
            id="7",
            text=first[1],
            url="https://port.example/7",
            title="Strike ends",
            publisher="EFE",
            published="2024-05-21",
            language="en",
            item="port:7",
            version=2,
            issued="2024-05-22T04:00:00Z",
        ),
        Document(id="a.csv:5", text=TEXT),
    ]


def test_tabs_and_quotation_marks_that_are_the_texts_own(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f'id\ttext\n1\t"Peace now," she said.\n2\t{TEXT}\n')
    assert list(read(path)) == [Document(id="1", text='"Peace now," she said.'), Document(id="2", text=TEXT)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_need_no_guess(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table(["id", "text"], ["1", CURLY], ["2", CURLY]).encode(encoding))
    assert list(read(path)) == [Document(id="1", text=CURLY), Document(id="2", text=CURLY)]


def test_another_encoding_is_guessed_and_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table(["id", "text"], ["1", CURLY], ["2", CURLY]).encode("cp1252"))
    documents, skipped = split(read(path))
    assert [document.text for document in documents] == [CURLY, CURLY]
    assert len(skipped) == 1 and skipped[0].reason.startswith(f"note: {path}:2: decoded as windows-1252")


def test_lone_carriage_returns_end_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f"id,text\r1,{TEXT}\r2,{TEXT}\r".encode())
    assert [document.id for document in split(read(tmp_path / "a.csv"))[0]] == ["1", "2"]


def test_a_huge_cell(tmp_path: Path) -> None:
    text = (TEXT + " ") * 100_000
    (tmp_path / "a.csv").write_text(table(["id", "text"], ["1", text.strip()]))
    documents, skipped = split(read(tmp_path / "a.csv"))
    assert documents[0].text == text.strip() and skipped == []


def test_broken_rows_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["id,text", f"1,{TEXT}", '2,"Dockers" ended it', f"3,{TEXT},too,many", '4,"Dockers', f"5,{TEXT}"]
    rows += ["6,", f"7,{TEXT},,", "", f"8,{TEXT}", '9,"Dockers']
    path.write_text("\n".join(rows))
    documents, skipped = split(read(path))
    assert [document.id for document in documents] == ["1", "5", "7", "8"]
    assert [item.document_id for item in skipped] == [f"{path}:{line}" for line in (3, 4, 5, 7, 11)]
    said = [item.reason.removeprefix(f"{item.document_id}: ") for item in skipped]
    assert said[0].startswith("is a broken row (") and said[0].endswith("; mend its quotation marks")
    assert said[1].startswith("has 4 cells for 2 columns")
    assert said[2].startswith("is a broken row (") and said[4].startswith("is a broken row (")
    assert said[3].startswith('"text" is missing')


def test_a_table_without_a_column_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id;body;date\n1;{TEXT};2024-05-21\n")
    expected = f'{path}: has no column "text"; its first line names id, body, date; '
    assert refused(path) == expected + 'name the column that holds the text "text"'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty; give a table"),
        (b"\n \n", "is empty; give a table"),
        (b"id,text\x00\x00\x00\n", "is binary data"),
        (b"%PDF-1.7 id,text\n", "is a PDF document"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert said in refused(tmp_path / "a.csv")


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LARGEST", 1000)
    (tmp_path / "a.csv").write_text(f"id,text\n1,{TEXT}\n2,{'word ' * 1000}\n")
    documents, skipped = split(read(tmp_path / "a.csv"))
    assert len(documents) == 1 and "has a line of more than 16 MiB" in skipped[0].reason


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    lambda cell: bool(cell.strip())
)


@given(texts=st.lists(CELLS, min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_what_the_library_writes_is_read_as_it_was(texts: list[str], delimiter: str) -> None:
    data = table(["id", "text"], *([str(n), text] for n, text in enumerate(texts)), delimiter=delimiter)
    found, skipped = split(reader.read(io.BytesIO(data.encode()), source="a.csv", name="a.csv"))
    assert ([document.text for document in found], skipped) == (texts, [])
