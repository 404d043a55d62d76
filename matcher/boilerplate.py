"""What every programme says and nothing can be told by."""

import re

from funding import Programme

LENGTH = 1_500  # characters after the title: enough, and what follows is procedure (measured)
BRIEF = 400  # the same for the sentence model: 600 cost half as much time again for little (docs/matching.md)
_READ = 3 * LENGTH
_HEADING = re.compile(
    r"^[#* \t]{0,20}(?:Kurztext|Volltext|Kurzzusammenfassung|Rechtliche Voraussetzungen|Rechtsgrundlage"
    r"|Verfahrensablauf|Richtlinie|Expected (?:Outcome|Impact)s?|Scope|Objectives?)[ \t]{0,20}:?[ \t]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
# "Wenn Sie <what> planen, können Sie unter bestimmten Voraussetzungen einen Zuschuss erhalten."
_OFFER = re.compile(r"\bWenn Sie\s+([^\n]{1,600}?),\s*(?:können|erhalten|bekommen|unterstützt)\b[^.\n]{0,300}\.?")


def core(text: str) -> str:
    """A sentence or text without the Förderdatenbank's frame: what follows "Wenn Sie" stays, the offer goes."""
    return _OFFER.sub(r"\1.", text)


def gist(programme: Programme) -> str:
    """The title and the first 1,500 characters that tell what is funded, with their own words only."""
    parts = dict.fromkeys(text for name, text in programme.sections() if name in {"summary", "text"})
    said = "\n".join(part[:_READ] for part in parts) or (programme.legal_text or "")[:_READ]
    return f"{programme.title}\n{core(_HEADING.sub('', said[:_READ])).strip()[:LENGTH]}"


def brief(programme: Programme) -> str:
    """The title and the first 400 characters of the gist."""
    title, _, said = gist(programme).partition("\n")
    return f"{title}\n{said[:BRIEF]}"
