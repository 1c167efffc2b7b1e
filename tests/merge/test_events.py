"""What reports of one happening say together, field by field, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.merge.drawn import members
from tests.merge.invented import (
    AFGOOYE,
    GUESTS,
    GUNMEN,
    MOGADISHU,
    SHABAAB,
    SOLDIERS,
    SOMALIA,
    actor,
    member,
    place,
    speaker,
    toll,
    upside_down,
)

from regesta.merge.events import Member, event, speakers_of, versions_of
from regesta.merge.tolls import claims
from regesta.model import Dispute, Event, Party, Site, Toll, Version
from regesta.ontology.plover import plover


def disputed(told: Event) -> dict[str, tuple[Version, ...]]:
    return {dispute.field: dispute.versions for dispute in told.disputes}


def values(told: Event, field: str) -> list[str]:
    return [version.value for version in disputed(told).get(field, ())]


def of(**said: Sequence[Any]) -> Event:
    """The event of reports that differ in one field or more: a value each; they are a0, a1, ... by W0, W1, ..."""
    (count,) = {len(column) for column in said.values()}
    return event([
        member(f"a{number}", f"W{number}", **{name: column[number] for name, column in said.items()})
        for number in range(count)
    ])  # fmt: skip


# ---------------------------------------------------------------- invariants


@given(members(), st.randoms(use_true_random=False))
def test_order_of_reports_changes_nothing(told: list[Member], chance: random.Random) -> None:
    assert event(chance.sample(told, len(told))) == event(told)


@given(members())
def test_an_event_keeps_all_its_reports_and_bears_the_name_of_the_earliest(told: list[Member]) -> None:
    found = event(told)
    assert sorted(found.reports) == sorted(one.item.report.id for one in told)
    assert found.id == "e" + found.reports[0]
    days = {one.item.report.id: one.item.day for one in told}
    first = days[found.reports[0]]
    assert all(day is None or (first is not None and first <= day) for day in days.values())


@given(members())
def test_nothing_is_told_that_no_report_tells(told: list[Member]) -> None:
    found, reports = event(told), [one.item.report for one in told]
    assert found.mode in {one.mode for one in reports}
    assert found.cameo in {one.cameo for one in reports if one.mode == found.mode}
    assert found.factuality in {one.factuality for one in reports}
    assert found.date in {one.date.value if one.date else None for one in reports}
    assert {party.id for party in found.actors} <= {one.id for report in reports for one in report.actors}
    assert found.place is None or found.place.name in {one.place.name for one in reports if one.place}
    assert {*found.contexts} <= {context for one in reports for context in one.contexts}


@given(members())
def test_confidence_is_never_certain(told: list[Member]) -> None:
    assert 0.0 <= event(told).confidence <= 0.99


@given(members())
def test_each_dispute_has_several_versions_each_with_its_reports(told: list[Member]) -> None:
    texts = {one.text.id: one.text for one in told}
    assume(not any(upside_down(claim) for claim in claims([one.item for one in told], texts)))
    found = event(told)
    for dispute in found.disputes:
        named = [version.value for version in dispute.versions]
        assert len(named) == len({*named}) > 1
        assert all(version.reports and {*version.reports} <= {*found.reports} for version in dispute.versions)


# ---------------------------------------------------------------- every field


def test_one_report() -> None:
    one = member(
        "a", "Coast Wire", mode="firearms", cameo="190", when="2024-05-14", day="2024-05-15", place=MOGADISHU,
        actors=(SHABAAB,), recipients=(GUESTS,), casualties=(toll("killed", 14),), contexts=("terrorism",),
        attribution=(speaker("police"),), confidence=0.7,
    )  # fmt: skip
    ontology = plover()
    assert event([one]) == Event(
        id="ea", event="ASSAULT", mode="firearms", contexts=("terrorism",), cameo="190", quad=4,
        intensity=ontology.intensity("ASSAULT", "firearms"), goldstein=ontology.goldstein["190"],
        actors=(Party("al-shabaab", "al-Shabaab", "al-Shabaab", "SOM", ("REB",)),),
        recipients=(Party(None, None, "hotel guests", "SOM", ("CVL",)),),
        date="2024-05-14", day_from="2024-05-14", day_to="2024-05-14",
        place=Site("Mogadishu", "SOM", "Banaadir", 2.037, 45.344, "city", 53654),
        factuality="occurred", layer="news", casualties=(Toll("killed", 14, 14),), speakers=("police",), disputes=(),
        reports=("a",), sources=1, copies=0, publishers=("Coast Wire",), first_reported="2024-05-15",
        last_reported="2024-05-15", confidence=0.7,
    )  # fmt: skip


def test_a_report_that_tells_next_to_nothing() -> None:
    found = event([member("a", day=None, confidence=0.0)])
    empty = {"mode", "date", "day_from", "day_to", "place", "first_reported", "last_reported"}
    none = {"contexts", "actors", "recipients", "casualties", "speakers", "disputes", "publishers"}
    assert {one.name for one in fields(Event) if getattr(found, one.name) is None} == empty
    assert {one.name for one in fields(Event) if getattr(found, one.name) == ()} == none
    assert (found.sources, found.copies, found.confidence) == (1, 0, 0.0)


def test_the_earliest_report_names_the_event_one_of_no_day_the_latest() -> None:
    told = [member("c", day="2024-05-15"), member("b", day="2024-05-16"), member("a", day=None)]
    found = event(told)
    assert (found.id, found.reports) == ("ec", ("c", "b", "a"))
    assert event([*told, member("a0", day="2024-05-15")]).id == "ea0"


def test_the_mode_that_most_tell_with_its_codes_and_scores() -> None:
    found = of(mode=("aerial", "drone", "drone", None), cameo=("195", "194", "194", "190"))
    assert (found.mode, found.cameo) == ("drone", "194")
    assert found.intensity == plover().intensity("ASSAULT", "drone")
    assert found.goldstein == plover().goldstein["194"]
    assert of(mode=("drone", "aerial")).mode == "aerial"
    assert of(mode=(None, None, None, "drone"), cameo=("190", "190", "190", "194")).cameo == "194"


def test_a_context_that_a_third_of_reports_have() -> None:
    assert of(contexts=(("terrorism",), (), ("crime",))).contexts == ("crime", "terrorism")
    assert of(contexts=(("terrorism",), (), (), ("crime",), ("crime",))).contexts == ("crime",)


def test_parties_of_all_reports() -> None:
    found = of(actors=((GUNMEN,), (SHABAAB,)), recipients=((GUESTS,), (SOLDIERS, GUESTS)))
    assert {party.id for party in found.actors} >= {"al-shabaab"}
    assert [party.text for party in found.recipients] == ["hotel guests", "Somali soldiers"]


def test_news_before_background() -> None:
    assert of(layer=("background", "news", "background")).layer == "news"
    assert of(layer=("background", "background")).layer == "background"


def test_a_denial_undoes_no_claim_that_it_happened() -> None:
    assert of(factuality=("denied", "denied", "occurred")).factuality == "occurred"
    assert of(factuality=("denied", "denied", "planned")).factuality == "denied"


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("when", "best"),
    [
        (("2024-05-13", "2024-05-14", "2024-05-14"), "2024-05-14"),
        (("2024-05", "2024-05", "2024-05-14"), "2024-05-14"),
        (("2024", "2024-05"), "2024-05"),
        ((None, "2024-05"), "2024-05"),
        (("XXXX-05-14", "2024-05"), "2024-05"),
        (("../2024-05-14", "2024"), "2024"),
        (("2024-05-15", "2024-05-14"), "2024-05-14"),
        ((None, None), None),
    ],
    ids=["most", "narrow", "narrower", "any", "no year", "open", "tie", "nothing"],
)
def test_the_best_told_date(when: tuple[str | None, ...], best: str | None) -> None:
    assert of(when=when).date == best


def test_a_stated_day_before_an_inferred_one() -> None:
    found = of(when=("2024-05-13", "2024-05-15", "2024-05-15"), basis=("stated", "published", "inherited"))
    assert (found.date, found.day_from, found.day_to) == ("2024-05-13", "2024-05-13", "2024-05-13")
    assert of(when=("2024-05-15", "2024-05-14"), basis=("published", "dateline")).date == "2024-05-14"


@pytest.mark.parametrize(
    ("when", "ends"),
    [
        ("2024-05", ("2024-05-01", "2024-05-31")), ("2024-05-10/2024-05-12", ("2024-05-10", "2024-05-12")),
        ("../2024-05-14", (None, "2024-05-14")), ("2024-05-14/..", ("2024-05-14", None)), ("XXXX-05-14", (None, None)),
    ],
)  # fmt: skip
def test_the_days_that_bound_a_date(when: str, ends: tuple[str | None, str | None]) -> None:
    found = of(when=(when,))
    assert (found.date, found.day_from, found.day_to) == (when, *ends)


def test_first_and_last_reported() -> None:
    found = of(day=("2024-05-16", None, "2024-05-15", "2024-05-19"))
    assert (found.first_reported, found.last_reported) == ("2024-05-15", "2024-05-19")
    assert date.fromisoformat(found.first_reported or "") == date(2024, 5, 15)


# ---------------------------------------------------------------- where


def site(*places: Any) -> str | None:
    found = of(place=places).place
    return found.name if found else None


def test_the_most_precise_place_then_the_most_told() -> None:
    assert site(SOMALIA, SOMALIA, AFGOOYE) == "Afgooye"
    assert site(AFGOOYE, MOGADISHU, MOGADISHU) == "Mogadishu"
    assert site(MOGADISHU, AFGOOYE) == "Afgooye"
    assert site(None, SOMALIA) == "Somalia"
    assert site(None, None) is None


def test_precision_from_cities_down_to_countries() -> None:
    kinds = ("country", "region", "admin1", "water", "city")
    places = [place(kind, "SOM", precision=kind) for kind in kinds]  # type: ignore[arg-type]
    assert [site(*places[: count + 1]) for count in range(5)] == [*kinds]


# ---------------------------------------------------------------- who says so


def test_speakers_are_all_that_any_report_names() -> None:
    told = ((speaker("police"), speaker("a nurse")), (), (speaker("police"),))
    assert of(attribution=told).speakers == ("a nurse", "police")


def test_who_answers_for_a_report_is_its_nearest_source_else_its_publishers() -> None:
    assert speakers_of(member("a", "Coast Wire", attribution=(speaker("police"), speaker("a nurse")))) == ("police",)
    assert speakers_of(member("a", "Inland Post", "Coast Wire")) == ("Coast Wire", "Inland Post")
    assert speakers_of(member("a")) == ()


def test_versions_the_most_told_first_each_speaker_once() -> None:
    told = [member("a", "X"), member("b", "Y"), member("c", "Y"), member("d", "Z")]
    versions = versions_of(told, lambda one: {"a": "first", "b": "second", "c": "second"}.get(one.item.report.id))
    assert versions == (Version("second", ("Y",), ("b", "c")), Version("first", ("X",), ("a",)))


# ---------------------------------------------------------------- disputes


def test_days_are_disputed_where_texts_state_them() -> None:
    found = of(when=("2024-05-13", "2024-05-14", "2024-05-14"))
    assert disputed(found)["date"] == (
        Version("2024-05-14", ("W1", "W2"), ("a1", "a2")), Version("2024-05-13", ("W0",), ("a0",)),
    )  # fmt: skip
    assert "date" not in disputed(of(when=("2024-05-14", "2024-05-14", None)))
    assert "date" not in disputed(of(when=("2024-05-14", "2024-05")))
    assert "date" not in disputed(of(when=("2024-05-13", "2024-05-15"), basis=("stated", "published")))


def test_one_day_in_two_notations_is_not_disputed() -> None:
    assert "date" not in disputed(of(when=("2024-05-14", "2024-05-14/2024-05-14")))


def test_cities_are_disputed_and_wider_places_are_not() -> None:
    assert values(of(place=(MOGADISHU, AFGOOYE, MOGADISHU, SOMALIA)), "place") == ["Mogadishu", "Afgooye"]
    assert values(of(place=(MOGADISHU, SOMALIA, None)), "place") == []


def test_modes_are_disputed() -> None:
    assert values(of(mode=("drone", "aerial", "drone", None)), "mode") == ["drone", "aerial"]
    assert values(of(mode=("drone", None)), "mode") == []


def test_a_denial_is_a_dispute_with_its_speakers() -> None:
    found = of(factuality=("occurred", "denied"), attribution=((speaker("police"),), (speaker("the ministry"),)))
    assert disputed(found)["factuality"] == (
        Version("denied", ("the ministry",), ("a1",)), Version("occurred", ("police",), ("a0",)),
    )  # fmt: skip


def test_tolls_are_disputed_after_all_else() -> None:
    found = of(
        mode=("drone", "aerial"),
        casualties=((toll("killed", 9), toll("injured", 4)), (toll("killed", 7), toll("injured", 3))),
    )
    assert [one.field for one in found.disputes] == ["mode", "injured", "killed"]
    assert found.disputes[2] == Dispute("killed", (Version("7", ("W1",), ("a1",)), Version("9", ("W0",), ("a0",))))
    assert found.casualties == (Toll("injured", 3, 4), Toll("killed", 7, 9))


def test_reports_that_agree_dispute_nothing() -> None:
    said: dict[str, Any] = {
        "mode": "drone",
        "when": "2024-05-14",
        "place": MOGADISHU,
        "casualties": (toll("killed", 9),),
    }
    assert of(**{name: (value, value) for name, value in said.items()}).disputes == ()


# ---------------------------------------------------------------- sources and confidence


def test_publishers_sources_and_copies() -> None:
    sketch, other = tuple(range(10)), tuple(range(50, 60))
    found = event([
        member("a", "Inland Post", "Coast Wire", sketch=sketch),
        member("b", "Daily Tide", sketch=(*sketch[:9], 99)),
        member("c", "Hill Herald", sketch=other),
    ])  # fmt: skip
    assert found.publishers == ("Coast Wire", "Daily Tide", "Hill Herald", "Inland Post")
    assert (found.sources, found.copies) == (2, 2)


def test_two_reports_of_one_text_are_one_source() -> None:
    found = event([member(name, "Coast Wire", document="one", confidence=0.5) for name in ("a", "b")])
    assert (found.sources, found.copies, found.confidence) == (1, 0, 0.5)


def test_confidence_rises_with_independent_sources_alone() -> None:
    def by(*publishers: str) -> float:
        return event([member(f"a{n}", one, confidence=0.6) for n, one in enumerate(publishers)]).confidence

    assert by("X") < by("X", "Y") < by("X", "Y", "Z") <= 0.99
    assert by("X", "X", "X") == by("X") == 0.6
    assert by(*"ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0.99


def test_a_source_is_as_sure_as_its_best_report() -> None:
    told = [member(name, "Coast Wire", confidence=sure) for name, sure in (("a", 0.3), ("b", 0.8))]
    assert event(told).confidence == 0.8


def test_an_unnamed_party_beside_a_named_one() -> None:
    rebels = actor("rebels", country="SOM", sectors="REB")
    assert [party.id for party in of(actors=((rebels,), (SHABAAB,))).actors] == ["al-shabaab"]
