"""Reports at random, drawn from so few values that many of them agree."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.merge.invented import (
    AFGOOYE,
    BAIDOA,
    GUESTS,
    GUNMEN,
    KHARKIV,
    MOGADISHU,
    MUSEVENI,
    RUSSIANS,
    RUTO,
    SHABAAB,
    SOLDIERS,
    SOMALI_GUNMEN,
    SOMALIA,
    UKRAINIANS,
    actor,
    item,
    place,
    speaker,
    text,
    toll,
)

from regesta.merge.events import Member
from regesta.merge.facts import Item
from regesta.merge.sources import Text

_ACTORS = (
    SHABAAB, GUNMEN, SOMALI_GUNMEN, GUESTS, SOLDIERS, RUTO, MUSEVENI, RUSSIANS, UKRAINIANS, actor("they"),
    actor("William Ruto", id="william-ruto", name="William Ruto", country="KEN", sectors="GOV"),
    actor("the mission", id="unsom", name="UNSOM", country="UNO", sectors="GOV"), actor("a crowd"),
)  # fmt: skip
_PLACES = (
    None, MOGADISHU, AFGOOYE, BAIDOA, KHARKIV, SOMALIA, place("Bay", "SOM", admin1="Bay", precision="admin1"),
    place("Gulf of Aden", None, (12.5, 47.8), precision="water"), place("Halane", "SOM"),
)  # fmt: skip
_WHEN = (
    None, "2024-05-13", "2024-05-14", "2024-05-15", "2024-05-12/2024-05-14", "2024-05", "2024", "../2024-05-14",
    "XXXX-05-14",
)  # fmt: skip
_KINDS = (
    ("ASSAULT", "firearms", "190"), ("ASSAULT", "aerial", "195"), ("ASSAULT", "explosives", "183"),
    ("ASSAULT", None, "190"), ("CONSULT", "phone", "041"), ("ACCUSE", "allege", "112"), ("PROTEST", "demo", "141"),
)  # fmt: skip
_SENTENCES = (
    "Gunmen stormed a hotel by the beach and fired on guests.",
    "Fighters attacked a seaside hotel and several guests died.",
    "A hotel was attacked.",
    "Aircraft bombed the market while traders opened their stalls.",
    "They spoke by telephone about trade and the border.",
    "",
)
_FIRST = date(2024, 5, 13)


def _few(values: tuple[Any, ...], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


# Made once, for making strategies takes longer than drawing from them.
_NUMBER = st.one_of(st.none(), st.integers(0, 60))
TOLLS = st.builds(
    lambda outcome, low, more, whom, by: toll(
        outcome, low, None if more is None else (low or 0) + more, whom=whom, by=by
    ),
    st.sampled_from(("killed", "injured")), _NUMBER, st.one_of(st.none(), st.just(0), st.integers(0, 9)),
    st.sampled_from((None, "people", "soldiers", "civilians")), st.sampled_from(("", "police", "a witness")),
)  # fmt: skip
"""A claim of a killed or injured number, perhaps with an open end, perhaps with a speaker of its own."""

_SAID: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(_KINDS),
        "sentence": st.sampled_from(_SENTENCES),
        "when": st.sampled_from(_WHEN),
        "basis": st.sampled_from(("stated", "dateline", "published", "inherited")),
        "day": st.sampled_from((None, *((_FIRST + timedelta(later)).isoformat() for later in range(6)))),
        "document": st.sampled_from(("one", "two", "three")),
        "actors": _few(_ACTORS, 3),
        "recipients": _few(_ACTORS, 2),
        "place": st.sampled_from(_PLACES),
        "casualties": st.lists(TOLLS, max_size=3).map(tuple),
        "factuality": st.sampled_from(("occurred", "occurred", "denied", "planned", "hypothetical")),
        "layer": st.sampled_from(("news", "news", "background")),
        "attribution": st.sampled_from(((), (speaker("police"),), (speaker("a witness"), speaker("police")))),
        "confidence": st.sampled_from((0.0, 0.4, 0.8, 1.0)),
        "contexts": _few(("terrorism", "military"), 2),
    }
)


def items(name: str) -> st.SearchStrategy[Item]:
    """Any report of that name."""
    return _SAID.map(lambda said: _item(name, **said))


def _item(name: str, *, kind: tuple[str, str | None, str], sentence: str, **said: Any) -> Item:
    event, mode, cameo = kind
    return item(name, sentence, event=event, mode=mode, cameo=cameo, **said)


_NAMES = ("one", "two", "three")
_TEXTS = st.tuples(
    *(
        st.builds(
            lambda name, houses, agency, sketch: text(name, *houses, agency=agency, sketch=sketch),
            st.just(name),
            st.lists(st.sampled_from(("Coast Wire", "Inland Post", "Daily Tide", None)), max_size=3),
            st.sampled_from((None, "CW")),
            st.sampled_from(((), (1, 2, 3, 4, 5), (1, 2, 3, 4, 6), (6, 7, 8, 9, 10))),
        )
        for name in _NAMES
    )
)


def members() -> st.SearchStrategy[list[Member]]:
    """Reports of one type in at most three documents, each published by anybody."""
    one_type = _SAID.filter(lambda said: said["kind"][0] == "ASSAULT")
    return st.builds(_members, _TEXTS, st.lists(one_type, min_size=1, max_size=5))


def _members(texts: tuple[Text, ...], told: list[dict[str, Any]]) -> list[Member]:
    of = {one.id: one for one in texts}
    return [Member(_item(f"r{number}", **said), of[said["document"]]) for number, said in enumerate(told)]
