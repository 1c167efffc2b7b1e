"""What Regesta knows: event patterns, actors, and the names and scores of PLOVER and CAMEO."""

from regesta.ontology.actors import Actors
from regesta.ontology.lexicon import Lexicon
from regesta.ontology.plover import Plover, plover

__all__ = ["Actors", "Lexicon", "Plover", "plover"]
