"""Of several dates and places in a sentence, each goes to the event that it belongs to.

A row has the events' words in brackets; then for each of them its date and its place. Published on 15 May 2024.
"""

from __future__ import annotations

import pytest
from tests.conftest import CodeOf

ONE = """
Rebels [attacked] Gao on Monday. | 2024-05-13 Gao
On Monday, rebels [attacked] Gao. | 2024-05-13 Gao
Rebels on Monday [attacked] soldiers near Gao. | 2024-05-13 Gao
Rebels [attacked] soldiers in the town of Gao in northern Mali on Monday. | 2024-05-13 Gao
Rebels [attacked] soldiers in Mali. | 2024-05-15 Mali
Rebels [attacked] soldiers. | 2024-05-15 -
Police in Nairobi [arrested] two students on May 3. | 2024-05-03 Nairobi
The army said on Tuesday that rebels had [attacked] Gao on Monday. | 2024-05-13 Gao
The army said in Bamako that rebels had [attacked] Gao on Monday. | 2024-05-13 Gao
The presidents of Kenya and Uganda [met] in Kampala on Monday. | 2024-05-13 Kampala
Rebels [attacked] Gao in 2012. | 2012 Gao
Kenyan police [arrested] two students in Mombasa last week. | 2024-05-06/2024-05-12 Mombasa
Rebels from Chad [attacked] soldiers near Gao on Monday. | 2024-05-13 Gao
A student from Lagos was [arrested] in Accra on Monday. | 2024-05-13 Accra
"""

TWO = """
Rebels [attacked] Gao on Monday and police [arrested] two men in Kidal on Tuesday. | 2024-05-13 Gao; 2024-05-14 Kidal
Police [arrested] two men in Kidal on Tuesday after rebels [attacked] Gao on Monday. | 2024-05-14 Kidal; 2024-05-13 Gao
On Monday, rebels [attacked] Gao, and on Tuesday, police [arrested] two men. | 2024-05-13 Gao; 2024-05-14 *
Rebels [attacked] Gao on Monday and [abducted] a nurse. | 2024-05-13 Gao; 2024-05-13 Gao
On Monday, rebels [attacked] soldiers and [abducted] a nurse in Gao. | 2024-05-13 *; 2024-05-13 Gao
Police [arrested] a general who [attacked] Gao in 2012. | 2024-05-15 *; 2012 Gao
Rebels who [attacked] Gao on Friday [abducted] a nurse in Kidal on Monday. | 2024-05-10 Gao; 2024-05-13 Kidal
Rebels [attacked] Gao on Monday. A day later, police [arrested] two men. | 2024-05-13 Gao; 2024-05-14 *
Rebels [attacked] Gao on May 3. Two days earlier, soldiers had [arrested] a bishop. | 2024-05-03 Gao; 2024-05-01 *
Rebels [attacked] Gao on May 3. On the same day, soldiers [arrested] a bishop. | 2024-05-03 Gao; 2024-05-03 *
France [imposed] sanctions on Mali on Monday after soldiers [arrested] a bishop in May 2021. | 2024-05-13 *; 2021-05 *
"""


def rows(table: str) -> list[tuple[str, list[str]]]:
    parts = [row.rsplit(" | ", 1) for row in table.split("\n") if row]
    return [(text, wanted.split("; ")) for text, wanted in parts]


@pytest.mark.parametrize(("marked", "wanted"), rows(ONE + TWO))
def test_dates_and_places(code_of: CodeOf, marked: str, wanted: list[str]) -> None:
    text, spots = "", []
    for piece in marked.split("["):
        word, closed, rest = piece.partition("]")
        if closed:
            spots.append((len(text), len(text) + len(word)))
        text += word + rest
    reports = code_of(text)
    found = []
    for (start, end), one in zip(spots, wanted, strict=True):
        told = [r for r in reports if any(m.start < end and start < m.end for m in r.mentions)]
        assert told, f"nothing is told by '{text[start:end]}'"
        day, place = (told[0].date.value if told[0].date else "-"), (told[0].place.name if told[0].place else "-")
        found.append(f"{day} {'*' if one.endswith('*') else place}")
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "published", "value", "basis"),
    [
        ("Rebels attacked Gao on Monday.", "2024-05-15", "2024-05-13", "stated"),
        ("Rebels attacked Gao.", "2024-05-15", "2024-05-15", "published"),
        ("BAMAKO, May 14 (Reuters) - Rebels attacked Gao.", None, "XXXX-05-14", "dateline"),
        ("BAMAKO, May 14 (Reuters) - Rebels attacked Gao.", "2024-05-15", "2024-05-14", "dateline"),
        ("BAMAKO, May 14 (Reuters) - Rebels attacked Gao on May 3.", None, "XXXX-05-03", "stated"),
    ],
)
def test_what_a_date_rests_on(code_of: CodeOf, text: str, published: str | None, value: str, basis: str) -> None:
    (report,) = code_of(text, published=published)
    assert report.date is not None
    assert (report.date.value, report.date.basis) == (value, basis)


def test_without_any_day_there_is_none(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao.", published=None)
    assert report.date is None


def test_a_dateline_is_no_place_of_an_event(code_of: CodeOf) -> None:
    (report,) = code_of("NAIROBI, May 14 (Reuters) - Rebels attacked soldiers on Monday.")
    assert report.place is None


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("Rebels attacked Gao on Monday.", "news"),
        ("Rebels attacked Gao last year.", "background"),
        ("Rebels attacked Gao in May 2012.", "background"),
        ("Rebels attacked Gao yesterday.", "news"),
    ],
)
def test_what_is_old_is_background(code_of: CodeOf, text: str, layer: str) -> None:
    (report,) = code_of(text)
    assert report.layer == layer
