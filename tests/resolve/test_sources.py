"""According to whom: said-verbs on either side, "according to", quotations, headlines, and speakers who quote speakers.

A row has the event's word in brackets and its speakers, nearest first, each as "marker: words"; nothing where the text
itself vouches for the event.
"""

from __future__ import annotations

import pytest
from tests.conftest import CodeOf

from regesta.model import Report, Speaker

SAID = """
The army said rebels [attacked] Gao on Monday. | said: army
The army said that rebels [attacked] Gao on Monday. | said: army
Rebels [attacked] Gao on Monday, the army said. | said: army
Rebels [attacked] Gao on Monday, said the army. | said: army
Rebels, the army said, [attacked] Gao on Monday. | said: army
Rebels [attacked] Gao on Monday, a spokesman for the army said. | said: spokesman
Rebels [attacked] Gao on Monday, the army said in a statement. | said: army
Rebels [attacked] Gao on Monday, Col. Ali Sidibe told reporters. | said: Ali Sidibe
The army reported that rebels [attacked] Gao and then fled. | said: army
The army confirmed that rebels had [attacked] Gao. | said: army
A statement by the army said rebels [attacked] Gao on Monday. | said: army
The Defence Ministry announced that rebels had been [attacked] near Gao. | said: Defence Ministry
Witnesses said rebels [attacked] Gao on Monday. | said: Witnesses
Rebels [attacked] Gao on Monday, killing five soldiers, two residents said. | said: residents
The army denied that it had [attacked] Gao. | said: army
Rebels [attacked] Gao on Monday. |
The army attacked Gao after rebels [abducted] a nurse. |
"""

ACCORDING = """
According to the army, rebels [attacked] Gao on Monday. | according_to: army
Rebels [attacked] Gao on Monday, according to the army. | according_to: army
Rebels, according to the army, [attacked] Gao on Monday. | according_to: army
According to a statement from the army, rebels [attacked] Gao. | according_to: army
According to Col. Ali Sidibe, who leads the unit, rebels [attacked] Gao on Monday. | according_to: Ali Sidibe
Rebels [attacked] Gao on Monday, citizens said, citing the army. | according_to: army; said: citizens
"""

QUOTED = """
"Rebels [attacked] Gao on Monday," the mayor said. | quotation|said: mayor
“Rebels [attacked] Gao on Monday,” said the mayor. | quotation|said: mayor
The mayor said: "Rebels [attacked] Gao on Monday." | quotation|said: mayor
"We hid. Rebels [attacked] Gao at dawn. It was dark," the mayor said. | quotation: mayor
The mayor said: "It was dark. We hid. Rebels [attacked] Gao at dawn." | quotation: mayor
"It was dark," the mayor said. "Rebels [attacked] Gao at dawn." | quotation: mayor
Putin spoke of "the [attack] rebels carried out on Gao on Monday". | quotation: Putin
The mayor called it an "[attack] by rebels on the whole town". | quotation|said: mayor
"""

NESTED = """
The mayor said the army had told him that rebels [attacked] Gao. | said: army; said: mayor
The army said witnesses saw how rebels [attacked] Gao on Monday. | said: army
"""

INHERITED = """
The army said rebels attacked Gao on Monday. The rebels also [abducted] a nurse, it added. | said: *
The army said rebels attacked Gao on Monday. They also [abducted] a nurse, the statement said. | said: *
"""


def rows(*tables: str) -> list[tuple[str, str]]:
    lines = [line for table in tables for line in table.strip().splitlines()]
    return [(marked.strip(), wanted.strip()) for marked, _, wanted in (line.rpartition("|") if line.endswith("|") else
            line.partition(" | ") for line in lines)]  # fmt: skip


def told_by(reports: tuple[Report, ...], start: int, end: int) -> Report:
    """The report with a mention that touches these characters."""
    (report,) = (r for r in reports if any(m.start < end and start < m.end for m in r.mentions))
    return report


def fits(speaker: Speaker, wanted: str) -> bool:
    marker, _, words = wanted.partition(": ")
    named = f"{speaker.name or ''} {speaker.text}".lower()
    return (marker == "*" or speaker.marker in marker.split("|")) and (words == "*" or words.lower() in named)


@pytest.mark.parametrize(("marked", "wanted"), rows(SAID, ACCORDING, QUOTED, NESTED, INHERITED))
def test_speakers(code_of: CodeOf, marked: str, wanted: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    report = told_by(code_of(marked.replace("[", "").replace("]", "")), start, end)
    asked = [one for one in wanted.split("; ") if one]
    found = [f"{s.marker}: {s.name or s.text}" for s in report.attribution]
    assert len(found) == len(asked), found
    assert all(fits(s, w) for s, w in zip(report.attribution, asked, strict=True)), found


HEADLINES = """
Rebels attack Gao, killing five — army | headline: army
Rebels attack Gao, killing five - Defence Ministry | headline: Defence Ministry
Army: rebels attack Gao, killing five | headline: Army
Rebels attack Gao, killing five, army says | said|headline: army
"""


@pytest.mark.parametrize(("headline", "wanted"), rows(HEADLINES))
def test_headline(code_of: CodeOf, headline: str, wanted: str) -> None:
    below = "\n\nGAO, May 14. /TASS/. The weather was mild in the north, and markets stayed open.\n"
    reports = code_of(headline + below)
    (attack,) = (r for r in reports if r.event == "ASSAULT")
    assert [fits(s, wanted) for s in attack.attribution] == [True]


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("BAMAKO, May 14 (Reuters) - Rebels attacked Gao on Monday, the army told Reuters.", None),
        ("Rebels attacked Gao on Monday, the army told Reuters.", "Reuters"),
        ("BAMAKO, May 14. /TASS/. Rebels attacked Gao on Monday, the army told TASS.", None),
    ],
)
def test_the_publisher_is_no_speaker(code_of: CodeOf, text: str, publisher: str | None) -> None:
    (report,) = (r for r in code_of(text, publisher=publisher) if r.event == "ASSAULT")
    assert [s.text for s in report.attribution] == ["the army"]


def test_another_agency_is_a_speaker(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao on Monday, Xinhua reported.", publisher="Reuters")
    assert [s.text for s in report.attribution] == ["Xinhua"]


def test_the_publisher_alone_is_nobody(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao on Monday, Xinhua reported.", publisher="Xinhua")
    assert report.attribution == ()


def test_a_speaker_is_no_actor(code_of: CodeOf) -> None:
    (report,) = code_of("The Health Ministry said 49 civilians were killed in an attack on Gao on Monday.")
    assert report.actors == ()
    assert [s.sectors for s in report.attribution] == [("GOV",)]


def test_a_speaker_has_country_and_sector(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao on Monday, Malian Foreign Minister Abdoulaye Keita said.")
    (speaker,) = report.attribution
    assert (speaker.name, speaker.country, speaker.sectors) == ("Abdoulaye Keita", "MLI", ("GOV",))


def test_what_somebody_demands_is_his_own_deed(code_of: CodeOf) -> None:
    reports = code_of("Kenya demanded the release of two students on Monday.")
    assert [r.attribution for r in reports if r.event == "REQUEST"] == [()]
