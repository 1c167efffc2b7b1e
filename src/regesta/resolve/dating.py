"""The layer of an event, news or background, and its date where the text dates it or its day is the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from regesta.model import Document, Factuality, Layer, Layout, Mention, Sentence, When
from regesta.resolve.frames import Frames
from regesta.resolve.times import Time, bounds, within

_NUMBERS = ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_DISTANCE = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(day|week)(s?)\s+$", re.IGNORECASE)


class Dating:
    """Dates the events of one document. ``anchor`` is the report's EDTF day or None."""

    def __init__(
        self, document: Document, layout: Layout, frames: Frames, *, anchor: str | None, news_days: int
    ) -> None:
        self._document, self._layout, self._frames = document, layout, frames
        self._anchor, self._news_days = anchor, news_days
        self._background_block: int | None = None

    def enter(self, sentence: Sentence, times: Sequence[Time]) -> None:
        """Note that a sentence opens with an old date: what follows in its paragraph is background too."""
        if self._fronted_past(sentence, times):
            self._background_block = sentence.block

    def in_background(self, sentence: Sentence) -> bool:
        """Whether the sentence's paragraph tells of the past."""
        return self._background_block == sentence.block

    def layer(self, sentence: Sentence, mention: Mention, time: Time | None, *, presupposed: bool) -> Layer:
        """News, or background: older than ``news_days``, told in the past perfect, or in a paragraph of the past."""
        if time is not None and time.value is not None:
            if time.future:
                return "news"
            if self._anchor is not None:
                near = within(time.value, self._anchor, self._news_days)
                if near is not None:
                    return "news" if near else "background"
            return "background" if time.past else "news"
        if presupposed:
            return "background"
        if self.in_background(sentence) and not self._frames.of_now(mention):
            return "background"
        return "background" if self._frames.pluperfect(mention) else "news"

    def date(self, time: Time | None, layer: Layer, factuality: Factuality) -> When | None:
        """The stated date, else the report's day for what is news and happened; None where nothing says when."""
        if time is not None and time.value is not None:
            return When(time.value, self._document.text[time.start : time.end], time.start, time.end, "stated")
        if layer == "background" or factuality in ("planned", "hypothetical") or self._anchor is None:
            return None
        dateline = self._layout.dateline is not None and self._layout.dateline.day is not None
        return When(self._anchor, None, None, None, "dateline" if dateline else "published")

    def shifted(self, mention: Mention, governor: When) -> When | None:
        """The day of what another event came "a day after" or "two weeks before", by that event's day."""
        for token in self._frames.connectives(mention):
            word = self._document.text[self._frames.start(token) : self._frames.start(token) + 6].lower()
            before = self._document.text[max(0, self._frames.start(token) - 24) : self._frames.start(token)]
            found = _DISTANCE.search(before)
            days = bounds(governor.value)
            if found is None or days is None or "/" in governor.value or len(governor.value) != 10:
                continue
            number = int(found[1]) if found[1].isdigit() else _NUMBERS.index(found[1].lower())
            step = timedelta(days=max(number, 1) * (7 if found[2] == "week" else 1))
            day = days[0] - step if word.startswith("after") else days[0] + step
            start = self._frames.start(token) - len(before) + found.start()
            end = self._frames.start(token) - len(before) + found.end(2) + len(found[3])
            value = governor.value[:4] + day.isoformat()[4:] if "X" in governor.value else day.isoformat()
            return When(value, self._document.text[start:end], start, end, "stated")
        return None

    def _fronted_past(self, sentence: Sentence, times: Sequence[Time]) -> bool:
        """Whether the sentence opens with an old date: what follows in its paragraph is background too."""
        for time in times:
            early = time.start - sentence.start <= 30
            if early and time.value and self._anchor and within(time.value, self._anchor, self._news_days) is False:
                return not time.future
        return False
