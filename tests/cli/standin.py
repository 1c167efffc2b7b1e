"""Stands in for the coder, so that the commands can be tried without a language model.

Run as a script it is ``regesta`` with that coder.
"""

from __future__ import annotations

import sys
import time
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from regesta.model import Coded, Document, Skipped
from regesta.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.export.invented import CODED, WIRE

CALLS: list[Settings] = []


def code_with(settings: Settings, documents: Iterable[Document | Skipped]) -> Iterator[Coded]:
    """Know the reports of the invented documents by their text."""
    CALLS.append(settings)
    known = {one.document.text.strip(): one for one in CODED if one.document.text}
    for item in documents:
        if isinstance(item, Skipped):
            yield Coded(Document(item.document_id, ""), (), (item,))
        elif "fail" in item.text:
            yield Coded(item, (), (Skipped(item.id, "parse", "too long for the parser"),))
        elif "interrupt" in item.text:
            raise KeyboardInterrupt
        elif "full" in item.text:
            raise OSError(28, "No space left on device")
        elif "slow" in item.text:
            time.sleep(0.2)
            yield Coded(item, ())
        else:
            found = known.get(item.text.strip())
            yield Coded(item, found.reports if found and len(item.text) >= len(WIRE.text) // 9 else ())


def modules() -> dict[str, Any]:
    """The modules that the commands import, replaced."""
    local = types.ModuleType("regesta.pipeline.local")
    local.code_with = code_with  # type: ignore[attr-defined]
    return {"regesta.pipeline.local": local}


if __name__ == "__main__":
    sys.modules.update(modules())
    sys.modules.setdefault("regesta.pipeline", types.ModuleType("regesta.pipeline"))
    from regesta.cli import main

    main()
