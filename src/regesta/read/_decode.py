"""From bytes to text: refuses what is not text, and says so when it had to guess the encoding."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from regesta.errors import InputError

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document; extract its text first"),
    (b"PK\x03\x04", "a zip archive or an office document; extract its text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as plain text first"),
    (b"{\\rtf", "an RTF document; save it as plain text first"),
    (b"\x1f\x8b", "gzip-compressed; decompress it first"),
    (b"BZh91AY&SY", "bzip2-compressed; decompress it first"),
    (b"\xfd7zXZ\x00", "xz-compressed; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed; decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"\x89PNG", "a PNG image; give its text instead"),
    (b"\xff\xd8\xff", "a JPEG image; give its text instead"),
    (b"GIF87a", "a GIF image; give its text instead"),
    (b"GIF89a", "a GIF image; give its text instead"),
    (b"RIFF", "a RIFF image, sound or film; give its text instead"),
    (b"OggS", "an Ogg sound or film; give its text instead"),
    (b"ID3\x03", "an MP3 sound; give its text instead"),
    (b"ID3\x04", "an MP3 sound; give its text instead"),
    (b"\x7fELF", "a program; give a text instead"),
    (b"SQLite format 3\x00", "an SQLite database; export its text first"),
    (b"PAR1", "a Parquet file; give it the suffix .parquet"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    # UTF-32's little-endian mark begins with UTF-16's: it comes first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
_HEAD = 1 << 16
_SAMPLE = 1 << 15


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text; ``note`` says which encoding was taken where it had to be guessed."""

    text: str
    note: str | None = None


def refuse_binary(head: bytes, *, source: str) -> None:
    """Raise InputError, naming what it is, when ``head`` begins something that is not text."""
    _refuse_known(head, source=source)
    head = head[:_HEAD]
    control = len(head) - len(head.translate(None, _CONTROL))
    # Stray control characters occur in real texts; NUL does not, save in UTF-16 and UTF-32.
    if b"\x00" in head or control * 50 > len(head):
        raise InputError(f"{source}: is binary data, not text; give a text, HTML or JSON Lines file")


def _refuse_known(head: bytes, *, source: str) -> None:
    for magic, kind in _KINDS:
        if head.startswith(magic):
            raise InputError(f"{source}: is {kind}")
    if head[4:8] == b"ftyp":
        raise InputError(f"{source}: is an MP4 film; give its text instead")


def decode(data: bytes, *, source: str, declared: str | None = None) -> Decoded:
    """Decode a whole input: byte order mark, UTF-8, ``declared`` encoding, else a detected one.

    The mark itself is no text and is dropped; nothing else is changed, line ends included.
    Raises InputError for an empty or binary input and for one whose encoding cannot be told.
    """
    if not data:
        raise InputError(f"{source}: is empty; give a file with text in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], source=source, encoding=encoding)
    _refuse_known(data[:64], source=source)
    bare = _bare_utf16(data)
    if bare is not None:
        return Decoded(data.decode(bare, "replace"), _note(bare))
    refuse_binary(data, source=source)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guess(data, source=source, first_bad=error.start, declared=declared)


def _marked(data: bytes, *, source: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        where = f"byte {error.start}"
        note = f"decoded as {encoding} by its mark, with \ufffd for what is broken from {where} on"
        return Decoded(data.decode(encoding, "replace"), note)


def _bare_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: ASCII letters leave NUL in every second byte, and only there."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes, *, source: str, first_bad: int, declared: str | None) -> Decoded:
    if declared is not None:
        try:
            # A page in Unicode would have been read by now; other codecs of the kind are no code pages.
            if not codecs.lookup(declared).name.startswith(("utf", "unicode", "raw", "idna", "punycode")):
                return Decoded(data.decode(declared))
        except (UnicodeError, LookupError):
            pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", "ignore"))
    # Other encodings hardly ever form UTF-8's sequences by chance: this is UTF-8, damaged.
    if beyond_ascii - broken > 2 * broken:
        note = f"decoded as utf-8, with \ufffd for what is broken from byte {first_bad} on"
        return Decoded(lenient, note)
    encoding = _detect(data, first_bad)
    if encoding is None:
        raise InputError(f"{source}: has an encoding that cannot be told; save it as UTF-8")
    # A sample was read: a byte beyond it may have no meaning in the encoding found.
    return Decoded(data.decode(encoding, "replace"), _note(encoding))


def _detect(data: bytes, first_bad: int) -> str | None:
    # Not at the top: it is slow to load and nearly every input is UTF-8.
    from charset_normalizer import from_bytes

    sample = data[max(0, first_bad - _SAMPLE) : first_bad + _SAMPLE]
    beyond_ascii = len(sample) - len(sample.decode("ascii", "ignore"))
    # Where a few quotes and accents are all there is, every western code page reads the letters
    # alike and statistics cannot tell them apart: windows-1252 is what English text comes in.
    if beyond_ascii * 8 < len(sample):
        try:
            sample.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return "cp1252"
    best = from_bytes(sample).best()
    return None if best is None else best.encoding


def _note(encoding: str) -> str:
    name = encoding.replace("cp125", "windows-125")
    return f"decoded as {name}, because it is not UTF-8; check the text or save it as UTF-8"
