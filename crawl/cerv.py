"""A call's page at the Kontaktstelle CERV: label and value -> a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from parsel import Selector

from crawl.article import article, heading, steady
from crawl.days import BRUSSELS, Moment, closing, moment
from crawl.hints import links_out, topic_of
from crawl.labelled import labelled, unknown
from crawl.sedia.rules import by_name
from facts import read_text
from funding import Problem, Programme, Stage
from funding.vocabulary import SourceStatus

PORTAL = "cerv_kontaktstelle"
ATTRIBUTION = "Kontaktstelle CERV Deutschland"
_LABELS = ("Status", "Beginn", "Frist", "Budget", "ID", "Hinweis", "Offizieller Titel", "Ziele")
_WORDS: dict[SourceStatus, str] = {
    "forthcoming": "angekündigt|geplant|in kürze|bevorstehend",
    "open": "offen|geöffnet|aktuell|laufend",
    "closed": "geschlossen|abgelaufen|beendet",
}
Days = dict[str, Moment | None]
_STATUS = {word: status for status, words in _WORDS.items() for word in words.split("|")}


def call(page: Selector, url: str, key: str) -> Iterator[Programme | Problem]:
    """The call, and what of it could not be read.

    The status goes stale ("Angekündigt" long after the deadline): it counts only where no date is given.
    """
    body, title = article(page), heading(page)
    told = labelled(body, _LABELS)
    if title is None or not told:
        yield _problem("Aufruf ohne Titel oder ohne Angaben", key, "title", title)
        return
    first = {name: text.split("\n")[0].strip() for name, text in told.items()}
    day: Days = {name: moment(first[name], home=BRUSSELS) for name in ("Beginn", "Frist") if name in first}
    status = _STATUS.get(first.get("Status", "").casefold())
    yield from (_problem("Angabe unbekannt", key, "label", name) for name in unknown(body, _LABELS))
    dim = (name for name, found in day.items() if found is None and not read_text(told[name]).stages)
    yield from (_problem(f"{name} nicht lesbar", key, "stages", told[name]) for name in dim)
    if status is None and "Status" in told:
        yield _problem("Status unbekannt", key, "source_status", told["Status"])
    links = links_out(body, url)
    programme = Programme(
        portal=PORTAL, key=key, title=title, url=url, funder="Europäische Union (CERV)",
        funder_level="eu", kinds=("grant",), call=topic_of(told.get("ID", ""), *(link.url for link in links)),
        text=_text(told) or None,
        deadlines_text=told.get("Frist") if day.get("Frist", ...) is None else None,
        stages=_stages(day, told),
        source_status=None if any(day.values()) else status, links=links, regions=("EU",), attribution=ATTRIBUTION,
    )  # fmt: skip
    yield by_name(programme)


def _text(told: dict[str, str]) -> str:
    title = told.get("Offizieller Titel", "")
    parts = (told.get("Ziele"), told.get("Hinweis"), f"Offizieller Titel: {title}" if title else "")
    return steady("\n\n".join(part for part in parts if part))


def _stages(day: Days, told: Mapping[str, str]) -> tuple[Stage, ...]:
    """A gate for each line that is a day; none where the deadline is in words that facts/ understands.

    Its gates would be hidden by the opening alone.
    """
    begins, ends = day.get("Beginn"), day.get("Frist")
    if ends is not None:
        opens = begins.day if begins else None
        lines = [line for line in told["Frist"].split("\n") if line.strip()]
        found = [(until, line) for line in lines if (until := moment(line, home=BRUSSELS))]
        gates = (closing(until, line, opens=opens) for until, line in found)
        return tuple(replace(gate, round=number if found[1:] else 0) for number, gate in enumerate(gates, start=1))
    if read_text(told.get("Frist", "")).stages:
        return ()
    quote = told.get("Beginn", "").split("\n")[0]
    return (Stage(opens=begins.day, zone=BRUSSELS, quote=quote, source="portal"),) if begins else ()


def _problem(message: str, key: str, field: str, value: str | None) -> Problem:
    return Problem(portal=PORTAL, message=message, key=key, field=field, value=value)
