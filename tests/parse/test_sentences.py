"""Where sentences end: abbreviations, initials, quotations, brackets, and lines without a stop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.parse import split

# Each line is one text; " || " stands where one sentence ends and the next begins.
TEXTS = """
Troops left the town. || Nobody was hurt.
Gen. Haftar left Tripoli. || He did not return.
Lt. Col. Mba spoke. || Sgt. Ona did not.
Sen. Abara met Rep. Ode and Gov. Musa in May. || Dr. Ali stayed away.
The U.S. Embassy closed on Monday. || It will open again.
The U.S. and the U.K. signed. || The E.U. did not.
The U.N. Security Council met. || The U.N.'s envoy spoke.
It fell on Sept. 7 near the port. || Three people died.
The march of Jan. 6 was peaceful. || That of Feb. 3 was not.
J. Smith was freed. || A. B. Okoro was not.
George W. Bush came. || So did John F. Kerry.
The court heard Ojo vs. the State. || It ruled on Friday.
Acme Inc. Chairman Doe resigned. || Beta Corp. did not comment.
He lives on St. Helena. || She lives in Ft. Worth.
The No. 2 official fled. || Nobody followed.
He answered no. || She answered yes.
They sat. || The sun was hot.
It cost $2.5 million. || It rained 3.7 mm.
It began at 5 a.m. and ended at 7 p.m. on Friday. || Nobody came.
"We will stay," he said. || "We will fight."
“We will stay.” || “We will fight,” he said.
He said: "We will stay. || We will fight." || Nobody believed him.
«We will stay.» || The others left.
"He told me, 'Go home.' || I went home," she said. || Then she left.
"[The parties held] talks," he said. || "They [both] agreed."
He called it "a (big) mistake." || Nobody laughed.
They left (nobody knows why). || They came back.
Did they sign? || They did! || At last.
They waited... || Nobody came.
They waited… || Nobody came.
He said the deal (see p. 4) is off. || It is.
The envoy (who left on Aug. 3) wrote. || Nobody answered.
The visit of Prof. Ito, Ph.D., ended. || He flew home.
Mr. and Mrs. Lee were held. || Ms. Kim was not.
It happened in Washington, D.C. on Friday. || Police came.
One officer died at St. Mary's. || Another survived.
Approx. 300 marched. || Est. 20 were held.
Russia’s forces left. || Ukraine’s stayed.
Rebels take the port — ministry
Kenya: two officers held over raid
Ministry says two held in raid near U.S. base
“We will fight,” vows rebel chief
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_split(line: str) -> None:
    text = line.replace(" || ", " ")
    assert [text[a:b] for a, b in split(text, 0, len(text))] == line.split(" || ")


def test_only_what_is_asked() -> None:
    text = "Before it. Troops left. Nobody stayed. After it."
    start, end = text.index("Troops"), text.index(" After")
    assert [text[a:b] for a, b in split(text, start, end)] == ["Troops left.", "Nobody stayed."]


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\r\n", "\t", "\u00a0", " \n "])
def test_any_space_parts_sentences(space: str) -> None:
    text = f"{space}Troops left.{space}Nobody stayed.{space}"
    assert [text[a:b] for a, b in split(text, 0, len(text))] == ["Troops left.", "Nobody stayed."]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_has_no_sentence(text: str) -> None:
    assert split(text, 0, len(text)) == []


PIECES = st.sampled_from(
    ["Gen.", "U.S.", "left", "Troops", ".", "...", "!", "?", '"', "“", "”", "'", "(", ")", "[", "]", " ", "\n", "a.m.",
     "J.", "3.5", "—", "«", "»", "é", "Ž", "\u00a0"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)), st.data())
def test_pieces_are_in_order_inside_and_cover_all(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = split(text, start, end)
    at = start
    for a, b in pieces:
        assert at <= a < b <= end
        assert not text[at:a].strip()
        assert text[a:b] == text[a:b].strip()
        at = b
    assert not text[at:end].strip()


@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_stands_around_moves_offsets_only(text: str) -> None:
    around = "Zero.\n" + text
    assert [(a + 6, b + 6) for a, b in split(text, 0, len(text))] == split(around, 6, len(around))
