"""What Regesta knows: event patterns, actors, and the names and scores of PLOVER and CAMEO."""

from regesta.ontology.actors import Actors
from regesta.ontology.contexts import Contexts
from regesta.ontology.lexicon import Lexicon
from regesta.ontology.losses import Losses
from regesta.ontology.plover import Plover, plover
from regesta.ontology.speech import Speech

__all__ = ["Actors", "Contexts", "Lexicon", "Losses", "Plover", "Speech", "plover"]
