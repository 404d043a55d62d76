""" "Meinten Sie …?": what somebody probably meant by a word that is not allowed."""

import re
from collections.abc import Iterable
from datetime import datetime

from rapidfuzz import process

from funding.places import LAENDER, country_name, country_words, land_of_ags
from funding.reference import HANDLUNGSFELDER, SDGS, Topic
from funding.text import fold
from profiles import spoken
from profiles.said import NOTHING, Said, say

_NEAR = 60  # of 100
_LIKELY = 70  # for short lists of codes
_SURE = 85  # for open lists, where most unknown words are right
_SHORT = 3  # letters; so short a word resembles everything
_KEY, _REGIONAL, _DISTRICT = 8, 12, 5  # digits of the AGS, and of other official keys
_CURLY = "„“”‚‘’»«›‹"
_QUOTES = f"{_CURLY}\"'"
_ALIKE = str.maketrans("oOlI", "0011")
_EU_CODES = {"el": "GR"}  # the EU's own code where it is not that of ISO 3166 (its UK is in the tables)
_AMOUNT = re.compile(
    r"(?:ca\.? ?|rund |etwa |€ ?|EUR )?(\d{1,3}(?:[. '’_]\d{3})+|\d{1,12})(?:,\d\d|\.00?|,-+)? ?"
    r"(?:€|EUR|Euro|%|Punkte)?,?",
    re.ASCII | re.IGNORECASE,
)
_LARGE = re.compile(
    r"(?:ca\.? ?|rund |etwa )?(\d{1,4})(?:[.,](\d{1,3}))? ?(T|Tsd\.?|k|Mio\.?|M) ?(?:€|EUR|Euro)?", re.ASCII
)
_DIGITS = {"t": 3, "tsd": 3, "k": 3, "mio": 6, "m": 6}
_MAIL = re.compile(r'[^@\s,;:<>"()\[\]]+@[^@\s,;:<>"()\[\]]+\.[^@\s,;:<>"()\[\].]+')
_LATIN = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th"})  # not to be taken apart
_YES, _NO = {"true", "ja", "j", "wahr", "yes", "y", "on", "an"}, {"false", "nein", "n", "falsch", "no", "off", "aus"}


def meant(word: str, known: Iterable[str], *, least: float = _NEAR) -> Said:
    """ "; meinten Sie …?" for a word that nearly is a known one, else nothing."""
    found = nearest(word, known, least=least)
    return asked(found) if found else NOTHING


def nearest(word: str, known: Iterable[str], *, least: float = _NEAR) -> str | None:
    """The known word most like this one, or None where none is."""
    if len(word.strip()) <= _SHORT:
        least = max(least, _SURE)
    best = process.extractOne(word, list(known), processor=fold, score_cutoff=least) if word.strip() else None
    return str(best[0]) if best else None


def asked(suggestion: str | Said) -> Said:
    """The question, or nothing without a suggestion."""
    return say("; meinten Sie „{word}“?", "; did you mean “{word}”?", word=suggestion) if suggestion else NOTHING


def key(word: str, known: list[str]) -> str | None:
    """The key that somebody meant who wrote it differently or in German, or None."""
    bare = word.strip(_QUOTES + "* ")
    ours = spoken.KEYS.get(fold(bare))
    return ours if ours in known else nearest(bare, known)


def choice(field: str, word: str, allowed: list[str]) -> Said:
    """One of a closed list, by its German or English word or nearly by its code."""
    bare = word.strip(_QUOTES)
    ours = spoken.meant_by(field, bare)
    return asked(ours) if ours in allowed else meant(bare, allowed, least=_LIKELY)


def land(word: str) -> str | None:
    """A Land by what people call it, or nearly by its name."""
    bare = word.strip(_QUOTES + ", ")
    return spoken.land(bare) or nearest(bare, LAENDER, least=_LIKELY)


def ags(word: str, land_word: str = "") -> str | None:
    """An official key that was written otherwise; None where it had to be guessed and is not of that Land."""
    if len(written := "".join(re.findall(r"\d", word, re.ASCII))) == _KEY:
        return written
    digits = "".join(str(int(digit)) for digit in re.findall(r"\d", word.translate(_ALIKE)))  # of any script
    if len(digits) == _REGIONAL:  # the Regionalschlüssel has the association of municipalities in between
        digits = digits[:5] + digits[9:]
    if len(digits) == _DISTRICT:
        digits += "000"
    found = digits.zfill(_KEY) if len(digits) in {_KEY - 1, _KEY} else ""
    state = land_of_ags(found)
    return found if state and land(land_word) in {None, state} else None


def curly(word: str) -> bool:
    """Whether a word stands in the quotes that word processors put."""
    return len(word) > 1 and word[0] in _CURLY and word[-1] in _CURLY


def network(word: str, known: Iterable[str]) -> Said:
    """A name in an open list that is almost a well-known one."""
    return meant(word, known, least=_SURE)


def value(field: str, word: str) -> Said:
    """A suggestion for a value of that field, or nothing."""
    suggest, bare = _BY_FIELD.get(field), word.strip(_QUOTES + " ").rstrip(",;")
    return suggest(bare.strip(_QUOTES)) if suggest and bare else NOTHING


def listed(field: str, word: str) -> Said:
    """One value, or several with commas, where a list is expected."""
    parts = [part.strip(_QUOTES + " ") for part in re.split(r"[,;]| -(?=\S)", word.strip("()[]- ")) if part.strip()]
    return asked(f"[{', '.join(parts)}]") if parts and field in _LISTS else NOTHING


def block(field: str, word: str) -> Said:
    """A block of which somebody wrote the chief value only."""
    if field == "start":
        days = zip(("earliest", "latest"), re.findall(r"\d{4}-\d\d-\d\d", word, re.ASCII), strict=False)
        return asked(", ".join(f"{key}: {day}" for key, day in days))
    key = _CHIEF.get(field)
    return asked(f"{key}: {word}") if key and word and len(word) <= _WIDE else NOTHING


def _country(word: str) -> Said:
    words = country_words()
    code = words.get(fold(word)) or _EU_CODES.get(fold(word))
    if code is None:
        near = nearest(word, [name for name in words if len(name) > 3], least=75) if len(word) > 3 else None
        code = words[near] if near else None
    return _named(code, country_name(code), country_name(code, "en")) if code else NOTHING


def _topic(word: str, topics: dict[str, Topic]) -> Said:
    numbers = re.findall(r"\d+", word)
    if len(numbers) > 1 and all(number in topics for number in numbers):
        return asked(", ".join(numbers))
    titles = {fold(title): code for code, topic in topics.items() for title in (topic.de, topic.en)}
    titles |= {fold(known): code for code, topic in topics.items() for known in topic.words}
    number = re.search(r"\d+", word)
    guess = next((code for code in topics if number and int(code.removeprefix("hf")) == int(number[0])), None)
    near = guess or titles.get(nearest(word, titles, least=75) or "")
    return _named(near, topics[near].de, topics[near].en) if near else NOTHING


def _named(code: str, de: str, en: str) -> Said:
    return say("; meinten Sie „{code}“ ({name})?", "; did you mean “{code}” ({name})?", code=code, name=Said(de, en))


def _sdg(word: str) -> Said:
    return _topic(word, {str(number): topic for number, topic in SDGS.items()})


def _handlungsfeld(word: str) -> Said:
    return _topic(word, HANDLUNGSFELDER)


def _slug(word: str) -> Said:
    return asked(slug(word))


def slug(word: str) -> str:
    """A short name made of a title: lower case, digits, single hyphens, at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "-", fold(word).translate(_LATIN)).strip("-")[:40].rstrip("-")


def _amount(word: str) -> Said:
    if found := _AMOUNT.fullmatch(word):
        return asked(re.sub(r"\D", "", found[1]))
    if large := _LARGE.fullmatch(word):
        rest = (large[2] or "").ljust(digits := _DIGITS[large[3].lower().rstrip(".")], "0")
        return asked(str(int(large[1] + rest))) if len(rest) == digits else NOTHING
    return NOTHING


def _number(word: str) -> Said:
    found = re.findall(r"\d+", word, re.ASCII)
    return asked(found[0]) if len(found) == 1 and not re.search(r"[.,]\d", word) else NOTHING


def _year(word: str) -> Said:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", word, re.ASCII)
    return asked(found[0]) if len(found) == 1 else NOTHING


def _mail(word: str) -> Said:
    found = _MAIL.findall(word)
    local, _, domain = found[0].rpartition("@") if len(found) == 1 else ("", "", "")
    return asked(f"{local if local.isascii() else fold(local)}@{domain}") if domain else NOTHING


def _truth(word: str) -> Said:
    folded = fold(word)
    return asked("true" if folded in _YES else "false" if folded in _NO else "")


def _day(word: str, forms: Iterable[str] = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y/%m/%d", "%Y-%m-%d")) -> Said:
    for form in forms:
        try:
            return asked(datetime.strptime(word, form).date().isoformat())  # noqa: DTZ007
        except ValueError:
            continue
    return NOTHING


def _first_day(word: str) -> Said:
    """A month begins with its first day."""
    return _day(word) or _day(word, ("%Y-%m", "%m/%Y", "%m.%Y"))


_BY_FIELD = {
    "country": _country, "countries": _country, "handlungsfelder": _handlungsfeld, "sdgs": _sdg, "slug": _slug,
    "population": _amount, "cost_eur": _amount, "grant_wanted_eur": _amount, "own_share_eur": _amount,
    "own_share_capacity_eur": _amount, "started": _truth, "formal": _truth, "council_resolution": _truth,
    "klimapartnerschaft": _truth, "earliest": _first_day, "latest": _day, "department": _slug, "departments": _slug,
    "threshold": _number, "max_items": _number, "lead_time_weeks": _number, "reminder_weeks": _number, "email": _mail,
    "since": _year, "until": _year,
}  # fmt: skip
_LISTS = {
    "memberships", "areas", "topics", "handlungsfelder", "sdgs", "countries", "target_groups", "exclusions",
    "departments", "reminder_weeks",
}  # fmt: skip
_CHIEF = {
    "recipients": "email",
    "partnerships": "city",
    "projects": "title",
    "departments": "name",
}
_WIDE = 60  # characters of a suggestion
