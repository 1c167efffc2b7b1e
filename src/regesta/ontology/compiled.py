"""Data files compile once: the result is kept in the cache folder under the hash of their texts."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_KEPT = 3


def cached(
    name: str,
    texts: Mapping[str, str],
    version: int,
    folder: Path | None,
    build: Callable[[str], T],
    kind: type[T],
) -> T:
    """Return ``build(hash)``, or what an earlier run kept for the same ``texts`` and format ``version``.

    A cache that cannot be read (cut short, of another Python) is rebuilt; one that cannot be written costs
    nothing but time. The folder is the user's own: whoever can write there can already run code as the user.
    """
    digest = hashlib.sha256(repr((version, sorted(texts.items()))).encode()).hexdigest()[:16]
    path = folder / f"{name}-{digest}.pickle" if folder is not None else None
    if path is not None and path.is_file():
        try:
            loaded = pickle.loads(path.read_bytes())
            if isinstance(loaded, kind):
                return loaded
        except Exception:  # whatever a broken pickle raises, the answer is to build anew
            pass
    made = build(digest)
    if path is not None:
        _keep(path, made)
    return made


def _keep(path: Path, made: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(pickle.dumps(made))
        draft.replace(path)
        name = path.name.rpartition("-")[0]
        forget(path, rf"{re.escape(name)}-[0-9a-f]{{16}}\.pickle")
    except OSError:
        pass


def forget(path: Path, others: str) -> None:
    """Remove all but the latest few of the files beside ``path`` that have its kind of name (a whole regex).

    They are of other versions. Some are kept, for who works with two versions in turn.
    """
    alike = [file for file in path.parent.iterdir() if re.fullmatch(others, file.name) and file != path]
    for file in sorted(alike, key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]:
        file.unlink(missing_ok=True)
