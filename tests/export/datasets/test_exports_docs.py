"""``docs/exports.md`` is true: every format, every column and every loss is told, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regesta.export.datasets import dataset, datasets

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "exports.md").read_text("utf-8")


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no section {name}"
    return found[1]


def test_every_data_set_is_listed() -> None:
    listed = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\)", PAGE, re.MULTILINE)
    assert listed == [(name, name) for name in datasets()]


@pytest.mark.parametrize("name", datasets())
def test_every_column_is_told_once_and_no_other(name: str) -> None:
    cells = re.findall(r"^\| ((?:`[^`]+` ?)+)\|", section(name), re.MULTILINE)
    told = [column for cell in cells for column in re.findall(r"`([^`]+)`", cell)]
    assert sorted(told) == sorted(dataset(name).COLUMNS)


@pytest.mark.parametrize("name", datasets())
def test_every_loss_is_told_in_the_same_words(name: str) -> None:
    _, _, losses = section(name).partition("Cannot hold:")
    assert tuple(re.findall(r"^- (.*)$", losses, re.MULTILINE)) == dataset(name).LOSSES
    assert ("nothing is lost" in losses) == (not dataset(name).LOSSES)


def test_every_line_of_a_table_says_what_is_held() -> None:
    for line in re.findall(r"^\|.*\|$", PAGE, re.MULTILINE):
        assert all(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]), line


@pytest.mark.parametrize("page", ["python.md", "exports.md", "questions.md"])
def test_no_section_of_a_page_and_no_name_of_python_stands_twice(page: str) -> None:
    lines = (DOCS / page).read_text("utf-8").splitlines()
    once = ("## ", "### ", "| `") if page == "python.md" else ("## ", "### ")
    told = [line for line in lines if line.startswith(once)]
    assert told and sorted(told) == sorted({*told})
