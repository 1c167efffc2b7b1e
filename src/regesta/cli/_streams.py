"""Where the commands write: standard output, standard error, and files that appear whole or not at all."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from regesta.errors import SettingsError
from regesta.model import Skipped


def say(message: str) -> None:
    """Print one line on standard error that cannot steer the terminal."""
    line = " ".join(message.split())
    safe = "".join(char if char.isprintable() else "�" for char in line)
    print(f"regesta: {safe}", file=sys.stderr, flush=True)


def say_skipped(one: Skipped) -> None:
    """Print what was dropped, and why, naming its document where the reason does not."""
    note = "note: " if is_note(one) else ""
    reason = one.reason.removeprefix("note: ")
    place = "" if one.document_id in reason else f"{one.document_id}: "
    say(f"{note}{place}{reason}")


def is_note(one: Skipped) -> bool:
    """Whether this tells something about a document that is coded all the same."""
    return one.reason.startswith("note: ")


def standard_input() -> BinaryIO | None:
    """Standard input as bytes, or None where there is none."""
    return getattr(sys.stdin, "buffer", None)


def standard_output() -> TextIO:
    """Standard output in UTF-8, or in the terminal's own encoding without failing on it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return sys.stdout


@contextmanager
def new_file(path: Path, *, flag: str = "--output") -> Iterator[TextIO]:
    """Open a file to write that takes its name only when the block ends well.

    Where the block fails nothing is left behind and an older file stays as it was. A pipe or
    device is written to as it is. Raises ``SettingsError``, naming ``flag``, where it cannot.
    """
    spare(path, flag=flag)
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    unfinished = _unfinished(path, target, flag)
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
            yield out
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def spare(path: Path, *, flag: str = "--output") -> None:
    """Raise ``SettingsError`` where writing to ``path`` would put an end to a store."""
    try:
        with path.open("rb") as file:
            is_store = file.read(12)[8:] == b"DUCK"
    except OSError:
        return  # it is not there, or no file: who writes there says what is wrong
    if is_store:
        raise SettingsError(f"{flag} {path}: is a store, which it would replace; name another file")


def _unfinished(path: Path, target: Path, flag: str) -> Path:
    """An empty file beside the target, with the permissions that the target has or would get."""
    if target.is_dir():
        raise SettingsError(f"{flag} {path}: is a folder; name a file")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(f"{flag} {path}: cannot be written: {reason}") from error
    os.close(handle)
    os.umask(mask := os.umask(0))
    Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
    return Path(name)
