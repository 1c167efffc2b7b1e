"""Fetching of addresses on the web, as robots.txt allows, within limits of time and size.

An answer is fetched as a whole before it is read, so that no server waits for the coding of what it sent. Sources of
the rules: RFC 9309 (robots.txt; Crawl-delay and Request-rate are older custom), RFC 9110 (conditional requests).
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import ceil
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from regesta.errors import InputError
from regesta.model import Skipped

_AGENT = "regesta"
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_REDIRECTS = 5
_LARGEST = 1 << 26
_LARGEST_RULES = 1 << 19  # what RFC 9309, 2.5, asks to be read at least
_LONGEST = 300.0
_LONGEST_PAUSE = 60.0
"""Seconds between two requests that a host may ask for; one that asks for more is not fetched from."""
_NEVER = 10**9  # seconds: digits beyond these are of no use
_REDIRECTING = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: its body as a stream, and what it said of it. ``media`` has no parameters."""

    stream: io.BufferedReader
    media: str | None
    etag: str | None
    modified: str | None


def agent() -> str:
    """Return the name that servers are told."""
    try:
        number = version("regesta")
    except PackageNotFoundError:
        number = "0"
    return f"{_AGENT}/{number} (+https://pypi.org/project/regesta/)"


class Web:
    """One run's way to the web: a client, and the rules of each host once they were asked for.

    ``transport`` replaces the network, for tests and for callers with a way of their own; ``sleep`` (seconds) and
    ``clock`` (seconds since whenever) replace the time.
    """

    def __init__(
        self,
        transport: httpx.BaseTransport | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Only gzip, which can be guarded against bombs.
        headers = {"User-Agent": agent(), "Accept-Encoding": "gzip"}
        self._client = httpx.Client(transport=transport, headers=headers, timeout=_TIMEOUT, follow_redirects=False)
        self._rules: dict[str, Protego | str] = {}
        self._sleep = sleep
        self._clock = clock
        self._answered: dict[str, float] = {}  # when each host last gave an answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(
        self, url: str, *, source: str, etag: str | None = None, modified: str | None = None
    ) -> Fetched | Skipped:
        """Fetch an address, or say why it is not to be fetched: robots.txt forbids it, or nothing is new.

        ``source`` is what messages call it; ``etag`` and ``modified`` are what the server said the last time.
        Raises InputError for an address that cannot be had.
        """
        at = url
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        for _ in range(_REDIRECTS + 1):
            host, name = _host(at, source=source)
            forbidden = self._forbidden(at, host, name)
            if forbidden:
                return Skipped(source, "read", f"{source}: {forbidden}")
            self._wait(host)
            try:
                answer = self._get(at, headers, source=source)
            finally:
                self._answered[host] = self._clock()
            if isinstance(answer, Fetched):
                return answer
            if answer is None:
                return Skipped(source, "read", f"note: {source}: has not changed since the last run")
            at = answer
        raise InputError(f"{source}: leads on more than {_REDIRECTS} times; give the address where it ends")

    def _get(self, at: str, headers: dict[str, str], *, source: str) -> Fetched | str | None:
        """Return what is at an address, the address that it leads on to, or None where nothing is new."""
        try:
            with self._client.stream("GET", at, headers=headers) as response:
                if response.status_code in _REDIRECTING and "location" in response.headers:
                    return _led_on(at, response.headers["location"], source=source)
                if response.status_code == 304 and headers:
                    return None
                if response.status_code != 200:
                    said = f"{response.status_code} {response.reason_phrase}".strip()
                    raise InputError(f"{source}: the server answers {said}; check the address")
                return _body(response, source=source)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise InputError(
                f"{source}: cannot be fetched ({_said(error)}); check the address and the network"
            ) from None

    def _forbidden(self, url: str, host: str, name: str) -> str | None:
        """Say why robots.txt keeps us from an address, or return None."""
        if host not in self._rules:
            self._rules[host] = self._robots(f"{host}/robots.txt")
        rules = self._rules[host]
        if isinstance(rules, str):
            return rules
        instead = "ask the publisher, or give it as a file"
        if not rules.can_fetch(url, _AGENT):
            return f"robots.txt of {name} does not allow it; {instead}"
        pause = _pause(rules)
        if pause > _LONGEST_PAUSE:
            asked = f"asks for {ceil(pause):,} seconds between requests"
            return f"robots.txt of {name} {asked}, more than the {_LONGEST_PAUSE:.0f} that are waited; {instead}"
        return None

    def _wait(self, host: str) -> None:
        """Wait as long after the host's last answer as its rules ask for."""
        rules = self._rules[host]
        if host in self._answered and isinstance(rules, Protego):
            left = self._answered[host] + _pause(rules) - self._clock()
            if left > 0:
                self._sleep(left)

    def _robots(self, at: str) -> Protego | str:
        """Return a host's rules. Without any all is allowed; where they cannot be known nothing is."""
        unknown = "and so nothing is fetched from there; try again later"
        try:
            for _ in range(_REDIRECTS + 1):
                with self._client.stream("GET", at) as response:
                    if response.status_code in _REDIRECTING and "location" in response.headers:
                        at = _led_on(at, response.headers["location"], source=at)
                        continue
                    if response.status_code >= 500:
                        return f"{at} answers {response.status_code}, {unknown}"
                    text = _text(response, source=at) if response.status_code == 200 else ""
                    return Protego.parse(text)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError, InputError) as error:
            return f"{at} cannot be fetched ({_said(error).removeprefix(f'{at}: ')}), {unknown}"
        return f"{at} leads on more than {_REDIRECTS} times, {unknown}"


def _host(url: str, *, source: str) -> tuple[str, str]:
    """Return the host of an address with scheme and port, and without its scheme, as messages call it."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise InputError(f"{source}: is no address on the web ({_said(error)}); check it") from None
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return f"{parts.scheme}://{name}{port}", f"{name}{port}"


def _pause(rules: Protego) -> float:
    """Return the seconds between two requests that rules ask for, as a delay or a rate; 0 where they do not.

    A rate is kept at every hour, also one that is meant for some, and evenly: three a minute are one in 20 seconds.
    """
    delay, rate = rules.crawl_delay(_AGENT) or 0.0, rules.request_rate(_AGENT)
    if rate and rate.requests:
        delay = max(delay, min(rate.seconds, _NEVER) / rate.requests)
    return min(delay, _NEVER)


def _led_on(at: str, location: str, *, source: str) -> str:
    following = urljoin(at, location)
    if not following.lower().startswith(("http://", "https://")):
        raise InputError(f"{source}: leads on to {following[:100]!r}, which is no address on the web")
    return following


def _body(response: httpx.Response, *, source: str) -> Fetched:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"{source}: comes compressed as {encoding[:40]!r}, which was not asked for")
    size = 0
    kept = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is closed by who reads it
    try:
        # As it was sent: what is compressed is inflated later, under guard.
        for chunk in _in_time(response.iter_raw(), source=source):
            size += len(chunk)
            if size > _LARGEST:
                raise InputError(f"{source}: sends more than 64 MiB, as an endless answer does; give a smaller part")
            kept.write(chunk)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    headers = response.headers
    media = headers.get("content-type", "").partition(";")[0].strip().lower() or None
    return Fetched(io.BufferedReader(kept), media, headers.get("etag"), headers.get("last-modified"))


def _in_time(chunks: Iterator[bytes], *, source: str) -> Iterator[bytes]:
    """Pass on what is sent until it takes too long: a server may drip without ever timing out."""
    began = time.monotonic()
    for chunk in chunks:
        if time.monotonic() - began > _LONGEST:
            raise InputError(f"{source}: takes more than {_LONGEST:.0f} seconds to send; try again later")
        yield chunk


def _text(response: httpx.Response, *, source: str) -> str:
    """Return the first part of a robots.txt, which may be of any length."""
    data = b""
    for chunk in _in_time(response.iter_bytes(1 << 16), source=source):
        data += chunk
        if len(data) >= _LARGEST_RULES:
            break
    return data[:_LARGEST_RULES].decode("utf-8", "replace")


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
