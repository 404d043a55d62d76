"""The search behind interreg.eu (Algolia): its keys in the page, its answers, one call as a programme."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawl.article import steady
from crawl.days import BRUSSELS, Moment, closing, moment
from crawl.fdb import join
from crawl.html import line, to_text
from funding import MunicipalityRule, PassgenauError, Problem, Programme, Stage, Verdict
from funding.places import EUROPE, NATIONWIDE, NUTS_OF_LAND, country_words
from funding.text import fold, squash

PORTAL = "interreg"
SITE = "https://interreg.eu/"
ATTRIBUTION = "Interreg (interreg.eu)"
INDEX = "prod_en-us_content"
PER_PAGE = 100
MOST_PAGES = 20
_FILTER = "contentType:callForProjectsPage AND (callStatus:Open OR callStatus:Forthcoming)"
_APP = re.compile(r"""app(?:lication)?[_-]?id["']?\s*[:=]\s*["']([A-Z0-9]{8,12})["']""", re.IGNORECASE)
_KEY = re.compile(
    r"""(?:search[_-]?)?(?:only[_-]?)?api[_-]?key["']?\s*[:=]\s*["']((?!AIza)[0-9a-zA-Z+/=]{20,400})["']""",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"""algoliasearch\(\s*["']([A-Z0-9]{8,12})["']\s*,\s*["']((?!AIza)[0-9a-zA-Z+/=]{20,400})["']""", re.IGNORECASE
)
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_LOCAL = re.compile(r"\blocal\b[\w\s/()-]{0,30}authorit|\bmunicipal|\bcit(?:y|ies)\b|\btowns?\b", re.IGNORECASE)
_LAENDER = {code: land for land, code in NUTS_OF_LAND.items()}
_DAYS = ("callOpenDate", "callDeadlineDate")


@dataclass(frozen=True, slots=True)
class Access:
    """The application and the public search key that a page carries; they rotate."""

    app: str
    key: str

    @property
    def url(self) -> str:
        """Where queries go."""
        return f"https://{self.app.lower()}-dsn.algolia.net/1/indexes/*/queries"

    @property
    def headers(self) -> dict[str, str]:
        """What a query must carry."""
        return {
            "X-Algolia-Application-Id": self.app, "X-Algolia-API-Key": self.key,
            "Content-Type": "application/json", "Accept": "application/json",
        }  # fmt: skip


def access(html: str) -> Access | None:
    """The first application id in a page's scripts or attributes and the key nearest to it. AIza… is Google's."""
    text = html.replace("&quot;", '"').replace('\\"', '"')
    if client := _CLIENT.search(text):
        return Access(client[1].upper(), client[2])
    app = _APP.search(text)
    keys = () if app is None else sorted(_KEY.finditer(text), key=lambda key: abs(key.start() - app.start()))
    return Access(app[1].upper(), keys[0][1]) if app and keys else None


def body(page: int) -> bytes:
    """The query for one page of open and announced calls; the same bytes every day."""
    query = {"indexName": INDEX, "query": "", "filters": _FILTER, "hitsPerPage": PER_PAGE, "page": page}
    return json.dumps({"requests": [query]}).encode()


def answer(content: bytes) -> tuple[list[dict[str, Any]], int]:
    """The hits of an answer and how many pages there are. Raises PassgenauError for anything else."""
    try:
        (result,) = json.loads(content)["results"]
        hits, pages = [dict(hit) for hit in result["hits"]], int(result["nbPages"])
    except (ValueError, KeyError, TypeError):
        raise PassgenauError(
            "Die Suche von interreg.eu antwortet in anderer Form als bekannt "
            f"({content[:80].decode(errors='replace')}…). Nichts wurde ersetzt."
        ) from None
    return hits, pages


def call(hit: Mapping[str, Any]) -> Iterator[Programme | Problem]:
    """A call that is for Germany, or does not say for whom; and what of it could not be read."""
    key, title = str(hit.get("objectID") or ""), line(str(hit.get("title") or ""))
    if not key or not title:
        yield _problem("Aufruf ohne Kennung oder Titel", key or None, "title", title)
        return
    nuts, strange = _regions(hit)
    if nuts and not strange and not any(code.startswith(("DE", "EU")) for code in nuts):
        return
    yield from (_problem("Gebiet unbekannt", key, "callEligibleCountryNuts", name) for name in strange)
    days = {name: stamp(value) for name in _DAYS if (value := hit.get(name))}
    yield from (_problem("Datum nicht lesbar", key, name, str(hit[name])) for name, day in days.items() if day is None)
    yield Programme(
        portal=PORTAL, key=key, title=title, url=join(SITE, str(hit.get("url") or hit.get("path") or "")),
        language="en", funder=", ".join(_words(hit, "associatedProgrammes")) or "Interreg", funder_level="eu",
        kinds=("grant",), text=_text(hit) or None, keywords=tuple(_words(hit, "callThemes")),
        municipality=_municipality(hit), regions=_shown(nuts) if nuts and not strange else None,
        source_status=_status(hit), stages=_stages(days), attribution=ATTRIBUTION,
    )  # fmt: skip


def stamp(value: Any) -> Moment | None:
    """A day: epoch seconds or milliseconds, ISO, or written out. Midnight in Brussels or UTC is a day alone."""
    told = str(value).strip()
    if re.fullmatch(r"[0-9]{9,10}|[0-9]{12,13}", told):
        when = datetime.fromtimestamp(int(told) // (1000 if len(told) > 10 else 1), UTC)
        return moment(when.isoformat(), home=BRUSSELS)
    return None if told.isdigit() else moment(told, home=BRUSSELS)


def _stages(days: Mapping[str, Moment | None]) -> tuple[Stage, ...]:
    """Nothing where the deadline cannot be read: an opening alone would look like an open end."""
    begins, ends = (days.get(name) for name in _DAYS)
    if ends is not None:
        return (closing(ends, "", opens=begins.day if begins else None),)
    if begins is None or "callDeadlineDate" in days:
        return ()
    return (Stage(opens=begins.day, zone=BRUSSELS, source="portal"),)


def _regions(hit: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """NUTS codes, countries as their two letters; and what is neither."""
    codes: list[str] = []
    strange: list[str] = []
    for word in _words(hit, "callEligibleCountryNuts"):
        head = re.split(r"\s|-|:", word, maxsplit=1)[0]
        code = head if _is_code(head) else country_words().get(fold(word))
        if code is None:
            strange.append(word)
        else:
            codes.append(code)
    return list(dict.fromkeys(codes)), strange


def _is_code(word: str) -> bool:
    """A country or a region of one; NWE (North-West Europe) and ALL are neither."""
    countries = {*country_words().values(), "EL", "UK", "XK", "EU"}
    return _NUTS.fullmatch(word) is not None and word[:2] in countries and word != "ALL"


def _shown(nuts: list[str]) -> tuple[str, ...]:
    """The German ones: all of Germany, Länder by name, smaller regions by their code."""
    german = (code for code in nuts if code.startswith("DE"))
    return (NATIONWIDE,) if "DE" in nuts else tuple(sorted(_LAENDER.get(code, code) for code in german)) or (EUROPE,)


def _text(hit: Mapping[str, Any]) -> str:
    told = next((to_text(str(hit[name])) for name in ("description", "content", "summary") if hit.get(name)), "")
    lists = {"Target audience": _words(hit, "targetAudience"), "Programmes": _words(hit, "associatedProgrammes")}
    lines = (f"{name}: {'; '.join(words)}." for name, words in lists.items() if words)
    return "\n\n".join(part for part in (steady(told), *lines) if part)


def _municipality(hit: Mapping[str, Any]) -> MunicipalityRule | None:
    named = [word for word in _words(hit, "targetAudience") if _LOCAL.search(word)]
    if not named:
        return None
    return MunicipalityRule(
        verdict=Verdict.YES, reason="Das Portal nennt sie als Zielgruppe",
        reason_en="the portal names them as a target group", quote="; ".join(named), source="targetAudience",
    )  # fmt: skip


def _status(hit: Mapping[str, Any]) -> Any:
    return {"open": "open", "forthcoming": "forthcoming"}.get(str(hit.get("callStatus") or "").casefold())


def _words(hit: Mapping[str, Any], name: str) -> list[str]:
    """A field as a list of texts: a text, a list of texts, or of objects with a name or code."""
    value = hit.get(name)
    values = value if isinstance(value, list) else [value]
    found = (one.get("code") or one.get("name") or one.get("title") if isinstance(one, dict) else one for one in values)
    return [squash(line(str(one))) for one in found if one]


def _problem(message: str, key: str | None, field: str, value: str) -> Problem:
    return Problem(portal=PORTAL, message=message, key=key, field=field, value=value or None)
