"""The command line: one module a command, each thin over the package's functions.

Only here are errors turned into words: one line on standard error and exit status 2.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from regesta.cli import code, dyads, evaluate, events, explain, export, ingest, merge, series, show, sql, verdict
from regesta.cli._streams import say
from regesta.errors import RegestaError


class _Commands(TyperGroup):
    """The commands, with every expected failure as one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read the output has seen enough; nothing is left to flush at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except RegestaError as error:
            say(str(error))
            raise typer.Exit(2) from None
        except OSError as error:
            say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        try:
            number = version("regesta")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"regesta {number}")
        raise typer.Exit


@app.callback()
def regesta(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Read the news and write down who did what to whom, when, where, and according to whom."""


for command in (
    code.code, explain.explain, ingest.ingest, merge.merge, verdict.verdict, events.events, series.series,
    dyads.dyads, show.show, sql.sql, export.export, evaluate.evaluate,
):  # fmt: skip
    app.command(command.__name__)(command)


def main() -> None:
    """The command ``regesta``; being terminated ends it as Ctrl-C does, so that nothing is left half done."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app(prog_name="regesta")
