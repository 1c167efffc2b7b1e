"""The terminal table says everything at any width, and nothing that steers the terminal."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import Literal, TextIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.export.invented import BROKEN, CALL, CAPITAL, CODED, DEMO, RAID, SHOTS, STRIKE, WIRE

from regesta.export import _words, table
from regesta.export._marks import LEGEND
from regesta.export._terminal import _MIDDLE, Screen, printable
from regesta.model import Coded, Factuality, When

WIDTHS = [40, 60, 80, 110, 140, 200]


def plain(width: int, monkeypatch: pytest.MonkeyPatch, *coded: Coded) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    table.write(coded or CODED, out)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(re.sub(r"[▏│]", " ", text).split())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_too_wide_and_nothing_is_cut(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = plain(width, monkeypatch)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text
    for one in CODED[0].reports:
        assert one.event in text
        for actor in (*one.actors, *one.recipients):
            assert all(word in text for word in (actor.name or actor.text).split())
    for word in ("phone", "Kismayo", "civilians", "killed", "denied", "planned", "background"):
        assert word in text


@pytest.mark.parametrize("width", WIDTHS)
def test_each_event_stands_over_its_sentence(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = words(plain(width, monkeypatch))
    shown = "Gen. Abdi Farah denied that soldiers had fired on the crowd."
    assert text.index("crowd-control") < text.index(shown) < text.index("MOBILIZE")
    assert "約三千人が国会前で抗議デモを" in text.replace(" ", "")


def test_at_140_columns_an_event_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    text = plain(140, monkeypatch)
    heads = next(line for line in text.splitlines() if "who → whom" in line)
    assert " ".join(heads.split()) == "when event who → whom where toll according to status"
    row = next(line for line in text.splitlines() if "gunmen UAF" in line)
    for part in (
        "2",
        "9 Apr 2024",
        "gunmen UAF → 23 civilians",
        "Kismayo, SOM",
        "Interior Ministry",
        "occurred",
    ):
        assert part in row


SHAPES: tuple[tuple[str, str, Factuality, str | None], ...] = (
    ("ASSAULT", "crowd-control", "hypothetical", None),
    ("COOPERATE", "intelligence", "occurred", "XXXX-09-07"),
    ("SANCTION", "discontinue", "planned", "2023-07-21/2023-08-31"),
    ("ACCUSE", "disapprove", "negated", "2023-09-07T14:30:00/2023-09-08"),
    *((("MOBILIZE", "militia", "denied", "2015/.."),) * 8),
)
LONG = tuple(
    replace(
        SHOTS,
        id=f"{number:016}",
        event=event,
        mode=mode,
        factuality=factuality,
        date=When(date, None, None, None, "stated") if date else None,
        part_of=f"{number - 1:016}" if number else None,
    )
    for number, (event, mode, factuality, date) in enumerate(SHAPES)
)


@pytest.mark.parametrize("width", [60, 61, 66, 72, 80, 90, 99, 100, 101, 109, 110, 111, 115, 120, 130, 140, 200])
@pytest.mark.parametrize("factualities", [("occurred",), ("hypothetical", "occurred", "planned", "negated", "denied")])
@pytest.mark.parametrize("often", [1, 9])
def test_no_number_date_event_mode_or_factuality_is_broken(
    width: int, factualities: tuple[str, ...], often: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [one for one in LONG if one.factuality in factualities]
    reports = tuple(replace(one, id=f"{turn}-{one.id}", part_of=None) for turn in range(often) for one in some)
    text = plain(width, monkeypatch, Coded(WIRE, reports))
    assert max(map(cell_len, text.splitlines())) <= width
    have = Counter(text.split())
    for number, one in enumerate(reports, 1):
        for word in (str(number), one.event, str(one.mode), one.factuality, *_words.when(one.date).split()):
            have[word] -= 1
            assert have[word] >= 0, f"{word} is broken or missing:\n{text}"


def test_a_part_of_a_high_number_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (60, 100, 140):
        assert "part of 11" in plain(width, monkeypatch, Coded(WIRE, LONG))


def test_where_columns_do_not_fit_place_and_toll_stand_under_who(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "a very long name of an actor that has no end " * 2
    crowded = replace(RAID, recipients=(replace(RAID.recipients[0], name=name),), part_of=CALL.id)
    heads = {width: plain(width, monkeypatch, Coded(WIRE, (CALL, crowded))).splitlines()[2] for width in (110, 150)}
    assert "according to" not in heads[110]
    assert "according to" in heads[150]


def test_line_breaks_of_the_text_are_not_those_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(WIRE, text=WIRE.text.replace("began a three", "\n\t    a three"))
    assert "Dockers in Mombasa a three-day strike." in plain(80, monkeypatch, Coded(broken, (STRIKE,)))


def test_a_toll_of_them_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    hurt = replace(RAID, casualties=(replace(RAID.casualties[0], whom="them"),))
    assert "23 killed" in plain(80, monkeypatch, Coded(WIRE, (hurt,)))


def test_at_80_columns_toll_and_source_stand_under_who(monkeypatch: pytest.MonkeyPatch) -> None:
    text = words(plain(80, monkeypatch))
    assert "at least 4 policemen killed (Hussein Mohamed)" in text
    assert "according to Interior Ministry of Somalia" in text


def test_news_stands_before_background(monkeypatch: pytest.MonkeyPatch) -> None:
    text = plain(80, monkeypatch)
    assert text.index("PROTEST strike") < text.index("background") < text.index("SANCTION")


def test_a_part_names_its_whole_and_an_unknown_actor_is_a_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "part of 2" in plain(80, monkeypatch)
    nobody = Coded(WIRE, (replace(RAID, actors=()), replace(CALL, actors=(), recipients=())))
    assert "? → 23 civilians" in plain(80, monkeypatch, nobody)


def test_documents_without_events_say_so_and_unread_ones_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = plain(80, monkeypatch)
    assert "Rain expected  no event found" in text
    assert "reports.jsonl:7" not in text
    assert plain(80, monkeypatch, BROKEN) == ""


def shown(monkeypatch: pytest.MonkeyPatch, *coded: Coded, color: Literal["standard", "truecolor"] = "truecolor") -> str:
    """What a terminal of 80 columns gets."""

    def screen(out: TextIO) -> Console:
        return Console(file=out, width=80, force_terminal=True, color_system=color, highlight=False)

    monkeypatch.setattr(table, "Screen", screen)
    out = io.StringIO()
    table.write(coded or CODED, out)
    return out.getvalue()


def test_each_part_has_its_colour_and_the_legend_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch)
    legend = text.splitlines()[-1]
    for kind, word in LEGEND:
        red, green, blue = bytes.fromhex(_MIDDLE[kind].split("#")[1])
        bold = "1;" if "bold" in _MIDDLE[kind] else ""
        assert f"\x1b[{bold}4;38;2;{red};{green};{blue}m{word}\x1b[0m" in legend
        assert text.count(f"38;2;{red};{green};{blue}m") > 2
    assert "\x1b[1;4;38;2;215;95;0mdiscussed\x1b[0m" in text


def test_sixteen_colours_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, color="standard")
    assert "\x1b[4;34mgunmen" in text
    assert "38;" not in text


def test_no_color_gets_no_colour_and_no_legend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(monkeypatch)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", text)
    assert "\x1b[1;4mdiscussed" not in text or "to whom" not in text
    assert text.splitlines()[-1].strip() == ""


def test_a_pipe_gets_no_escape_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in plain(80, monkeypatch)


def luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, bytes.fromhex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("style", _MIDDLE.values())
def test_colours_can_be_read_on_dark_and_light(style: str) -> None:
    here = luminance(style.split("#")[1]) + 0.05
    assert (1.05 / here) >= 3.5
    assert (here / (luminance("1e1e1e") + 0.05)) >= 3.5


def test_a_text_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "\x1b]0;title\x07\x1b[2J\u202e"
    document = replace(CAPITAL, title=hostile + "t", publisher=hostile, text=CAPITAL.text + hostile)
    actor = replace(DEMO.actors[0], name=f"A{hostile}")
    text = plain(80, monkeypatch, Coded(document, (replace(DEMO, actors=(actor,)),)))
    assert not set(text) & set("\x1b\x07\u202e")
    assert len(printable(hostile)) == len(hostile)


def test_markup_in_a_text_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    document = replace(CAPITAL, title="[bold]x[/bold] :smile:")
    assert "[bold]x[/bold] :smile:" in plain(80, monkeypatch, Coded(document, (DEMO,)))


def test_a_closed_pipe_is_the_callers_to_hear_of() -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        table.write(CODED, Closed())
    assert Screen(io.StringIO()).file is not None
