"""What begins an XML document, and a parser that fetches nothing and expands nothing."""

from __future__ import annotations

import codecs
import re
from typing import Any

from regesta.errors import InputError

_BEFORE = r"""\s*(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+"""
_ROOT = re.compile(
    _BEFORE + r"""|<!doctype\b(?:[^<>\[]|\[[^\]]*\])*+>\s*+)*+"""
    r"""<((?:[\w.-]{1,60}:)?[\w.-]{1,60})\b([^>]*)""",
    re.I | re.S,
)

_ENTITIES = re.compile(_BEFORE.encode() + rb""")*+<!doctype\b[^>\[]*+\[.*?<!entity""", re.I | re.S)


def root(head: bytes) -> tuple[str, str] | None:
    """Return the name (without prefix) and the attributes, as written, of the first element in ``head``."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "replace").encode("utf-8", "replace")
    text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    match = _ROOT.match(text)
    return None if match is None else (match[1].rpartition(":")[2], match[2])


def refuse_entities(data: bytes, *, source: str) -> None:
    """Raise InputError where the document declares entities of its own before its root."""
    # UTF-16 is read as ASCII with NUL in between.
    if _ENTITIES.match(data[: 1 << 20].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        raise InputError(f"{source}: declares entities of its own, as XML bombs do; write them out")


def parse(data: bytes, *, source: str) -> Any:
    """Return the root element of an XML document, parsed by lxml within its own limits."""
    from lxml import etree

    if not data.strip():
        raise InputError(f"{source}: is empty; give XML with something in it")
    refuse_entities(data, source=source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{source}: is not well-formed XML ({_said(error)}); mend it") from None


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or "it holds no element"
