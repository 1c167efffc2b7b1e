"""ICEWS, read back with polars: every column."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.export.datasets.dossiers import ALL, OCCURRED

from regesta.export.datasets import icews
from regesta.export.datasets._shape import number


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str | None]]:
    path = tmp_path_factory.mktemp("icews") / "events.tsv"
    icews.write(iter(ALL), path)
    frame = pl.read_csv(path, separator="\t", infer_schema=False)
    assert tuple(frame.columns) == icews.COLUMNS
    return dict(zip((one.event.id for one in OCCURRED), frame.to_dicts(), strict=True))


def full(**given: object) -> dict[str, object]:
    return {name: given.get(name.lower().replace(" ", "_")) for name in icews.COLUMNS}


def test_every_column_of_the_raid(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0011223344556677"] == full(
        event_id=str(number("e0011223344556677")), event_date="2024-04-09", source_name="masked gunmen",
        source_sectors="Unidentified Forces", event_text="Use conventional military force, not specified below",
        cameo_code="190", intensity="-9.0", target_name="fishermen",
        target_sectors="General Population / Civilian / Social,Labor", target_country="Somalia",
        story_id=str(number("d1")), sentence_number="3", publisher="Coast Wire", city="Kismayo", province="Lower Juba",
        country="Somalia", latitude="-0.36", longitude="42.545",
    )  # fmt: skip


def test_every_column_of_the_sanctions(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0000000000000005"] == full(
        event_id=str(number("e0000000000000005")), source_name="European Union",
        source_sectors="International Government Organization,Government",
        event_text="Impose embargo, boycott, or sanctions", cameo_code="163", intensity="-8.0", target_name="Russia",
        target_country="Russian Federation", story_id=str(number("d6")), sentence_number="3", publisher="Coast Wire",
    )  # fmt: skip


def test_every_column_of_the_bombardment_and_the_march(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0000000000000003"] == full(
        event_id=str(number("e0000000000000003")), event_date="2024-01-21", source_name="the Syrian army",
        source_sectors="Military", source_country="Syria", event_text="Employ aerial weapons", cameo_code="195",
        intensity="-9.8", target_name="rebels", target_sectors="Rebel", target_country="Syria",
        story_id=str(number("d4")), sentence_number="3", province="Idlib", country="Syria",
    )  # fmt: skip
    assert rows["e0000000000000004"] == full(
        event_id=str(number("e0000000000000004")), event_date="2024-05-01",
        source_name="=students; 'workers' and others",
        source_sectors="Education,Labor,General Population / Civilian / Social,Media", source_country="United States",
        event_text="Demonstrate or rally", cameo_code="141", intensity="-6.5", story_id=str(number("d5")),
        sentence_number="3", publisher="Star 'Times'", city="Austin", province="Texas", country="United States",
        latitude="30.267", longitude="-97.743",
    )  # fmt: skip


def test_two_parties_of_a_meeting_are_source_and_target(rows: dict[str, dict[str, str | None]]) -> None:
    call = rows["e0000000000000002"]
    assert (call["Source Name"], call["Target Name"]) == ("William Ruto", "Hassan Sheikh Mohamud")
    assert (call["CAMEO Code"], call["Intensity"]) == ("041", "1.0")


def test_what_did_not_occur_is_left_out(tmp_path: Path) -> None:
    account = icews.write(iter(ALL), tmp_path / "out.tsv")
    assert (account.events, account.rows) == (11, 10)
    assert account.losses["an event that is planned, hypothetical, denied or negated: left out"] == 1
    assert account.losses["a region or a stretch of water: its name is left out"] == 1
    assert account.losses["parties beyond the first of each side"] == 2
