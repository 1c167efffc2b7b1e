"""Which pattern wins, what refuses it, what it leaves for others, and how a lexicon is loaded or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ParseOf

from regesta.errors import LexiconError
from regesta.find import Finder, Who
from regesta.model import Mention, Parse
from regesta.ontology import Actors, Lexicon
from regesta.settings import Settings

WORDS = """
[lists]
light = "carry out|launch|hold|impose"
goods = "house|shop|car"
"""

EVENTS = """
event = "ASSAULT"

[[pattern]]
verb = "attack"
cameo = "190"
unless = { object = "@goods|plan" }
yes = ["[Rebels] attacked {the town}.", "{The town} was attacked."]
no = ["He attacked the plan."]

[[pattern]]
verb = "fire on|shoot at"
cameo = "190"
recipient = "on|at|object"
yes = ["[Troops] fired on {the crowd}.", "{The crowd} was shot at."]
no = ["Troops fired shots."]

[[pattern]]
verb = "attack"
mode = "aerial"
cameo = "195"
when = { with = "drone|jet" }
yes = ["[Rebels] attacked {the town} with drones.", "{The town} was attacked with drones."]
no = ["Rebels attacked the town."]

[[pattern]]
noun = "attack|air strike"
cameo = "190"
yes = ["[Rebels] carried out an attack on {the town}.", "The attack on {the town} by [rebels] failed."]
no = ["The attack of fever passed."]

[[pattern]]
noun = "war"
cameo = "190"
actor = ""
recipient = ""
yes = ["The war went on.", "The war began."]
no = ["The war film ended."]
"""

AID = """
event = "AID"

[[pattern]]
verb = "arm"
cameo = "072"
when = { subject = "@STATE" }
yes = ["[Nigeria] armed {rebels}.", "{Rebels} were armed by [Moscow]."]
no = ["The guards armed rebels."]
"""

TALKS = """
event = "CONSULT"

[[pattern]]
verb = "meet"
cameo = "040"
party = "subject|object|with"
when = { "subject|object|with" = "@WHO" }
yes = ["[Envoys] met [rebels].", "[Envoys] met with [rebels]."]
no = ["The deal met a need."]

[[pattern]]
verb = "hold"
cameo = "040"
party = "subject|with|object.with"
when = { object = "talk" }
yes = ["[Envoys] held talks with [rebels].", "Talks were held by [envoys]."]
no = ["He held a cup."]

[[pattern]]
noun = "talk"
cameo = "040"
party = "subject|with|between"
yes = ["The talks between [envoys] and [rebels] failed.", "The talks with [rebels] failed."]
no = ["The talk show ended."]
"""


def folder(path: Path, **files: str) -> Path:
    """Write a lexicon: its word lists and one file for each type."""
    (path / "events").mkdir(parents=True, exist_ok=True)
    (path / "words.toml").write_text(files.pop("words", WORDS), encoding="utf-8")
    for name, text in files.items():
        (path / "events" / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def who(settings: Settings) -> Who:
    return Who(Actors.load(cache=settings.cache))


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory, who: Who) -> Callable[[Parse], tuple[Mention, ...]]:
    """Find with the small lexicon above."""
    lexicon = Lexicon.load(folder(tmp_path_factory.mktemp("lexicon"), assault=EVENTS, consult=TALKS, aid=AID))
    return Finder(lexicon, who).find


def words(parse: Parse, tokens: tuple[int, ...]) -> str:
    return " ".join(parse.text[token] for token in tokens)


# sentence | pattern, actors > recipients; ... for each event found
FOUND = """
Rebels attacked the town. | assault/attack Rebels > town
Rebels attacked soldiers near the town. | assault/attack Rebels > soldiers
Rebels attacked soldiers with drones. | assault/attack.2 Rebels > soldiers
Soldiers were attacked with jets by rebels. | assault/attack.2 rebels > Soldiers
Rebels attacked the plan. |
Rebels attacked houses. |
Troops fired on protesters. | assault/fire-on Troops > protesters
Troops fired shots. |
Protesters were shot at by troops. | assault/fire-on troops > Protesters
Rebels carried out an attack on soldiers. | assault/attack.3 Rebels > soldiers
An attack on soldiers by rebels failed. | assault/attack.3 rebels > soldiers
The attack dog slept. |
An air strike on soldiers by rebels failed. | assault/attack.3 rebels > soldiers
The strike of workers failed. |
Envoys met rebels. | consult/meet Envoys rebels
Envoys met with rebels and soldiers. | consult/meet Envoys rebels soldiers
The deal met a need. |
Envoys held talks with rebels. | consult/hold Envoys rebels
Envoys held a cup. |
The talks between envoys and rebels failed. | consult/talk envoys rebels
Rebels attacked soldiers, and envoys met rebels. | assault/attack Rebels > soldiers; consult/meet envoys rebels
The talk show ended. |
The war went on. | assault/war
Nigeria armed the rebels. | aid/arm Nigeria > rebels
The rebels were armed by Moscow. | aid/arm Moscow > rebels
The guards armed the rebels. |
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found(parse_of: ParseOf, find: Callable[[Parse], tuple[Mention, ...]], line: str) -> None:
    sentence, _, wanted = (part.strip() for part in line.partition("|"))
    parse = parse_of(sentence)
    found = []
    for m in find(parse):
        recipients = f" > {words(parse, m.recipients)}" if m.recipients else ""
        found.append(f"{m.pattern} {words(parse, m.actors)}{recipients}".strip())
    assert found == [event for event in wanted.split("; ") if event]


def test_mentions_say_what_they_are(parse_of: ParseOf, find: Callable[[Parse], tuple[Mention, ...]]) -> None:
    parse = parse_of("Envoys met rebels. Rebels carried out an attack on soldiers.")
    meeting, attack = find(parse)
    assert (meeting.event, meeting.symmetric, meeting.nominal, meeting.sentence) == ("CONSULT", True, False, 0)
    assert (attack.event, attack.symmetric, attack.nominal, attack.sentence) == ("ASSAULT", False, True, 1)
    assert parse.text[attack.trigger] == "attack"
    assert "carried" in words(parse, attack.scope)


def test_only_sentences_that_were_parsed(find: Callable[[Parse], tuple[Mention, ...]], parse_of: ParseOf) -> None:
    assert find(parse_of("")) == ()


# ------------------------------------------------------------ loading


def test_the_cache_gives_the_same_lexicon(tmp_path: Path) -> None:
    source, cache = folder(tmp_path / "lexicon", assault=EVENTS), tmp_path / "cache"
    made = Lexicon.load(source, cache=cache)
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert kept
    assert Lexicon.load(source, cache=cache) == made == Lexicon.load(source)
    assert [path for path in cache.rglob("*") if path.is_file()] == kept


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    source, cache = folder(tmp_path / "lexicon", assault=EVENTS), tmp_path / "cache"
    before = Lexicon.load(source, cache=cache)
    after = Lexicon.load(folder(source, assault=EVENTS.replace('"attack"\ncameo', '"attack|raid"\ncameo')), cache=cache)
    assert "raid" in after.verbs and "raid" not in before.verbs
    assert after.hash != before.hash


def test_a_changed_word_list_is_read_anew(tmp_path: Path) -> None:
    source, cache = folder(tmp_path / "lexicon", assault=EVENTS), tmp_path / "cache"
    before = Lexicon.load(source, cache=cache)
    after = Lexicon.load(folder(source, words=WORDS.replace("car", "car|bridge"), assault=EVENTS), cache=cache)
    assert after.hash != before.hash
    assert "bridge" in after.lists["goods"]


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    source, cache = folder(tmp_path / "lexicon", assault=EVENTS), tmp_path / "cache"
    made = Lexicon.load(source, cache=cache)
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00 not what was written")
    assert Lexicon.load(source, cache=cache) == made


def test_a_cache_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    source = folder(tmp_path / "lexicon", assault=EVENTS)
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert Lexicon.load(source, cache=blocked / "cache") == Lexicon.load(source)


def test_forms_hold_every_form_of_a_trigger(tmp_path: Path) -> None:
    forms = Lexicon.load(folder(tmp_path, assault=EVENTS)).forms
    assert {"attack", "attacks", "attacked", "attacking", "fired", "shot", "strikes", "wars"} <= forms


# ------------------------------------------------------------ breaches

GOOD = {
    "verb": '"attack"', "cameo": '"190"', "yes": '["[Rebels] attacked {a town}.", "{A town} was attacked."]',
    "no": '["He attacked a meal."]',
}  # fmt: skip


def entry(**changes: str | None) -> str:
    """A file with one entry, its lines changed, added, or (None) left out."""
    lines = {**GOOD, **changes}
    return 'event = "ASSAULT"\n[[pattern]]\n' + "\n".join(f"{k} = {v}" for k, v in lines.items() if v is not None)


BREACHES = {
    "unknown event": entry().replace('"ASSAULT"', '"ATTACK"'),
    "no event": entry().replace('event = "ASSAULT"\n', ""),
    "unknown key": entry(colour='"red"'),
    "verb and noun": entry(noun='"attack"'),
    "unknown mode": entry(mode='"phone"'),
    "mode is a list": entry(mode='["aerial"]'),
    "unknown code": entry(cameo='"999"'),
    "code is a number": entry(cameo="190"),
    "no code": entry(cameo=None),
    "unknown context": entry(contexts='"military|weather"'),
    "party and actor": entry(party='"subject"', actor='"subject"'),
    "party and recipient": entry(party='"subject"', recipient='"object"'),
    "no slot": entry(actor='"Subject!"'),
    "empty step": entry(recipient='"object..of"'),
    "unknown list": entry(when='{ object = "@nothing" }'),
    "no words": entry(unless='{ object = "" }'),
    "condition is no table": entry(when='"object"'),
    "words are a list": entry(when='{ object = ["town"] }'),
    "one yes": entry(yes='["[Rebels] attacked {a town}."]'),
    "no yes": entry(yes=None),
    "yes is a string": entry(yes='"[Rebels] attacked {a town}."'),
    "yes is a number": entry(yes="[1, 2]"),
    "no no": entry(no="[]"),
    "no is a string": entry(no='"He attacked a meal."'),
    "bracket left open": entry(yes='["[Rebels attacked {a town}.", "{A town} was attacked."]'),
    "bracket closed alone": entry(yes='["Rebels] attacked {a town}.", "{A town} was attacked."]'),
    "trigger is empty": entry(verb='""'),
    "light with a verb": entry(light='"hold"'),
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_names_file_and_entry(tmp_path: Path, name: str) -> None:
    source = folder(tmp_path, assault=BREACHES[name])
    with pytest.raises(LexiconError) as caught:
        Lexicon.load(source)
    message = str(caught.value)
    assert message.startswith("assault.toml: ")
    assert "assault/" in message or "pattern 1" in message or "event" in message
    assert "\n" not in message


BROKEN = {
    "not toml": "event = \n",
    "no trigger": entry(verb=None),
    "trigger is a list": entry(verb='["attack"]'),
    "one bracket": entry().replace("[[pattern]]", "[pattern]"),
    "pattern is a string": 'event = "ASSAULT"\npattern = "attack"\n',
    "unknown table": entry().replace("[[pattern]]", "[[patern]]"),
    "unknown line at the head": 'evnt = "ASSAULT"\n' + entry(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicon.load(folder(tmp_path, assault=BROKEN[name]))
    assert str(caught.value).startswith("assault.toml: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["[lists\n", "[lists]\nlight = [1]\n", 'lists = "light"\n', '[list]\nlight = "hold"\n']
)
def test_broken_word_lists_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicon.load(folder(tmp_path, words=text, assault=entry()))
    assert str(caught.value).startswith("words.toml: ")


def test_a_breach_is_refused_again(tmp_path: Path) -> None:
    source, cache = folder(tmp_path / "lexicon", assault=entry(cameo='"999"')), tmp_path / "cache"
    for _ in range(2):
        with pytest.raises(LexiconError, match="999"):
            Lexicon.load(source, cache=cache)
