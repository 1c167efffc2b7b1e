"""JSON Lines: one report a line, keys exactly as the public contract names them. Streams.

``report.schema.json`` beside this module states the contract as a JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from importlib.resources import files
from typing import Any, TextIO

import orjson

from regesta.model import Coded, Report

_KEYS = tuple(entry.name for entry in fields(Report))


def write(coded: Iterable[Coded], out: TextIO) -> None:
    """Write each report as it arrives; documents without reports leave no line."""
    for one in coded:
        for report in one.reports:
            out.write(line(report))
            out.write("\n")


def line(report: Report) -> str:
    """One report as one line of JSON, without the line's end."""
    record = {key: getattr(report, key) for key in _KEYS}
    trigger = report.trigger
    record["trigger"] = {"text": trigger.text, "start": trigger.start, "end": trigger.end}
    try:
        return orjson.dumps(record).decode()
    except orjson.JSONEncodeError:  # half of a surrogate pair: only an escape can carry it
        return json.dumps(record, default=asdict, separators=(",", ":"))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every line keeps."""
    text = files("regesta.export").joinpath("report.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
