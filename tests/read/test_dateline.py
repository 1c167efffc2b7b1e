"""Datelines in the styles of many agencies, and prose that only looks like one."""

from __future__ import annotations

import pytest

from regesta.read import lay_out

LONG = "Lawmakers on Tuesday approved a budget that raises spending on schools and hospitals."

FIRM = [
    ("MOSCOW, September 10. /TASS/. ", "MOSCOW", "XXXX-09-10", "TASS"),
    ("MINSK, 4 March /BelTA/ - ", "MINSK", "XXXX-03-04", "BelTA"),
    ("NAIROBI (Reuters) - ", "NAIROBI", None, "Reuters"),
    ("CONAKRY, Sept 5 (AFP) - ", "CONAKRY", "XXXX-09-05", "AFP"),
    ("BEIJING, March 3 (Xinhua) -- ", "BEIJING", "XXXX-03-03", "Xinhua"),
    ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
    ("KYIV, Ukraine (AP) — ", "KYIV", None, "AP"),
    ("GOMA, Democratic Republic of Congo (AP) — ", "GOMA", None, "AP"),
    ("ANKARA - Anadolu ", "ANKARA", None, "Anadolu"),
    ("ANKARA - Anadolu Agency\n", "ANKARA", None, "Anadolu Agency"),
    ("TEHRAN, Jan. 4 (IRNA) - ", "TEHRAN", "XXXX-01-04", "IRNA"),
    ("Sarajevo, 12 May 2021 (Hina) – ", "Sarajevo", "2021-05-12", "Hina"),
    ("Kyiv. Sept 10 (Interfax-Ukraine) – ", "Kyiv", "XXXX-09-10", "Interfax-Ukraine"),
    ("PARIS/BERLIN, Feb 2 (Reuters) - ", "PARIS", "XXXX-02-02", "Reuters"),
    ("(Reuters) - ", None, None, "Reuters"),
    ("(CNN)", None, None, "CNN"),
    ("Washington (CNN)\n", "Washington", None, "CNN"),
    ("GENEVA (5 March 2021) – ", "GENEVA", "2021-03-05", None),
    ("New York, 5 March 2021 - ", "New York", "2021-03-05", None),
    ("UNITED NATIONS, 5 October - ", "UNITED NATIONS", "XXXX-10-05", None),
    ("SEOUL, Monday, Sept. 5 (Yonhap) -- ", "SEOUL", "XXXX-09-05", "Yonhap"),
    ("NEW YORK, NY, September 10, 2023 (GLOBE NEWSWIRE) -- ", "NEW YORK", "2023-09-10", "GLOBE NEWSWIRE"),
    ("OMAHA, NE--(Marketwire - December 23, 2010) - ", "OMAHA", "2010-12-23", "Marketwire"),
    ("HONG KONG, March 5, 2021 /PRNewswire/ -- ", "HONG KONG", "2021-03-05", "PRNewswire"),
    ("BOWLING GREEN, Ky. (WXYK) - ", "BOWLING GREEN", None, "WXYK"),
    ("PORT-AU-PRINCE, 3rd May (EFE).- ", "PORT-AU-PRINCE", "XXXX-05-03", "EFE"),
    ("5 March 2021, Geneva – ", "Geneva", "2021-03-05", None),
    ("Nov 14 (Reuters) - ", None, "XXXX-11-14", "Reuters"),
    ("ANKARA\n", "ANKARA", None, None),
]
BARE = [
    ("JERUSALEM — ", "JERUSALEM"),
    ("NEW DELHI: ", "NEW DELHI"),
    ("SAN FRANCISCO - ", "SAN FRANCISCO"),
    ("BEIJING --", "BEIJING"),
    ("WASHINGTON, D.C. — ", "WASHINGTON"),
    ("PORT-AU-PRINCE, Haiti - ", "PORT-AU-PRINCE"),
    ("Nairobi — ", "Nairobi"),
    ("Lagos, Nigeria – ", "Lagos"),
    ("KAKUMA - ", "KAKUMA"),
    ("SRINAGAR, India: ", "SRINAGAR"),
    ("WASHINGTON ", "WASHINGTON"),
    ("MINNEAPOLIS, Minnesota ", "MINNEAPOLIS"),
]


@pytest.mark.parametrize(("written", "place", "day", "agency"), FIRM)
def test_place_day_and_agency(written: str, place: str | None, day: str | None, agency: str | None) -> None:
    text = f"Parliament passes budget\n\n{written}{LONG}"
    layout = lay_out(text)
    dateline = layout.dateline
    assert dateline is not None
    assert dateline.span.text == written.strip()
    assert (dateline.place and dateline.place.text, dateline.day, dateline.agency) == (place, day, agency)
    assert text[layout.blocks[-1].start :] == LONG
    assert [block.kind for block in layout.blocks] == ["headline", "paragraph"]


@pytest.mark.parametrize(("written", "place"), BARE)
def test_a_place_alone(written: str, place: str) -> None:
    sentence = LONG if written.strip()[-1:] in "—–:-" else f"The {LONG}"
    text = f"{written}{sentence}\n\nThe opposition voted against it."
    layout = lay_out(text)
    assert layout.dateline is not None and layout.dateline.place is not None
    assert layout.dateline.span.text == written.strip()
    assert layout.dateline.place.text == place
    assert text[layout.blocks[0].start : layout.blocks[0].end] == sentence


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - said on Tuesday that it would send more troops to its eastern border.",
        "NATO - The alliance said on Tuesday that it would send more troops to its eastern border.",
        "ECOWAS: The bloc said on Tuesday that it would send more troops to its eastern border.",
        "U.S. - Russian talks on arms were resumed in Geneva on Tuesday after a year of silence.",
        "Kisumu - Kenya's third city - was quiet on Tuesday after a night of protests and looting.",
        "Lagos - Nigeria's largest city - was quiet on Tuesday after a night of protests and looting.",
        "African Union (AU) - The bloc said on Tuesday that it would send more troops to the border.",
        "The Associated Press (AP) reported on Tuesday that the bloc would send troops to the border.",
        "Senator Ann Roe (D-Ohio) — The bill, which passed on Tuesday, sends more troops to the border.",
        "BREAKING: The alliance said on Tuesday that it would send more troops to its eastern border.",
        "UPDATE 1 - Norway said on Tuesday that it would send more troops to its eastern border.",
        "President Roe — The man who sent troops to the border — was voted out of office on Tuesday.",
        "However - The alliance said on Tuesday that it would send more troops to its eastern border.",
        "In Nairobi, police fired tear gas on Tuesday - The crowd then left the square by two roads.",
        "NASA Administrator Jo Roe said on Tuesday that the agency would send more crews to the Moon.",
        "AS the temperature fell on Tuesday, more people came to the shelter in the church hall.",
        "May - the former premier - said on Tuesday that she would vote against the bill in July.",
        "March 5 - the day of the vote - was quiet, and no shots were heard in the capital at all.",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    layout = lay_out(text)
    assert layout.dateline is None
    assert (layout.blocks[0].start, layout.blocks[-1].end) == (0, len(text))


def test_a_headline_with_a_dash_is_no_dateline() -> None:
    layout = lay_out("JUNTA - What we know so far\n\nTroops entered the town.")
    assert layout.dateline is None
    assert layout.blocks[0].kind == "headline"


def test_speakers_of_a_transcript_are_no_places() -> None:
    text = f"HARLOW: {LONG}\n\nPENROSE: {LONG}\n\nHARLOW: {LONG}"
    assert lay_out(text).dateline is None


def test_a_day_before_a_colon_files_one_report() -> None:
    dateline = lay_out(f"26 March, 2017: {LONG}\n\nThe opposition voted against it.").dateline
    assert dateline is not None
    assert (dateline.span.text, dateline.place, dateline.day) == ("26 March, 2017:", None, "2017-03-26")


def test_the_days_of_a_chronicle_are_no_datelines() -> None:
    text = f"26 March, 2017: {LONG}\n\n27 March, 2017: {LONG}\n\n28 March, 2017: {LONG}"
    assert lay_out(text).dateline is None


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        ("September 10", "2023-09-10", "2023-09-10"),
        ("September 10", "2023-09-12", "2023-09-10"),
        ("September 10", "2023-10-24", "2023-09-10"),
        ("September 10", "2023-10-26", "XXXX-09-10"),
        ("September 10", "2023-03-10", "XXXX-09-10"),
        ("Dec 31", "2024-01-01", "2023-12-31"),
        ("Jan 1", "2023-12-31", "2024-01-01"),
        ("Feb 29", "2024-03-01", "2024-02-29"),
        ("Feb 29", "2023-03-01", "XXXX-02-29"),
        ("Sept 10", "2023-09", "2023-09-10"),
        ("Sept 10", "2023", "2023-09-10"),
        ("Dec 31", "2023", "XXXX-12-31"),
        ("Sept 10, 2019", "2023-09-10", "2019-09-10"),
        ("September 10", None, "XXXX-09-10"),
        ("September 10", "not a day", "XXXX-09-10"),
        ("Sept 31", "2023-09-10", None),
    ],
)
def test_the_year_comes_from_the_text_or_a_near_publication(
    day: str, published: str | None, expected: str | None
) -> None:
    dateline = lay_out(f"QUITO, {day} (Reuters) - The budget passed.", published=published).dateline
    assert dateline is not None
    assert dateline.day == expected


def test_only_the_first_dateline_counts() -> None:
    text = "QUITO (Reuters) - The budget passed.\n\nLIMA (AFP) - The budget failed."
    layout = lay_out(text)
    assert layout.dateline is not None and layout.dateline.agency == "Reuters"
    assert len(layout.blocks) == 2
