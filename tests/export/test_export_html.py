"""The page, first as it is written, then in a real browser."""

from __future__ import annotations

import html as entities
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from tests.export.invented import BROKEN, CALL, CODED, DEMO, QUIET, RAID, SHOTS, WIRE

from regesta.export import html
from regesta.model import Coded, Document, Skipped, Span

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def page_of(*coded: Coded) -> str:
    out = io.StringIO()
    html.write(coded or CODED, out)
    return out.getvalue()


def texts(page: str) -> list[str]:
    """The text of each document as the page shows it."""
    found = re.findall(r'<div class="words"[^>]*>(.*?)</div>', page, re.DOTALL)
    return [entities.unescape(re.sub(r"<[^>]*>", "", one)) for one in found]


def test_the_text_is_kept_exactly() -> None:
    assert texts(page_of()) == [one.document.text for one in CODED[:3]]


def test_nothing_on_the_page_is_fetched() -> None:
    page = page_of()
    assert not re.search(r"""(?:src|srcset|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", page)
    assert "default-src 'none'" in page
    assert re.findall(r'<link [^>]*href="([^"]*)"', page) == ["data:,"]


def test_what_a_text_says_is_never_markup() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}'
    document = Document(id=hostile, text=hostile + " met", title=hostile, publisher=hostile, url="javascript:alert(1)")
    trigger = Span(len(hostile) + 1, len(hostile) + 4, "met")
    actor = replace(DEMO.actors[0], name=hostile, text=hostile, start=0, end=len(hostile))
    report = replace(DEMO, trigger=trigger, actors=(actor,), mentions=(), place=None, date=None)
    page = page_of(Coded(document, (report,), (Skipped(hostile, "read", hostile),)))
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert "{{ 7*7 }}" in page


def test_overlapping_spans_are_cut_at_their_boundaries() -> None:
    page = page_of(CODED[0])
    assert '<span class="mark toll" data-marks="2:toll">at least four </span>' in page
    assert '<span class="mark whom" data-marks="2:whom">policemen</span>' in page
    assert '<span class="mark when" data-marks="6:when 7:when">In late January</span>' in page


def test_two_events_may_share_a_trigger() -> None:
    twin = replace(RAID, id="twin", event="COERCE", mode="seize")
    page = page_of(Coded(WIRE, (RAID, twin)))
    assert 'data-opens="1 2"' in page
    assert page.count('href="#d1t1"') == 2


def test_one_document_is_the_title_and_several_get_a_list() -> None:
    assert "<nav" not in page_of(CODED[0])
    assert f"<title>{WIRE.title}</title>" in page_of(CODED[0])
    several = page_of()
    assert "3 documents" in several
    assert re.search(r'<a href="#d3">Rain expected</a>\s*<span class="count">no events', several)


def test_no_events_skips_and_no_documents_are_said() -> None:
    assert "No event was found in this document." in page_of(Coded(QUIET, ()))
    page = page_of(BROKEN)
    assert "No document was coded." in page
    assert "line 7 is not JSON" in page
    assert "Skipped" not in page_of(CODED[0])


def test_a_card_says_all_that_is_known() -> None:
    card = page_of(CODED[0]).split('id="d1e2"')[1].split('id="d1e3"')[0]
    for words in (
        "firearms",
        "gunmen",
        "9 Apr 2024",
        "Kismayo, SOM",
        "23 civilians killed",
        "Hussein Mohamed",
    ):
        assert words in card
    assert "denied" in page_of(Coded(WIRE, (SHOTS,)))


def test_a_thousand_documents_are_one_page() -> None:
    coded = [Coded(replace(WIRE, id=f"w{number}"), (CALL,)) for number in range(1000)]
    assert page_of(*coded).count("<article") == 1000


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with api.sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except api.Error:
            pytest.skip("no Chromium to open the page in")
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "page.html"
    file.write_text(page_of(), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(file.as_uri())
    yield page
    assert [url for url in requests if url not in (file.as_uri(), "data:,")] == []
    assert errors == []
    page.close()


def lit_cards(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.card[data-lit]')].map(c => c.id)")
    return found


def lit_words(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.mark[data-lit]')].map(m => [m.textContent, m.dataset.lit]))"
    )
    return found


def test_hovering_a_card_lights_its_words(opened: Page) -> None:
    opened.hover("#d1e3 h2")
    assert lit_cards(opened) == ["d1e3"]
    assert lit_words(opened) == {
        "Gen. Abdi Farah": "source",
        "soldiers": "who",
        "fired": "event",
        "crowd": "whom",
    }
    opened.mouse.move(2, 2)
    assert lit_cards(opened) == []
    assert lit_words(opened) == {}


def test_hovering_words_lights_their_cards(opened: Page) -> None:
    opened.hover("#d1t1")
    assert lit_cards(opened) == ["d1e1"]
    assert lit_words(opened)["on Friday"] == "when"
    opened.hover("text=In late January")
    assert lit_cards(opened) == ["d1e6", "d1e7"]


def test_a_lit_card_is_brought_into_sight(opened: Page) -> None:
    opened.set_viewport_size({"width": 1280, "height": 500})
    opened.focus("#d1t7")
    opened.wait_for_timeout(100)
    box = opened.locator("#d1e7").bounding_box()
    assert box is not None
    assert box["y"] + 40 < 500


def test_the_keyboard_reaches_everything(opened: Page) -> None:
    opened.focus("#d1t2")
    assert lit_cards(opened) == ["d1e2"]
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "d1e2"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "d1t2"
    opened.keyboard.press("Escape")
    assert lit_cards(opened) == []
    seen = set()
    opened.evaluate("document.activeElement.blur()")
    for _ in range(60):
        opened.keyboard.press("Tab")
        seen.add(opened.evaluate("document.activeElement.id"))
    assert {f"d1t{n}" for n in range(1, 8)} | {f"d1e{n}" for n in range(1, 8)} <= seen


def test_moving_the_pointer_away_returns_the_light_to_the_focus(opened: Page) -> None:
    opened.focus("#d1e4")
    opened.hover("#d1t1")
    assert lit_cards(opened) == ["d1e1"]
    opened.mouse.move(2, 2)
    assert lit_cards(opened) == ["d1e4"]


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_width_scrolls_sideways(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_and_light_both_can_be_read(opened: Page) -> None:
    measure = """() => {
      const rgb = (c) => c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
        .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
      const lum = (c) => { const [r, g, b] = rgb(c); return .2126 * r + .7152 * g + .0722 * b + .05; };
      const back = lum(getComputedStyle(document.body).backgroundColor);
      const shown = "h1, dt, dd, .count, .mark, .about, summary, .card h2";
      return [...document.querySelectorAll(shown)].map((e) => {
        const ink = lum(getComputedStyle(e).color);
        return Math.max(ink, back) / Math.min(ink, back);
      });
    }"""
    for scheme in SCHEMES:
        opened.emulate_media(color_scheme=scheme)
        opened.wait_for_timeout(200)
        assert min(opened.evaluate(measure)) >= 4.5


def test_print_shows_every_event(opened: Page) -> None:
    opened.emulate_media(media="print")
    assert opened.evaluate("getComputedStyle(document.querySelector('.events')).maxHeight") == "none"
    assert opened.locator(".card").count() == 8
    assert opened.locator("details").first.is_hidden()
