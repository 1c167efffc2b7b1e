"""Who a phrase names: countries, capitals, offices, bodies, strangers with a title, and whom a later mention means.

A row has the phrase that is asked about in brackets, and everybody that it names as "COUNTRY SECTORS Name"; "-" stands
for nothing, "*" for anything, several people are parted by ";". Texts are published on 15 May 2024.
"""

from __future__ import annotations

import pytest
from tests.conftest import CodeOf

from regesta.model import Actor

COUNTRIES = """
[Russia] attacked Ukraine. | RUS - Russia
Russia attacked [Ukraine]. | UKR - Ukraine
[Russian troops] attacked Kharkiv. | RUS MIL *
[Troops from Chad] attacked the rebels. | TCD MIL *
[The United States] arrested two spies. | USA - United States
[The U.S.] imposed sanctions on Belarus. | USA - United States
The US imposed sanctions on [Belarus]. | BLR - Belarus
[The UK] imposed sanctions on Belarus. | GBR - United Kingdom
[British police] arrested three students. | GBR COP *
[South Korea] and North Korea held talks. | KOR - South Korea
South Korea and [North Korea] held talks. | PRK - North Korea
[Türkiye] and Greece held talks. | TUR - *
[Turkish soldiers] arrested two men. | TUR MIL *
[The Democratic Republic of Congo] and Rwanda held talks. | COD - *
[The Republic of Congo] and Rwanda held talks. | COG - *
[The Ivory Coast] and Ghana held talks. | CIV - *
[Saudi Arabia] and Iran held talks. | SAU - Saudi Arabia
[Kosovo] and Serbia held talks. | KOS - Kosovo
[Palestinian militants] attacked a bus. | PSE REB *
[South Sudanese soldiers] attacked a village. | SSD MIL *
[Nigerien soldiers] attacked a village. | NER MIL *
[Nigerian soldiers] attacked a village. | NGA MIL *
[Guinean police] arrested two men. | GIN COP *
Police arrested [two Ghanaians]. | GHA CVL *
Police arrested [a Dutch journalist]. | NLD JRN *
"""

CAPITALS = """
[Moscow] demanded that Kyiv withdraw its troops. | RUS GOV Russia
Moscow demanded that [Kyiv] withdraw its troops. | UKR GOV Ukraine
[Beijing] imposed sanctions on two firms. | CHN GOV China
[Washington] imposed sanctions on Minsk. | USA GOV United States
[The Kremlin] demanded talks. | RUS GOV *
[The White House] demanded talks. | USA GOV *
[Downing Street] demanded the release of the student. | GBR GOV *
[Addis Ababa] imposed sanctions on Eritrea. | ETH GOV Ethiopia
"""

STRUCK = """
Russia bombed [Kyiv] on Monday. | UKR - Kyiv
The rebels attacked [Bamako] at dawn. | MLI - Bamako
Moscow attacked [Kyiv] in a statement. | UKR GOV Ukraine
[Fifteen people] were killed in Russian shelling of Kherson. | UKR CVL *
[Three civilians] were killed in Turkish drone strikes on the hills. | - CVL *
[JNIM fighters] attacked Bamako at dawn. | IMG REB Jama'at Nusrat al-Islam wal-Muslimin
Police detained [opposition leader Maria Corina Machado] in Caracas. | VEN * *
"""

SURNAMES = """
Putin met [Modi] in Moscow. | IND GOV Narendra Modi
Xi Jinping telephoned [Putin] on Monday. | RUS GOV Vladimir Putin
Putin met [Ogunkoya] in Moscow. | - - Ogunkoya
"""

INSTITUTIONS = """
[The Nigerian Foreign Ministry] demanded the release of two students. | NGA GOV *
[Chad's army] attacked the rebels. | TCD MIL *
[The Zambian police] arrested two students. | ZMB COP *
[The parliament of Ghana] demanded the release of two students. | GHA LEG *
[Peru's Supreme Court] ordered the arrest of a general. | PER JUD *
[The Togolese government] demanded the release of two students. | TGO GOV *
[The Kenyan Ministry of Defence] demanded the release of two soldiers. | KEN GOV *
[The Malian armed forces] attacked the rebels. | MLI MIL *
[Bolivia's opposition] demanded an election. | BOL OPP+PTY *
[The Kenyan intelligence service] arrested a banker. | KEN SPY *
[Colombian guerrillas] attacked an oil depot. | COL REB *
Police arrested [a Kenyan lawmaker]. | KEN LEG *
Police arrested [three Kenyan farmers]. | KEN AGR *
Police arrested [a Kenyan lawyer]. | KEN * *
"""

GROUPS = """
[The United Nations] demanded a ceasefire. | UNO - United Nations
[The UN Security Council] demanded a ceasefire. | UNO - *
[The European Union] imposed sanctions on Belarus. | EUR - European Union
[The EU] imposed sanctions on Belarus. | EUR - European Union
[Ecowas] has imposed sanctions on Niger. | IGO - *
[The African Union] imposed sanctions on Niger. | IGO - African Union
[Hamas] attacked Israel. | PSE REB Hamas
[Boko Haram] attacked a village. | NGA REB Boko Haram
[Boko Haram fighters] attacked a village. | NGA REB *
[Al-Shabaab] attacked a hotel in Mogadishu. | SOM REB *
[Amnesty International] demanded the release of the student. | NGO * Amnesty International
"""

NAMES = """
[French President Emmanuel Macron] met Chancellor Olaf Scholz. | FRA GOV Emmanuel Macron
French President Emmanuel Macron met [Chancellor Olaf Scholz]. | DEU GOV Olaf Scholz
[Emmanuel Macron] met Olaf Scholz in Berlin. | FRA GOV Emmanuel Macron
[President Macron] met Olaf Scholz in Berlin. | FRA GOV Emmanuel Macron
[Macron] met German Chancellor Olaf Scholz in Paris. | FRA GOV Emmanuel Macron
[Kenyan Foreign Minister Peter Kamau] met rebels in Nairobi. | KEN GOV Peter Kamau
[Peter Kamau, the foreign minister of Kenya,] met rebels. | KEN GOV Peter Kamau
[Kenya's foreign minister, Peter Kamau,] met rebels. | KEN GOV Peter Kamau
Soldiers in Chad arrested [opposition leader Ali Bichara]. | TCD OPP+PTY Ali Bichara
Police in Ghana arrested [Ama Mensah, a journalist]. | GHA JRN Ama Mensah
Police arrested [Zambian lawmaker Joseph Tembo]. | ZMB LEG Joseph Tembo
[Gen. Moussa Traore of Mali] met the rebels. | MLI MIL Moussa Traore
[Malian Col. Ali Sidibe] met the rebels. | MLI MIL Ali Sidibe
[Judge Rosa Mamani of Bolivia] ordered the arrest of a general. | BOL JUD Rosa Mamani
Police in Bolivia arrested [union leader Juan Mamani]. | BOL LAB Juan Mamani
[Archbishop Paul Banda of Malawi] met the rebels. | MWI REL Paul Banda
[The presidents of Kenya and Uganda] met in Kampala. | KEN GOV -; UGA GOV -
[The Kenyan and Ugandan foreign ministers] met in Kampala. | KEN GOV -; UGA GOV -
[France's president] met the German chancellor. | FRA GOV *
"""

FORMER = """
Police in Peru arrested [former president Pedro Rojas]. | PER ELI Pedro Rojas
Police arrested [Peru's former president]. | PER ELI *
Police arrested [ex-President Pedro Rojas of Peru]. | PER ELI Pedro Rojas
Police in Peru arrested [a former minister]. | PER ELI *
Soldiers arrested [the deposed president of Gabon]. | GAB * *
"""

LATER = """
Police in Zambia arrested lawmaker Joseph Tembo on Monday. Soldiers attacked [Tembo] on Tuesday. | ZMB LEG Joseph Tembo
Police in Zambia arrested lawmaker Joseph Tembo on Monday. Soldiers attacked [the lawmaker] on Tuesday. | ZMB LEG *
Police in Zambia arrested lawmaker Joseph Tembo on Monday. Soldiers attacked [him] on Tuesday. | ZMB LEG Joseph Tembo
Kenyan President William Ruto met farmers on Monday. [Ruto] met teachers on Tuesday. | KEN GOV William Ruto
Kenyan President William Ruto met farmers on Monday. [The president] met teachers on Tuesday. | KEN GOV William Ruto
Kenyan President William Ruto met farmers on Monday. [He] met teachers on Tuesday. | KEN GOV William Ruto
Senator Ibrahim Kassoum of Niger met rebels. Soldiers arrested [Kasoum] on Monday. | NER LEG Ibrahim Kassoum
Malian rebels attacked Gao on Monday. [The rebels] attacked Kidal on Tuesday. | MLI REB *
Malian rebels attacked Gao on Monday. [They] attacked Kidal on Tuesday. | MLI REB *
The presidents of Kenya and Uganda are cousins. [The two leaders] met on Monday. | KEN GOV *; UGA GOV *
Kenya and Uganda signed the pact. [The two countries] held talks on Monday. | KEN - *; UGA - *
Malian soldiers and Tuareg rebels signed a truce. [The parties] held talks in Algiers. | MLI MIL *; * REB *
Kenya and Uganda signed the pact. [Both sides] held talks on Monday. | KEN - *; UGA - *
Kenya recalled its envoy. [It] imposed sanctions on Uganda on Monday. | KEN - Kenya
Malian soldiers entered the village, where [they] arrested two farmers. | MLI MIL *
Police in Nairobi beat students on Monday. On Tuesday, [police] arrested a teacher. | KEN COP *
"""

UNKNOWN = """
[Gunmen] attacked a bus. | - UAF -
France condemned [the rebels] for attacking the town on Monday. | - REB -
France demanded that [the rebels] leave the town. | - REB -
[A mob] attacked a bus in Kampala. | UGA * *
Police arrested [two men]. | - CVL -
"""


def matches(actor: Actor, wanted: str) -> bool:
    country, sectors, name = wanted.split(" ", 2)
    given = (actor.country or "-", "+".join(actor.sectors) or "-", actor.name or "-")
    return all(want in ("*", got) for want, got in zip((country, sectors, name), given, strict=True))


def rows(*tables: str) -> list[tuple[str, str]]:
    lines = [line for table in tables for line in table.strip().splitlines()]
    return [tuple(line.rsplit(" | ", 1)) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    rows(COUNTRIES, CAPITALS, STRUCK, SURNAMES, INSTITUTIONS, GROUPS, NAMES, FORMER, LATER, UNKNOWN),
)
def test_actor(code_of: CodeOf, marked: str, wanted: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    reports = code_of(marked.replace("[", "").replace("]", ""))
    people = dict.fromkeys(a for r in reports for a in (*r.actors, *r.recipients) if a.start < end and start < a.end)
    asked = wanted.split("; ")
    found = [f"{a.country or '-'} {'+'.join(a.sectors) or '-'} {a.name or '-'}" for a in people]
    assert len(people) == len(asked), found
    assert all(matches(a, w) for a, w in zip(sorted(people, key=lambda a: a.country or "~"), asked, strict=True)), found


@pytest.mark.parametrize(
    ("published", "person", "sectors"),
    [
        ("2010-06-01", "Angela Merkel", ("GOV",)), ("2023-06-01", "Angela Merkel", ("ELI",)),
        ("2024-05-15", "Olaf Scholz", ("GOV",)), ("2024-05-15", "Emmanuel Macron", ("GOV",)),
        ("2024-05-15", "Joe Biden", ("GOV",)), ("2025-05-15", "Joe Biden", ("ELI",)),
    ],
)  # fmt: skip
def test_an_office_is_held_from_day_to_day(
    code_of: CodeOf, published: str, person: str, sectors: tuple[str, ...]
) -> None:
    (report,) = code_of(f"Farmers met {person} in Lyon.", published=published)
    assert {a.name: a.sectors for a in report.actors}[person] == sectors


def test_the_dateline_says_the_day_too(code_of: CodeOf) -> None:
    text = "BERLIN, June 1, 2010 (Reuters) - Farmers met Angela Merkel in Lyon on Monday."
    (report,) = code_of(text, published=None)
    assert {a.name: a.sectors for a in report.actors}["Angela Merkel"] == ("GOV",)


def test_a_phrase_is_given_whole(code_of: CodeOf) -> None:
    (report,) = code_of("Kenyan Foreign Minister Peter Kamau met three French farmers in Lyon.")
    assert [a.text for a in report.actors] == ["Kenyan Foreign Minister Peter Kamau", "three French farmers"]


def test_the_same_one_has_the_same_id(code_of: CodeOf) -> None:
    reports = code_of("Russia attacked Ukraine on Monday. Moscow imposed sanctions on Kenya on Tuesday.")
    assert {a.id for r in reports for a in r.actors} == {"RUS"}


def test_whose_sanctions_a_country_suffers_is_not_where_they_fell(code_of: CodeOf) -> None:
    (report,) = code_of("The European Union imposed sanctions on Belarus.")
    assert report.place is None
