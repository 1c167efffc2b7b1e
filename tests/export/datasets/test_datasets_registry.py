"""The folder is the registry; other packages add to it; every data set keeps the contract."""

from __future__ import annotations

import types
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from tests.export.datasets.dossiers import ALL, RAID

import regesta.export.datasets as registry
from regesta.errors import SettingsError
from regesta.export import formats
from regesta.export.datasets import Account, dataset, datasets
from regesta.export.datasets._account import Tally
from regesta.model import Dossier

NAMES = ("csv", "gdelt", "geojson", "icews", "parquet", "phoenix", "plover", "polecat", "ucdp")
COUNTS = {"gdelt": 61 + 16, "icews": 20, "polecat": 40, "phoenix": 26, "ucdp": 49, "plover": 24}


def test_each_module_is_a_data_set() -> None:
    assert datasets() == NAMES
    assert not {"datasets", *NAMES} & set(formats()), "the formats of reports are others"
    for name in NAMES:
        one = dataset(name)
        assert isinstance(one.SUFFIX, str)
        assert len(one.COLUMNS) == COUNTS.get(name, len(one.COLUMNS))
        assert len(set(one.LOSSES)) == len(one.LOSSES)


@pytest.mark.parametrize(("name", "hint"), [("gdlt", "did you mean 'gdelt'"), ("xml", "csv, gdelt, geojson")])
def test_an_unknown_data_set_is_one_line(name: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint) as caught:
        dataset(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["_cells", "__init__", "../jsonl", ""])
def test_what_is_no_data_set_is_none(name: str) -> None:
    with pytest.raises(SettingsError):
        dataset(name)


def test_a_package_adds_a_data_set_but_takes_over_none(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = EntryPoints(
        EntryPoint(name, value, registry.GROUP)
        for name, value in (("acled", "types:SimpleNamespace"), ("csv", "nowhere:x"), ("broken", "nowhere:x"))
    )
    monkeypatch.setattr(registry, "entry_points", lambda *, group: entries.select(group=group))
    assert datasets() == (*NAMES, "acled", "broken")
    assert dataset("acled") is types.SimpleNamespace  # type: ignore[comparison-overlap]
    assert dataset("csv").SUFFIX == ".csv"
    with pytest.raises(SettingsError, match="'broken' cannot be loaded from 'nowhere:x'"):
        dataset("broken")


@pytest.mark.parametrize("name", NAMES)
def test_every_account_adds_up(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    account = one.write(iter(ALL), tmp_path / f"out{one.SUFFIX}")
    assert account.events == len(ALL)
    left_out = sum(times for what, times in account.losses.items() if what.endswith("left out") and "event" in what)
    left_out += sum(
        times for what, times in account.losses.items() if what.startswith("an assault") and "left out" in what
    )
    assert account.rows == account.events - left_out
    assert all(file.exists() for file in account.files)
    assert set(account.losses) <= set(one.LOSSES)
    assert list(account.losses) == [what for what in one.LOSSES if what in account.losses], "in their order"
    assert all(times > 0 for times in account.losses.values())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "parquet"])  # a folder
def test_the_same_events_make_the_same_files(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    first, second = (one.write(iter(ALL), tmp_path / f"{way}{one.SUFFIX}") for way in ("a", "b"))
    assert [file.read_bytes() for file in first.files] == [file.read_bytes() for file in second.files]


@pytest.mark.parametrize("name", NAMES)
def test_no_events_make_an_empty_file(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    account = one.write(iter(()), tmp_path / f"out{one.SUFFIX}")
    assert account == Account(0, 0, account.files, {})
    assert all(file.exists() for file in account.files)


@pytest.mark.parametrize("name", NAMES)
def test_files_appear_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    path = tmp_path / f"out{one.SUFFIX}"
    one.write(iter([RAID]), path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def failing() -> Iterator[Dossier]:
        yield from ALL
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError, match="went away"):
        one.write(failing(), path)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("name", NAMES)
def test_a_path_that_cannot_be_written_is_one_line(name: str, tmp_path: Path) -> None:
    one = dataset(name)
    for path in (tmp_path / "nowhere" / "out", _occupied(tmp_path)):
        with pytest.raises(SettingsError, match="--output") as caught:
            one.write(iter([RAID]), path)
        assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("*.tmp"))


def _occupied(folder: Path) -> Path:
    """A folder where a file is wanted; where a folder is wanted, one with somebody's papers in it."""
    path = folder / "papers"
    path.mkdir()
    (path / "will.txt").write_text("all to the cat")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_events_are_written_as_they_arrive(name: str, tmp_path: Path) -> None:
    """Bytes are on the disk, beside the file to be, long before the last event was asked for."""
    one = dataset(name)
    written: list[int] = []

    def stream() -> Iterator[Dossier]:
        for number in range(4_000):
            if number % 1000 == 999:
                written.append(sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()))
            yield RAID

    account = one.write(stream(), tmp_path / f"out{one.SUFFIX}")
    assert account.rows == 4_000
    assert written == sorted(written)
    assert written[-1] > written[0]


def test_a_tally_knows_only_its_losses() -> None:
    tally = Tally(("rain",))
    tally.lost("rain", 0)
    assert tally.account().losses == {}
    with pytest.raises(KeyError):
        tally.lost("snow")


def test_a_tally_counts_what_passes() -> None:
    tally = Tally(())
    passed: list[Dossier] = list(tally.watch(ALL))
    assert (passed, tally.events) == (list(ALL), len(ALL))


@pytest.mark.parametrize("name", NAMES)
def test_a_path_may_be_a_text(name: str, tmp_path: Path) -> None:
    as_text = dataset(name).write(iter(ALL), str(tmp_path / "text"))
    as_path = dataset(name).write(iter(ALL), tmp_path / "path")
    assert [one.exists() for one in as_text.files] == [True] * len(as_path.files)
    assert all(isinstance(one, Path) for one in as_text.files)
    assert (as_text.rows, as_text.losses) == (as_path.rows, as_path.losses)
