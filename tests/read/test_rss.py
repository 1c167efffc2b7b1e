"""Feeds of every kind: RSS, RDF and Atom, and what is served in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.reading import page, refused, split

from regesta.model import Document
from regesta.read import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://port.example/rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Port Times</title><link>https://port.example/</link><description>All of the port</description>{language}
<item><title>Strike in Callao ends &amp;amp; ships sail</title><link>https://port.example/strike</link>
<guid>https://port.example/?p=7</guid><pubDate>Tue, 21 May 2024 23:30:00 -0500</pubDate>
<description>Dockers ended a strike.</description>
<content:encoded><![CDATA[<p>Dockers in Callao ended a strike &amp; went home.</p><p>A judge had
 ordered it.<br/>The union will appeal.</p><script>track()</script>]]></content:encoded></item>
<item><title>No text</title><link>https://port.example/photo</link></item>
<item><guid isPermaLink="false">8</guid><link>https://port.example/rain</link>
<description>It rained in Callao, and 3 &lt; 4 ships sailed.</description>
<source url="https://wire.example/feed">Coast Wire</source></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Port Times</title><id>urn:port</id>
<entry><id>tag:port.example,2024:7</id><title>Strike ends</title><link href="https://port.example/strike"/>
<published>2024-05-21T23:30:00-05:00</published><updated>2024-05-23T08:00:00+02:00</updated>
<summary>Dockers ended a strike.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Dockers ended a strike.</p>
<p>A judge had <b>ordered</b> it.</p></div></content></entry>
<entry xml:lang="fr"><id>tag:port.example,2024:8</id><content type="text">Il pleut.</content></entry>
<entry><id>tag:port.example,2024:9</id><updated>2024-05-24</updated>
<content type="text">Police &lt;held> two men.</content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://port.example/"><title>Port Times</title><link>https://port.example/</link></channel>
<item rdf:about="https://port.example/strike"><title>Strike ends</title><link>https://port.example/strike</link>
<description>Dockers ended a strike.</description><dc:date>2024-05-21T10:30:00Z</dc:date></item></rdf:RDF>"""


def test_an_rss_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS.format(language="<language>en-us</language>"))
    documents, skipped = split(read(path))
    assert documents == [
        Document(
            id="https://port.example/?p=7",
            text="Dockers in Callao ended a strike & went home.\n\nA judge had ordered it.\n\nThe union will appeal.",
            url="https://port.example/strike",
            title="Strike in Callao ends & ships sail",
            publisher="Port Times",
            published="2024-05-21",
            language="en",
            item="https://port.example/?p=7",
            issued="2024-05-22T04:30:00Z",
        ),
        Document(
            id="https://port.example/#8",
            text="It rained in Callao, and 3 < 4 ships sailed.",
            url="https://port.example/rain",
            publisher="Coast Wire",
            language="en",
            item="https://port.example/#8",
        ),
    ]
    assert [item.document_id for item in skipped] == [f"{path}: entry 2"]
    assert skipped[0].reason.startswith(f"{path}: entry 2: has no text; ")


def test_an_atom_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.atom"
    path.write_text(ATOM)
    documents, skipped = split(read(path))
    assert documents == [
        Document(
            id="tag:port.example,2024:7",
            text="Dockers ended a strike.\n\nA judge had ordered it.",
            url="https://port.example/strike",
            title="Strike ends",
            publisher="Port Times",
            published="2024-05-21",
            language="en",
            item="tag:port.example,2024:7",
            issued="2024-05-23T06:00:00Z",
        ),
        Document(
            id="tag:port.example,2024:9",
            text="Police <held> two men.",
            publisher="Port Times",
            published="2024-05-24",
            language="en",
            item="tag:port.example,2024:9",
            issued="2024-05-24T00:00:00Z",
        ),
    ]
    assert [item.reason for item in skipped] == [
        f"{path}: entry 2: language 'fr' is not supported; Regesta reads English"
    ]


def test_an_rdf_feed_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text(RDF)
    (document,) = read(tmp_path / "feed")
    assert document == Document(
        id="https://port.example/strike",
        text="Dockers ended a strike.",
        url="https://port.example/strike",
        title="Strike ends",
        publisher="Port Times",
        published="2024-05-21",
        item="https://port.example/strike",
        issued="2024-05-21T10:30:00Z",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_that_a_feed_declares(tmp_path: Path, encoding: str) -> None:
    text = (
        RSS.format(language="").replace('encoding="utf-8"', f'encoding="{encoding}"').replace("ended", "ended, José,")
    )
    (tmp_path / "a.xml").write_bytes(text.encode(encoding))
    assert "José" in split(read(tmp_path / "a.xml"))[0][0].text


def test_a_feed_in_another_language_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(language="<language>fr</language>"))
    assert refused(path) == f"{path}: language 'fr' is not supported; Regesta reads English"


FEED = '<link rel="alternate" title="News" type="application/rss+xml" href="/feed.xml">'


@pytest.mark.parametrize(("head", "hint"), [("", ""), (FEED, "; it names this feed: /feed.xml")])
@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_a_page_in_place_of_a_feed(tmp_path: Path, name: str, head: str, hint: str) -> None:
    path = tmp_path / name
    path.write_text(page(head=head))
    assert refused(path) == f"{path}: is an HTML page, not a feed; give the address of the feed{hint}"


def test_a_page_without_text_names_its_feed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(head=FEED, body=""))
    assert refused(tmp_path / "a.html").endswith("give the page of one article, or its feed /feed.xml")


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
READS = '<!DOCTYPE rss [\n <!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel><title>&a;</title></channel></rss>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty; give an RSS or Atom feed"),
        (b"Dockers ended a strike.", "is no XML; give an RSS or Atom feed or NewsML-G2"),
        (b"<catalogue><book/></catalogue>", "begins with <catalogue>, which is no feed"),
        (b"<rss version='2.0'><channel></channel></rss>", "is a feed without entries"),
        (BOMB.encode(), "declares entities of its own, as XML bombs do; write them out"),
        (b"<!-- x -->" + BOMB.encode(), "declares entities of its own"),
        (BOMB.encode("utf-16"), "declares entities of its own"),
        (READS.encode(), "declares entities of its own"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.rss").write_bytes(data)
    assert said in refused(tmp_path / "a.rss")


def test_a_report_about_entities_is_no_bomb(tmp_path: Path) -> None:
    text = RSS.format(language="").replace("Dockers ended a strike.", "The file began: &lt;!DOCTYPE a [ &lt;!ENTITY b")
    (tmp_path / "a.rss").write_text(text.replace("A judge", "<!DOCTYPE a [<!ENTITY b 'c'>]> A judge"))
    assert len(split(read(tmp_path / "a.rss"))[0]) == 2


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = RSS.format(language="")
    (tmp_path / "a.rss").write_text(text[: text.index("<source")])
    documents, _ = split(read(tmp_path / "a.rss"))
    assert [document.item for document in documents] == ["https://port.example/?p=7", "https://port.example/#8"]


def test_a_feed_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regesta.read._whole.LARGEST", 1000)
    path = tmp_path / "a.rss"
    path.write_text(RSS.format(language="") + " " * 1000)
    assert refused(path) == f"{path}: is longer than 64 MiB, as an endless feed is; give a smaller part of it"


def test_a_feed_is_read_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*args: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr("socket.socket.connect", deny)
    (tmp_path / "a.rss").write_text(RSS.format(language=""))
    assert len(split(read(tmp_path / "a.rss"))[0]) == 2
