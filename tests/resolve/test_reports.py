"""One happening told many times is one report; two happenings are two; parts know their whole."""

from __future__ import annotations

import random

import pytest
from tests.conftest import WEDNESDAY, CodeOf

from regesta.model import Document, Report
from regesta.pipeline.code import Coder

# Each text tells one event of the type at the end, in as many places as the number says.
ONE = """
Rebels attacked Gao on Monday. The attack began at dawn. | ASSAULT 2
Rebels attacked Gao on Monday. The attack began at dawn. Rebels attacked Gao with knives. | ASSAULT 3
Rebels attacked Gao on Monday, the army said. Rebels attacked Gao on Monday, residents said. | ASSAULT 2
Rebels attacked Gao on Monday. The rebels attacked the town at dawn. | ASSAULT 2
Rebels attacked Gao on Monday. They killed 12 people. | ASSAULT 2
Police arrested two students in Lima on Monday. The students were arrested at a bank. | COERCE 2
Police arrested two students in Lima on Monday. Their arrest angered teachers. | COERCE 2
The presidents of Kenya and Uganda met in Kampala on Monday. The meeting lasted two hours. | CONSULT 2
The presidents of Kenya and Uganda met in Kampala on Monday. The two leaders discussed trade. | CONSULT 2
Kenyan and Ugandan ministers held talks in Lagos on Monday. The talks were long. The ministers met in a spa. | CONSULT 3
France imposed sanctions on Mali on Monday. The sanctions were imposed after a coup. | SANCTION 2
"""


def rows(table: str) -> list[tuple[str, str, int]]:
    parts = [row.rsplit(" | ", 1) for row in table.strip().splitlines()]
    return [(text, *_asked(wanted)) for text, wanted in parts]


def _asked(wanted: str) -> tuple[str, int]:
    event, count = wanted.split()
    return event, int(count)


@pytest.mark.parametrize(("text", "event", "count"), rows(ONE))
def test_the_same_event_is_one_report(code_of: CodeOf, text: str, event: str, count: int) -> None:
    told = [r for r in code_of(text) if r.event == event]
    assert len(told) == 1, [(r.trigger.text, r.date) for r in told]
    assert len(told[0].mentions) == count, [m.text for m in told[0].mentions]


# Each text tells several events of one type; their days, in text order.
SEVERAL = """
Rebels attacked Gao on Monday. Rebels attacked Kidal on Tuesday. | 2024-05-13 2024-05-14
Rebels attacked Gao on Monday. Rebels attacked Gao again on Tuesday. | 2024-05-13 2024-05-14
Rebels attacked Gao on Monday. In May 2012, rebels attacked Gao too. | 2024-05-13 2012-05
Rebels attacked Gao on Monday and soldiers attacked Kidal on Monday. | 2024-05-13 2024-05-13
Rebels attacked Gao on Monday. Bandits attacked Kano in Nigeria on Monday. | 2024-05-13 2024-05-13
Kenyan soldiers attacked rebels on Monday. Rebels attacked Kenyan soldiers on Tuesday. | 2024-05-13 2024-05-14
Rebels attacked a school in Gao on Monday. Another attack hit a school in Kidal on Tuesday. | 2024-05-13 2024-05-14
"""


@pytest.mark.parametrize("row", SEVERAL.strip().splitlines())
def test_different_events_stay_apart(code_of: CodeOf, row: str) -> None:
    text, _, days = row.rpartition(" | ")
    told = [r for r in code_of(text) if r.event == "ASSAULT"]
    assert [r.date.value for r in told if r.date] == days.split()


def test_what_one_denies_and_another_claims_stays_apart(code_of: CodeOf) -> None:
    reports = code_of("Rebels attacked Gao on Monday, residents said. The rebels denied that they had attacked Gao.")
    assert sorted(r.factuality for r in reports if r.event == "ASSAULT") == ["denied", "occurred"]


def test_the_headline_joins_its_text(code_of: CodeOf) -> None:
    text = (
        "Rebels attack Gao, killing five\n\n"
        "BAMAKO, May 14 (Reuters) - Rebels attacked Gao on Monday, killing five soldiers, the army said.\n"
    )
    (report,) = code_of(text)
    assert len(report.mentions) >= 2
    assert report.trigger.start > text.index("BAMAKO")
    assert [(c.low, c.whom) for c in report.casualties] == [(5, "soldiers")]


def test_a_report_gathers_what_its_mentions_say(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao. The attack on Monday killed five people.")
    assert report.date is not None and report.date.value == "2024-05-13"
    assert report.place is not None and report.place.name == "Gao"
    assert [c.low for c in report.casualties] == [5]
    assert [a.sectors for a in report.actors] == [("REB",)]


PARTS = [
    "Rebels carried out attacks in Mali on Monday. One of the attacks was carried out on a ship near Gao.",
    "Rebels launched three attacks on Monday. One of the attacks was on a school in Gao.",
]


@pytest.mark.parametrize("text", PARTS)
def test_a_part_names_its_whole(code_of: CodeOf, text: str) -> None:
    whole, part = (r for r in code_of(text) if r.event == "ASSAULT")
    assert whole.part_of is None
    assert part.part_of == whole.id
    assert part.date is not None and (part.date.value, part.date.basis) == ("2024-05-13", "inherited")
    assert part.actors == whole.actors


def test_an_attack_that_names_nobody_and_nothing_is_no_report(code_of: CodeOf) -> None:
    assert code_of("The attack drew criticism.") == ()


def test_an_outbreak_in_a_country_is_a_report_though_nobody_is_named(code_of: CodeOf) -> None:
    (report,) = code_of("Protests over fuel prices broke out in Cameroon on Monday.")
    assert report.place is not None and report.place.country == "CMR"
    assert code_of("The protests in Cameroon drew comment.") == ()


def test_the_main_clause_gives_a_strike_its_actor_and_place(code_of: CodeOf) -> None:
    (report,) = code_of("Israel carried out a strike on Damascus on Monday in which 23 people were killed.")
    assert [a.country for a in report.actors] == ["ISR"]
    assert report.place is not None and report.place.name == "Damascus"
    assert report.date is not None and report.date.value == "2024-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "The EU sanctioned four airlines on Monday for supplying missiles to Moscow.",
        "Police arrested a man on Monday for attacking a shop.",
    ],
)
def test_what_somebody_is_punished_for_is_no_happening_of_its_own(code_of: CodeOf, text: str) -> None:
    assert len(code_of(text)) == 1


def test_the_topic_of_sanctions_is_not_their_place(code_of: CodeOf) -> None:
    reports = code_of("The EU imposed sanctions on two firms on Monday over the transfer of missiles to Russia.")
    assert [r.place for r in reports if r.event == "SANCTION"] == [None]


def test_in_another_attack_something_else_was_attacked(code_of: CodeOf) -> None:
    text = (
        "Gunmen carried out a series of attacks in Karak on Monday. "
        "In another attack, gunmen fired on a patrol in Karak. "
        "In a third incident, gunmen opened fire on a police station."
    )
    assert len([r for r in code_of(text) if r.event == "ASSAULT"]) == 3


def test_where_people_come_from_is_not_where_it_happened(code_of: CodeOf) -> None:
    (report,) = code_of("Gunmen killed a tourist visiting from Canada in Karak on Monday.")
    assert report.place is not None and report.place.country == "JOR"
    assert [a.country for a in report.actors] == ["JOR"]
    (report,) = code_of("Ten people, among them a tourist from Canada, were killed in an attack on Monday.")
    assert report.place is None
    (report,) = code_of("Russian forces withdrew from Kherson on Monday.")
    assert report.place is not None and report.place.name == "Kherson"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Activists accused the regime and other forces of heavy shelling on Monday.", ["the regime", "other forces"]),
        ("Kenya warned Mr Kamau of serious consequences on Monday.", ["Mr Kamau"]),
    ],
)
def test_what_somebody_is_accused_of_is_no_part_of_the_name(code_of: CodeOf, text: str, named: list[str]) -> None:
    assert [a.text for r in code_of(text) for a in r.recipients] == named


def test_what_is_lifted_is_not_imposed(code_of: CodeOf) -> None:
    assert [r.event for r in code_of("The government lifted the curfew in Kaya on Monday.")] == ["CONCEDE"]


@pytest.mark.parametrize(
    ("headline", "event"),
    [
        ("Refugee camp shelled in Goma", "ASSAULT"),
        ("Two diplomats of Sudan expelled", "SANCTION"),
        ("Jets bomb bridge in Gao", "ASSAULT"),
        ("Kenya, Uganda ink accord on fishing", "SUPPORT"),
    ],
)
def test_headlines_are_read_as_sentences(code_of: CodeOf, headline: str, event: str) -> None:
    reports = code_of(f"{headline}\n\nNAIROBI, May 14 (Reuters) - The weather was mild in the whole of the country.")
    assert [r.event for r in reports] == [event]


def test_reports_are_in_text_order_with_mentions_in_order(code_of: CodeOf) -> None:
    reports = code_of(" ".join(row.rpartition(" | ")[0] for row in (ONE + SEVERAL).strip().splitlines()))
    assert [r.trigger.start for r in reports] == sorted(r.trigger.start for r in reports)
    for report in reports:
        assert list(report.mentions) == sorted(report.mentions, key=lambda m: m.start)
        assert any(m.start <= report.trigger.start and report.trigger.end <= m.end for m in report.mentions)


def test_an_id_hangs_on_document_trigger_and_type(coder: Coder) -> None:
    text = "Rebels attacked Gao on Monday."

    def ids(name: str, text: str) -> list[str]:
        (coded,) = coder.code([Document(name, text, published=WEDNESDAY)])
        return [r.id for r in coded.reports]

    assert ids("a", text) == ids("a", text)
    assert ids("a", text) != ids("b", text)
    assert ids("a", text) != ids("a", "Tulips smell sweet. " + text)
    assert ids("a", text) == ids("a", text + " Tulips smell sweet.")


def test_order_and_repetition_change_nothing(coder: Coder) -> None:
    texts = [row.rpartition(" | ")[0] for row in (ONE + SEVERAL).strip().splitlines()]
    documents = [Document(str(n), text, published=WEDNESDAY) for n, text in enumerate(texts)]
    first: dict[str, tuple[Report, ...]] = {c.document.id: c.reports for c in coder.code(documents)}
    shuffled = documents * 2
    random.Random(7).shuffle(shuffled)
    assert all(c.reports == first[c.document.id] for c in coder.code(shuffled))
    assert all(next(coder.code([d])).reports == first[d.id] for d in documents)
