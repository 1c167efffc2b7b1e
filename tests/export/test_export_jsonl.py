"""JSON Lines keeps the contract: keys, order, spans, schema."""

from __future__ import annotations

import copy
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.export.invented import CALL, CODED, DEMO, RAID, SUSPENSION, WIRE

from regesta.export import jsonl
from regesta.model import Coded, Report, Span

KEYS = {
    "report": "id document_id event mode contexts cameo quad intensity goldstein actors recipients date place"
    " attribution factuality layer casualties part_of trigger mentions pattern confidence coded_by",
    "actors": "text start end id name country sectors",
    "date": "value text start end basis",
    "place": "text start end name country admin1 latitude longitude precision geonames_id",
    "attribution": "text start end name country sectors marker",
    "casualties": "outcome low high whom text start end attribution",
    "trigger": "text start end",
    "mentions": "start end text sentence",
    "coded_by": "version parser parser_version lexicon",
}
SCHEMA = Draft202012Validator(jsonl.schema())


def written(*coded: Coded) -> list[dict[str, Any]]:
    out = io.StringIO()
    jsonl.write(coded, out)
    assert out.getvalue().count("\n") == sum(len(one.reports) for one in coded)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_schema_is_one_and_every_line_keeps_it() -> None:
    Draft202012Validator.check_schema(jsonl.schema())
    records = written(*CODED)
    assert len(records) == 8
    for record in records:
        assert [error.message for error in SCHEMA.iter_errors(record)] == []


def test_keys_are_the_contract_in_its_order() -> None:
    raid = next(record for record in written(*CODED) if record["id"] == RAID.id)
    assert " ".join(raid) == KEYS["report"]
    for key in KEYS.keys() - {"report"}:
        value = raid[key][0] if isinstance(raid[key], list) else raid[key]
        assert " ".join(value) == KEYS[key], key
    assert " ".join(raid["casualties"][0]["attribution"][0]) == KEYS["attribution"]


def test_what_is_absent_is_null_or_empty() -> None:
    (record,) = written(Coded(WIRE, (replace(SUSPENSION, mode=None, date=None, actors=()),)))
    assert record["mode"] is record["date"] is record["place"] is record["part_of"] is None
    assert record["actors"] == record["casualties"] == record["contexts"] == []


def test_spans_slice_the_text() -> None:
    def spans(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [span for one in value for span in spans(one)]
        if not isinstance(value, dict):
            return []
        here = [value] if value.get("start") is not None else []
        return here + [span for one in value.values() for span in spans(one)]

    for record in written(CODED[0]):
        found = spans(record)
        assert len(found) >= 2
        for span in found:
            assert WIRE.text[span["start"] : span["end"]] == span["text"]


def changed(report: Report, *path: str, to: object) -> dict[str, Any]:
    record = copy.deepcopy(written(Coded(WIRE, (report,)))[0])
    inner: Any = record
    for step in path[:-1]:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[path[-1]] = to
    return record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("event",), "MEETING"),
        (("mode",), "aerial"),
        (("quad",), 4),
        (("contexts",), ["gossip"]),
        (("cameo",), 41),
        (("confidence",), 1.5),
        (("factuality",), "rumoured"),
        (("layer",), None),
        (("mentions",), []),
        (("surprise",), 1),
        (("actors", "0", "country"), "Kenya"),
        (("actors", "0", "sectors"), ["KING"]),
        (("actors", "0", "extra"), None),
        (("date", "value"), "12 April"),
        (("date", "start"), None),
        (("trigger", "end"), -1),
        (("attribution", "0", "marker"), "shouted"),
    ],
)
def test_the_schema_is_strict(path: tuple[str, ...], value: object) -> None:
    assert not SCHEMA.is_valid(changed(CALL, *path, to=value))


@pytest.mark.parametrize("value", ["2023", "2023-09", "XXXX-09-07", "2015/..", "2023-07-21/2023-07-31", "1984~"])
def test_the_schema_takes_edtf(value: str) -> None:
    assert SCHEMA.is_valid(changed(CALL, "date", "value", to=value))


def test_a_region_has_no_point() -> None:
    assert not SCHEMA.is_valid(changed(RAID, "place", "precision", to="region"))
    assert not SCHEMA.is_valid(changed(RAID, "place", "longitude", to=None))


def test_missing_keys_are_not_allowed() -> None:
    for key in KEYS["report"].split():
        record = written(Coded(WIRE, (CALL,)))[0]
        del record[key]
        assert not SCHEMA.is_valid(record), key


def test_half_a_surrogate_pair_is_escaped_and_comes_back() -> None:
    odd = replace(DEMO, trigger=Span(0, 2, "\ud83dx"))
    line = jsonl.line(odd)
    assert line.isascii()
    assert json.loads(line)["trigger"] == {"text": "\ud83dx", "start": 0, "end": 2}
    assert list(json.loads(line)) == KEYS["report"].split()


def test_it_streams() -> None:
    out = io.StringIO()

    def documents() -> Any:
        yield CODED[0]
        assert out.getvalue().count("\n") == 7
        yield CODED[1]

    jsonl.write(documents(), out)
    assert out.getvalue().count("\n") == 8
