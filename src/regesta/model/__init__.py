"""Every record that passes from one stage to the next.

    bytes -read-> Document -parse-> Parse -find-> Mention -resolve-> Report -merge-> Event

All are frozen and slotted. Offsets are characters into ``Document.text`` exactly as read;
a ``Span``'s ``text`` is exactly ``document.text[start:end]``.
"""

from __future__ import annotations

from regesta.model.document import (
    Block,
    BlockKind,
    Dateline,
    Document,
    Layout,
    Mention,
    Parse,
    Publication,
    Sentence,
    Skipped,
    Span,
    Status,
)
from regesta.model.event import (
    Dispute,
    Dossier,
    Event,
    Link,
    Party,
    Site,
    Told,
    Toll,
    Verdict,
    Version,
)
from regesta.model.report import (
    Actor,
    Candidate,
    Casualties,
    Coded,
    CodedBy,
    DateBasis,
    Explanation,
    Factuality,
    Layer,
    Marker,
    MentionSpan,
    Outcome,
    Place,
    Precision,
    Report,
    Speaker,
    When,
)

__all__ = [
    "Actor",
    "Block",
    "BlockKind",
    "Candidate",
    "Casualties",
    "Coded",
    "CodedBy",
    "DateBasis",
    "Dateline",
    "Dispute",
    "Document",
    "Dossier",
    "Event",
    "Explanation",
    "Factuality",
    "Layer",
    "Layout",
    "Link",
    "Marker",
    "Mention",
    "MentionSpan",
    "Outcome",
    "Parse",
    "Party",
    "Place",
    "Precision",
    "Publication",
    "Report",
    "Sentence",
    "Site",
    "Skipped",
    "Span",
    "Speaker",
    "Status",
    "Told",
    "Toll",
    "Verdict",
    "Version",
    "When",
]
