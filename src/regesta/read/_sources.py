"""From what a caller names (files, folders, addresses, "-") to single inputs, each with a name of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regesta.model import Skipped


@dataclass(frozen=True, slots=True)
class Input:
    """One file, one address on the web (``url``) or, where both are None, standard input.

    ``source`` is what messages call it: the path or address as given. ``name`` is what ids are made of: the
    path below the folder that was given, or a given file's own name; it is longer where two would be equal. Of an
    address it is the address itself.
    """

    path: Path | None
    source: str
    name: str
    url: str | None = None


class _Names:
    """The names already given away, so that no two inputs share one and none is read twice."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._names: set[str] = set()

    def input(self, path: Path, name: str) -> Input | Skipped:
        source = _printable(path.as_posix())
        real = os.path.realpath(path)
        if real in self._paths:
            return Skipped(source, "read", f"{source}: is given twice; it was read the first time")
        self._paths.add(real)
        return self._named(path, source, name=_printable(name), real=_printable(real))

    def url(self, url: str) -> Input | Skipped:
        shown = called(url)
        if url in self._paths:
            return Skipped(shown, "read", f"{shown}: is given twice; it was read the first time")
        self._paths.add(url)
        return Input(None, shown, shown, url)

    def _named(self, path: Path, source: str, *, name: str, real: str) -> Input:
        # Another file of this name may have come before: the path as given, or all of it, differs.
        for candidate in (name, source, real):
            if candidate not in self._names:
                self._names.add(candidate)
                return Input(path, source, candidate)
        return Input(path, source, real)


def inputs(sources: Iterable[str | Path]) -> Iterator[Input | Skipped]:
    """Yield every input that ``sources`` name, in order; folders recursively, sorted by name."""
    names = _Names()
    stdin_taken = False
    for source in sources:
        if str(source) == "-":
            if stdin_taken:
                yield Skipped("stdin", "read", "stdin: is given twice; it was read the first time")
            else:
                yield Input(None, "stdin", "stdin")
            stdin_taken = True
        elif is_url(source):
            yield names.url(str(source).partition("#")[0])
        elif not _nameable(str(source)):
            name = called(source)
            yield Skipped(name, "read", f"{name}: is no file name; name a file, a folder, an address or -")
        elif _is_folder(Path(source)):
            yield from _folder(Path(source), names)
        else:
            yield names.input(Path(source), Path(source).name)


def called(source: str | Path) -> str:
    """Return what messages call a source as a whole."""
    if str(source) == "-":
        return "stdin"
    if is_url(source):
        # A name and password are for the server alone.
        return re.sub(r"(?<=//)[^/?]*@", "", str(source).partition("#")[0], count=1)
    if not _nameable(str(source)):
        return ascii(str(source))
    return _printable(Path(source).as_posix())


def is_url(source: str | Path) -> bool:
    """Say whether a source is an address on the web and no file; a file of such a name is given as a ``Path``."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://")) and _nameable(source)


def _nameable(source: str) -> bool:
    try:
        return bool(source) and b"\0" not in os.fsencode(source)
    except UnicodeEncodeError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Opening it as a file will say what is wrong with it.
        return False


def _folder(root: Path, names: _Names) -> Iterator[Input | Skipped]:
    found = False
    waiting = [root]
    while waiting:
        path = waiting.pop()
        below = _listed(path) if path == root or path.is_dir() else None
        if below is None:
            found = True
            yield names.input(path, path.relative_to(root).as_posix())
        elif isinstance(below, Skipped):
            found = True
            yield below
        else:
            waiting.extend(reversed(below))
    if not found:
        source = _printable(root.as_posix())
        reason = f"{source}: is a folder without files to read (hidden ones are left out); check the path"
        yield Skipped(source, "read", reason)


def _listed(folder: Path) -> list[Path] | Skipped:
    """List a folder's visible files and folders by name; links to folders could lead in circles."""
    try:
        with os.scandir(folder) as entries:
            kept = [folder / entry.name for entry in entries if not entry.name.startswith(".") and _wanted(entry)]
    except OSError as error:
        source = _printable(folder.as_posix())
        return Skipped(source, "read", f"{source}: {why(error)}")
    return sorted(kept, key=lambda path: path.name)


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        # A link that leads nowhere is kept: reading it will say so.
        return not entry.is_dir() and (entry.is_file() or not Path(entry.path).exists())
    return entry.is_file() or entry.is_dir()


def why(error: OSError) -> str:
    """Say in plain words why a path cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "does not exist; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    return f"cannot be read ({error.strerror or error}); check the path"


def _printable(path: str) -> str:
    # File names need not be valid Unicode, but every name ends up in UTF-8 output.
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
