"""Text to sentences and tokens. The only package that imports spaCy."""

from regesta.parse.parser import Parser
from regesta.parse.sentences import split

__all__ = ["Parser", "split"]
