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
    r"(?P<scale>[ \xa0]?(?:Millionen|Millions?|Mio\.?|Mill\.|Mln\.?|Milliarden?|Mrd\.?|Tsd\.?|Tausend"
    r"|thousand|billion|bn|[kmT](?=[ \xa0]?(?:€|EUR))|(?<=\d)[km](?![\w²³])))?"
)
_CURRENCY = r"(?:EUR|Euros?|€)"
_SIGN_FIRST = re.compile(rf"(?P<thousands>T?){_CURRENCY}[ \xa0]?{_NUMBER}{_SCALE}(?!\w|[.,]?\d)", re.IGNORECASE)
_SIGN_LAST = re.compile(rf"(?<![\w.,]){_NUMBER}{_SCALE}[ \xa0]?(?P<thousands>T?){_CURRENCY}(?!\w)", re.IGNORECASE)
# "EUR 3 and 4 million": the sign stands once, the scale too.
_SHARED_SCALE = re.compile(
    rf"{_CURRENCY}[ \xa0]?(?P<first>\d{{1,3}}(?:[.,]\d{{1,2}})?)[ \xa0]?(?:and|to|und|bis|-|–)[ \xa0]?{_NUMBER}"
    r"(?P<scale>[ \xa0]?(?:Millionen|Millions?|Mio\.?|Milliarden?|Mrd\.?|billion))",
    re.IGNORECASE,
)
_MONEY_SIGN = re.compile(r"EUR|€", re.IGNORECASE)
_BARE_FIRST = re.compile(rf"(?P<first>\d{{1,3}}(?:\.\d{{3}})*){_SCALE}[ \xa0](?:und|bis|-|–)[ \xa0]$", re.IGNORECASE)
_SCALES = {
    "milliarde": 10**9, "mi": 10**6, "ml": 10**6, "m": 10**6, "mr": 10**9, "bi": 10**9, "bn": 10**9,
    "ts": 10**3, "ta": 10**3, "th": 10**3, "k": 10**3, "t": 10**3,
}  # fmt: skip
_SPELT = re.compile(
    r"\b(?P<count>eine?r?|anderthalb|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|fünfzehn|zwanzig|fünfzig|hundert|one|two"
    r"|three|four|five|six|seven|eight|nine|ten)[ \xa0](?P<half>halben?[ \xa0])?"
    r"(?P<scale>Millionen|Millions?|Mio\.?|Milliarden?|billion|tausend|thousand)[ \xa0](?:EUR|Euros?|€)(?!\w)",
    re.IGNORECASE,
)
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
_FRACTION_SIGN = re.compile(r"älft|ittel|rtel|ftel|stel|htel|hntel|\d/\d|half\b|thirds?\b|quarters?\b|fifths\b")
_HALVES = re.compile(r"\bhälftig\w{0,2}\b|\bhalf\s+(?:of\s+)?(?:the|its|their|all)\b", re.IGNORECASE)
_ENGLISH_PARTS = re.compile(
    r"\b(?P<count>one|two|three|four)[\s-](?P<parts>third|quarter|fifth)s?(?=\s+of\s)", re.IGNORECASE
)
_COUNTED = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12,
    "fünfzehn": 15, "zwanzig": 20, "fünfzig": 50, "hundert": 100, "anderthalb": 1.5,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_PERCENT_WORDS = {
    "fünf": 5, "five": 5, "zehn": 10, "ten": 10, "fünfzehn": 15, "fifteen": 15, "zwanzig": 20, "twenty": 20,
    "fünfundzwanzig": 25, "dreißig": 30, "thirty": 30, "vierzig": 40, "forty": 40, "fünfzig": 50, "fifty": 50,
    "sechzig": 60, "sixty": 60, "siebzig": 70, "seventy": 70, "fünfundsiebzig": 75, "achtzig": 80, "eighty": 80,
    "neunzig": 90, "ninety": 90, "hundert": 100, "einhundert": 100,
}  # fmt: skip
_SPELT_PERCENT = re.compile(
    rf"\b(?P<number>{'|'.join(_PERCENT_WORDS)})[ \xa0](?:Prozent(?!punkt)|vom\sHundert|per\s?cent)", re.IGNORECASE
)
_PERCENT_SIGN = re.compile(r"rozent|undert|cent", re.IGNORECASE)
_PARTS = {
    "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10,
    "third": 3, "quarter": 4, "fifth": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sum:
    """Whole euros at text[start:end]."""

    start: int
    end: int
    euros: int


@dataclass(frozen=True, slots=True)
class Share:
    """Percent (0-100) at text[start:end], which are `words`."""

    start: int
    end: int
    percent: float
    words: str = ""


def sums(text: str, language: Language = "de") -> list[Sum]:
    """All sums in euros in the order of the text; cents are dropped, `EUR 1,150` and `4.500.00 €` are no sums."""
    if not _MONEY_SIGN.search(text):
        return []
    found = list(_shared(text, language))
    for match in chain(_SIGN_FIRST.finditer(text), _SIGN_LAST.finditer(text)):
        euros = _euros(match, language)
        if euros is not None and not any(match.start() < other.end and other.start < match.end() for other in found):
            found.append(Sum(match.start(), match.end(), euros))
    found += [_spelt(match) for match in _SPELT.finditer(text)]
    return sorted([*found, *_bare(text, found, language)], key=lambda item: item.start)


def _spelt(match: re.Match[str]) -> Sum:
    """Euros of "zwei Millionen Euro", "eine halbe Million Euro"."""
    many = _COUNTED.get(match["count"].casefold(), 1) * (0.5 if match["half"] else 1)
    return Sum(match.start(), match.end(), int(many * _scale(match["scale"])))


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
        scale = _scale(match["scale"]) if match and match["scale"] else _scaled(text, later)
        scale = scale if number is not None and number * scale < later.euros else 1
        if match is not None and number is not None and (number >= 100 or scale > 1):
            euros = int(number * scale)
            place = Sum(begin + match.start(), begin + match.end("first"), euros)
            if euros < later.euros and not any(place.start < one.end and one.start < place.end for one in found):
                yield place


def _scaled(text: str, item: Sum) -> int:
    """What "3 bis 4 Mio. Euro" means by its first number: the scale that is written once for both."""
    scaled = _SIGN_LAST.match(text[item.start : item.end])
    return _scale(scaled["scale"]) if scaled else 1


def _shared(text: str, language: Language) -> Iterator[Sum]:
    """Both sums of "EUR 3 and 4 million"."""
    for match in _SHARED_SCALE.finditer(text):
        first, second = number_in(match["first"], language), number_in(match["number"], language)
        if first is not None and second is not None and first < second:
            scale = _scale(match["scale"])
            yield Sum(match.start(), match.end("first"), int(first * scale))
            yield Sum(match.start("number"), match.end(), int(second * scale))


def _euros(match: re.Match[str], language: Language) -> int | None:
    number = number_in(match["number"], language)
    if number is None:
        return None
    scale = 1000 if match["thousands"] else _scale(match["scale"])
    return int(number * scale)


def _scale(word: str | None) -> int:
    kept = (word or "").strip(" \xa0").casefold()
    return next((_SCALES[form] for form in (kept[:9], kept[:2], kept[:1]) if form in _SCALES), 1)


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
            yield Share(match.start(), match.end(), percent, match[0])
    for match in islice(_SPELT_PERCENT.finditer(text), 10) if _PERCENT_SIGN.search(text) else ():
        yield Share(match.start(), match.end(), _PERCENT_WORDS[match["number"].lower()], match[0])
    if _FRACTION_SIGN.search(text):
        yield from _fractions(text)


def _fractions(text: str) -> Iterator[Share]:
    for match in islice(chain(_FRACTION.finditer(text), _ENGLISH_PARTS.finditer(text)), 10):
        if (percent := _fraction(match)) < 100:
            yield Share(match.start(), match.end(), percent, match[0])
    for match in islice(_HALVES.finditer(text), 10):
        yield Share(match.start(), match.end(), 50.0, match[0])


def _fraction(match: re.Match[str]) -> float:
    """Percent of "die Hälfte", "zwei Drittel", "2/3"."""
    if match.groupdict().get("half"):
        return 50.0
    count, parts = match["count"].casefold(), match["parts"].casefold()
    many = int(count) if count.isdigit() else _COUNTED.get(count, 1)
    return round(100 * many / (int(parts) if parts.isdigit() else _PARTS[parts]), 2)
