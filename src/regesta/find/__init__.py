"""A parse and the lexicon to mentions: which words tell an event, and who fills its roles."""

from regesta.find.match import Finder, Trial
from regesta.find.slots import Slots
from regesta.find.who import Who

__all__ = ["Finder", "Slots", "Trial", "Who"]
