"""A measure of the National Climate Initiative, as its page tells it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

import facts
from crawl.article import steady_text
from crawl.labelled import labelled
from crawl.windows import window
from facts.dates import days
from funding import Problem, Programme, Stage
from funding.places import NATIONWIDE
from funding.programme import StageName

PORTAL = "klimaschutz"
ROOT = "/de/foerderung-der-nki/foerderprogramme"
ATTRIBUTION = "Nationale Klimaschutzinitiative (BMUKN), klimaschutz.de"
_WINDOW = (
    "Antragszeitraum", "Antragsfrist", "Antragsfristen", "Antragsfenster", "Einreichungszeitraum", "Einreichungsfrist",
    "Förderfenster",
)  # fmt: skip
_RULES = ("Antragsberechtigt", "Antragsberechtigte", "Förderquote", "Mindestzuwendung", "Bewilligungszeitraum")
_OTHERS = ("Laufzeit", "Laufzeit der Richtlinie", "Geltungsdauer", "Gültigkeit", "Zielgruppe", "Kontakt")


def measure(body: HtmlElement, name: str | None, directive: str, url: str) -> Iterator[Programme | Problem]:
    """The measure, called after its directive too; a Problem where it has no title or no window that can be read."""
    told = {label: value.split("\n\n")[0] for label, value in labelled(body, (*_WINDOW, *_RULES, *_OTHERS)).items()}
    label = next((label for label in _WINDOW if label in told), None)
    when = f"{label}: {told[label]}" if label else None
    text = steady_text(body)
    gate = _gate(told[label], _step(text)) if label else None
    if name is None:
        yield Problem(portal=PORTAL, key=key_of(url), field="title", value=url, message="Seite ohne Titel.")
        return
    if gate is None and not (when and facts.read_text(when).stages):
        strange = "Kein lesbarer Antragszeitraum."
        yield Problem(portal=PORTAL, key=key_of(url), field="stages", value=when, message=strange)
    yield Programme(
        portal=PORTAL, key=key_of(url), title=name if directive in name else f"{directive}: {name}", url=url,
        funder="Bundesumweltministerium (BMUKN), Zukunft – Umwelt – Gesellschaft (ZUG)", funder_level="bund",
        kinds=("grant",), text=text or None, deadlines_text=when, stages=(gate,) if gate else (),
        conditions="\n".join(f"{rule}: {told[rule]}" for rule in _RULES if rule in told) or None,
        regions=(NATIONWIDE,), attribution=ATTRIBUTION,
    )  # fmt: skip


def _gate(told: str, step: StageName) -> Stage | None:
    """The window in the first line; None where another line names a day too, for the prose says which is which."""
    first, _, rest = told.partition("\n")
    return None if days(rest) else window(first, step)


def _step(text: str) -> StageName:
    """What is handed in: a sketch where the text dates one, else an application."""
    return "sketch" if any(stage.stage == "sketch" for stage in facts.read_text(text).stages) else "application"


def key_of(url: str) -> str:
    """`…/foerderprogramme/kommunalrichtlinie/radwege` -> `kommunalrichtlinie/radwege`."""
    return urlsplit(url).path.rstrip("/").removeprefix(f"{ROOT}/")
