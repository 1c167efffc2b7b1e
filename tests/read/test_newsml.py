"""Items of NewsML-G2, alone and in messages, in NITF, XHTML and plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.reading import TEXT, refused, split

from regesta.model import Document
from regesta.read import read

NAR = "http://iptc.org/std/nar/2006-10-01/"
NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>Not this</title></head><body><body.head><hedline><hl1>Strike ends</hl1></hedline>
<byline>By Ana Cruz</byline><dateline><location>CALLAO</location> (Coast Wire) -</dateline></body.head>
<body.content><p>{TEXT}</p><media><media-caption>A crane</media-caption></media>
<block><p>A judge had <em>ordered</em> it.</p></block></body.content></body></nitf></inlineXML>"""
XHTML = f"""<inlineXML contenttype="application/xhtml+xml" xml:lang="en"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>Not this</title></head><body><p>{TEXT}</p><p>A judge had<br/>ordered it.</p></body></html></inlineXML>"""
PLAIN = f'<inlineData contenttype="text/plain">{TEXT}\n\nA judge had ordered it.</inlineData>'
DATA = f'<inlineData contenttype="text/html">&lt;p>{TEXT}&lt;/p>&lt;p>A judge had ordered it.&lt;/p></inlineData>'
META = """<provider qcode="nprov:CW"><name>Coast Wire</name></provider>
<versionCreated>2024-05-23T08:00:00+02:00</versionCreated><firstCreated>2024-05-21T23:30:00-05:00</firstCreated>
<embargoed>2024-05-23T12:00:00Z</embargoed><pubStatus qcode="stat:usable"/>"""
CONTENT = '<headline>Strike  ends</headline><language tag="en-GB"/>'


def item(body: str = NITF, meta: str = META, content: str = CONTENT, head: str = "", kind: str = "newsItem") -> str:
    attributes = head or 'guid="urn:newsml:wire.example:20240521:7" version="2" standard="NewsML-G2"'
    return (
        f'<{kind} xmlns="{NAR}" {attributes}><itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>'
        f"<contentSet>{body}</contentSet></{kind}>"
    )


def message(*items: str) -> str:
    return f'<?xml version="1.0"?><newsMessage xmlns="{NAR}"><itemSet>{"".join(items)}</itemSet></newsMessage>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (NITF, f"CALLAO (Coast Wire) -\n\n{TEXT}\n\nA judge had ordered it."),
        (XHTML, f"{TEXT}\n\nA judge had\n\nordered it."),
        (PLAIN, f"{TEXT}\n\nA judge had ordered it."),
        (DATA, f"{TEXT}\n\nA judge had ordered it."),
        (f'<remoteContent href="a.jpg"/>{PLAIN}{NITF}', f"{TEXT}\n\nA judge had ordered it."),
    ],
)
@pytest.mark.parametrize("name", ["a.xml", "a.newsml", "a"])
def test_an_item(tmp_path: Path, name: str, body: str, text: str) -> None:
    (tmp_path / name).write_text(item(body))
    assert list(read(tmp_path / name)) == [
        Document(
            id="urn:newsml:wire.example:20240521:7:2",
            text=text,
            title="Strike ends",
            publisher="Coast Wire",
            published="2024-05-21",
            language="en",
            item="urn:newsml:wire.example:20240521:7",
            version=2,
            issued="2024-05-23T06:00:00Z",
            embargo="2024-05-23T12:00:00Z",
        )
    ]


def test_what_an_item_does_not_state_is_not_made_up(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(item(PLAIN, "<provider literal='CW'/>", "", head='guid="g"'))
    (document,) = read(tmp_path / "a.xml")
    assert document == Document(id="g", text=f"{TEXT}\n\nA judge had ordered it.", publisher="CW", item="g")


def test_a_message_of_several_items(tmp_path: Path) -> None:
    french = CONTENT.replace("en-GB", "fr")
    items = [
        item(),
        item(kind="packageItem"),
        item("", META.replace("usable", "canceled")),
        item(content=french),
        item("<remoteContent href='a.jpg'/>"),
        item(head='guid="b"'),
    ]
    path = tmp_path / "a.xml"
    path.write_text(message(*items))
    documents, skipped = split(read(path))
    assert [(one.item, one.status, bool(one.text)) for one in documents] == [
        ("urn:newsml:wire.example:20240521:7", "usable", True),
        ("urn:newsml:wire.example:20240521:7", "canceled", False),
        ("b", "usable", True),
    ]
    assert [one.reason for one in skipped] == [
        f"note: {path}: item 2: is a packageItem, which holds no text; it is passed over",
        f"{path}: item 4: language 'fr' is not supported; Regesta reads English",
        f'{path}: item 5: "contentSet" is missing; give the document\'s text as a string',
    ]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ('qcode="stat:withheld"', "withheld"),
        ('qcode="stat:canceled"', "canceled"),
        ('uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"', "withheld"),
    ],
)
def test_a_kill_needs_no_text(tmp_path: Path, code: str, status: str) -> None:
    (tmp_path / "a.xml").write_text(item("", META.replace('qcode="stat:usable"', code)))
    (document,) = read(tmp_path / "a.xml")
    assert isinstance(document, Document) and (document.text, document.status) == ("", status)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (item(meta=META.replace("stat:usable", "stat:spiked")), "\"pubStatus\" 'stat:spiked' is not known"),
        (item(meta=META.replace("2024-05-23T08:00:00+02:00", "noon")), "\"versionCreated\" 'noon' is no ISO moment"),
        (item(head='guid="a" version="x"'), "\"version\" 'x' is no whole number"),
        (item(head="x='1'", meta=META.replace("usable", "canceled")), '"guid" is missing'),
        (message(), "is XML without a newsItem; give NewsML-G2 or a feed"),
        (item()[:-40], "is not well-formed XML ("),
        (item().replace("<p>", "<p>&ent;", 1), "is not well-formed XML (Entity 'ent' not defined"),
        ('<!DOCTYPE a [<!ENTITY a "ha">]>' + item(), "declares entities of its own, as XML bombs do"),
        (item(PLAIN.replace("Dockers", "<a>" * 5000 + "</a>" * 5000)), "is not well-formed XML ("),
        ("", "is empty"),
    ],
)
def test_a_bad_item(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.newsml"
    path.write_text(text)
    reason = refused(path)
    assert reason.startswith(f"{path}: {said}"), reason


def test_an_xml_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "a.xml"
    path.write_text(f'<!DOCTYPE newsItem [<!ENTITY e0 "ha">{grown}]>' + item().replace("Dockers", "&e11;", 1))
    assert "as XML bombs do" in refused(path)
