"""Output that a page shows, held against what the program writes."""

from __future__ import annotations

import re


def missing(shown: str, written: str) -> str | None:
    """The first stretch, parted by lines "...", that is not written in this order; None where all are."""
    real = [line.rstrip() for line in written.splitlines()]
    at = 0
    for stretch in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE):
        lines = [line.rstrip() for line in stretch.strip("\n").splitlines()]
        places = [n for n in range(at, len(real)) if real[n : n + len(lines)] == lines]
        if not places:
            return stretch
        at = places[0] + len(lines)
    return None
