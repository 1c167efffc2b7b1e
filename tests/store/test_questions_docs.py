"""The page of questions names every filter, column, level, group, order and view, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from tests.store.questioned import make

from regesta.query import FIELDS, Query
from regesta.store import Store, questions

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text("utf-8")


def section(name: str) -> str:
    found = re.search(rf"^## {name}.*?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def named(text: str) -> set[str]:
    return {word for part in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[a-z][a-z_0-9]*", part)}


def test_every_filter_is_there() -> None:
    told = re.findall(
        r"`--([a-z0-9-]+) [^`]+`", "\n".join(line.split("|")[1] for line in PAGE.splitlines() if "| `--" in line)
    )
    assert [field.replace("_", "-") for field in FIELDS] == told


def test_every_column_is_there(tmp_path: Path) -> None:
    cells = [line.split("|")[1] for line in section("regesta events").splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(cells)) and set(re.findall(r"`(\w+)`", " ".join(cells))) == set(
        questions.COLUMNS
    )
    with Store.open(make(tmp_path / "events.duckdb"), read_only=True) as store:
        assert set(questions.series(store, Query(), group="event").column_names) <= named(section("regesta series"))
        assert set(questions.dyads(store, Query()).column_names) - {"q2", "q3"} <= named(section("regesta dyads"))


def test_every_choice_is_there() -> None:
    assert set(questions.ORDERS) <= named(section("regesta events"))
    assert {*questions.PERIODS, *questions.GROUPS} <= named(section("regesta series"))
    assert set(questions.LEVELS) <= named(section("regesta dyads"))


def test_every_view_is_there_with_its_columns(tmp_path: Path) -> None:
    told = {
        cells[1].strip(" `"): re.findall(r"`(\w+)`", cells[3])
        for line in section("regesta sql").splitlines()
        if len(cells := line.split("|")) == 5 and "`" in line
    }
    with Store.open(make(tmp_path / "events.duckdb"), read_only=True) as store:
        names = store.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
        views = {
            name: store.sql(f'SELECT * FROM "{name}" LIMIT 0').column_names for name in names["view_name"].to_pylist()
        }
    assert told == views
