"""Writing events as the data sets of the field know them: one module a data set, with ``write(dossiers, path)``.

The folder is the registry: ``datasets/gdelt.py`` is the data set ``gdelt``. Modules whose name begins with an
underscore are shared and are none themselves. Another package adds a data set with an entry point in the group
``regesta.datasets``, named after it, that loads to an object with what ``Dataset`` asks for.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from regesta.errors import SettingsError
from regesta.export.datasets._account import Account
from regesta.export.datasets._files import Target
from regesta.model import Dossier

__all__ = ["GROUP", "Account", "Dataset", "dataset", "datasets"]

GROUP = "regesta.datasets"


class Dataset(Protocol):
    """What a module of a data set holds.

    ``SUFFIX`` is what its files are called by custom (".csv"), ``COLUMNS`` are its columns in order, ``LOSSES`` all
    that it cannot hold, in the words of an account.
    """

    SUFFIX: str
    COLUMNS: tuple[str, ...]
    LOSSES: tuple[str, ...]

    def write(self, dossiers: Iterable[Dossier], path: Target) -> Account:
        """Write the events as they arrive; ``path`` appears whole or not at all.

        Raises SettingsError where ``path`` cannot be written.
        """


def datasets() -> tuple[str, ...]:
    """The names of every data set, Regesta's own first."""
    own = _own()
    return (*own, *sorted(_added().keys() - set(own)))


def dataset(name: str) -> Dataset:
    """The data set of a name; raises ``SettingsError`` where there is none."""
    if name in _own():
        return cast(Dataset, import_module(f"{__name__}.{name}"))
    entry = _added().get(name)
    if entry is None:
        near = get_close_matches(name, datasets(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(datasets())}"
        raise SettingsError(f"no data set is called {name!r}; {hint}")
    try:
        return cast(Dataset, entry.load())
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"the data set {name!r} cannot be loaded from {entry.value!r}: {error}") from error


def _own() -> tuple[str, ...]:
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(sorted(name for name in found if not name.startswith("_")))


def _added() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
