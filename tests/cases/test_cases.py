"""Whole reports in the styles of different agencies, with what an expert records from each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import pycountry
import pytest

from regesta.model import Actor, Document, Report, Speaker
from regesta.ontology.plover import plover
from regesta.pipeline.code import Coder

HERE = Path(__file__).parent
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"KOS", *plover().international}
FILES = [*sorted(HERE.glob("*.txt")), HERE.parent.parent / "examples" / "report.txt"]


@pytest.fixture(scope="session")
def coder() -> Coder:
    """One coder for all cases."""
    return Coder()


def _spans(report: Report) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in report.mentions] + [(report.trigger.start, report.trigger.end)]


def _tells(report: Report, text: str, snippet: str) -> bool:
    at = text.find(snippet)
    return at >= 0 and any(a < at + len(snippet) and at < b for a, b in _spans(report))


def _is(actor: Actor | Speaker, wanted: str) -> bool:
    """Whether ``actor`` is "COUNTRY SECTOR+SECTOR Name words", each part optional."""
    words = wanted.split()
    if words and words[0] == actor.country:
        words = words[1:]
    elif words and words[0] in COUNTRIES:
        return False
    if words and set(words[0].split("+")) <= set(plover().sectors):
        if not set(words[0].split("+")) <= set(actor.sectors):
            return False
        words = words[1:]
    name = _plain(" ".join(words))
    return not name or name in _plain(f"{actor.name or ''} {actor.text}")


def _plain(name: str) -> str:
    return "".join(char for char in normalize("NFKD", name.lower()) if not combining(char))


def _people(actors: tuple[Actor, ...], wanted: list[str]) -> bool:
    left = list(actors)
    for one in wanted:
        fit = next((a for a in left if _is(a, one)), None)
        if fit is None:
            return False
        left.remove(fit)
    return not left


def _chain(speakers: tuple[Speaker, ...], wanted: list[str]) -> bool:
    if not wanted:
        return not speakers
    said = [_plain(f"{s.name or ''} {s.text}") for s in speakers]
    return len(said) >= len(wanted) and all(_plain(w) in s for w, s in zip(wanted, said, strict=False))


def differences(report: Report, gold: dict[str, Any], text: str, reports: tuple[Report, ...]) -> list[str]:
    """What of ``gold`` does not hold for ``report``, a line each."""
    out: list[str] = []

    def check(key: str, value: object) -> None:
        if key in gold and (gold[key] or None) != value:
            out.append(f"{key}: {value!r} instead of {gold[key]!r}")

    check("mode", report.mode)
    check("cameo", report.cameo)
    check("factuality", report.factuality)
    check("layer", report.layer)
    check("date", report.date.value if report.date else None)
    check("basis", report.date.basis if report.date else None)
    check("place", report.place.name if report.place else None)
    check("place_country", report.place.country if report.place else None)
    check("precision", report.place.precision if report.place else None)
    check("marker", report.attribution[0].marker if report.attribution else None)
    for key, people in (("actors", report.actors), ("recipients", report.recipients)):
        if key in gold and not _people(people, gold[key]):
            got = [f"{a.country} {'+'.join(a.sectors)} {a.name or ''} «{a.text}»" for a in people]
            out.append(f"{key}: {got} instead of {gold[key]}")
    if "attribution" in gold and not _chain(report.attribution, gold["attribution"]):
        out.append(f"attribution: {[s.name or s.text for s in report.attribution]} instead of {gold['attribution']}")
    if not set(gold.get("contexts", ())) <= set(report.contexts):
        out.append(f"contexts: {report.contexts} lack some of {gold['contexts']}")
    out += _losses(report, gold)
    out += [f"not told by '{s}'" for s in gold["says"] if not _tells(report, text, s)]
    if gold.get("part_of"):
        whole = next((r for r in reports if r.id == report.part_of), None)
        if whole is None or not _tells(whole, text, gold["part_of"]):
            out.append(f"part_of: {report.part_of}")
    return out


def _losses(report: Report, gold: dict[str, Any]) -> list[str]:
    out = []
    for loss in gold.get("casualties", ()):
        fit = [
            c for c in report.casualties
            if c.outcome == loss["outcome"] and c.low == loss.get("low") and c.high == loss.get("high", c.high)
            and (loss.get("whom") is None or loss["whom"] in (c.whom or ""))
            and _chain(c.attribution, loss.get("attribution", []) or [s.name or s.text for s in c.attribution])
        ]  # fmt: skip
        if not fit:
            got = [
                (c.outcome, c.low, c.high, c.whom, [s.name or s.text for s in c.attribution]) for c in report.casualties
            ]
            out.append(f"casualties: {got} lack {loss}")
    return out


def problems(text: str, reports: tuple[Report, ...], gold: dict[str, Any]) -> list[str]:
    """Everything in which ``reports`` differ from the expert's."""
    out: list[str] = []
    used: set[str] = set()
    for wanted in gold["report"]:
        said = [r for r in reports if r.event == wanted["event"] and _tells(r, text, wanted["says"][0])]
        fit = [r for r in said if r.id not in used]
        if not fit:
            seen = [r.event for r in reports if _tells(r, text, wanted["says"][0])]
            out.append(f"{wanted['event']} '{wanted['says'][0]}': not found (there: {seen})")
            continue
        best = min(fit, key=lambda r: len(differences(r, wanted, text, reports)))
        used.add(best.id)
        out += [f"{wanted['event']} '{wanted['says'][0]}': {d}" for d in differences(best, wanted, text, reports)]
    extra = [r for r in reports if r.id not in used]
    if len(extra) > gold.get("extra", 1):
        out += [f"extra: {r.event}/{r.mode} '{r.trigger.text}' ({r.pattern}, {r.factuality})" for r in extra]
    for wrong in gold.get("must_not", ()):
        out += [
            f"must not: {r.event} '{r.trigger.text}' for '{wrong['says']}' ({wrong['why']})"
            for r in reports if r.event == wrong["event"] and _tells(r, text, wrong["says"])
        ]  # fmt: skip
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_case(path: Path, coder: Coder) -> None:
    text = path.read_text("utf-8")
    gold = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    document = Document(path.stem, text, published=gold.get("published"), publisher=gold.get("publisher"))
    (coded,) = coder.code([document])
    assert problems(text, coded.reports, gold) == []
