"""The names that ``import regesta`` gives, and what the README says of them."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from itertools import count, islice
from pathlib import Path

import pytest

import regesta
from regesta import Coder, Document, InputError, RegestaError, Settings

ROOT = Path(__file__).parent.parent
ATTACK = "Rebels attacked the town of Gao on Tuesday, killing five soldiers."


def test_every_public_name_is_there() -> None:
    assert len(set(regesta.__all__)) == len(regesta.__all__)
    assert all(getattr(regesta, name) is not None for name in regesta.__all__)
    assert 15 <= len(regesta.__all__) <= 25
    assert set(regesta.__all__) <= set(dir(regesta))


def test_every_public_name_is_documented() -> None:
    page = ROOT / "docs" / "python.md"
    assert page.is_file(), "docs/python.md is the page of the public names"
    text = page.read_text("utf-8")
    assert [name for name in regesta.__all__ if not re.search(rf"`(regesta\.)?{name}\b", text)] == []


def test_every_documented_name_is_public() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    named = {name for page in pages for name in re.findall(r"\bregesta\.([A-Za-z]\w*)", page.read_text("utf-8"))}
    entry_points = {"datasets", "exporters", "readers"}
    modules = {info.name for info in pkgutil.iter_modules(regesta.__path__)}
    assert named - set(regesta.__all__) - modules - entry_points - {"toml", "git"} == set()
    for page in pages:
        for names in re.findall(r"from regesta import ([\w, ]+)", page.read_text("utf-8")):
            assert {name.strip() for name in names.split(",")} <= set(regesta.__all__)


def test_importing_is_light() -> None:
    heavy = ("spacy", "thinc", "rich", "trafilatura", "duckdb", "pyarrow", "httpx")
    script = f"import sys, regesta; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_no_public_name_is_that_of_a_module() -> None:
    assert {info.name for info in pkgutil.iter_modules(regesta.__path__)} & set(regesta.__all__) == set()


def test_unknown_names_are_refused_as_usual() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = regesta.nonsense


def test_code_a_text() -> None:
    (report,) = regesta.code(ATTACK, published="2024-05-15")
    assert (report.event, report.factuality, report.document_id) == ("ASSAULT", "occurred", "text")
    assert report.date is not None and report.date.value == "2024-05-14"
    assert report.place is not None and report.place.name == "Gao"
    assert [(c.outcome, c.low) for c in report.casualties] == [("killed", 5)]
    assert all(isinstance(a, regesta.Actor) for a in report.actors)
    assert isinstance(report.trigger, regesta.Span)


def test_a_text_and_a_document_are_coded_alike(settings: Settings) -> None:
    text = regesta.code(ATTACK, published="2024-05-15", publisher="Reuters", settings=settings)
    document = Document(id="text", text=ATTACK, published="2024-05-15", publisher="Reuters")
    assert regesta.code(document, settings=settings) == text


def test_a_document_needs_id_and_text_alone(coder: Coder) -> None:
    (coded,) = coder.code([Document(id="x", text="Rebels attacked Gao.")])
    assert [r.document_id for r in coded.reports] == ["x"]
    assert [r.date for r in coded.reports] == [None]


def test_the_coder_is_lazy(coder: Coder) -> None:
    stream = (Document(id=str(n), text=ATTACK) for n in count())
    assert [c.document.id for c in islice(coder.code(stream), 2)] == ["0", "1"]


def test_a_coder_needs_nothing() -> None:
    (coded,) = Coder().code([Document(id="x", text=ATTACK)])
    assert len(coded.reports) == 1


@pytest.mark.parametrize("published", ["yesterday", "2024-13-01", "15 May 2024", "2024-02-30"])
def test_a_day_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(RegestaError) as caught:
        regesta.code(ATTACK, published=published)
    assert "published" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_document_with_a_day_that_is_none_is_told(coder: Coder) -> None:
    (coded,) = coder.code([Document(id="x", text=ATTACK, published="yesterday")])
    assert [s.document_id for s in coded.skipped] == ["x"] or all(
        r.date is None or r.date.basis != "published" for r in coded.reports
    )


def test_a_document_that_breaks_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    from regesta.pipeline import code as pipeline

    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError("broken on purpose")

    monkeypatch.setattr(pipeline, "lay_out", broken)
    with pytest.raises(InputError, match="broken on purpose"):
        regesta.code(ATTACK)


def test_a_store_is_opened_from_the_package(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with regesta.Store.open(path, create=True):
        pass
    with regesta.Store.open(path, read_only=True) as store:
        assert store.count(regesta.Query(event=("ASSAULT",))) == 0
        assert list(store.dossiers()) == []
        with pytest.raises(regesta.StoreError, match="e123456"):
            store.dossier("e123456")


def test_read_then_code(tmp_path: Path, coder: Coder) -> None:
    (tmp_path / "one.txt").write_text(ATTACK, encoding="utf-8")
    documents = list(regesta.documents(tmp_path / "one.txt", published="2024-05-15", publisher="Reuters"))
    assert [(d.text, d.published, d.publisher) for d in documents if isinstance(d, Document)] == [
        (ATTACK, "2024-05-15", "Reuters")
    ]
    (coded,) = coder.code(documents)
    assert [r.event for r in coded.reports] == ["ASSAULT"]
