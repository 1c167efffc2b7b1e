"""Whether an event happened: said, planned, supposed, denied or negated.

A row is a sentence with the event's word in brackets, and its factuality.
"""

from __future__ import annotations

import pytest
from tests.conftest import CodeOf

from regesta.model import Report

OCCURRED = """
Rebels [attacked] the town on Monday. | occurred
The army said that rebels [attacked] the town on Monday. | occurred
Rebels [attacked] the town on Monday, the army said. | occurred
Police have [arrested] two students. | occurred
Police began to [arrest] students on Monday. | occurred
Rebels continued to [attack] the town on Monday. | occurred
Rebels managed to [attack] the town on Monday. | occurred
Police admitted that they had [arrested] the wrong man. | occurred
He fled after police [arrested] his brother. | occurred
The students were [arrested] while they slept. | occurred
Rebels entered the town and [attacked] the soldiers. | occurred
The [attack] on the town on Monday killed ten soldiers. | occurred
Residents fled the [attack] on the town of Gao by rebels. | occurred
The army stopped [attacking] the town on Monday. | occurred
Kenya confirmed that its soldiers had [attacked] the town. | occurred
Not only did rebels [attack] the town, they burned it. | occurred
"""

PLANNED = """
Rebels will [attack] the town, the army said. | planned
Rebels plan to [attack] the town. | planned
Rebels are going to [attack] the town on Friday. | planned
Rebels are about to [attack] the town. | planned
The army is to [attack] the town on Friday. | planned
Rebels promised that they would [attack] the town. | planned
The army said it would [attack] the town on Friday. | planned
The army ordered soldiers to [attack] the town. | planned
The army is preparing to [attack] the town. | planned
The police decided to [arrest] the student. | planned
"""

HYPOTHETICAL = """
Rebels could [attack] the town. | hypothetical
Rebels may [attack] the town, a colonel said. | hypothetical
Rebels might have [attacked] the town. | hypothetical
If rebels [attack] the town, residents will flee. | hypothetical
Residents will flee if rebels [attack] the town. | hypothetical
Unless rebels leave, the army would [attack] the town. | hypothetical
Residents fear that rebels will [attack] the town. | hypothetical
The army wants to [attack] the town. | hypothetical
Rebels tried to [attack] the town. | hypothetical
Rebels allegedly [attacked] the town on Monday. | hypothetical
Residents asked whether rebels had [attacked] the town. | hypothetical
Police should [arrest] the student, he said. | hypothetical
The army sent soldiers to [attack] the town. | hypothetical
"""

DENIED = """
The army denied that it had [attacked] the town. | denied
The army denied [attacking] the town. | denied
The army denied having [attacked] the town on Monday. | denied
Rebels denied they had [attacked] the town on Monday. | denied
The army denied carrying out an [attack] on the town. | denied
The army denied an [attack] on the town by its soldiers. | denied
Kenya rejected claims that its soldiers had [attacked] the town. | denied
The army dismissed reports that it had [attacked] the town. | denied
"""

NEGATED = """
Rebels did not [attack] the town. | negated
Rebels have never [attacked] the town. | negated
Rebels have not yet [attacked] the town. | negated
No rebels [attacked] the town on Monday. | negated
Police failed to [arrest] the student. | negated
The minister left without [meeting] the rebels. | negated
No students were [arrested] by police. | negated
The army said that rebels had not [attacked] the town. | negated
Neither the army nor the rebels [attacked] the town. | negated
There was no [attack] on the town by rebels on Monday. | negated
The army prevented rebels from [attacking] the town. | negated
"""


def rows(*tables: str) -> list[tuple[str, str]]:
    lines = [line for table in tables for line in table.strip().splitlines()]
    return [tuple(line.rsplit(" | ", 1)) for line in lines]  # type: ignore[misc]


def told_by(reports: tuple[Report, ...], start: int, end: int) -> list[Report]:
    """The reports with a mention that touches these characters."""
    return [r for r in reports if any(m.start < end and start < m.end for m in r.mentions)]


@pytest.mark.parametrize(("marked", "wanted"), rows(OCCURRED, PLANNED, HYPOTHETICAL, DENIED, NEGATED))
def test_factuality(code_of: CodeOf, marked: str, wanted: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    reports = code_of(marked.replace("[", "").replace("]", ""))
    told = [r for r in told_by(reports, start, end) if r.event in ("ASSAULT", "COERCE", "CONSULT")]
    assert [r.factuality for r in told] == [wanted]


# What is said, demanded or feared did not happen: no such event with "occurred".
NO_DEED = """
Kenya demanded that the rebels release the hostages. | RETREAT
Rebels vowed to attack the town. | ASSAULT
Rebels threatened to attack the town. | ASSAULT
Kenya accused rebels of attacking the town. | ASSAULT
The minister urged police to arrest the student. | COERCE
The army warned of a possible attack on the town by rebels. | ASSAULT
The threat of an attack on the town by rebels emptied it. | ASSAULT
Nobody was arrested in the town on Monday. | COERCE
Police refused to arrest the student. | COERCE
The rebels left the town without attacking it. | ASSAULT
The minister declined to meet the rebels. | CONSULT
The minister cancelled a meeting with the rebels. | CONSULT
Kenya urged the rebels to withdraw from the town. | RETREAT
The initiative to lift the sanctions on Niger failed. | RETREAT
The bishops called for talks between the army and the rebels. | CONSULT
Kenya threatened the use of force against the rebels. | ASSAULT
Residents feared an attack on the town. | ASSAULT
The ministers discussed the fight against terrorism. | ASSAULT
The ministers discussed sanctions against Niger. | SANCTION
The court heard a plea to arrest the general. | COERCE
Kenya proposed talks with the rebels in Nairobi. | CONSULT
The army accused the rebels of planning to attack the town. | ASSAULT
The general ruled out talks with the rebels. | CONSULT
The general discussed whether to attack the town. | ASSAULT
The ministers discussed the situation in Niger. | ASSAULT
Kenya called on the army to stop attacking civilians. | RETREAT
"""


@pytest.mark.parametrize(("text", "event"), rows(NO_DEED))
def test_no_deed(code_of: CodeOf, text: str, event: str) -> None:
    assert [r.trigger.text for r in code_of(text) if r.event == event and r.factuality == "occurred"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and the rebels will hold talks in Nairobi on Friday.",
        "Kenya agreed to hold talks with the rebels.",
        "The presidents of Kenya and Chad are to meet on Friday.",
        "Kenyan President William Ruto plans to meet the rebels.",
    ],
)
def test_a_planned_meeting_is_an_agreement(code_of: CodeOf, text: str) -> None:
    assert [r.event for r in code_of(text)] == ["AGREE"]


def test_a_planned_attack_stays_an_attack(code_of: CodeOf) -> None:
    (report,) = code_of("The army will attack the rebels on Friday.")
    assert (report.event, report.factuality) == ("ASSAULT", "planned")
