"""Words that tell of the dead, the injured, the missing, the detained and the displaced: ``data/casualties.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from regesta.model import Outcome

_KEYS = ("object", "subject", "nouns", "adjectives", "toll", "lives", "out")


@dataclass(frozen=True, slots=True)
class LossWords:
    """Lemmas of one outcome: verbs whose object or subject suffers it, nouns and adjectives that name it.

    ``lives``: verbs that do it with "lives" as object; ``out``: verbs that do it with "from their homes".
    """

    object: frozenset[str]
    subject: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    toll: frozenset[str]
    lives: frozenset[str]
    out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Losses:
    """Every outcome's words; ``people`` are nouns that may stand between a number and "dead"."""

    outcomes: Mapping[Outcome, LossWords]
    people: frozenset[str]

    @property
    def forms(self) -> frozenset[str]:
        """Every lemma that by itself tells a loss."""
        groups = ((row.object, row.subject, row.nouns) for row in self.outcomes.values())
        return frozenset(word for row in groups for group in row for word in group)

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that tells a loss only with "lives" or "from their homes"."""
        return frozenset(word for row in self.outcomes.values() for word in row.lives | row.out)

    def person(self, lemma: str) -> bool:
        """Whether a noun can be what is counted."""
        return lemma in self.people

    def toll(self, words: set[str]) -> Outcome | None:
        """The outcome whose toll ``words`` speak of ("death toll", "number of wounded")."""
        return next((name for name, row in self.outcomes.items() if row.toll & words), None)

    @classmethod
    def load(cls, folder: Path | None = None) -> Losses:
        """Load ``casualties.toml``."""
        root = folder or Path(str(files("regesta.ontology") / "data"))
        raw = tomllib.loads((root / "casualties.toml").read_text("utf-8"))
        outcomes = {
            name: LossWords(*(_words(row.get(key, "")) for key in _KEYS)) for name, row in raw["outcome"].items()
        }
        return cls(outcomes, _words(raw["people"]))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|") if word.strip())
