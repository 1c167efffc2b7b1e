"""A coder that codes each text once in a module, and an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.stories import Once, fresh

from regesta.pipeline.code import Coder
from regesta.store import Store


@pytest.fixture(scope="module")
def code(coder: Coder) -> Once:
    return Once(coder)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path) as store:
        yield store
