"""``regesta explain``: every sentence, what was tried on it, what won and why."""

from __future__ import annotations

import io
import sys
import types
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.export.invented import WIRE
from typer.testing import CliRunner

from regesta.cli import app
from regesta.cli._explanation import show
from regesta.model import Candidate, Document, Explanation, Sentence
from regesta.settings import Settings


def explained(text: str, *tried: tuple[str, str, str, str | None, bool, str], parsed: bool = True) -> Explanation:
    start = WIRE.text.index(text)
    candidates = []
    for trigger, pattern, event, mode, won, reason in tried:
        at = WIRE.text.index(trigger, start)
        candidates.append(
            Candidate(
                trigger=trigger,
                start=at,
                end=at + len(trigger),
                pattern=pattern,
                event=event,
                mode=mode,
                won=won,
                reason=reason,
            )
        )
    sentence = Sentence(0, start, start + len(text), 0, 9, 0, "paragraph")
    return Explanation(sentence=sentence, text=text, parsed=parsed, candidates=tuple(candidates))


EXPLAINED = (
    explained("NAIROBI, April 12. /CW/.", parsed=False),
    explained(
        "Gen. Abdi Farah denied that soldiers had fired on the crowd.",
        (
            "denied",
            "reject.toml:31 deny",
            "REJECT",
            None,
            False,
            "what is denied is an event, told on its own",
        ),
        (
            "fired",
            "assault.toml:88 fire on",
            "ASSAULT",
            "crowd-control",
            True,
            "2 conditions hold: on = crowd",
        ),
        (
            "fired",
            "assault.toml:70 fire",
            "ASSAULT",
            "firearms",
            False,
            "fewer conditions than assault.toml:88",
        ),
    ),
    explained("Dockers in Mombasa began a three-day strike."),
)


def test_each_sentence_names_its_candidates_the_winner_and_the_reasons() -> None:
    out = io.StringIO()
    show(WIRE, EXPLAINED, console=Console(file=out, width=100))
    text = out.getvalue()
    assert "3 sentences · 1 match" in text
    assert "not parsed" in text
    assert "no pattern was tried" in text
    won = next(line for line in text.splitlines() if "✓" in line)
    for part in ("fired", "ASSAULT crowd-control", "assault.toml:88"):
        assert part in won
    assert text.count("✗") == 2
    assert "fewer conditions than assault.toml:88" in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_is_cut_or_too_wide(width: int) -> None:
    out = io.StringIO()
    show(WIRE, EXPLAINED, console=Console(file=out, width=width))
    assert max(map(cell_len, out.getvalue().splitlines())) <= width
    joined = " ".join(out.getvalue().split())
    assert "what is denied is an event, told on its own" in joined


def test_the_winners_words_are_coloured() -> None:
    out = io.StringIO()
    show(WIRE, EXPLAINED, console=Console(file=out, width=100, force_terminal=True, color_system="truecolor"))
    assert "\x1b[1;4;38;2;215;95;0mfired\x1b[0m" in out.getvalue()
    assert "\x1b[4mdenied\x1b[0m" in out.getvalue()


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Coder:
        def __init__(self, settings: Settings | None = None) -> None:
            assert settings is not None

        def explain(self, document: Document) -> tuple[Explanation, ...]:
            assert document.text == WIRE.text
            return EXPLAINED

    module = types.ModuleType("regesta.pipeline.code")
    module.Coder = Coder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "regesta.pipeline.code", module)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire.txt").write_text(WIRE.text, encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", "wire.txt"])
    assert result.exit_code == 0
    assert "crowd-control" in result.stdout
    missing = CliRunner().invoke(app, ["explain", "missing.txt"])
    assert missing.exit_code == 2
    assert missing.stderr.splitlines()[-1] == "regesta: nothing was explained"
    assert "Traceback" not in missing.stderr
