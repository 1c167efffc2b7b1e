"""Everything Regesta raises on purpose.

    RegestaError
    ├── InputError       a file, folder, line or stream that cannot be read as a report
    ├── SettingsError    a setting, flag or argument that has no meaning
    ├── LexiconError     a lexicon entry that breaks its format (message begins with file and entry)
    └── StoreError       a store that cannot be opened, read or written, or an id that is not in it

Each message says what is wrong, where, and what to do, in one line.
"""

from __future__ import annotations


class RegestaError(Exception):
    """The root of all errors that Regesta raises on purpose."""


class InputError(RegestaError):
    """An input that cannot be read."""


class SettingsError(RegestaError):
    """A setting, flag or argument that has no meaning."""


class LexiconError(RegestaError):
    """A lexicon entry that breaks its format."""


class StoreError(RegestaError):
    """A store that cannot be opened, read or written, or an id that is not in it."""
