"""``regesta code``: read reports, write their events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, TextIO

import typer

from regesta.cli._streams import is_note, new_file, say, say_skipped, standard_input, standard_output
from regesta.export import formats, writer
from regesta.model import Coded
from regesta.settings import Settings

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, addresses (https://...), or - for standard input.", show_default=False
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="The day of publication where a document states none: YYYY-MM-DD."),
]
Publisher = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The publisher where a document states none."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, jsonl, html, or one that a package adds. Without it, the output file's suffix"
        " decides; else table.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write to this file, which is replaced when all is coded."),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", help="How many processes share the work.", show_default="1"),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Settings to use in place of regesta.toml in this folder."),
]


def code(
    sources: Sources,
    *,
    published: Published = None,
    publisher: Publisher = None,
    format_name: Format = None,
    output: Output = None,
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """Code reports: who did what to whom, when, where, and according to whom."""
    loaded = Settings.load(settings, workers=workers)
    write = writer(format_name or _format_of(output))
    tally = _Tally()
    try:
        with new_file(output) if output else nullcontext(standard_output()) as out:
            coded = _coded(loaded, sources, published=published, publisher=publisher)
            write(tally.watch(coded, out), out)
            out.flush()
            if not tally.coded:
                raise _NothingCoded
    except _NothingCoded:
        say("nothing was coded" if tally.skipped else f"nothing to code in {' '.join(sources)}")
        raise typer.Exit(2) from None
    if tally.skipped:
        say(f"{_count(tally.coded)} coded, {tally.skipped} skipped")


class _NothingCoded(Exception):
    """No document could be coded: the output file is not written."""


def _coded(settings: Settings, sources: list[str], *, published: str | None, publisher: str | None) -> Iterator[Coded]:
    # Imported only now: --help must not wait for the language model's libraries.
    from regesta.pipeline.local import code_with
    from regesta.read import read

    documents = read(sources, published=published, publisher=publisher, stdin=standard_input())
    yield from code_with(settings, documents)


def _format_of(output: Path | None) -> str:
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return suffix if suffix in formats() else "table"


def _count(documents: int) -> str:
    return "1 document" if documents == 1 else f"{documents} documents"


class _Tally:
    """Counts what passes by, and names what was skipped as soon as it is known."""

    def __init__(self) -> None:
        self.coded = 0
        self.skipped = 0

    def watch(self, coded: Iterable[Coded], out: TextIO) -> Iterator[Coded]:
        for one in coded:
            lost = [entry for entry in one.skipped if not is_note(entry)]
            self.skipped += len(lost)
            # What could not even be read comes with an empty text, only to carry its reason.
            if one.reports or (one.document.text and not lost):
                self.coded += 1
            for entry in one.skipped:
                say_skipped(entry)
            yield one
            out.flush()
