"""Shares and sums of a list. A number that can be read in two ways is not read."""

import math
import re
from typing import Any

from crawl.lists_faults import StrangeError

_MOST = 100_000_000_000  # euros
_LIMIT = r"(?:bis\s+zu|bis|max\.?|maximal|höchstens|mind\.?|mindestens|min\.?|ab)?\s*"
_PERCENT = re.compile(
    rf"{_LIMIT}(?P<number>\d{{1,3}}(?:[.,]\d{{1,4}})?)\s*(?P<sign>%|Prozent|v\.\s?H\.)?", re.IGNORECASE
)
_EUR = r"(?:EUR|Euro|€)"
_UNITS = {"mio": 10**6, "million": 10**6, "millionen": 10**6, "mrd": 10**9, "milliarden": 10**9,
          "tsd": 10**3, "tausend": 10**3, "t": 10**3, "k": 10**3}  # fmt: skip
_SUM = re.compile(
    rf"{_LIMIT}{_EUR}?\s*(?P<number>\d[\d.,]*?)(?:,-{{1,2}}|,–)?\s*(?P<unit>Mio|Millionen?|Mrd|Milliarden|Tsd|Tausend|T|k)?"
    rf"\.?\s*{_EUR}?",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")


def rate(value: Any) -> float:
    """A funding rate in percent, above 0 up to 100. Raises StrangeError."""
    percent = share(value)
    if percent == 0:
        raise StrangeError(("ist keine Quote über 0 %", value))
    return percent


def share(value: Any) -> float:
    """A share in percent, 0 to 100. 0.8 without a percent sign might be 80 % or 0.8 %. Raises StrangeError."""
    number, signed = _percent(value)
    if not 0 <= number <= 100:
        raise StrangeError(("ist keine Prozentzahl von 0 bis 100", value))
    if 0 < number <= 1 and not signed:
        raise StrangeError(("ist mehrdeutig; bitte mit % schreiben (80 %)", value))
    return number


def euros(value: Any) -> int:
    """A sum in whole euros, above 0. Raises StrangeError."""
    number = _sum(value) if isinstance(value, str) else _number(value)
    if number is None or not 0 < number <= _MOST:
        raise StrangeError(("ist kein eindeutiger Betrag in Euro (z. B. 50.000 oder 1,5 Mio. €)", value))
    return round(number)


def _percent(value: Any) -> tuple[float, bool]:
    if isinstance(value, str):
        found = _PERCENT.fullmatch(value.strip())
        return (float(found["number"].replace(",", ".")), bool(found["sign"])) if found else (math.nan, False)
    number = _number(value)
    return (math.nan if number is None else number, False)


def _number(value: Any) -> float | None:
    """A number as JSON or Excel has it (True is none)."""
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 else None
    )


def _sum(text: str) -> float | None:
    found = _SUM.fullmatch(_GAP.sub("", text.strip()))
    if found is None:
        return None
    digits, unit = found["number"], _UNITS.get((found["unit"] or "").lower(), 1)
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", ".")) * unit
    if _PLAIN.fullmatch(digits) or (unit > 1000 and re.fullmatch(r"\d+,\d{3}", digits)):
        return float(digits.replace(",", ".")) * unit
    return None  # "1,500": one and a half, or English for 1500
