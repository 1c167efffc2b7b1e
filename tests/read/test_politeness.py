"""What robots.txt asks for between two requests: a delay or a rate, kept for each host by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from protego import Protego
from tests.read.reading import TEXT, split

from regesta.read import _web, read

SITE = "https://port.example"
OTHER = "https://hill.example"
REAL = _web.Web


class Time:
    """A clock that only moves when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


Serve = Callable[..., list[tuple[float, str]]]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch, time: Time) -> Serve:
    """Let ``read`` meet a web in which each host has these rules; returns when what was asked for."""

    def start(rules: str, *, takes: float = 0.0, **moved: str) -> list[tuple[float, str]]:
        asked: list[tuple[float, str]] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append((time.now, str(request.url)))
            time.now += takes
            path = request.url.path.removeprefix("/")
            if path in moved:
                return httpx.Response(302, headers={"location": moved[path]})
            text = rules if path == "robots.txt" else TEXT
            return httpx.Response(200, stream=httpx.ByteStream(text.encode()))

        web = partial(REAL, httpx.MockTransport(answer), sleep=time.sleep, clock=lambda: time.now)
        monkeypatch.setattr(_web, "Web", web)
        return asked

    return start


def texts(*paths: str, site: str = SITE) -> list[str]:
    return [f"{site}/{path}.txt" for path in paths]


@pytest.mark.parametrize(
    ("rules", "pause"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 60", 60.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nRequest-rate: 3/1m", 20.0),
        ("User-agent: *\nRequest-rate: 1/5s 0900-1200", 5.0),
        ("User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/7", 7.0),
        ("User-agent: *\nCrawl-delay: 30\n\nUser-agent: Regesta\nCrawl-delay: 4", 4.0),
    ],
)
def test_between_two_requests_is_the_time_asked_for(serve: Serve, time: Time, rules: str, pause: float) -> None:
    asked = serve(rules)
    documents, skipped = split(read(texts("a", "b", "c")))
    assert (len(documents), skipped) == (3, [])
    assert time.slept == [pause, pause]
    assert [at - asked[0][0] for at, _ in asked] == [0.0, 0.0, pause, 2 * pause]


@pytest.mark.parametrize(
    "rules",
    ["", "User-agent: other\nCrawl-delay: 30", "User-agent: *\nCrawl-delay: soon", "User-agent: *\nCrawl-delay: -1"],
)
def test_where_nothing_is_asked_for_nothing_is_waited(serve: Serve, time: Time, rules: str) -> None:
    serve(rules)
    assert len(split(read(texts("a", "b")))[0]) == 2
    assert time.slept == []


def test_the_time_counts_from_the_answer_and_work_counts_as_waiting(serve: Serve, time: Time) -> None:
    asked = serve("User-agent: *\nCrawl-delay: 10", takes=3.0)
    items = read(texts("a", "b", "c"))
    next(items)
    time.now += 4.0
    next(items)
    time.now += 11.0
    next(items)
    assert time.slept == [6.0]
    assert [at - 1000.0 for at, _ in asked] == [0.0, 3.0, 16.0, 30.0]


def test_each_host_waits_for_itself(serve: Serve, time: Time) -> None:
    serve("User-agent: *\nCrawl-delay: 10")
    split(read([*texts("a"), *texts("a", site=OTHER)]))
    assert time.slept == []
    split(read([*texts("a"), *texts("a", site=OTHER), *texts("b")]))
    assert time.slept == [10.0]


def test_a_step_on_and_a_failure_are_requests_too(serve: Serve, time: Time) -> None:
    serve("User-agent: *\nCrawl-delay: 10", old="/new.txt")
    documents, _ = split(read([f"{SITE}/old"]))
    assert len(documents) == 1 and time.slept == [10.0]
    serve("User-agent: *\nCrawl-delay: 10", gone="file:///etc/hostname")
    documents, skipped = split(read([f"{SITE}/gone", *texts("a")]))
    assert (len(documents), len(skipped)) == (1, 1) and time.slept == [10.0, 10.0]


@pytest.mark.parametrize(
    ("rule", "asked"), [("Crawl-delay: 60.2", "61"), ("Crawl-delay: 86400", "86,400"), ("Request-rate: 1/2m", "120")]
)
def test_who_asks_for_too_much_is_not_fetched_from(serve: Serve, time: Time, rule: str, asked: str) -> None:
    requests = serve(f"User-agent: *\n{rule}")
    documents, skipped = split(read(texts("a")))
    assert documents == [] and time.slept == [] and len(requests) == 1
    assert [one.reason for one in skipped] == [
        f"{SITE}/a.txt: robots.txt of port.example asks for {asked} seconds between requests, more than the 60 that"
        " are waited; ask the publisher, or give it as a file"
    ]


_DIGITS = st.text("0123456789.smh/-e ", max_size=400)


@given(st.one_of(st.text(max_size=12), _DIGITS), st.one_of(st.text(max_size=12), _DIGITS.map("1/{}".format)))
@example("1e300", f"1/{'9' * 400}s")
def test_no_rule_breaks_the_reading_of_rules(delay: str, rate: str) -> None:
    pause = _web._pause(Protego.parse(f"User-agent: *\nCrawl-delay: {delay}\nRequest-rate: {rate}"))
    assert 0.0 <= pause <= 1e9
