"""The flags of a query, which every command that asks a store has alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from regesta.errors import SettingsError
from regesta.query import FIELDS, Query

_FLAGS = {
    "event": ("TYPE", "Event types: ASSAULT, PROTEST ..."),
    "mode": ("MODE", "Modes: aerial, demo ..."),
    "quad": ("CLASS", "Quad classes, 1 to 4 or by name: verbal-cooperation ..."),
    "cameo": ("CODE", "CAMEO codes or their beginnings: 190, 19."),
    "context": ("CONTEXT", "Contexts: military, election ..."),
    "actor": ("WHO", 'Who acts: a name, country, sector, or "RUS MIL".'),
    "recipient": ("WHO", "Who is acted upon."),
    "party": ("WHO", "Who acts or is acted upon."),
    "between": ("A,B", "Two parties, in either direction."),
    "country": ("COUNTRY", "Where, by name or ISO code: Mali, MLI."),
    "admin1": ("NAME", "Where: province or state."),
    "place": ("NAME", "Where: the place's name."),
    "box": ("W,S,E,N", "Where, in degrees: west,south,east,north."),
    "near": ("LAT,LON,KM", "Where: so many kilometres about a point."),
    "since": ("DATE", "Not before this day, month or year."),
    "until": ("DATE", "Not after this day, month or year."),
    "factuality": ("WORD", "occurred, planned, hypothetical, denied, negated."),
    "layer": ("WORD", "news or background."),
    "attributed_to": ("WHO", "Who says so."),
    "casualties": ("CONDITION", '"killed", "killed>=10", "injured<5" ...'),
    "publisher": ("NAME", "Who published it."),
    "min_confidence": ("0..1", "The least confidence."),
    "min_sources": ("N", "The fewest independent sources."),
    "text": ("WORDS", "Words of a sentence that tells it, in any order."),
}


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command a flag for every field of a query, and hand it the ``query`` that they make.

    Values may be parted by commas, and flags given several times: either means any of them.
    """

    @wraps(command)
    def run(**given: Any) -> None:
        fields = {field: given.pop(field) for field in FIELDS}
        for field, values in fields.items():
            if any(value.strip() == "" for value in values or ()):  # a variable of the shell that was never set
                flag = "--" + field.replace("_", "-")
                raise SettingsError(f"{flag} is empty: say what is asked for, or leave it out")
        command(query=Query.of(fields), **given)

    own = inspect.signature(command, eval_str=True).parameters.values()
    flags = [_flag(field) for field in FIELDS]
    parameters = [*flags, *(one for one in own if one.name != "query")]
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
    )
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _flag(field: str) -> inspect.Parameter:
    metavar, told = _FLAGS[field]
    name = "--" + field.replace("_", "-")
    kind = Annotated[list[str] | None, typer.Option(name, metavar=metavar, help=told, rich_help_panel="Which events")]
    return inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
