"""Text with paragraphs from pieces of markup: HTML in feeds, XHTML and NITF in news items."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_BLOCKS = frozenset(
    """
    address article aside block blockquote body body.content body.head br caption center dd details dir div dl dt
    fieldset figure footer form h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr html lead li list main menu nav note ol p
    pre section summary table tbody td tfoot th thead title tr ul
    """.split()
)
# What is no part of the report: code, pictures and their captions, credits.
_DROPPED = frozenset(
    """
    audio button byline canvas embed figcaption head iframe img map media noscript object script select style
    svg template textarea video
    """.split()
)
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[A-Za-z!/][^<>]*>")


def text_of(markup: str) -> str:
    """Return the text of a piece of HTML, paragraphs parted by blank lines; plain text keeps its own."""
    if not _TAG.search(markup):
        return unescape(markup).strip()
    # Not at the top: formats without markup need not pay for it.
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        root = None
    return "" if root is None else text_of_element(root)


def text_of_element(root: Any) -> str:
    """Return the text below an lxml element of HTML, XHTML or NITF, paragraphs parted by blank lines."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        name = etree.QName(element).localname.lower() if isinstance(tag, str) else ""
        if name in _BLOCKS:
            parts.append("\n")
        if event == "start":
            if name in _DROPPED or not name:
                walk.skip_subtree()
            else:
                parts.append(_SPACES.sub(" ", element.text or ""))
        elif element is not root:
            parts.append(_SPACES.sub(" ", element.tail or ""))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
