"""What tests of readers share: short ways to read, and pieces of input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regesta.model import Document, Skipped
from regesta.read import read

TEXT = "Dockers in Callao ended a strike on Tuesday."
CURLY = "Dockers in Callao “ended” a strike – the union’s tenth – on Tuesday."


def split(items: Iterator[Document | Skipped]) -> tuple[list[Document], list[Skipped]]:
    found = list(items)
    documents = [item for item in found if isinstance(item, Document)]
    skipped = [item for item in found if isinstance(item, Skipped)]
    assert all(item.stage == "read" and item.reason and "\n" not in item.reason for item in skipped)
    return documents, skipped


def refused(source: str | Path) -> str:
    documents, skipped = split(read([source]))
    assert documents == [] and len(skipped) == 1
    assert skipped[0].document_id == str(source)
    assert skipped[0].reason.startswith(f"{source}: ")
    return skipped[0].reason


def lines(*objects: Any) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in objects)


BODY = """
<nav><a href="/">Home</a></nav>
<article><h1>Strike in Callao ends</h1>
<p>Dockers in the port of Callao ended a strike on Tuesday after
a court ordered them back to work, the labour ministry said.</p>
<p>The union said it would appeal against the ruling within ten days &amp; keep its fund.</p>
<p>Ships had waited off the harbour for more than a week, shipping agents said.</p></article>
<footer>All rights reserved</footer>
"""
HEAD = """<meta charset="utf-8"><title>Strike in Callao ends | Port Times</title>
<meta property="og:site_name" content="Port Times">
<meta property="og:url" content="https://port.example/strike">
<meta property="article:published_time" content="2021-05-12T10:00:00Z">"""


def page(head: str = HEAD, body: str = BODY, lang: str = ' lang="en-GB"') -> str:
    return f"<!doctype html>\n<html{lang}><head>{head}</head><body>{body}</body></html>"


def deny(*args: Any, **settings: Any) -> Any:
    raise PermissionError(13, "Permission denied")
