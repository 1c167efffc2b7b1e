"""Worlds of known events, each reported by several documents: what merging is measured on."""

from regesta.worlds.happenings import Happening
from regesta.worlds.story import Story, Telling
from regesta.worlds.world import World, make

__all__ = ["Happening", "Story", "Telling", "World", "make"]
