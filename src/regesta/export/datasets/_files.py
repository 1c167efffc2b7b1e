"""Files and folders that take their names only when all is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias

from regesta.errors import SettingsError

Target: TypeAlias = str | os.PathLike[str]
"""Where to write, as a caller may give it."""


@contextmanager
def whole(*paths: Target) -> Iterator[tuple[TextIO, ...]]:
    """Open files (UTF-8, lines end with a line feed) that take their names when the block ends well.

    Where the block fails nothing is left behind and older files stay as they were. Raises SettingsError where a
    path cannot be written.
    """
    targets = [_followed(Path(path)) for path in paths]
    unfinished: list[Path] = []
    try:
        with ExitStack() as stack:
            for path, target in zip(paths, targets, strict=True):
                unfinished.append(_beside(Path(path), target))
            opened = [one.open("w", encoding="utf-8", errors="replace", newline="\n") for one in unfinished]
            yield tuple(map(stack.enter_context, opened))
        for one, target in zip(unfinished, targets, strict=True):
            one.replace(target)
    finally:
        for one in unfinished:
            one.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Target, *, parts: tuple[str, ...]) -> Iterator[Path]:
    """A new folder to fill that takes its name when the block ends well.

    An older folder is replaced only where it is empty or all in it has a name that begins with one of ``parts``:
    anything else was not written here. Raises SettingsError where it cannot be.
    """
    target = _followed(Path(path))
    if target.exists() and not target.is_dir():
        raise SettingsError(f"--output {path}: is a file; name a folder that this data set may fill")
    if target.is_dir() and not all(one.name.startswith(parts) for one in target.iterdir()):
        raise SettingsError(f"--output {path}: holds other files; name a new folder, or one of an earlier export")
    try:
        room = Path(tempfile.mkdtemp(prefix=f".{target.name[:60]}.", suffix=".tmp", dir=target.parent))
    except OSError as error:
        raise _unwritable(Path(path), error) from error
    try:
        (room / "new").mkdir()
        yield room / "new"
        if target.is_dir():
            target.rename(room / "old")
        try:
            (room / "new").rename(target)
        except OSError:
            if (room / "old").is_dir():
                (room / "old").rename(target)
            raise
    finally:
        shutil.rmtree(room)


def _followed(path: Path) -> Path:
    """What a link leads to, else the path itself."""
    return path.resolve() if path.is_symlink() else path


def _beside(path: Path, target: Path) -> Path:
    """An empty file beside the target, with the permissions that the target has or would get."""
    if target.is_dir():
        raise SettingsError(f"--output {path}: is a folder; name a file")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    os.close(handle)
    os.umask(mask := os.umask(0))
    Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
    return Path(name)


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(f"--output {path}: cannot be written: {error.strerror or error}")
