"""Claims of one document to reports: one happening told seven times is one report with seven mentions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from regesta.model import (
    Actor,
    Casualties,
    CodedBy,
    Factuality,
    Mention,
    MentionSpan,
    Place,
    Report,
    When,
)
from regesta.ontology.plover import plover
from regesta.resolve.claims import Claim
from regesta.resolve.likeness import people_agree
from regesta.resolve.numbers import find_numbers
from regesta.resolve.times import same_time

FUTURE_AGREES = {"CONSULT": "036", "SUPPORT": "032", "COOPERATE": "031", "AID": "033"}
"""PLOVER: a planned one of these is an AGREE; the CAMEO codes express intent to do it."""

FUTURE_AID = {"071": "0331", "072": "0332", "073": "0333", "074": "0334"}
"""CAMEO's intent to give each kind of aid."""
_LOSS = frozenset(
    """kill die wound injure shoot slay murder massacre behead hit strike claim leave hurt explode""".split()
)
_THE = re.compile(r"(?:the|this|that|these|those)\s", re.I)
_DEFINITE = re.compile(r"\b(?:the|this|that)\s+$", re.I)
_DURING = re.compile(
    r"\b(?:in|during|by|from) (?:the|that|this) (?:attacks?|assault|raid|strikes?|shelling|bombardment|bombings?"
    r"|blasts?|explosions?|shooting|ambush|clash(?:es)?|fighting|violence|unrest|riots?|protests?|rally|march|crackdown)\b",
    re.I,
)
_WORD = re.compile(r"\w+")
_AFTER = re.compile(r"\s+(?:of|in|on|at|near|who|which|that)\s+|,")
_PERSONAL = frozenset("arrest deport abduct beat torture sexual targeted convict".split())
"""What is done to people alone."""
_FAR = 60
"""How many events of one type back a claim may belong to: a book must not take a book's square."""
_TALKING = frozenset({"CONSULT"})
_PRECISE = {"city": 0, "water": 1, "admin1": 2, "region": 3, "country": 4}


@dataclass(slots=True)
class Cluster:
    """Claims held to tell one happening, in text order; ``main`` is the one that tells it best."""

    claims: list[Claim] = field(default_factory=list)
    parent: Cluster | None = None
    kin: Cluster | None = None
    _main: Claim | None = None

    def add(self, claim: Claim) -> None:
        """Take one more claim in."""
        self.claims.append(claim)
        self._main = None

    @property
    def main(self) -> Claim:
        """The fullest claim; a headline only where nothing else tells the event."""
        if self._main is None:
            self._main = max(self.claims, key=lambda c: (not c.headline, -_doubt(c), _fullness(c), -c.span.start))
        return self._main

    @property
    def actors(self) -> tuple[Actor, ...]:
        return _best_people([c.actors for c in self.claims], self.main.actors)

    @property
    def recipients(self) -> tuple[Actor, ...]:
        return _best_people([c.recipients for c in self.claims], self.main.recipients)


def join(claims: Iterable[Claim]) -> list[Cluster]:
    """Group the claims of one document. The order of reading decides nothing but what "the attack" means."""
    clusters: list[Cluster] = []
    of_type: dict[str, list[Cluster]] = {}
    for claim in claims:
        alike = of_type.setdefault(claim.mention.event, [])
        if claim.partitive:
            clusters.append(Cluster([claim], alike[-1] if alike else None))
            continue
        fitting = [k for k in reversed(alike[-_FAR:]) if _same(claim, k)]
        alike_told = [k for k in fitting if _same_word(claim, k)] if claim.anaphoric else []
        home = next(iter(alike_told or fitting), None)
        if home is not None:
            home.add(claim)
        elif not claim.anaphoric or claim.casualties:
            kin = alike[-1] if claim.other and alike else None
            clusters.append(Cluster([claim], kin=kin))
            alike.append(clusters[-1])
    return [k for k in clusters if k.parent is not None or not _empty(k)]


def _empty(cluster: Cluster) -> bool:
    """A headline's nominal or an event that names nobody at all is no record."""
    main = cluster.main
    if cluster.actors or cluster.recipients or any(c.casualties for c in cluster.claims):
        return False
    return main.place is None or (main.place.precision == "country" and not main.verbal)  # "protests in Chad"


def _same(claim: Claim, cluster: Cluster) -> bool:
    if cluster.parent is not None or claim.mention.event != cluster.main.mention.event or claim.other:
        return False
    main = cluster.main
    if claim.sentence.index == main.sentence.index and claim.actors and _one_act(claim, main):
        return True
    if _kind(claim.factuality) != _kind(main.factuality):
        return False
    if claim.anaphoric and claim.mention.nominal:
        return True
    modes = {c.mention.mode for c in (*cluster.claims, claim) if c.mention.mode}
    back = _refers_back(claim, cluster)
    if len(modes) > 1 and not (back and claim.lemma in _LOSS):
        return False
    if not (_times_agree(claim, cluster) or (back and not claim.dated)) or not _places_agree(claim.place, cluster):
        return False
    if not people_agree(claim.actors, cluster.actors, symmetric=claim.mention.symmetric):
        return False
    if claim.mention.event in _TALKING:
        return bool(claim.actors) or claim.mention.nominal
    if claim.headline or all(c.headline for c in cluster.claims):
        return people_agree(claim.recipients, cluster.recipients, symmetric=False)
    if claim.mention.event == "ASSAULT" and _consequence(claim, cluster):
        return True
    if not people_agree(claim.recipients, cluster.recipients, symmetric=False):
        return False
    return back or _told_alike(claim, cluster)


def _one_act(claim: Claim, main: Claim) -> bool:
    """ "visited Cairo to discuss the truce", "took to the streets to protest": one act, whatever the verbs say."""
    if claim.mention.event in _TALKING:
        return people_agree(claim.actors, main.actors, symmetric=True)
    aimed = claim.factuality == "hypothetical" and main.factuality == "occurred" and claim.span.start > main.span.end
    same = {(a.start, a.end) for a in claim.actors} == {(a.start, a.end) for a in main.actors}
    return aimed and same and claim.mention.mode == main.mention.mode


def _refers_back(claim: Claim, cluster: Cluster) -> bool:
    """ "The raid on the market", "the market was attacked", "killed in the raid": what was told before is meant.

    Whoever acts may act again, so the one acted upon decides; where nobody is, the one who acts.
    """
    if claim.mention.nominal and _DEFINITE.search(claim.text, max(claim.span.start - 8, 0), claim.span.start):
        return True
    if _DURING.search(claim.text, claim.span.start, claim.sentence.end):
        return True
    side = claim.recipients or claim.actors
    if not side or any(_THE.match(a.text) is None for a in side):
        return False
    told = " ".join(c.text[c.sentence.start : c.sentence.end] for c in cluster.claims).casefold()
    return {_head(a.text) for a in side} <= set(_WORD.findall(told))


def _head(text: str) -> str:
    """The noun of a short phrase, an of-phrase and what follows left out."""
    return _AFTER.split(text.casefold(), maxsplit=1)[0].split()[-1] if text.strip() else ""


def _consequence(claim: Claim, cluster: Cluster) -> bool:
    """ "Rebels attacked the town. They killed 12 people": the loss is the attack's, wherever it fell."""
    near = min(abs(claim.sentence.index - c.sentence.index) for c in cluster.claims)
    losing = claim.lemma in _LOSS or any(c.lemma in _LOSS for c in cluster.claims)
    nominal = claim.mention.nominal or all(c.mention.nominal for c in cluster.claims)
    return near <= 2 and (losing or nominal) and claim.layer == cluster.main.layer


def _told_alike(claim: Claim, cluster: Cluster) -> bool:
    """The same words, or a noun that stands for what a verb has told ("the arrest")."""
    lemmas = {c.lemma for c in cluster.claims}
    nominal = claim.mention.nominal or any(c.mention.nominal for c in cluster.claims)
    near = min(abs(claim.sentence.index - c.sentence.index) for c in cluster.claims) <= 2
    same_mode = claim.mention.mode is not None and any(c.mention.mode == claim.mention.mode for c in cluster.claims)
    if near and same_mode and (claim.recipients and cluster.recipients or claim.actors and cluster.actors):
        return True
    return claim.lemma in lemmas or (nominal and claim.mention.cameo[:2] == cluster.main.mention.cameo[:2])


def _same_word(claim: Claim, cluster: Cluster) -> bool:
    """Whether the cluster's words share a stem with the claim's: "the bombing" of what was bombed."""
    stem = claim.lemma[:4]
    return any(
        c.lemma[:4] == stem or claim.mention.mode and c.mention.mode == claim.mention.mode for c in cluster.claims
    )


def _kind(factuality: Factuality) -> str:
    return "occurred" if factuality == "occurred" else factuality


def _times_agree(claim: Claim, cluster: Cluster) -> bool:
    if not claim.dated or claim.date is None:
        return claim.layer == cluster.main.layer or not claim.date
    others = [c.date.value for c in cluster.claims if c.dated and c.date is not None]
    if not others:
        return claim.layer == cluster.main.layer or any(c.headline for c in cluster.claims)
    return all(same_time(claim.date.value, value) for value in others)


def _places_agree(place: Place | None, cluster: Cluster) -> bool:
    others = [c.place for c in cluster.claims if c.place is not None]
    if place is None or not others:
        return True
    return all(
        (place.country is None or o.country is None or place.country == o.country)
        and (place.precision != "city" or o.precision != "city" or place.name == o.name)
        for o in others
    )


def _doubt(claim: Claim) -> bool:
    return claim.factuality == "hypothetical"


def _fullness(claim: Claim) -> int:
    return (
        2 * bool(claim.actors) + 2 * bool(claim.recipients) + 2 * claim.dated + bool(claim.place)
        + bool(claim.mention.mode) + bool(claim.casualties) + 3 * (claim.mention.symmetric and len(claim.actors) > 1)
    )  # fmt: skip


def _best_people(sets: Sequence[tuple[Actor, ...]], main: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The main claim's people, or the set that names most of them."""

    def known(people: tuple[Actor, ...]) -> int:
        return sum(bool(a.name) + bool(a.country) + bool(a.sectors) for a in people)

    best = max([main, *sets], key=known)
    return best if known(best) > known(main) and len(best) >= len(main) else main


# ---------------------------------------------------------------- clusters to reports


def write(
    clusters: Sequence[Cluster], *, coded_by: CodedBy, contexts: Callable[[Claim], tuple[str, ...]]
) -> tuple[Report, ...]:
    """Turn clusters into reports, in text order; a part takes what it does not say from its whole."""
    made: dict[int, Report] = {}
    for cluster in clusters:
        report = _report(cluster, coded_by, contexts)
        parent = made.get(id(cluster.parent)) if cluster.parent is not None else None
        if parent is not None:
            report = _inherit(report, parent)
        made[id(cluster)] = report
    unique = {report.id: report for report in made.values()}
    return tuple(sorted(unique.values(), key=lambda r: (r.trigger.start, r.trigger.end, r.event)))


def _inherit(report: Report, parent: Report) -> Report:
    date = report.date
    if parent.date is not None and (date is None or date.basis != "stated"):
        date = When(parent.date.value, None, None, None, "inherited")
    place = report.place
    if place is not None and place.country is None and parent.place is not None:
        place = replace(place, country=parent.place.country)
    return replace(
        report,
        part_of=parent.id,
        date=date,
        place=place,
        actors=report.actors or parent.actors,
        recipients=_at_home(report.recipients, place),
        layer=parent.layer,
    )


def _report(cluster: Cluster, coded_by: CodedBy, contexts: Callable[[Claim], tuple[str, ...]]) -> Report:
    main, names = cluster.main, plover()
    mention: Mention = main.mention
    event, cameo = mention.event, mention.cameo
    mode = mention.mode or next((c.mention.mode for c in cluster.claims if c.mention.mode), None)
    if mode is None and cluster.kin is not None:  # "a second strike" is of the kind of the first
        mode = cluster.kin.main.mention.mode
    if mode and not mention.mode:
        told = (*cluster.claims, *(cluster.kin.claims if cluster.kin is not None else ()))
        cameo = next(c.mention.cameo for c in told if c.mention.mode)
    if main.factuality == "planned" and event in FUTURE_AGREES:
        event, mode, cameo = "AGREE", None, FUTURE_AID.get(cameo[:3], FUTURE_AGREES[event])
    kind = names.events[event]
    trigger = main.span
    place = _place(cluster)
    actors = _at_home(cluster.actors, None if mention.symmetric else place)
    named = {(a.id, a.name) for a in actors if a.id or a.name}
    recipients = tuple(a for a in cluster.recipients if (a.id, a.name) not in named)  # nobody does it to himself
    key = f"{mention.document_id}\0{trigger.start}\0{trigger.end}\0{event}"
    return Report(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=mention.document_id,
        event=event,
        mode=mode,
        contexts=tuple(dict.fromkeys(x for c in cluster.claims for x in (*c.mention.contexts, *contexts(c)))),
        cameo=cameo,
        quad=kind.quad,
        intensity=names.intensity(event, mode),
        goldstein=names.goldstein[cameo],
        actors=actors,
        recipients=_at_home(recipients, place, inferred=True),
        date=_date(cluster),
        place=place,
        attribution=main.speakers or next((c.speakers for c in cluster.claims if c.speakers), ()),
        factuality=main.factuality,
        layer=main.layer,
        casualties=_casualties(cluster),
        part_of=None,
        trigger=trigger,
        mentions=_mentions(cluster),
        pattern=mention.pattern,
        confidence=_confidence(cluster),
        coded_by=coded_by,
    )


def _at_home(people: tuple[Actor, ...], place: Place | None, *, inferred: bool = False) -> tuple[Actor, ...]:
    """Civilians, police and rebels of no named country belong to that of the event's place.

    With ``inferred`` also those whose country only the words around them told: who is struck is where it strikes.
    """
    if place is None or place.country is None:
        return people
    return tuple(
        replace(a, country=place.country)
        if a.id is None and a.sectors and (a.country is None or (inferred and a.name is None and _plain(a.text)))
        else a
        for a in people
    )


def _plain(text: str) -> bool:
    """Whether a phrase names no country itself: "fifteen people", at the head of a sentence too."""
    counted = find_numbers(text, 0, len(text))
    return text.islower() or (text[1:].islower() and any(c.start == 0 for c in counted))


def _mentions(cluster: Cluster) -> tuple[MentionSpan, ...]:
    spans = {(c.span.start, c.span.end): c for c in cluster.claims}
    return tuple(MentionSpan(a, b, c.span.text, c.sentence.index) for (a, b), c in sorted(spans.items()))


def _date(cluster: Cluster) -> When | None:
    stated = [c.date for c in (cluster.main, *cluster.claims) if c.dated and c.date is not None]
    return stated[0] if stated else cluster.main.date


def _place(cluster: Cluster) -> Place | None:
    """The most precise place; a word that names somebody ("the arrest of Paris") is none."""
    told = (cluster.main, *cluster.claims)
    personal = cluster.main.mention.mode in _PERSONAL
    people = {
        (a.start, a.end) for c in told for a in (*c.actors, *c.recipients) if personal or {*a.sectors} - {"CVL"}
    }  # fmt: skip
    places = [c.place for c in told if c.place is not None and (c.place.start, c.place.end) not in people]
    return min(places, key=lambda p: _PRECISE[p.precision]) if places else None


def _casualties(cluster: Cluster) -> tuple[Casualties, ...]:
    """Each count once; a repeated one stays where it was told most fully."""
    out: list[Casualties] = []
    for claim in sorted(cluster.claims, key=lambda c: (c.headline, c.span.start)):
        for loss in claim.casualties:
            said = {(s.name or s.text) for s in loss.attribution}
            if not any(
                (o.outcome, o.low, o.high) == (loss.outcome, loss.low, loss.high)
                and (
                    not said
                    or not o.attribution
                    or said & {(s.name or s.text) for s in o.attribution}
                    or claim.headline
                )
                for o in out
            ):
                out.append(loss)
    return tuple(sorted(out, key=lambda c: c.start))


def _confidence(cluster: Cluster) -> float:
    """A plain score: roles found, told more than once, asserted rather than supposed (0..1)."""
    main = cluster.main
    score = 0.5 + 0.15 * bool(cluster.actors) + 0.15 * bool(cluster.recipients or main.mention.symmetric)
    score += 0.1 * (len(cluster.claims) > 1) - 0.1 * main.mention.nominal
    score -= 0.2 * (main.factuality == "hypothetical")
    return round(min(max(score, 0.05), 0.99), 2)
