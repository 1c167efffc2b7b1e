"""The reader of NewsML-G2: each newsItem, alone or in a newsMessage, is one document.

The item's ``guid`` is its ``item``. Its text is that of NITF or XHTML in ``inlineXML``, else of ``inlineData``,
paragraphs parted by blank lines. An item that is withheld or canceled is a document even without a text. Packages
and other kinds of items hold no text and are noted. Source of the names: IPTC, NewsML-G2 2.34.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._fields import document, published_day, version_number
from regesta.read._markup import text_of, text_of_element
from regesta.read._whole import whole
from regesta.read._xml import parse, root

SUFFIXES = (".newsml", ".xml")

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_OTHERS = frozenset({"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_CALLED = {
    "text": "contentSet", "item": "guid", "issued": "versionCreated", "status": "pubStatus", "embargo": "embargoed",
}  # fmt: skip


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a message or an item of NewsML-G2."""
    begun = root(head)
    return begun is not None and begun[0] in {"newsMessage", "newsItem", *_OTHERS} and _NAMESPACE in begun[1]


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each newsItem's document, or why it was skipped, by its number in the message."""
    top = parse(whole(stream, source=source), source=source)
    found = [(_local(one), one) for one in top.iter() if _local(one) in {"newsItem", *_OTHERS}]
    if not found:
        raise InputError(f"{source}: is XML without a newsItem; give NewsML-G2 or a feed")
    alone = len(found) == 1
    for number, (kind, element) in enumerate(found, start=1):
        where = source if alone else f"{source}: item {number}"
        if kind in _OTHERS:
            yield Skipped(where, "read", f"note: {where}: is a {kind}, which holds no text; it is passed over")
            continue
        try:
            yield _document(element, where=where, default_id=name if alone else f"{name}:{number}")
        except InputError as error:
            yield Skipped(where, "read", str(error))


def _local(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag.startswith(f"{{{_NAMESPACE}}}") else ""


def _first(element: Any, *path: str) -> Any:
    """Return the first element at a path of local names of G2, or None."""
    return next(iter(element.iterfind("/".join(f"{{{_NAMESPACE}}}{name}" for name in path))), None)


def _document(element: Any, *, where: str, default_id: str) -> Document:
    item = (element.get("guid") or "").strip() or None
    version = version_number(element.get("version"))
    return document(
        {
            "id": (f"{item}:{version}" if version else item) if item else None,
            "text": _text(element) or None,
            "title": _headline(element),
            "url": item if item and item.lower().startswith(("http://", "https://")) else None,
            "publisher": _publisher(element),
            "published": _day(element),
            "language": _language(element),
            "item": item,
            "version": element.get("version"),
            "issued": _words(_first(element, "itemMeta", "versionCreated")),
            "status": _status(element),
            "embargo": _words(_first(element, "itemMeta", "embargoed")),
        },
        where=where,
        default_id=default_id,
        called=_CALLED,
    )


def _words(element: Any) -> str | None:
    """Return all characters below an element as one line."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def _status(element: Any) -> str | None:
    stated = _first(element, "itemMeta", "pubStatus")
    return None if stated is None else stated.get("qcode") or stated.get("uri")


def _language(element: Any) -> str | None:
    stated = _first(element, "contentMeta", "language")
    inline = _first(element, "contentSet", "inlineXML")
    written = [stated.get("tag")] if stated is not None else []
    written += [inline.get(_LANGUAGE)] if inline is not None else []
    written += [element.get(_LANGUAGE)]
    return next((tag for tag in written if tag and tag.strip()), None)


def _day(element: Any) -> str | None:
    """Return the day of the first version: what a later one says of "Tuesday" was written then."""
    for path in (("itemMeta", "firstCreated"), ("itemMeta", "versionCreated"), ("contentMeta", "contentCreated")):
        day = published_day(_words(_first(element, *path)) or "")
        if day is not None:
            return day
    return None


def _publisher(element: Any) -> str | None:
    """Return the provider's name, else its code, else who holds the rights or gave the information."""
    paths = (("itemMeta", "provider"), ("contentMeta", "infoSource"), ("rightsInfo", "copyrightHolder"))
    for path in paths:
        stated = _first(element, *path)
        if stated is None:
            continue
        code = (stated.get("qcode") or "").rpartition(":")[2]
        name = _words(_first(stated, "name")) or (stated.get("literal") or code or stated.get("uri") or "").strip()
        if name:
            return name
    return None


def _headline(element: Any) -> str | None:
    stated = _words(_first(element, "contentMeta", "headline"))
    if stated:
        return stated
    headings = element.iterfind(f"{{{_NAMESPACE}}}contentSet/{{{_NAMESPACE}}}inlineXML//{{*}}hl1")
    return next((line for line in map(_words, headings) if line), None)


def _text(element: Any) -> str:
    """Return the first text of the content set, whichever of its renditions has one."""
    contents = _first(element, "contentSet")
    if contents is None:
        return ""
    for one in contents:
        kind = _local(one)
        text = ""
        if kind == "inlineXML":
            text = _body(one)
        elif kind == "inlineData":
            written = "".join(one.itertext())
            text = text_of(written) if "html" in (one.get("contenttype") or "") else written.strip()
        if text:
            return text
    return ""


def _body(inline: Any) -> str:
    """Return the text of a body of NITF, with its dateline before it, or of XHTML."""
    content = next(inline.iterfind(".//{*}body.content"), None)
    if content is None:
        body = next(inline.iterfind(".//{*}body"), inline)
        return text_of_element(body)
    text = text_of_element(content)
    dateline = _words(next(inline.iterfind(".//{*}body.head/{*}dateline"), None))
    return f"{dateline}\n\n{text}" if dateline and text and dateline not in text[:400] else text
