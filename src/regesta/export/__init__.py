"""Writing what was coded: one module a format, each with ``write(coded, out)``.

The folder is the registry: ``export/jsonl.py`` is the format ``jsonl``. Modules whose name begins with an
underscore are shared by the formats and are none themselves. Another package adds a format with an entry
point in the group ``regesta.exporters``, named after the format, that loads to such a ``write``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TextIO, TypeAlias, cast

from regesta.errors import SettingsError
from regesta.model import Coded

GROUP = "regesta.exporters"

Writer: TypeAlias = Callable[[Iterable[Coded], TextIO], None]


def formats() -> tuple[str, ...]:
    """The names of every format, Regesta's own first."""
    own = _own()
    return (*own, *sorted(_added().keys() - set(own)))


def writer(name: str) -> Writer:
    """The ``write`` of a format; raises ``SettingsError`` where there is no such format."""
    if name in _own():
        return cast(Writer, import_module(f"{__name__}.{name}").write)
    entry = _added().get(name)
    if entry is None:
        near = get_close_matches(name, formats(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(formats())}"
        raise SettingsError(f"no format is called {name!r}; {hint}")
    try:
        return cast(Writer, entry.load())
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"the format {name!r} cannot be loaded from {entry.value!r}: {error}") from error


def _own() -> tuple[str, ...]:
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(sorted(name for name in found if not name.startswith("_")))


def _added() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
