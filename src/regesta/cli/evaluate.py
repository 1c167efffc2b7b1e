"""``regesta evaluate``: how well reports are merged, on a world of known events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from regesta.cli._streams import new_file, say, say_skipped, standard_output
from regesta.cli.code import SettingsFile, Workers
from regesta.errors import SettingsError
from regesta.settings import Settings

if TYPE_CHECKING:
    from rich.table import Table

    from regesta.pipeline.evaluate import MergeScores
    from regesta.worlds import World

_FORMATS = ("table", "jsonl")
_FIELDS = ("id", "text", "title", "publisher", "published", "item", "version", "issued", "status")


def evaluate(
    *,
    merge: Annotated[bool, typer.Option("--merge", help="Measure how reports are merged into events.")] = False,
    events: Annotated[int, typer.Option(metavar="N", help="How many known events the world has.")] = 400,
    seed: Annotated[int, typer.Option(metavar="S", help="Which world: the same number gives the same one.")] = 1,
    write: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Also write the world there: documents.jsonl, tellings.jsonl.")
    ] = None,
    format_name: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or jsonl.")] = "table",
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """Measure Regesta on news that is made up: a world of known events, each told by several documents."""
    loaded = Settings.load(settings, workers=workers)
    if format_name not in _FORMATS:
        raise SettingsError(f"--format {format_name}: unknown; one of {', '.join(_FORMATS)}")
    if not merge and write is None:
        raise SettingsError("nothing to do: give --merge to measure merging, or --write to write the world")
    from regesta.worlds import make

    world = make(events=events, seed=seed)
    if write is not None:
        _write(world, write)
    if not merge:
        return
    # Imported only now: --help must not wait for the libraries.
    from regesta.pipeline.evaluate import merging

    scores = merging(world, loaded, on_skipped=say_skipped)
    out = standard_output()
    if format_name == "jsonl":
        out.write(orjson.dumps(_numbers(world, scores)).decode() + "\n")
        return
    from regesta.export._terminal import Screen

    screen = Screen(out)
    for table in _tables(scores):
        screen.print(table)


def _write(world: World, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    documents = ({key: getattr(one, key) for key in _FIELDS} for one in world.documents())
    _lines(folder / "documents.jsonl", documents)
    _lines(folder / "tellings.jsonl", map(asdict, world.tellings()))
    say(f"wrote {folder / 'documents.jsonl'} and {folder / 'tellings.jsonl'}")


def _lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with new_file(path) as out:
        for row in rows:
            out.write(orjson.dumps(row).decode() + "\n")


def _numbers(world: World, scores: MergeScores) -> dict[str, Any]:
    """All that was measured, as one JSON object."""
    numbers = asdict(scores)
    del numbers["alignment"]["true"]
    return {"world": {"events": world.events, "seed": world.seed}, "scores": numbers}


def _tables(scores: MergeScores) -> tuple[Table, Table]:
    from rich.box import SIMPLE
    from rich.table import Table

    found, read = scores.clusters, scores.alignment
    rates = Table("", box=SIMPLE, title="Merging", title_justify="left")
    for name in ("precision", "recall", "F1"):
        rates.add_column(name, justify="right")
    for label, rate in (("B-cubed", found.b_cubed), ("pairs", found.pairwise)):
        rates.add_row(label, *(f"{value:.3f}" for value in (rate.precision, rate.recall, rate.f1)))
    counts = Table("", box=SIMPLE, show_header=False)
    counts.add_column(justify="right")
    counts.add_column()
    far = f"{found.lumped.items:,} reports in the wrong place"
    near = f"{found.split.items:,} reports apart"
    unread = f"of {read.tellings:,} tellings ({_share(read.unread, read.tellings)}) without a report"
    rows = (
        ("documents", scores.documents, f"{scores.texts:,} different texts"),
        ("true events", found.true, "told by at least one report"),
        ("merged events", found.predicted, ""),
        ("reports", read.reports, f"{found.items:,} scored"),
        ("over-merged", found.lumped.clusters, f"events that mix true ones; {far}"),
        ("under-merged", found.split.clusters, f"true events that are split; {near}"),
        ("mixed", read.mixed, "reports that tell several true events"),
        ("unaligned", read.unaligned, f"reports ({_share(read.unaligned, read.reports)}) that match no telling"),
        ("unread", read.unread, unread),
    )  # fmt: skip
    for label, number, note in rows:
        counts.add_row(label, f"{number:,}", note)
    return rates, counts


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"
