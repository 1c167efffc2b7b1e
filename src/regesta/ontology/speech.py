"""Words that report, and words that turn an event into a plan, a fear or a denial: ``data/speech.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from regesta.model import Factuality

_EFFECTS: tuple[Factuality, ...] = ("planned", "hypothetical", "denied", "negated", "occurred")


@dataclass(frozen=True, slots=True)
class Speech:
    """Lemmas of verbs of saying, nouns that speak, phrases that cite, and what embeds an event how."""

    said: frozenset[str]
    nouns: frozenset[str]
    citing: tuple[str, ...]
    effects: Mapping[tuple[str, str], Factuality]

    def effect(self, word: str, kind: str) -> Factuality | None:
        """What ``word`` (a lemma; ``kind`` verb, noun or adjective) makes of an event under it; None: nothing known."""
        return self.effects.get((word, kind))

    @classmethod
    def load(cls, folder: Path | None = None) -> Speech:
        """Load ``speech.toml``."""
        root = folder or Path(str(files("regesta.ontology") / "data"))
        raw = tomllib.loads((root / "speech.toml").read_text("utf-8"))
        return cls(
            said=_words(raw["said"]["verbs"]),
            nouns=_words(raw["said"]["nouns"]),
            citing=tuple(raw["sources"]["phrases"]),
            effects=_effects(raw["embedding"]),
        )


def _effects(raw: Mapping[str, Any]) -> dict[tuple[str, str], Factuality]:
    out: dict[tuple[str, str], Factuality] = {}
    for name, lists in raw.items():
        effect: Factuality = "occurred" if name == "factive" else name  # type: ignore[assignment]
        if effect not in _EFFECTS:
            raise ValueError(f"speech.toml: embedding.{name} is no factuality")
        for kind, words in lists.items():
            for word in _words(words):
                out.setdefault((word, kind.removesuffix("s")), effect)
    return out


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|") if word.strip())
