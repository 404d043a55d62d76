from datetime import date

import pytest

from crawl.validity import validity
from funding import Programme, Stage

TODAY = date(2026, 11, 23)
GOOD = {
    "portal": "p", "funder": "Stiftung", "funder_level": "stiftung", "kinds": ("grant",), "attribution": "Stiftung",
    "url": "https://p.example/a",
}  # fmt: skip


def faults(*programmes: Programme) -> dict[str, tuple[str, ...]]:
    return {report.field: report.faults for report in validity(programmes, TODAY) if report.faults}


def test_nothing_is_found_in_nothing() -> None:
    assert validity([], TODAY) == []


def test_a_sound_programme_has_no_faults() -> None:
    stages = (Stage(opens=date(2026, 10, 1), closes=date(2027, 1, 31)),)
    assert faults(Programme(key="begegnung", title="Begegnung", stages=stages, rate_max=80.0, **GOOD)) == {}


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("url", "/a", "keine Webadresse"),
        ("title", "Begegnung <b>neu</b>", "enthält HTML"),
        ("text", "FÃ¶rderung", "falscher Zeichensatz"),
        ("title", "Begegnung " * 40, "zu lang für einen Titel"),
        ("key", "7", "laufende Nummer"),
        ("key", "ein Titel", "Schlüssel mit Leerzeichen"),
        ("stages", (Stage(opens=date(2027, 2, 1), closes=date(2027, 1, 1)),), "schließt, bevor es öffnet"),
        ("stages", (Stage(closes=date(2202, 1, 1)),), "Frist im Jahr 2202"),
        ("rate_max", 800.0, "zwischen 0 und 100"),
        ("amount_max", 10**12, "unglaubhafte Summe"),
        ("funder", None, "fehlt 1-mal"),
        ("kinds", (), "fehlt 1-mal"),
    ],
)
def test_what_cannot_be_true_is_told_with_its_field(field: str, value: object, told: str) -> None:
    found = faults(Programme(**{"key": "begegnung", "title": "Begegnung", **GOOD, field: value}))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert told in " ".join(found[field])


def test_the_frame_of_the_page_is_not_the_title() -> None:
    programmes = [
        Programme(**{**GOOD, "key": f"k{n}", "title": "Aktuelles", "url": f"https://p.example/{n}"})  # type: ignore[arg-type]
        for n in range(100, 104)
    ]
    assert faults(*programmes) == {"title": ("4-mal dasselbe: 'Aktuelles'",)}


def test_a_report_counts_and_gives_an_example() -> None:
    values = [("a1b", "Eins", 50.0), ("c2d", "Zwei", None)]
    programmes = [
        Programme(key=k, title=t, rate_max=r, **{**GOOD, "url": f"https://p.example/{k}"}) for k, t, r in values
    ]  # type: ignore[arg-type]
    found = {report.field: report for report in validity(programmes, TODAY)}
    assert (found["rate_max"].filled, found["rate_max"].distinct, found["rate_max"].example) == (50.0, 1, "50.0")
    assert found["title"].distinct == 2
