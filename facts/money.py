"""Sums and percentages as German (and English) texts write them; what is malformed is not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from funding.vocabulary import Language

_GERMAN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \xa0]\d{3})+|\d+)(?:,\d{1,2}|,[-–—]{1,2})?")
_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \xa0]\d{3})+|\d+)(?:\.\d{1,2})?")
_NUMBER = r"(?P<number>\d{1,12}(?:[.,]\d{1,9}){0,6}(?:[ \xa0]\d{3}(?!\d)){0,3}(?:,[-–—]{1,2})?)"
_SCALE = (
    r"(?P<scale>[ \xa0]?(?:Millionen|Million|Mio\.?|Mill\.|Milliarden|Mrd\.?|Tsd\.?|Tausend|billion"
    r"|k(?=[ \xa0]?€)|T(?=[ \xa0]?€|EUR)))?"
)
_CURRENCY = r"(?:EUR|Euro|€)"
_SIGN_FIRST = re.compile(rf"(?P<thousands>T?){_CURRENCY}[ \xa0]?{_NUMBER}{_SCALE}(?!\w|[.,]?\d)", re.IGNORECASE)
_SIGN_LAST = re.compile(rf"(?<![\w.,]){_NUMBER}{_SCALE}[ \xa0]?(?P<thousands>T?){_CURRENCY}(?!\w)", re.IGNORECASE)
_MONEY_SIGN = re.compile(r"EUR|€", re.IGNORECASE)
_BARE_FIRST = re.compile(rf"(?P<first>\d{{1,3}}(?:\.\d{{3}})*){_SCALE}[ \xa0](?:und|bis|-|–)[ \xa0]$", re.IGNORECASE)
_SCALES = {"mi": 10**6, "mr": 10**9, "bi": 10**9, "ts": 10**3, "ta": 10**3, "k": 10**3, "t": 10**3}
_PERCENT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{1,2}|\.\d{1,2})?)[ \xa0]?"
    r"(?:-?prozentig\w{1,2}\b|%-?ige\w?\b|Prozent(?!punkt)|%(?!-?punkt)|v\.[ \xa0]?H\.|vom Hundert|per\s?cent)",
    re.IGNORECASE,
)  # fmt: skip
_FRACTION = re.compile(
    r"\b(?:(?P<half>(?:die|zur|der)\s+Hälfte)|(?P<count>ein(?:em|es)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|[1-9](?=/))"
    r"[\s/]?(?P<parts>Drittel|Viertel|Fünftel|Sechstel|Achtel|Zehntel|3|4|5|6|8|10)n?)(?=\s+(?:der|des|ihrer)\b)",
    re.IGNORECASE,
)
_FRACTION_SIGN = re.compile(r"älfte|ittel|rtel|ftel|stel|htel|hntel|\d/\d")
_COUNTED = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_PARTS = {"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10}


@dataclass(frozen=True, slots=True)
class Sum:
    """Whole euros at text[start:end]."""

    start: int
    end: int
    euros: int


@dataclass(frozen=True, slots=True)
class Share:
    """Percent (0-100) at text[start:end]."""

    start: int
    end: int
    percent: float


def sums(text: str, language: Language = "de") -> list[Sum]:
    """All sums in euros in the order of the text; cents are dropped, `EUR 1,150` and `4.500.00 €` are no sums."""
    if not _MONEY_SIGN.search(text):
        return []
    found: list[Sum] = []
    for match in chain(_SIGN_FIRST.finditer(text), _SIGN_LAST.finditer(text)):
        euros = _euros(match, language)
        if euros is not None and not any(match.start() < other.end and other.start < match.end() for other in found):
            found.append(Sum(match.start(), match.end(), euros))
    return sorted([*found, *_bare(text, found, language)], key=lambda item: item.start)


def malformed(text: str, language: Language = "de") -> Iterator[str]:
    """Sums whose grouping fits no number of the language: "EUR 1,150" in a German text, "4.500.00 €"."""
    if _MONEY_SIGN.search(text):
        for match in islice(chain(_SIGN_FIRST.finditer(text), _SIGN_LAST.finditer(text)), 30):
            if number_in(match["number"].rstrip(".,"), language) is None:
                yield match[0].strip()


def _bare(text: str, found: list[Sum], language: Language) -> Iterator[Sum]:
    """The first sum of "zwischen 50.000 und 250.000 Euro", which has no sign of its own."""
    for later in found:
        begin = max(0, later.start - 40)
        match = _BARE_FIRST.search(text[begin : later.start])
        number = number_in(match["first"], language) if match else None
        if match is not None and number is not None and (number >= 100 or match["scale"]):
            euros = int(number * _scale(match["scale"]))
            place = Sum(begin + match.start(), begin + match.end("first"), euros)
            if euros < later.euros and not any(place.start < one.end and one.start < place.end for one in found):
                yield place


def _euros(match: re.Match[str], language: Language) -> int | None:
    number = number_in(match["number"], language)
    if number is None:
        return None
    scale = 1000 if match["thousands"] else _scale(match["scale"])
    return int(number * scale)


def _scale(word: str | None) -> int:
    kept = (word or "").strip().casefold()
    return _SCALES.get(kept[:2], _SCALES.get(kept[:1], 1)) if kept else 1


def number_in(word: str, language: Language = "de") -> Decimal | None:
    """A number as the language groups it, or None: "1,150" and "4.500.00" are no German numbers."""
    form = _ENGLISH if language == "en" else _GERMAN
    if form.fullmatch(word) is None:
        return None
    plain = re.sub(r"[ \xa0–—-]", "", word)
    if language == "en":
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(".", "").rstrip(",").replace(",", "."))


def shares(text: str) -> Iterator[Share]:
    """The first 30 percentages up to 100, then fractions ("zwei Drittel der"); percentage points are not among them."""
    for match in islice(_PERCENT.finditer(text), 30):
        percent = float(match["number"].replace(",", "."))
        if percent <= 100:
            yield Share(match.start(), match.end(), percent)
    for match in islice(_FRACTION.finditer(text), 10) if _FRACTION_SIGN.search(text) else ():
        if (percent := _fraction(match)) < 100:
            yield Share(match.start(), match.end(), percent)


def _fraction(match: re.Match[str]) -> float:
    """Percent of "die Hälfte", "zwei Drittel", "2/3"."""
    if match["half"]:
        return 50.0
    count, parts = match["count"].casefold(), match["parts"].casefold()
    many = int(count) if count.isdigit() else _COUNTED.get(count, 1)
    return round(100 * many / (int(parts) if parts.isdigit() else _PARTS[parts]), 2)
