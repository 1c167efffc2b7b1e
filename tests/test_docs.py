"""The documentation is true: pages, links, commands, names, tables, examples and the output that is shown.

Flags, settings, formats and JSON keys are proved in ``tests/cli/test_cli_docs.py``, public names in
``tests/test_api.py``, the tutorial in ``tests/test_tutorial.py``.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer.main
from packaging.requirements import Requirement
from tests.shown import missing
from typer.testing import CliRunner

import regesta
import regesta.cli
import regesta.read as reading
from regesta.export import jsonl
from regesta.model import Document
from regesta.ontology import plover
from regesta.pipeline.code import Coder
from regesta.pipeline.ingest import ingest
from regesta.query import FIELDS, Query

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "THIRD_PARTY.md")] + sorted(
    [*DOCS.glob("*.md"), *(ROOT / "examples").glob("*.md")]
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LICENCES = {  # packages whose metadata name no licence, or none of SPDX: read from their licence files
    "blis": "BSD-3-Clause", "cloudpathlib": "MIT", "colorama": "BSD-3-Clause", "duckdb": "MIT",
    "jinja2": "BSD-3-Clause", "justext": "BSD-2-Clause", "lemminflect": "MIT", "markdown-it-py": "MIT", "mdurl": "MIT",
    "setuptools": "MIT", "shellingham": "ISC", "smart-open": "MIT",
}  # fmt: skip


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def rows(text: str) -> list[list[str]]:
    """The cells of every line of every table, without marks of code."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not re.fullmatch(r"[|:\- ]+", line)]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


# ---------------------------------------------------------------- pages and links


def test_no_page_is_empty_and_each_has_one_title() -> None:
    for page in PAGES:
        plain = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        assert len(re.findall(r"^# ", plain, re.MULTILINE)) == 1, page.name
        assert plain.startswith("# "), page.name


def test_the_index_lists_every_page() -> None:
    listed = re.findall(r"\]\(([a-z-]+\.md)\)", text_of("docs", "README.md"))
    assert sorted(listed) == sorted(page.name for page in DOCS.glob("*.md") if page.name != "README.md")


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_is_dead(page: Path) -> None:
    for link in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), link
        assert ROOT in (file, *file.parents), link
        assert not anchor or anchor in anchors(file), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    package = ROOT / "src" / "regesta"
    bases = (ROOT, ROOT / "src", package, package / "ontology", package / "ontology" / "data")
    for path in re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.[a-z]+(?:\.[a-z]+)?)?)`", page.read_text("utf-8")):
        assert any((base / path).exists() for base in bases), path


def test_nothing_names_a_path_of_a_machine() -> None:
    machines = re.compile(r"(?<![\w.~])/(?:work|home|Users|root|tmp|mnt)/|[A-Z]:\\\\Users")
    files = [f for f in ROOT.iterdir() if f.is_file()]
    for folder in ("src", "tests", "docs", "examples", "bench", ".ci"):
        files += (ROOT / folder).rglob("*")
    for file in files:
        if file.suffix in (".py", ".md", ".toml", ".txt", ".json", ".html", ".css", ".js", ".csv", "", ".lock"):
            if file.is_file() and "__pycache__" not in file.parts and file != Path(__file__).resolve():
                found = machines.search(file.read_text("utf-8", errors="replace"))
                assert found is None, f"{file.relative_to(ROOT)}: {found[0] if found else ''}"


# ---------------------------------------------------------------- commands


def test_the_targets_that_are_named_are_those_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)) <= targets, page.name
    told = {row[0].removeprefix("make ") for row in rows(text_of("CONTRIBUTING.md")) if row[0].startswith("make ")}
    assert told == targets


GROUP: Any = typer.main.get_command(regesta.cli.app)


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every shown command line that runs regesta, as page and words; one with " [" shows how it is made up."""
    names = "|".join(GROUP.commands)
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = re.findall(rf"^ {{4}}(.*\bregesta (?:{names}) .*)$", text, re.MULTILINE)
        lines += re.findall(rf"^(regesta (?:{names}) .*)$", "".join(blocks(text, "sh")), re.MULTILINE)
        for line in lines:
            if " [" not in line:
                words = shlex.split(line, comments=True)
                words = words[words.index("regesta") :]
                ends = [words.index(sign) for sign in ("|", ">", "&&") if sign in words]
                yield page.name, words[: min(ends, default=None)]


def test_enough_commands_are_shown() -> None:
    assert {words[1] for _, words in commands()} == set(GROUP.commands)


@pytest.mark.parametrize(("page", "words"), [*commands()])
def test_every_shown_command_has_only_flags_that_exist(page: str, words: list[str]) -> None:
    command = GROUP.commands[words[1]]
    context = command.make_context(command.name, words[2:], resilient_parsing=False)
    assert context.params, page
    if set(FIELDS) <= context.params.keys():
        Query.of({field: context.params[field] for field in FIELDS})


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    assert {words[1] for page, words in commands() if page == "README.md"} == set(GROUP.commands)


# ---------------------------------------------------------------- tables


def test_every_reader_is_documented_with_its_suffixes() -> None:
    told = {row[0]: tuple(row[1].split()) for row in rows(text_of("docs", "input.md")) if row[1].startswith(".")}
    folder = Path(str(reading.__file__)).parent
    names = [module.name for module in pkgutil.iter_modules([str(folder)]) if not module.name.startswith("_")]
    modules = {name: importlib.import_module(f"regesta.read.{name}") for name in names}
    assert told == {name: module.SUFFIXES for name, module in modules.items() if hasattr(module, "SUFFIXES")}


def test_event_types_modes_contexts_and_sectors_are_those_of_the_data() -> None:
    names, table = plover(), rows(text_of("docs", "events.md"))
    types = {row[0]: (int(row[1]), float(row[2])) for row in table if row[0] in names.events and row[1].isdigit()}
    assert types == {name: (kind.quad, kind.score) for name, kind in names.events.items()}
    modes = {(row[0], row[1]): float(row[2]) for row in table if row[0] in names.events and not row[1].isdigit()}
    assert modes == {(n, mode): score for n, kind in names.events.items() for mode, score in kind.modes.items()}
    pairs = {row[0]: row[1] for row in table if len(row) == 2}
    assert set(names.contexts) <= set(pairs)
    assert {key: pairs.get(key) for key in (*names.sectors, *names.international)} == {
        **names.sectors, **names.international
    }  # fmt: skip
    heads = {"context", "sector", "code"}
    assert set(pairs) - heads == {*names.contexts, *names.sectors, *names.international}
    assert all(row[-1] for row in table), "every name has its line of explanation"


def test_every_signature_is_the_real_one() -> None:
    told = re.findall(r"^\| `(\w+)\(([^)]*)\)`", text_of("docs", "python.md"), re.MULTILINE)
    assert {"code", "documents", "Coder", "Document", "Report"} <= {name for name, _ in told}
    for name, arguments in told:
        words: list[str] = []
        for parameter in inspect.signature(getattr(regesta, name)).parameters.values():
            if parameter.kind is parameter.KEYWORD_ONLY and "*" not in words:
                words.append("*")
            words.append(parameter.name)
        assert arguments == ", ".join(words), name


def test_every_dependency_is_documented_with_its_range() -> None:
    required = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    told = {row[0]: row[1] for row in rows(text_of("docs", "dependencies.md")) if row[0] != "package"}
    ranges = {}
    for line in required:
        name = re.match(r"[\w-]+", line)
        assert name
        ranges[name[0]] = line.removeprefix(name[0]) or "any"
    assert told == ranges


def closure() -> set[str]:
    """Every distribution that is installed with Regesta on this machine, development apart."""
    waiting, seen = [Requirement(line).name for line in PROJECT["dependencies"]], set[str]()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        try:
            needs = [Requirement(line) for line in distribution(name).requires or []]
        except PackageNotFoundError:
            continue
        seen.add(name)
        waiting += [one.name for one in needs if one.marker is None or one.marker.evaluate({"extra": ""})]
    return seen


def test_every_package_that_is_installed_is_credited_with_its_licence() -> None:
    told: dict[str, str] = {}
    for line in text_of("THIRD_PARTY.md").splitlines():
        cells = line.strip("|").split("|")
        if line.startswith("| `") and len(cells) == 4:
            told[cells[0].strip(" `")] = cells[1].strip()
        elif line.startswith("|") and len(cells) == 2:
            told |= dict.fromkeys(re.findall(r"`([a-z0-9-]+)`", cells[1]), cells[0].strip())
    assert closure() - set(told) == set()
    for name in closure():
        about = distribution(name).metadata
        stated = about.get_all("License-Expression") or about.get_all("License") or ["nothing"]
        assert told[name] == LICENCES.get(name, stated[0]), name


def test_the_changelog_has_this_version() -> None:
    assert f"\n## [{PROJECT['version']}]" in text_of("CHANGELOG.md")


# ---------------------------------------------------------------- examples


@pytest.fixture(scope="module")
def news(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples need: a report, feeds, a store of them, lines, settings."""
    folder = tmp_path_factory.mktemp("news")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "examples" / "report.txt", folder)
    (folder / "lines.txt").write_text("Police arrested two students.\nIt rained.\n", encoding="utf-8")
    (folder / "regesta.toml").write_text("workers = 1\n", encoding="utf-8")
    skipped: list[regesta.Skipped] = []
    with regesta.Store.open(folder / "news.duckdb", create=True) as store:
        documents = regesta.documents(folder / "examples" / "feeds")
        ingest(store, documents, coder.code, versions={}, at=datetime.now(UTC), on_skipped=skipped.append)
    assert skipped == []
    return folder


def python_examples() -> Iterator[Any]:
    for page in PAGES:
        if page.name == "tutorial.md":
            continue
        for number, block in enumerate(blocks(page.read_text("utf-8"), "python"), 1):
            yield pytest.param(block, id=f"{page.name}-{number}")


@pytest.mark.parametrize("example", [*python_examples()])
def test_python_examples_run(
    example: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(news, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "example", "exec"), {"__name__": "example"})
    if "print(" in example and "def " not in example:
        assert capsys.readouterr().out


def test_the_six_sentences_of_how_it_works_fill_the_same_slots(coder: Coder) -> None:
    page = text_of("docs", "how-it-works.md")
    found = re.search(r"All these sentences fill.*?\n\n((?: {4}[^\n]*\n)+)", page, re.DOTALL)
    assert found
    documents = [Document(line, line.strip()) for line in found[1].splitlines()]
    assert len(documents) == 6
    for coded in coder.code(documents):
        (report,) = [one for one in coded.reports if one.event == "ASSAULT"]
        who, whom = ([one.text.lower() for one in people] for people in (report.actors, report.recipients))
        assert "rebels" in " ".join(who), coded.document.text
        assert "the village" in " ".join(whom), coded.document.text


def test_examples_in_toml_and_json_are_well_formed() -> None:
    for page in PAGES:
        for block in blocks(page.read_text("utf-8"), "toml"):
            tomllib.loads(block)
        for block in blocks(page.read_text("utf-8"), "json"):
            json.loads(block)


def shown(page: str, mark: str) -> list[tuple[str, str]]:
    """Each command in a mark of a page ("output", "record"), with what is shown of what it writes."""
    form = rf"<!-- {mark}: ([^>]*?) -->\n```\w*\n(.*?)```\n<!-- /{mark} -->"
    return re.findall(form, page, re.DOTALL)


def written(command: str) -> str:
    """What a command writes to standard output, at 100 columns."""
    words = shlex.split(command)
    assert words[0] == "regesta"
    done = CliRunner().invoke(regesta.cli.app, words[1:], env={"COLUMNS": "100"})
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("command", "told"), shown(text_of("README.md"), "output"))
def test_the_output_in_the_readme_is_what_the_program_writes(
    command: str, told: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stretches of lines parted by a line "..." stand in the output, in this order and next to each other."""
    monkeypatch.chdir(news)
    real = written(command)
    lost = missing(told, real)
    assert lost is None, f"{command}: README.md shows what is not written:\n{lost}\n--- written is:\n{real}"


def test_the_readme_shows_the_output_of_coding_and_of_merging() -> None:
    told = [command.split()[1] for command, _ in shown(text_of("README.md"), "output")]
    assert told == ["code", "events", "show"]


def test_the_record_in_the_readme_is_what_the_program_writes(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(news)
    ((command, text),) = shown(text_of("README.md"), "record")
    told = json.loads(text)
    jsonschema.Draft202012Validator(jsonl.schema()).validate(told)
    lines = written(command)
    records = [json.loads(line) for line in lines.splitlines()]
    changing = ("pattern", "coded_by")
    like = [record for record in records if record["id"] == told["id"]]
    assert like, f"no record {told['id']}; written are:\n{lines}"
    assert list(told) == list(like[0])
    assert {k: v for k, v in told.items() if k not in changing} == {
        k: v for k, v in like[0].items() if k not in changing
    }
