"""From a verb or a noun to what fills its slots, in every shape that a sentence can have.

A row is a sentence, the trigger with a slot ("word.slot"), and the words that fill it, in text order. A noun's slots
are read with its light verb, where it has one.
"""

from __future__ import annotations

import pytest
from tests.conftest import ParseOf

from regesta.find import Slots
from regesta.model import Parse

LIGHT = frozenset({"carry out", "launch", "hold", "conduct", "impose", "stage", "make", "mount", "take part in"})

ACTIVE = """
Rebels attacked the village. | attacked.subject | Rebels
Rebels attacked the village. | attacked.object | village
The two rebel groups attacked the village at dawn. | attacked.subject | groups
In the north, rebels have attacked three villages. | attacked.object | villages
He attacked it. | attacked.subject | He
He attacked it. | attacked.object | it
The ministry sent the rebels a letter. | sent.object | letter
The ministry sent the rebels a letter. | sent.dative | rebels
The ministry met with union leaders. | met.with | leaders
The court declared the party illegal. | declared.complement | illegal
She was guilty of treason. | was.complement | guilty
Troops fired on the crowd. | fired.on | crowd
Troops fired tear gas at the crowd. | fired.at | crowd
Troops fired tear gas at the crowd. | fired.object | gas
The minister secretly met the envoy. | met.adverb | secretly
"""

PASSIVE = """
The village was attacked by rebels. | attacked.subject | rebels
The village was attacked by rebels. | attacked.object | village
The village was attacked. | attacked.subject |
The village was attacked. | attacked.object | village
The village has been attacked by the rebels since May. | attacked.subject | rebels
Two men got arrested by police. | arrested.object | men
The men were being held by soldiers. | held.subject | soldiers
Three clerics were arrested in Lagos on Friday. | arrested.object | clerics
Three clerics were arrested in Lagos on Friday. | arrested.in | Lagos
The army was given new weapons by the government. | given.subject | government
The rally was broken up by police and soldiers. | broken.subject | police soldiers
"""

CONJUNCTION = """
Mali and Niger attacked the rebels. | attacked.subject | Mali Niger
Mali, Niger and Chad signed the pact. | signed.subject | Mali Niger Chad
Rebels attacked Gao and Kidal. | attacked.object | Gao Kidal
Rebels attacked the village and burned the school. | burned.subject | Rebels
Rebels attacked the village and burned the school. | burned.object | school
Rebels attacked the village and burned the school. | attacked.object | village
Rebels attacked and looted the village. | attacked.object | village
Rebels attacked and looted the village. | looted.subject | Rebels
The village was attacked and looted by rebels. | looted.object | village
The village was attacked by rebels and burned. | burned.object | village
Police dispersed the crowd, beat students and arrested a teacher. | arrested.subject | Police
Police dispersed the crowd, beat students and arrested a teacher. | beat.object | students
The men were seized by gunmen and taken to the forest. | taken.object | men
Both Kenya and Uganda recalled their envoys. | recalled.subject | Kenya Uganda
"""

RELATIVE = """
The rebels who attacked the village fled. | attacked.subject | rebels
The rebels who attacked the village fled. | fled.subject | rebels
The village that rebels attacked is empty. | attacked.object | village
The village that rebels attacked is empty. | attacked.subject | rebels
The village which was attacked by rebels is empty. | attacked.object | village
Rome named the bishop whom soldiers had arrested. | arrested.object | bishop
The union, in which Mali was suspended, met on Friday. | suspended.object | Mali
The union, in which Mali was suspended, met on Friday. | suspended.in | union
The union, which suspended Mali, met on Friday. | suspended.subject | union
The day on which rebels attacked the village was a holiday. | attacked.object | village
The day on which rebels attacked the village was a holiday. | attacked.on | day
The general, who seized power and arrested the president, spoke. | arrested.subject | general
"""

PARTICIPLE = """
Rebels attacking the village killed a nurse. | attacking.subject | Rebels
The village attacked by rebels is empty. | attacked.object | village
The village attacked by rebels is empty. | attacked.subject | rebels
Rebels entered the village, killing a nurse. | killing.subject | Rebels
Rebels entered the village, killing a nurse and wounding a child. | wounding.subject | Rebels
The students arrested on Monday were released. | arrested.object | students
Threatening a strike, the union left the talks. | Threatening.subject | union
After attacking the village, the rebels fled. | attacking.subject | rebels
"""

CONTROL = """
The rebels agreed to release the hostages. | release.subject | rebels
The rebels agreed to release the hostages. | agreed.infinitive | release
The rebels refused to leave the town. | leave.subject | rebels
The court ordered the ministry to pay the farmers. | pay.subject | ministry
The court ordered the ministry to pay the farmers. | ordered.object | ministry
The rebels promised the bishop to release the girls. | release.subject | rebels
The ministry was ordered to pay the farmers. | pay.subject | ministry
The army stopped shelling the port. | stopped.gerund | shelling
The army stopped shelling the port. | shelling.subject | army
The envoy said that the rebels left. | said.that | left
The general was accused of ordering the massacre. | ordering.subject | general
The envoy accused the army of shelling the port. | shelling.subject | army
The envoy accused the army of shelling the port. | accused.object | army
The bishop thanked the rebels for releasing the girls. | releasing.subject | rebels
The army was blamed for shelling the port. | shelling.subject | army
Kenya accused rebels of attacking the town. | attacking.subject | rebels
Kenya accused rebels of attacking the town. | accused.object | rebels
Its decision to expel the envoy angered Paris. | expel.subject | Its
The rebels agreed to leave the town and release the girls. | release.subject | rebels
The plan forces farmers to sell their land. | sell.subject | farmers
The union wants to stage a march. | stage.subject | union
"""

LIGHT_VERBS = """
Rebels carried out an attack on the village. | attack.subject | Rebels
Rebels carried out an attack on the village. | attack.on | village
The attack rebels carried out on Monday killed five people. | attack.subject | rebels
The attack that rebels carried out killed five. | attack.subject | rebels
An attack carried out by rebels on the village killed five. | attack.subject | rebels
An attack was carried out by rebels on Monday. | attack.subject | rebels
One of the attacks was carried out by rebels. | attacks.subject | rebels
Rebels launched a wave of attacks on the port. | attacks.subject | Rebels
Rebels launched a wave of attacks on the port. | attacks.on | port
Rebels claimed responsibility for the attack. | attack.subject | Rebels
France imposed sanctions on the generals. | sanctions.subject | France
France imposed sanctions on the generals. | sanctions.on | generals
Sanctions imposed by France on the generals were lifted. | Sanctions.subject | France
The envoys held talks with the rebels. | talks.subject | envoys
The envoys held talks with the rebels. | talks.with | rebels
The talks were held between the army and the rebels. | talks.between | army rebels
The talks that the envoys have held with the rebels failed. | talks.subject | envoys
Students staged a sit-in and a march. | march.subject | Students
The army launched raids and arrests in the north. | arrests.subject | army
"""

NOUNS = """
The arrest of the bishop by soldiers angered Rome. | arrest.of | bishop
The arrest of the bishop by soldiers angered Rome. | arrest.by | soldiers
Turkey's attack on the village ended. | attack.possessive | Turkey
Their arrest angered Rome. | arrest.possessive | Their
A police raid on the school angered parents. | raid.modifier | police
A Turkish drone strike hit the town. | strike.modifier | Turkish drone
The meeting between Mali and Niger ended. | meeting.between | Mali Niger
The membership of Mali in the union ended. | membership.of | Mali
The attack by rebels near Gao ended. | attack.by | rebels
The ministry's decision to expel the envoy came late. | decision.infinitive | expel
The army's attacks on Gao and Kidal ended. | attacks.on | Gao Kidal
"""

DOTTED = """
The union suspended the membership of Mali. | suspended.object.of | Mali
The rebels agreed to release the hostages. | agreed.infinitive.object | hostages
The court ordered the arrest of two generals. | ordered.object.of | generals
"""


def rows(*tables: str) -> list[tuple[str, str, str]]:
    """The sentence, the trigger with its slot, and the fillers of every line."""
    lines = [line for table in tables for line in table.strip().splitlines()]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]  # type: ignore[misc]


def fillers(parse: Parse, word: str, slot: str) -> list[str]:
    slots = Slots(parse)
    head = parse.text.index(word)
    light = slots.light_verb(head, LIGHT) if parse.pos[head] not in ("VERB", "AUX") else None
    return [parse.text[token] for token in slots.fill(head, tuple(slot.split(".")), light)]


@pytest.mark.parametrize(
    ("sentence", "asked", "filled"),
    rows(ACTIVE, PASSIVE, CONJUNCTION, RELATIVE, PARTICIPLE, CONTROL, LIGHT_VERBS, NOUNS, DOTTED),
)
def test_slot(parse_of: ParseOf, sentence: str, asked: str, filled: str) -> None:
    word, _, slot = asked.partition(".")
    assert fillers(parse_of(sentence), word, slot) == filled.split()


def test_a_slot_asked_twice_answers_alike(parse_of: ParseOf) -> None:
    parse = parse_of("Police dispersed the crowd, beat students and arrested a teacher.")
    slots = Slots(parse)
    verbs = [token for token, pos in enumerate(parse.pos) if pos == "VERB"]
    names = ("subject", "object", "with", "infinitive")
    first = [slots.fill(verb, (name,)) for verb in verbs for name in names]
    again = [Slots(parse).fill(verb, (name,)) for verb in reversed(verbs) for name in reversed(names)]
    assert first == again[::-1] == [slots.fill(verb, (name,)) for verb in verbs for name in names]
