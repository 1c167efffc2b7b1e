"""``regesta explain``: for each sentence the candidates, the pattern that won, and why others did not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regesta.cli._streams import is_note, say, say_skipped, standard_input, standard_output
from regesta.model import Skipped
from regesta.settings import Settings


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, a folder, or - for standard input.")],
    *,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Settings to use in place of regesta.toml in this folder."),
    ] = None,
) -> None:
    """Show, sentence by sentence, which patterns were tried, which won and why."""
    loaded = Settings.load(settings)
    # Imported only now: --help must not wait for the language model's libraries.
    from regesta.cli._explanation import show
    from regesta.export._terminal import Screen
    from regesta.read import read

    documents = read([file], stdin=standard_input())
    screen = Screen(standard_output())
    coder = None
    skipped = False
    for document in documents:
        if isinstance(document, Skipped):
            say_skipped(document)
            skipped = skipped or not is_note(document)
            continue
        if coder is None:
            from regesta.pipeline.code import Coder

            coder = Coder(loaded)
        show(document, coder.explain(document), console=screen)
    if coder is None:
        say("nothing was explained" if skipped else f"nothing to explain in {file}")
        raise typer.Exit(2)
