"""PLOVER's contexts by the words of a sentence: ``data/contexts.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from regesta.errors import LexiconError
from regesta.ontology.plover import plover

_WORD = re.compile(r"[a-zà-ÿ]+")


class Contexts:
    """Which contexts a sentence's words speak of; a word ending in ``*`` is a stem."""

    def __init__(self, words: dict[str, tuple[str, ...]]) -> None:
        self._exact: dict[str, list[str]] = {}
        stems: dict[str, list[str]] = {}
        phrases: list[tuple[str, str]] = []
        for context, entries in words.items():
            for entry in entries:
                if " " in entry:
                    phrases.append((entry, context))
                elif entry.endswith("*"):
                    stems.setdefault(entry[:-1], []).append(context)
                else:
                    self._exact.setdefault(entry, []).append(context)
        self._phrases = tuple(phrases)
        self._stems = stems
        self._order = {name: i for i, name in enumerate(plover().contexts)}
        self._of_word = lru_cache(maxsize=20_000)(self._read_word)

    def of(self, sentence: str) -> tuple[str, ...]:
        """The contexts of a sentence, in PLOVER's order."""
        lower = sentence.lower()
        found = {context for word in set(_WORD.findall(lower)) for context in self._of_word(word)}
        found |= {context for phrase, context in self._phrases if phrase in lower}
        return tuple(sorted(found, key=self._order.__getitem__))

    def _read_word(self, word: str) -> tuple[str, ...]:
        out = list(self._exact.get(word, ()))
        for end in range(3, len(word) + 1):
            out += self._stems.get(word[:end], ())
        return tuple(out)

    @classmethod
    def load(cls, folder: Path | None = None) -> Contexts:
        """Load ``contexts.toml``; raises LexiconError for a name that is none of PLOVER's."""
        root = folder or Path(str(files("regesta.ontology") / "data"))
        raw = tomllib.loads((root / "contexts.toml").read_text("utf-8"))["contexts"]
        for name in raw:
            if name not in plover().contexts:
                raise LexiconError(f"contexts.toml: {name!r} is none of PLOVER's contexts")
        return cls({name: tuple(w.strip() for w in words.split("|") if w.strip()) for name, words in raw.items()})
