"""The wire report that the project began from, against what an expert records from it; skipped where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from regesta.model import Actor, Document, Report
from regesta.pipeline.code import Coder

SEED = Path(__file__).parent.parent.parent / "shared" / "seed" / "000_1202290a1e80eb19.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the first report is not here")

PUTIN, GOITA = "RUS GOV Vladimir Putin", "MLI GOV Assimi Goïta"
ECOWAS, REBELS = "IGO - Economic Community of West African States", "NER REB -"
CALL = [
    "Leaders of Russia and Mali talk economic cooperation", "touched upon the situation in Niger",
    "discussed in a telephone conversation", "a thorough exchange of views",
    "the two leaders discussed some multilateral topics", "They also touched upon",
]  # fmt: skip
"""Snippets of one telephone call's mentions."""

EVENTS = [
    # snippet, event, mode, actors, recipients, date, basis, place, layer, speakers
    ("discussed in a telephone", "CONSULT", "phone", [PUTIN, GOITA], [], "09-10", "dateline", None, "news",
     ["Kremlin"]),
    ("attack terrorists carried", "ASSAULT", None, ["MLI UAF -"], ["MLI CVL -", "MLI MIL -"], "09-07", "stated",
     "northeastern Mali", "news", ["Putin", "Kremlin"]),
    ("One of the attacks was carried", "ASSAULT", None, ["MLI UAF -"], ["MLI CVL -"], "09-07", "inherited",
     "Niger River", "news", None),
    ("Goita thanked Putin", "SUPPORT", None, [GOITA], [PUTIN], "09-10", "dateline", None, "news", ["Kremlin"]),
    ("backing the initiative", "SUPPORT", None, ["RUS GOV *"], ["MLI - *"], None, None, None, "background",
     ["Goïta", "Kremlin"]),
    ("agreed to continue contacts", "AGREE", None, [PUTIN, GOITA], [], "09-10", "dateline", None, "news", ["Kremlin"]),
    ("announced the removal of", "COERCE", None, ["NER REB -"], ["NER GOV Mohamed Bazoum"], "07-21/07-31", "stated",
     "Niger", "background", []),
    ("membership was suspended", "SANCTION", "expel", [ECOWAS], ["NER - *"], None, None, None, "background", []),
    ("imposed sanctions against", "SANCTION", "discontinue", [ECOWAS], [REBELS], None, None, None, "background", []),
    ("demanded that they release", "REQUEST", "yield", [ECOWAS], [REBELS], None, None, None, "background", []),
    ("threatening the use of force", "THREATEN", "violence", [ECOWAS], [REBELS], None, None, None, "background", []),
]  # fmt: skip

NOT_CODED = [
    # snippet, event that must not be read from it
    ("the development of cooperation between", "COOPERATE"), ("the fight against terrorism", "ASSAULT"),
    ("war on terror", "ASSAULT"), ("lift international sanctions", "RETREAT"), ("multilateral topics", "multilateral"),
    ("the use of force", "ASSAULT"), ("release Bazuma", "RETREAT"), ("they release Bazuma", "COERCE"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["2023-09-10", None])
def read(request: pytest.FixtureRequest) -> tuple[str, tuple[Report, ...], str]:
    """The text, its reports, and the year that is known or not."""
    text = SEED.read_text("utf-8")
    (coded,) = Coder().code([Document("seed", text, published=request.param, publisher="TASS")])
    return text, coded.reports, "2023" if request.param else "XXXX"


def _tells(report: Report, text: str, snippet: str) -> bool:
    at = text.index(snippet)
    return any(m.start < at + len(snippet) and at < m.end for m in report.mentions)


def _named(actor: Actor, wanted: str) -> bool:
    country, sector, name = wanted.split(" ", 2)
    return (
        actor.country == country
        and (sector in actor.sectors if sector != "-" else True)
        and (name == "*" or actor.name == (None if name == "-" else name))
    )


def _people(actors: tuple[Actor, ...], wanted: list[str]) -> bool:
    return len(actors) == len(wanted) and all(any(_named(a, w) for a in actors) for w in wanted)


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: row[0])
def test_event(read: tuple[str, tuple[Report, ...], str], row: tuple) -> None:  # type: ignore[type-arg]
    text, reports, year = read
    snippet, event, mode, actors, recipients, date, basis, place, layer, speakers = row
    (report,) = [r for r in reports if r.event == event and _tells(r, text, snippet)]
    assert report.mode == mode
    assert _people(report.actors, actors), report.actors
    assert _people(report.recipients, recipients), report.recipients
    wanted = "/".join(f"{year}-{part}" for part in date.split("/")) if date else None
    assert (report.date.value if report.date else None) == wanted
    assert (report.date.basis if report.date else None) == basis
    assert (report.place.name if report.place else None) == place
    assert report.place is None or report.place.latitude is None
    assert (report.layer, report.factuality) == (layer, "occurred")
    if speakers is not None:
        said = [s.name or s.text for s in report.attribution]
        assert len(said) == len(speakers) and all(w in s for w, s in zip(speakers, said, strict=True)), said


def test_the_call_is_one_report(read: tuple[str, tuple[Report, ...], str]) -> None:
    text, reports, _ = read
    (call,) = [r for r in reports if r.event == "CONSULT"]
    assert len(call.mentions) >= 5
    assert [snippet for snippet in CALL if not _tells(call, text, snippet)] == []


def test_the_dead_are_counted_with_their_source(read: tuple[str, tuple[Report, ...], str]) -> None:
    text, reports, _ = read
    (attack,) = [r for r in reports if r.event == "ASSAULT" and _tells(r, text, "attack terrorists carried")]
    counted = {(c.outcome, c.low, c.high, c.whom) for c in attack.casualties}
    assert counted == {("killed", 49, 49, "civilians"), ("killed", 15, 15, "military personnel")}
    for count in attack.casualties:
        assert [s.name for s in count.attribution] == ["Russian Foreign Ministry"]
    (ship,) = [r for r in reports if r.event == "ASSAULT" and r is not attack]
    assert ship.part_of == attack.id
    assert ship.place is not None and ship.place.precision == "water"


@pytest.mark.parametrize("row", NOT_CODED, ids=lambda row: f"{row[1]} of '{row[0]}'")
def test_must_not_be_coded(read: tuple[str, tuple[Report, ...], str], row: tuple[str, str]) -> None:
    text, reports, _ = read
    snippet, event = row
    assert [r.event for r in reports if event in (r.event, r.mode) and _tells(r, text, snippet)] == []


def test_nothing_is_placed_where_the_report_was_filed(read: tuple[str, tuple[Report, ...], str]) -> None:
    _, reports, _ = read
    assert all(r.place is None or r.place.name not in ("Moscow", "Russia") for r in reports)
    assert all(not (r.event == "ASSAULT" and any(a.country == "RUS" for a in r.actors)) for r in reports)


def test_at_most_one_more(read: tuple[str, tuple[Report, ...], str]) -> None:
    _, reports, _ = read
    assert len(reports) <= len(EVENTS) + 1
