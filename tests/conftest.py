"""What many tests share: one parser and one coder for the whole run, and short ways to use them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.model import Block, Document, Layout, Parse, Report
from regesta.parse import Parser
from regesta.pipeline.code import Coder
from regesta.settings import Settings

WEDNESDAY = "2024-05-15"
"""When texts of tests are published, unless they say otherwise."""

ParseOf = Callable[[str], Parse]
CodeOf = Callable[..., tuple[Report, ...]]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The defaults, with a cache that lives as long as the tests."""
    return Settings(cache=Path(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def parser(settings: Settings) -> Parser:
    """One parser for all tests."""
    return Parser(settings.model)


@pytest.fixture(scope="session")
def coder(settings: Settings) -> Coder:
    """One coder for all tests."""
    return Coder(settings)


@pytest.fixture(scope="session")
def parse_of(parser: Parser) -> ParseOf:
    """Parse a text as one paragraph."""

    def parse(text: str) -> Parse:
        return next(parser.parse([(Document("text", text), Layout((Block(0, len(text), "paragraph"),), None))]))

    return parse


@pytest.fixture(scope="session")
def code_of(coder: Coder) -> CodeOf:
    """Code a text published on a Wednesday, 15 May 2024."""

    def code(text: str, *, published: str | None = WEDNESDAY, publisher: str | None = None) -> tuple[Report, ...]:
        (coded,) = coder.code([Document("text", text, published=published, publisher=publisher)])
        assert not coded.skipped, coded.skipped
        return coded.reports

    return code
