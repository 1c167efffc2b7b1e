"""Whatever an event says, no exporter fails on it and no row breaks."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.export.datasets.dossiers import ALL, RAID

from regesta.export.datasets import dataset, datasets, gdelt, phoenix
from regesta.export.datasets._cells import cell, joined, line
from regesta.export.datasets._shape import number
from regesta.model import Dossier, Event, Told
from regesta.ontology import plover
from regesta.ontology.crosswalks import countries

WICKED = st.text(
    st.one_of(st.sampled_from("\t\n\r\"'\\;,|\x00\x1c\x85\u2028\ufeff=ü東"), st.characters(codec=None)), max_size=12
)
COUNT = st.integers(0, 10**9)
DEGREES = st.floats(-90, 90, allow_nan=False)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
CODES = st.none() | st.sampled_from([*countries(), *plover().international]) | WICKED
SECTORS = st.lists(st.sampled_from(list(plover().sectors)) | WICKED, max_size=4).map(tuple)

st.register_type_strategy(str, WICKED)
st.register_type_strategy(int, COUNT)
st.register_type_strategy(float, DEGREES)


def _events() -> st.SearchStrategy[Event]:
    span = st.none() | st.tuples(DAYS, DAYS).map(sorted)
    kinds = st.sampled_from(list(plover().events))
    return st.builds(
        lambda event, days, reported, kind, cameo: replace(
            event, event=kind, cameo=cameo, day_from=days and days[0], day_to=days and days[1],
            first_reported=reported, last_reported=reported, factuality=event.factuality,
        ),
        st.builds(Event), span, st.none() | DAYS, kinds, st.sampled_from(list(plover().cameo)),
    )  # fmt: skip


DOSSIERS = st.lists(st.builds(Dossier, _events(), st.lists(st.builds(Told), max_size=2).map(tuple)), max_size=2)
HIVE = ds.partitioning(pa.schema([("year", pa.int16()), ("month", pa.int8())]), flavor="hive")
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def rows(name: str, files: tuple[Path, ...]) -> list[int]:
    """How many rows an independent reader finds in each file."""
    tabs = {"gdelt": gdelt.EVENTS, "phoenix": phoenix.COLUMNS}
    if name in tabs:
        heads = (tabs[name], gdelt.MENTIONS)[: len(files)]
        return [len(_tabs(file, head)) for file, head in zip(files, heads, strict=True)]
    if name in ("icews", "polecat"):
        frame = pd.read_csv(files[0], sep="\t", dtype=str, keep_default_na=False)
        quoted = pd.read_csv(files[0], sep="\t", dtype=str, keep_default_na=False, quoting=3)
        assert frame.equals(quoted), "a cell begins with a quote"
        return [len(frame)]
    if name in ("csv", "ucdp"):
        frame = pd.read_csv(files[0], dtype=str, keep_default_na=False)
        assert pl.read_csv(files[0], infer_schema=False).height == len(frame)
        return [len(frame)]
    if name == "plover":
        return [len([json.loads(one) for one in files[0].read_text("utf-8").split("\n")[:-1]])]
    if name == "geojson":
        return [len(json.loads(files[0].read_text("utf-8"))["features"])]
    return [ds.dataset(files[0], partitioning=HIVE).to_table().num_rows]


def _tabs(file: Path, head: tuple[str, ...]) -> list[str]:
    lines = file.read_text("utf-8").splitlines()
    assert {one.count("\t") for one in lines} <= {len(head) - 1}
    return lines


@given(DOSSIERS)
@FEW
def test_no_event_breaks_an_exporter(dossiers: list[Dossier]) -> None:
    for name in datasets():
        one = dataset(name)
        with tempfile.TemporaryDirectory() as folder:
            account = one.write(iter(dossiers), Path(folder) / f"out{one.SUFFIX}")
            assert account.events == len(dossiers)
            assert rows(name, account.files)[0] == account.rows, name


@pytest.mark.parametrize("name", datasets())
@given(text=WICKED)
@FEW
def test_no_text_breaks_a_row(name: str, text: str) -> None:
    """The same text in every field that holds text, between two events that are well."""
    party = replace(RAID.event.actors[0], text=text, name=text)
    assert RAID.event.place is not None
    told = replace(
        RAID.told[0],
        sentence=text,
        publications=tuple(replace(one, publisher=text, url=text, title=text) for one in RAID.told[0].publications),
    )
    event = replace(
        RAID.event, actors=(party,), place=replace(RAID.event.place, name=text, admin1=text),
        publishers=(text,), speakers=(text,),
    )  # fmt: skip
    one = dataset(name)
    with tempfile.TemporaryDirectory() as folder:
        account = one.write(iter([RAID, Dossier(event, (told,)), RAID]), Path(folder) / f"out{one.SUFFIX}")
        assert rows(name, account.files)[0] == account.rows == 3


@pytest.mark.parametrize("name", ["icews", "polecat", "phoenix", "gdelt"])
def test_duckdb_reads_what_is_parted_by_tabs(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    account = one.write(iter(ALL), tmp_path / f"out{one.SUFFIX}")
    head = {"gdelt": gdelt.EVENTS}.get(name, one.COLUMNS)
    found = duckdb.read_csv(
        str(account.files[0]), sep="\t", header=name in ("icews", "polecat"), names=list(head), all_varchar=True
    ).fetchall()
    assert len(found) == account.rows


@given(WICKED)
def test_cells_are_one_line(text: str) -> None:
    for made in (cell(text), line(text)):
        assert made.splitlines() in ([], [made])
        assert "\t" not in made and made == made.strip()
        made.encode("utf-8")
    assert '"' not in cell(text)


@given(st.lists(WICKED))
def test_lists_can_be_parted_again(values: list[str]) -> None:
    parts = [one for one in joined(values).split("; ") if one]
    assert parts == list(dict.fromkeys(line(one).replace(";", ",") for one in values if line(one)))


@given(st.text(st.characters(codec=None)))
def test_numbers_of_events_are_positive_and_the_same_every_time(identifier: str) -> None:
    assert 0 <= number(identifier) < 2**63
    assert number(identifier) == number(identifier)


def test_numbers_of_events_never_change() -> None:
    assert number("e0011223344556677") == 5994712434039132264
