"""``regesta code``: flags, exit status, what goes where, and failures as one line."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli import standin
from tests.export.invented import QUIET, WIRE
from typer.testing import CliRunner

from regesta.cli import app

RUN = [sys.executable, str(Path(standin.__file__))]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a report in it, and the coder stood in for."""
    for name, module in standin.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    for name in [name for name in os.environ if name.startswith("REGESTA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    standin.CALLS.clear()
    (tmp_path / "wire.txt").write_text(WIRE.text, encoding="utf-8")
    (tmp_path / "quiet.txt").write_text(QUIET.text, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["code", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stdout, result.stderr


def test_a_report_becomes_a_table() -> None:
    status, out, err = run("wire.txt")
    assert status == 0
    assert "ASSAULT" in out
    assert "7 events" in out
    assert err == ""


def test_jsonl_and_html_by_flag_or_by_suffix(folder: Path) -> None:
    _, out, _ = run("wire.txt", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["event"] for line in lines][:2] == ["SANCTION", "CONSULT"]
    assert run("wire.txt", "--output", "events.html")[:2] == (0, "")
    assert (folder / "events.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    run("wire.txt", "--output", "events.jsonl")
    assert (folder / "events.jsonl").read_text(encoding="utf-8") == out
    run("wire.txt", "--output", "events.txt")
    assert "7 events" in (folder / "events.txt").read_text(encoding="utf-8")


def test_standard_input_is_a_dash() -> None:
    status, out, _ = run("-", "--format", "jsonl", stdin=WIRE.text.encode())
    assert status == 0
    assert out.count("\n") == 7


def test_what_was_skipped_is_named_and_counted() -> None:
    status, out, err = run("wire.txt", "missing.txt", "--format", "jsonl")
    assert status == 0
    assert out.count("\n") == 7
    first, last = err.splitlines()
    assert first.startswith("regesta: ")
    assert "missing.txt" in first
    assert last == "regesta: 1 document coded, 1 skipped"


def test_a_document_without_events_is_coded() -> None:
    status, out, err = run("quiet.txt")
    assert status == 0
    assert "no event found" in out
    assert err == ""


def test_a_document_that_fails_is_skipped(folder: Path) -> None:
    (folder / "bad.txt").write_text("This one will fail.\n", encoding="utf-8")
    status, _, err = run("bad.txt", "wire.txt")
    assert status == 0
    assert "too long for the parser" in err
    assert err.splitlines()[-1] == "regesta: 1 document coded, 1 skipped"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "missing.txt"),
        (["empty.txt"], "empty.txt"),
        (["wire.txt", "--published", "yesterday"], "yesterday"),
        (["wire.txt", "--format", "jsonk"], "did you mean 'jsonl'?"),
        (["wire.txt", "--workers", "0"], "--workers: must be a whole number from 1 up"),
        (["wire.txt", "--settings", "none.toml"], "none.toml: cannot be read"),
        (["wire.txt", "--output", "no/such/folder.jsonl"], "cannot be written"),
        (["wire.txt", "--output", "."], "is a folder"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    lines = err.splitlines()
    assert said in lines[0]
    assert all(line.startswith("regesta: ") for line in lines)
    assert len(lines) <= 2


def test_wrong_arguments_are_status_2() -> None:
    assert run()[0] == 2
    assert run("wire.txt", "--no-such-flag")[0] == 2
    assert run("wire.txt", "--workers", "many")[0] == 2


def test_the_coder_gets_the_settings(folder: Path) -> None:
    (folder / "regesta.toml").write_text("workers = 2\nnews_days = 3\n", encoding="utf-8")
    run("wire.txt", "--workers", "5")
    assert (standin.CALLS[0].workers, standin.CALLS[0].news_days) == (5, 3)
    (folder / "other.toml").write_text("news_days = 30\n", encoding="utf-8")
    run("wire.txt", "--settings", "other.toml")
    assert (standin.CALLS[1].workers, standin.CALLS[1].news_days) == (1, 30)


def test_publication_is_handed_to_the_reader() -> None:
    _, out, _ = run("quiet.txt", "--published", "2024-04-12", "--publisher", "Coast Wire")
    assert "Coast Wire · 2024-04-12" in out


# ---------------------------------------------------------------- the output file


def test_an_older_output_stays_when_the_run_fails(folder: Path) -> None:
    output = folder / "events.jsonl"
    output.write_text("older\n", encoding="utf-8")
    for name, text, status in [
        ("interrupt.txt", "interrupt here", 130),
        ("full.txt", "the disk is full", 2),
        ("fail.txt", "this will fail", 2),
    ]:
        (folder / name).write_text(text, encoding="utf-8")
        assert run(name, "--output", "events.jsonl")[0] == status
        assert output.read_text(encoding="utf-8") == "older\n"
        assert not list(folder.glob(".*.tmp"))


def test_a_new_output_has_usual_permissions_and_an_older_one_keeps_its_own(folder: Path) -> None:
    run("wire.txt", "--output", "new.jsonl")
    (folder / "plain").touch()

    def mode(name: str) -> int:
        return stat.S_IMODE((folder / name).stat().st_mode)

    assert mode("new.jsonl") == mode("plain")
    (folder / "new.jsonl").chmod(0o640)
    run("wire.txt", "--output", "new.jsonl")
    assert mode("new.jsonl") == 0o640


def test_a_link_is_followed_and_a_device_is_written_to(folder: Path) -> None:
    (folder / "real.jsonl").write_text("older\n", encoding="utf-8")
    (folder / "link.jsonl").symlink_to("real.jsonl")
    run("wire.txt", "--output", "link.jsonl")
    assert (folder / "link.jsonl").is_symlink()
    assert "older" not in (folder / "real.jsonl").read_text(encoding="utf-8")
    assert run("wire.txt", "--format", "jsonl", "--output", os.devnull)[0] == 0
    assert Path(os.devnull).is_char_device()


# ---------------------------------------------------------------- a real process


def environment(**more: str) -> dict[str, str]:
    source = str(Path(standin.__file__).parents[2] / "src")
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return {**kept, "PYTHONPATH": source, "LC_ALL": "C.UTF-8", **more}


def many(folder: Path, text: str) -> str:
    """A file of 400 documents with this text."""
    lines = (json.dumps({"id": f"d{number}", "text": text}) for number in range(400))
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "many.jsonl"


def test_a_closed_pipe_ends_it_quietly(folder: Path) -> None:
    name = many(folder, WIRE.text)
    for form in ("jsonl", "table", "html"):
        process = subprocess.Popen(
            [*RUN, "code", name, "--format", form],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(30) == 0


def test_an_interrupt_is_status_130_without_a_word(folder: Path) -> None:
    name = many(folder, "slow")
    process = subprocess.Popen(
        [*RUN, "code", name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )
    assert process.stdout
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_output_is_utf_8_whatever_the_locale() -> None:
    done = subprocess.run(
        [*RUN, "code", "wire.txt"],
        capture_output=True,
        env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1"),
        check=True,
    )
    assert "who → whom" in done.stdout.decode()


def in_terminal(*arguments: str, columns: int, **more: str) -> str:
    """What a terminal of that width shows, escapes included."""
    master, slave = pty.openpty()
    env = environment(TERM="xterm-256color", COLUMNS=str(columns), LINES="50", **more)
    process = subprocess.Popen([*RUN, *arguments], stdout=slave, stderr=slave, stdin=slave, env=env)
    os.close(slave)
    shown = b""
    limit = time.monotonic() + 60
    while time.monotonic() < limit and select.select([master], [], [], 30)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(master)
    assert process.wait(10) == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_gets_colours_that_fit(columns: int) -> None:
    shown = in_terminal("code", "wire.txt", columns=columns)
    assert "\x1b[1;4;38;5;166mdiscussed\x1b[0m" in shown
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in bare
    assert max(map(len, bare.splitlines())) <= columns
    assert "according to" in bare.splitlines()[-1]


def test_a_terminal_with_no_color_gets_none() -> None:
    shown = in_terminal("code", "wire.txt", columns=80, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*[34]8;", shown)
    assert "discussed" in shown


def test_a_hostile_file_name_cannot_steer_the_terminal(folder: Path) -> None:
    status, _, err = run("\x1b[2Jgone\n.txt")
    assert status == 2
    assert "\x1b" not in err
    assert len(err.splitlines()) <= 2
