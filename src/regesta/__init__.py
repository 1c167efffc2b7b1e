"""Regesta reads the news and writes down who did what to whom, when, where and according to whom.

    import regesta

    for report in regesta.code("Rebels attacked the town of Goma on Tuesday.", published="2024-03-08"):
        print(report.event, report.actors, report.recipients, report.date)

``code`` loads the model once and keeps it; a ``Coder`` does the same for a stream of documents, lazily. A ``Store``
holds what was ingested and answers a ``Query``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.errors import InputError, LexiconError, RegestaError, SettingsError, StoreError
from regesta.model import (
    Actor,
    Casualties,
    Coded,
    Document,
    Dossier,
    Event,
    MentionSpan,
    Place,
    Report,
    Skipped,
    Span,
    Speaker,
    When,
)
from regesta.query import Query
from regesta.settings import Settings

if TYPE_CHECKING:
    from regesta.pipeline.code import Coder
    from regesta.store import Store

__all__ = [
    "Actor", "Casualties", "Coded", "Coder", "Document", "Dossier", "Event", "InputError", "LexiconError",
    "MentionSpan", "Place", "Query", "RegestaError", "Report", "Settings", "SettingsError", "Skipped", "Span",
    "Speaker", "Store", "StoreError", "When", "code", "documents",
]  # fmt: skip


def code(
    text: str | Document,
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> tuple[Report, ...]:
    """Code one text and return its reports, in text order; offsets are characters of ``text``.

    ``published`` (an EDTF day such as "2023-09-10") and ``publisher`` say what the text does not; a
    ``Document`` brings its own. Raises InputError when the document cannot be coded at all.
    """
    document = text if isinstance(text, Document) else Document("text", text, published=published, publisher=publisher)
    coded = next(_coder(settings or Settings()).code([document]))
    if coded.skipped:
        raise InputError(f"{document.id}: {coded.skipped[0].reason}")
    return coded.reports


def documents(
    sources: str | Path | Iterable[str | Path], *, published: str | None = None, publisher: str | None = None
) -> Iterator[Document | Skipped]:
    """Read files, folders and "-" as documents, lazily; what cannot be read comes as ``Skipped``."""
    from regesta.read import read as read_sources

    return read_sources(sources, published=published, publisher=publisher)


@cache
def _coder(settings: Settings) -> Coder:
    from regesta.pipeline.code import Coder

    return Coder(settings)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name == "Coder":  # importing regesta must not load spaCy
        from regesta.pipeline.code import Coder

        return Coder
    if name == "Store":  # nor DuckDB
        from regesta.store import Store

        return Store
    raise AttributeError(f"module 'regesta' has no attribute {name!r}")
