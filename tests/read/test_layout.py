"""The layout of texts: blocks, boilerplate and hard wraps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import Layout
from regesta.read import lay_out

REPORT = """All news

Norway and Peru sign fisheries pact after decade of talks — ministry

Envoys also spoke of a joint patrol in the South Pacific

12 MAY 2021, 09:15

By Ingrid Solberg

OSLO, May 12. /NTB/. Norway and Peru signed a fisheries agreement on Wednesday, the ministry said

"We waited [for this] ten years," the minister said.

Read also

Follow us on Telegram

The pact takes effect in July. (Reporting by Ingrid Solberg; Editing by Juan Rojas)

Photo: Ingrid Solberg/NTB
"""


def kinds(text: str, layout: Layout) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout.blocks]


def only(text: str) -> list[str]:
    return [kind for kind, _ in kinds(text, lay_out(text))]


def test_a_report_as_an_agency_sends_it() -> None:
    assert kinds(REPORT, lay_out(REPORT)) == [
        ("boilerplate", "All news"),
        ("headline", "Norway and Peru sign fisheries pact after decade of talks — ministry"),
        ("deck", "Envoys also spoke of a joint patrol in the South Pacific"),
        ("boilerplate", "12 MAY 2021, 09:15"),
        ("boilerplate", "By Ingrid Solberg"),
        ("paragraph", "Norway and Peru signed a fisheries agreement on Wednesday, the ministry said"),
        ("paragraph", '"We waited [for this] ten years," the minister said.'),
        ("boilerplate", "Read also"),
        ("boilerplate", "Follow us on Telegram"),
        ("paragraph", "The pact takes effect in July."),
        ("boilerplate", "(Reporting by Ingrid Solberg; Editing by Juan Rojas)"),
        ("boilerplate", "Photo: Ingrid Solberg/NTB"),
    ]


def test_a_time_stamp_lends_the_dateline_its_year() -> None:
    dateline = lay_out(REPORT).dateline
    assert dateline is not None
    assert (dateline.day, dateline.agency) == ("2021-05-12", "NTB")


@pytest.mark.parametrize(
    "block",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Share",
        "Share this article",
        "Read more: Fishermen block the port of Callao",
        "Sign up for our newsletter",
        "(c) AFP",
        "© 2021 NTB",
        "Copyright 2021 by the newsroom",
        "Photo: a trawler leaves harbour",
        "Image copyright Getty Images",
        "Reporting by Ana Cruz; Editing by Tom Hale",
        "(Additional reporting by Ana Cruz in Lima)",
        "By Ana Cruz and TOM HALE",
        "By Ana de la Cruz, The Daily Net",
        "By Ana Cruz in Lima",
        "10 SEP 2023, 14:32",
        "Updated 5:12 PM ET, Tue March 4, 2017",
        "2021-05-12T09:15:00Z",
        "World, Middle East",
        "Ana Cruz | 14.02.2024 - Update : 14.02.2024",
        "9 July 2024 | Humanitarian Aid",
        "3 hours ago",
        "4 min read",
        "(Adds quotes, background)",
        "* * *",
        "--ENDS--",
        "https://news.example/fish",
    ],
)
def test_boilerplate_is_told_from_the_report(block: str) -> None:
    text = f"Peru signs pact with Norway\n\n{block}\n\nPeru signed the pact on Monday.\n\nIt starts in July."
    assert only(text) == ["headline", "boilerplate", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "block",
    [
        "Share prices fell on Monday.",
        "By Monday, the rebels had taken the town.",
        "In May 2021 the port was closed.",
        "Photo exhibitions were closed by police.",
        "Home rule was restored.",
        "Follow the money, the judge told him.",
        "Watch towers were built along the border.",
        "“Print all names,” she said.",
        "Three soldiers were killed.",
    ],
)
def test_sentences_that_begin_like_boilerplate_are_kept(block: str) -> None:
    assert only(f"Peru signed the pact.\n\n{block}") == ["paragraph", "paragraph"]


def test_an_end_mark_is_no_part_of_the_last_sentence() -> None:
    text = "Peru signed the pact.\n\nIt starts in July. Enditem"
    assert kinds(text, lay_out(text))[1:] == [("paragraph", "It starts in July."), ("boilerplate", "Enditem")]


def test_a_title_in_capitals_is_no_byline() -> None:
    text = "By Land and Sea, Settlers Reach the Coast\n\nThe first boats landed on Monday."
    assert only(text) == ["headline", "paragraph"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered the town.\n\nTwo people died.", ["paragraph", "paragraph"]),
        ("Troops enter town\n\nTwo people died.", ["headline", "paragraph"]),
        ("Troops enter town\nTwo people died.", ["headline", "paragraph"]),
        ("Will troops stay?\n\nTwo people died.", ["headline", "paragraph"]),
        ("Rebels sign deal with U.S.\n\nTwo people died.", ["headline", "paragraph"]),
        ("Troops enter town\n\nAid groups fear for thousands\n\nTwo died.", ["headline", "deck", "paragraph"]),
        ("Troops enter town", ["paragraph"]),
        ("Share\n\nTroops enter town", ["boilerplate", "paragraph"]),
        ("LIMA (Reuters) - Troops entered the town\n\nTwo died", ["paragraph", "paragraph"]),
        ("Kremlin\n\nTroops enter the northern town\n\nTwo died.", ["boilerplate", "headline", "paragraph"]),
        ("Troops enter town\n\nLIMA (Reuters) -\n\nTwo died.", ["headline", "paragraph"]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_headlines_decks_and_paragraphs(text: str, expected: list[str]) -> None:
    assert only(text) == expected


def test_a_long_first_block_is_no_headline() -> None:
    first = "The ministers of eleven coastal states met " + "and talked " * 20
    assert only(f"{first}\n\nTwo people died.") == ["paragraph", "paragraph"]


def test_single_line_ends_are_paragraphs() -> None:
    text = "Peru signed the pact.\nNorway followed suit\r\nBoth navies will patrol.\rIt starts in July."
    assert len(lay_out(text).blocks) == 4


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Fishing crews in the southern port ended a strike on Tuesday after judges of\n"
        "Lima's labour court ordered them back to work and their union agreed to talk\n"
        "with the owners. A spokesman said that crews would sail at dawn on Wednesday.\n"
        "Some boats left at once.\n"
        "Police had arrested four men on Monday when they blocked the road to a market\n"
        "near the harbour, a witness said. The union called these arrests unlawful and\n"
        "demanded their release.\n"
    )
    blocks = [text[block.start : block.end] for block in lay_out(text).blocks]
    assert [(block.split()[0], block.split()[-1]) for block in blocks] == [
        ("Fishing", "once."),
        ("Police", "release."),
    ]


def test_a_line_in_lower_case_goes_on_even_where_nothing_else_is_wrapped() -> None:
    text = "Norway and Peru sign a pact\nafter ten years of talks\n\nThe pact takes effect in July."
    assert only(text) == ["headline", "paragraph"]


def test_paragraphs_without_stops_are_not_taken_for_wrapped_lines() -> None:
    text = "Peru signed the pact on Monday\nNorway followed on Tuesday\nChile is expected to follow in May"
    assert len(lay_out(text).blocks) == 3


# Made of what the rules look at, so that strange neighbourhoods come up often.
PIECES = """LIMA|Lima| |\n|\n\n|\r\n| - | — |: |, |. |(AFP)|(|)|/TASS/|/|May 5|Sept. 31|2021|12 MAY 2021, 09:15
|By Ana Cruz|Share|said|A|"|\x0c|Feb 29|(Reporting by A B)|\u2028|\ufeff|İ|ǅ|\ud800|THE HAGUE|-"""
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join))
STAMPS = st.one_of(st.none(), st.sampled_from(["2023-09-10", "2023-09", "2023", "0001-01-01", "9999-12-31", "soon"]))


@given(text=TEXTS, published=STAMPS)
def test_blocks_are_in_order_and_the_dateline_slices(text: str, published: str | None) -> None:
    layout = lay_out(text, published=published)
    before = 0
    for block in layout.blocks:
        assert before <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        before = block.end
    dateline = layout.dateline
    if dateline is None:
        return
    assert dateline.span.text == text[dateline.span.start : dateline.span.end] != ""
    if dateline.place is not None:
        assert dateline.place.text == text[dateline.place.start : dateline.place.end] != ""
        assert dateline.span.start <= dateline.place.start <= dateline.place.end <= dateline.span.end
    for block in layout.blocks:
        assert block.end <= dateline.span.start or block.start >= dateline.span.end


@given(text=TEXTS)
def test_nothing_but_space_and_the_dateline_is_left_out(text: str) -> None:
    layout = lay_out(text)
    kept = [text[block.start : block.end] for block in layout.blocks]
    if layout.dateline is not None:
        kept.append(layout.dateline.span.text)
    assert sum(_solid(part) for part in kept) == _solid(text)


def _solid(text: str) -> int:
    # A line of nothing but invisible characters is blank too.
    return sum(not character.isspace() and character not in "\u200b\ufeff" for character in text)
