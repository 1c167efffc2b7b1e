"""Documents in, reports out: lazily, in order, whatever stands in the stream; and what ``explain`` tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import WEDNESDAY

from regesta.errors import SettingsError
from regesta.model import Coded, Document, Skipped
from regesta.pipeline import code as pipeline
from regesta.pipeline.code import Coder
from regesta.settings import Settings

ATTACK = "Rebels attacked Gao on Monday."
CASES = Path(__file__).parent.parent / "cases"


def document(name: str, text: str = ATTACK) -> Document:
    return Document(name, text, published=WEDNESDAY)


def test_an_infinite_stream_is_coded_lazily(coder: Coder) -> None:
    taken: list[int] = []

    def stream() -> Iterator[Document]:
        for number in count():
            taken.append(number)
            yield document(str(number))

    coded = list(islice(coder.code(stream()), 3))
    assert [c.document.id for c in coded] == ["0", "1", "2"]
    assert len(taken) < 1000


def test_nothing_gives_nothing(coder: Coder) -> None:
    assert list(coder.code([])) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "…", "\u00a0", "Tulips smell sweet."])
def test_a_text_without_an_event_has_no_report(coder: Coder, text: str) -> None:
    assert list(coder.code([document("a", text)])) == [Coded(document("a", text), (), ())]


def test_what_was_skipped_passes_through_in_its_place(coder: Coder) -> None:
    gone = Skipped("b", "read", "is a picture")
    first, second, third = coder.code([document("a"), gone, document("c")])
    assert (first.document.id, len(first.reports), first.skipped) == ("a", 1, ())
    assert (second.document.id, second.reports, second.skipped) == ("b", (), (gone,))
    assert (third.document.id, len(third.reports), third.skipped) == ("c", 1, ())


def broken(real: Any) -> Any:
    """The stage ``real``, except that it breaks on a document with the word "Kano"."""

    def stage(*args: Any, **more: Any) -> Any:
        if any("Kano" in (a if isinstance(a, str) else getattr(a, "text", "")) for a in args):
            raise ZeroDivisionError("broken on purpose")
        return real(*args, **more)

    return stage


@pytest.mark.parametrize("stage", ["lay_out", "Cast"])
def test_a_broken_document_is_told_and_the_rest_coded(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setattr(pipeline, stage, broken(getattr(pipeline, stage)))
    bad = document("b", "Rebels attacked Kano on Monday.")
    first, second, third = coder.code([document("a"), bad, document("c")])
    assert [len(c.reports) for c in (first, second, third)] == [1, 0, 1]
    (skipped,) = second.skipped
    assert (second.document, skipped.document_id) == (bad, "b")
    assert "broken on purpose" in skipped.reason
    assert "\n" not in skipped.reason


def test_a_document_that_breaks_the_parser(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    from regesta.parse import Parser

    real = Parser.parse

    def parse(self: Parser, items: Any, **more: Any) -> Any:
        for item in items:
            if "Kano" in item[0].text:
                raise ZeroDivisionError("broken on purpose")
            yield from real(self, [item], **more)

    monkeypatch.setattr(Parser, "parse", parse)
    coded = list(coder.code([document("a"), document("b", "Rebels attacked Kano."), document("c")]))
    assert [(c.document.id, len(c.reports), len(c.skipped)) for c in coded] == [("a", 1, 0), ("b", 0, 1), ("c", 1, 0)]
    assert coded[1].skipped[0].stage == "parse"


def test_an_interruption_is_no_skipped_document(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: Any, **more: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "lay_out", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(coder.code([document("a")]))


def test_reports_say_by_whom_they_were_coded(coder: Coder) -> None:
    (coded,) = coder.code([document("a")])
    by = coded.reports[0].coded_by
    assert by.parser == Settings().model
    assert by.version and by.parser_version and by.lexicon


def test_the_clock_hears_of_every_stage(settings: Settings) -> None:
    heard: dict[str, float] = {}
    coder = Coder(settings, clock=lambda stage, seconds: heard.update({stage: seconds}))
    list(coder.code([document("a")]))
    assert {"layout", "parse", "find", "resolve"} <= set(heard)
    assert all(seconds >= 0 for seconds in heard.values())


def test_an_unknown_model_is_refused(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        Coder(Settings(model="no_such_model", cache=settings.cache))


# ------------------------------------------------------------ explaining


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda p: p.stem)
def test_explain_covers_the_text_and_its_winners_are_what_was_coded(coder: Coder, path: Path) -> None:
    one = document(path.stem, path.read_text("utf-8"))
    (coded,) = coder.code([one])
    explained = coder.explain(one)
    starts = [e.sentence.start for e in explained]
    assert starts == sorted(starts)
    assert [e.sentence.index for e in explained] == list(range(len(explained)))
    won = set()
    for explanation in explained:
        assert explanation.text == one.text[explanation.sentence.start : explanation.sentence.end]
        assert explanation.parsed or not explanation.candidates
        winners = [c for c in explanation.candidates if c.won]
        assert len({c.start for c in winners}) == len(winners)
        for candidate in explanation.candidates:
            assert one.text[candidate.start : candidate.end] == candidate.trigger
            assert explanation.sentence.start <= candidate.start < candidate.end <= explanation.sentence.end
            assert candidate.reason and "\n" not in candidate.reason
        won |= {(explanation.sentence.index, c.pattern) for c in winners}
    told = {m.sentence for r in coded.reports for m in r.mentions}
    assert told <= {sentence for sentence, _ in won}
    assert {r.pattern for r in coded.reports} <= {pattern for _, pattern in won}


def test_explain_of_a_sentence(coder: Coder) -> None:
    one = document("a", "Tulips smell sweet. Rebels attacked Gao on Monday. He attacked the plan.")
    sky, attack, plan = coder.explain(one)
    assert (sky.parsed, sky.candidates) == (False, ())
    (coded,) = coder.code([one])
    (report,) = coded.reports
    assert [c.pattern for c in attack.candidates if c.won] == [report.pattern]
    assert [c.event for c in attack.candidates if c.won] == ["ASSAULT"]
    assert len(attack.candidates) > 1
    assert [c for c in plan.candidates if c.won and c.event == "ASSAULT"] == []


def test_explain_a_text_without_events(coder: Coder) -> None:
    assert coder.explain(document("a", "")) == ()
    (sky,) = coder.explain(document("a", "Tulips smell sweet."))
    assert (sky.text, sky.parsed, sky.candidates) == ("Tulips smell sweet.", False, ())
