"""What holds of every record of every document: spans slice the text, and nothing depends on company or order."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from tests.conftest import WEDNESDAY

from regesta.export import writer
from regesta.export.jsonl import schema
from regesta.model import Coded, Document, Report
from regesta.pipeline.code import Coder
from regesta.read.layout import lay_out

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@cache
def documents() -> tuple[Document, ...]:
    """The cases, the example, and whatever texts lie beside the project."""
    files = [*sorted((ROOT / "tests" / "cases").glob("*.txt")), ROOT / "examples" / "report.txt"]
    files += sorted((SHARED / "seed").glob("*.txt"))
    out = [Document(path.stem, path.read_bytes().decode("utf-8"), published=WEDNESDAY) for path in files]
    news = SHARED / "gold" / "TR_News.jsonl"
    if news.is_file():
        lines = news.read_text("utf-8").splitlines()[:40]
        out += [Document(f"news-{n}", _longest(json.loads(line)), published=WEDNESDAY) for n, line in enumerate(lines)]
    return tuple(out)


def _longest(row: object) -> str:
    """The text of a row, whatever its key is called."""
    values = row.values() if isinstance(row, dict) else [row]
    return max((v for v in values if isinstance(v, str)), key=len, default="")


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, Coded]:
    """All documents, coded once in their order."""
    return {one.document.id: one for one in coder.code(documents())}


DOCUMENTS = pytest.mark.parametrize("document", documents(), ids=lambda d: d.id)
COMPANY = runs(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spans(record: object, name: str = "report") -> Iterator[tuple[str, int | None, int | None, str | None]]:
    """Every (where, start, end, text) of a record and of all that it holds."""
    if isinstance(record, tuple):
        for item in record:
            yield from spans(item, name)
    elif dataclasses.is_dataclass(record):
        values = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
        if "start" in values:
            yield name, values["start"], values["end"], values["text"]
        for key, value in values.items():
            yield from spans(value, f"{name}.{key}")


def shifted(record: object, by: int) -> object:
    """A record with all offsets moved, and without what hangs on place in the document."""
    if isinstance(record, tuple):
        return tuple(shifted(item, by) for item in record)
    if not dataclasses.is_dataclass(record):
        return record
    values = {f.name: shifted(getattr(record, f.name), by) for f in dataclasses.fields(record)}
    for key in ("start", "end"):
        at = values.get(key)
        if isinstance(at, int):
            values[key] = at + by
    return tuple((key, value) for key, value in values.items() if key not in ("id", "part_of", "sentence"))


def test_the_walk_finds_every_kind_of_span(coded: dict[str, Coded]) -> None:
    found = {where for one in coded.values() for r in one.reports for where, *_ in spans(r)}
    wanted = ("actors", "recipients", "date", "place", "attribution", "casualties", "casualties.attribution", "trigger",
              "mentions")  # fmt: skip
    assert found == {f"report.{name}" for name in wanted}


@DOCUMENTS
def test_every_span_slices_the_text(coded: dict[str, Coded], document: Document) -> None:
    for report in coded[document.id].reports:
        for where, start, end, text in spans(report):
            if where == "report.date" and start is None:
                assert (end, text) == (None, None)
                continue
            assert start is not None and end is not None
            assert document.text[start:end] == text != "", where
            assert text == text.strip(), where


@DOCUMENTS
def test_records_agree_with_themselves(coded: dict[str, Coded], document: Document) -> None:
    one = coded[document.id]
    assert one.skipped == ()
    ids = [r.id for r in one.reports]
    assert len(ids) == len(set(ids))
    for report in one.reports:
        assert report.document_id == document.id
        assert report.part_of is None or report.part_of in ids
        assert 0 <= report.confidence <= 1
        assert (report.date is None) or ((report.date.start is None) == (report.date.basis != "stated"))
        assert all(c.low is None or c.high is None or c.low <= c.high for c in report.casualties)
        assert len({(m.start, m.end) for m in report.mentions}) == len(report.mentions) > 0


@DOCUMENTS
def test_coding_again_alone_changes_nothing(coder: Coder, coded: dict[str, Coded], document: Document) -> None:
    assert list(coder.code([document])) == [coded[document.id]]


@given(st.permutations(range(len(documents()))), st.integers(1, 12))
@COMPANY
def test_order_and_company_change_nothing(coder: Coder, coded: dict[str, Coded], order: list[int], size: int) -> None:
    chosen = [documents()[n] for n in order[:12]]
    batches = [chosen[n : n + size] for n in range(0, len(chosen), size)]
    got = [one for batch in batches for one in coder.code(batch)]
    assert got == [coded[d.id] for d in chosen]


@DOCUMENTS
def test_json_lines_follow_the_schema(coded: dict[str, Coded], document: Document) -> None:
    out = io.StringIO()
    writer("jsonl")([coded[document.id]], out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == len(coded[document.id].reports)
    check = jsonschema.Draft202012Validator(schema())
    for line in lines:
        assert [error.message for error in check.iter_errors(line)] == []


BEFORE = "The sky was blue in the morning, and the streets were wet.\n\n"


@DOCUMENTS
def test_a_paragraph_before_moves_offsets_only(coder: Coder, document: Document) -> None:
    """Of the paragraphs alone: a headline and a dateline stand first or are none."""
    start = next((b.start for b in lay_out(document.text).blocks if b.kind == "paragraph"), None)
    if start is None:
        pytest.skip("the document has no paragraph")
    text = document.text[start:]
    reports: list[tuple[Report, ...]] = []
    for words in (BEFORE + text, BEFORE + BEFORE + text):
        (one,) = coder.code([Document("x", words, published=WEDNESDAY)])
        reports.append(one.reports)
    assert shifted(reports[0], len(BEFORE)) == shifted(reports[1], 0)


PIECES = st.sampled_from(
    ["Rebels", "attacked", "Gao", "on Monday", "killing five", "people", ",", ".", '"', "“", "”", "\n\n", "(", ")",
     "the army said", "According to", "the police", "arrested", "two students", "who", "and", "Kenya", "met", "Uganda",
     "[", "]", "The attack", "They", "the two leaders", "—", "\u00a0", "😀", "Türkiye’s", "one of the attacks", "no",
     "will", ";"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
@runs(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_coded_with_true_spans(coder: Coder, text: str) -> None:
    (one,) = coder.code([Document("any", text, published=WEDNESDAY)])
    assert one.skipped == ()
    for report in one.reports:
        for where, start, end, words in spans(report):
            if start is not None:
                assert text[start:end] == words != "", where
