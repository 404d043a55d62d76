"""One cell of a list -> the value of a field. What is not sure is a StrangeError, never a default."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from crawl import lists_words as words
from crawl.cleaning import clean
from crawl.lists_faults import StrangeError, shown
from funding import Contact, PartnerRule
from funding.text import squash

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
_SURE, _LIKELY = re.compile(r"[;|\n]"), re.compile(r"[;|,]| (?:und|sowie|oder|and|or) ")
_MAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
_ONLY_FOR = re.compile(r"(?P<rule>[^()]+)\((?:nur\s+)?(?P<only>[^()]+?)(?:\s+only)?\)", re.IGNORECASE)
_RULES = {
    "dac": "dac", "dac liste": "dac", "dac list": "dac", "dac laender": "dac", "globaler sueden": "dac",
    "entwicklungsland": "dac", "entwicklungslaender": "dac", "eu": "eu", "eu27": "eu", "eu laender": "eu",
    "eu staaten": "eu", "eu mitgliedstaaten": "eu", "europaeische union": "eu", "any": "any", "beliebig": "any",
    "none": "none", "keine": "none", "kein": "none",
}  # fmt: skip
_LONGEST_CONTACT = 500  # characters; more is prose
_LEVELS = ["EU", "Bund", "Land", "Kommune", "Stiftung", "Sonstige"]


def prose(value: Any) -> str:
    """Text of any length, its paragraphs kept, without control characters and broken surrogates."""
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise StrangeError(("ist kein Text", value))
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return clean(_BREAKS.sub("\n", text)).strip()


def line(value: Any) -> str:
    """Text on one line."""
    return squash(prose(value))


def url(value: Any) -> str:
    """A web address; `www.` without a scheme is taken as https."""
    text = line(value)
    address = f"https://{text}" if text.lower().startswith("www.") else text
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in address
    except ValueError:
        good = False
    if not good:
        raise StrangeError(("ist keine Webadresse (https://…)", text))
    return address


def names(value: Any) -> tuple[str, ...]:
    """Free words: a JSON list, or a cell with `;`, `|` or line breaks between them (else commas)."""
    if isinstance(value, list):
        parts = [line(item) for item in value]
    else:
        text = prose(value)
        parts = [squash(part) for part in _SURE.split(text)] if _SURE.search(text) else text.split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def applicants(value: Any) -> tuple[str, ...]:
    """Codes. With an unknown word the list is kept only if it has `kommune`: a gap must not shut a city out."""
    known, strange = _looked_up(value, words.applicant)
    if strange:
        kept = known if "kommune" in known else None
        raise StrangeError(*_unknown("Antragsberechtigte", strange, words.applicant_labels()), kept=kept)
    return known


def regions(value: Any) -> tuple[str, ...]:
    """Our names of regions. With an unknown one there is none: half a list would shut cities out."""
    known, strange = _looked_up(value, words.region)
    if strange:
        raise StrangeError(*_unknown("Region", strange, words.region_labels()))
    return known


def kinds(value: Any) -> tuple[str, ...]:
    """Codes of kinds of funding; unknown ones are left out."""
    known, strange = _looked_up(value, words.kind)
    if strange:
        raise StrangeError(*_unknown("Förderart", strange, words.kind_labels()), kept=known or None)
    return known


def level(value: Any) -> str:
    """The code of a funder's level."""
    text = line(value)
    code = words.level(text)
    if code is None:
        raise StrangeError(*_unknown("Förderebene", [text], _LEVELS))
    return code


def language(value: Any) -> str:
    """`de` or `en`."""
    text = line(value)
    code = words.language(text)
    if code is None:
        raise StrangeError((f"unbekannte Sprache „{shown(text)}“ (erlaubt: de, en)", text))
    return code


def partner_rule(value: Any) -> PartnerRule:
    """`DAC`, `EU`, `beliebig`, `keine`, or countries; in brackets the projects for which alone the rule holds."""
    quote = ", ".join(map(line, value)) if isinstance(value, list) else line(value)
    bound = _ONLY_FOR.fullmatch(quote)
    base, only_for = (bound["rule"].strip(), bound["only"].strip()) if bound else (quote, None)
    rule = _RULES.get(words.spelled(base))
    if rule is not None:
        return PartnerRule(rule=rule, only_for=only_for, quote=quote)  # type: ignore[arg-type]
    known, strange = _looked_up(value if isinstance(value, list) else base, words.country)
    if strange or not known:
        allowed = "erlaubt: DAC, EU, beliebig, keine oder Länder wie FR, PL"
        missed = [(f"Partnerland „{shown(word)}“ unbekannt; {allowed}", word) for word in strange or [quote]]
        raise StrangeError(*missed)
    return PartnerRule(rule="list", countries=known, only_for=only_for, quote=quote)


def contacts(value: Any) -> tuple[Contact, ...]:
    """Whom to ask: text (an e-mail address in it is recognised) or a JSON object with name, email, phone."""
    items = value if isinstance(value, list) else [value]
    return tuple(_contact(item) for item in items)


def _contact(value: Any) -> Contact:
    if isinstance(value, dict):
        told = {name: line(item) for name, item in value.items() if item}
        name = told.pop("name", None) or told.get("email")
        if not name or told.keys() - {"email", "phone", "address", "website"}:
            raise StrangeError(("ist kein Kontakt (erwartet: name, email, phone, address, website)", value))
        return Contact(name=name, **told)
    text = line(value)
    found = _MAIL.search(text) if len(text) <= _LONGEST_CONTACT else None
    rest = squash(_MAIL.sub(" ", text)).strip(" ,;:()<>-–") if found else text
    return Contact(name=rest or text, email=found[0] if found else None)


def _looked_up(value: Any, look_up: Callable[[str], str | None]) -> tuple[tuple[str, ...], list[str]]:
    """(what the words mean, words without meaning). A cell is split only as far as its words are unknown."""
    pieces = [line(item) for item in value] if isinstance(value, list) else _pieces(prose(value), look_up)
    found = {piece: look_up(piece) for piece in pieces}
    return tuple(dict.fromkeys(filter(None, found.values()))), [piece for piece, code in found.items() if code is None]


def _pieces(text: str, look_up: Callable[[str], str | None]) -> list[str]:
    if look_up(text):
        return [text]
    parts = [part.strip() for part in _LIKELY.split(squash(text.replace("\n", ";"))) if part.strip()]
    return [piece for part in parts for piece in _halves(part, look_up)]


def _halves(part: str, look_up: Callable[[str], str | None]) -> list[str]:
    halves = [half.strip() for half in part.split("/") if half.strip()]
    return halves if not look_up(part) and halves and all(map(look_up, halves)) else [part]


def _unknown(what: str, strange: list[str], labels: list[str]) -> list[tuple[str, str]]:
    allowed = f"; erlaubt: {', '.join(labels)}"
    return [(f"{what} „{shown(word)}“ unbekannt{words.hint(word, labels) or allowed}", word) for word in strange]
