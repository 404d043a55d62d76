"""The Förderdatenbank's status note ("Antragstellung nicht mehr möglich" and the like) -> source_status."""

import re

from rapidfuzz import fuzz

from crawl.findings import Findings
from funding.text import fold
from funding.vocabulary import SourceStatus

LONGEST = 500  # characters; a note is one line, what is longer is a text for facts/
# The portal misspells its own notes ("Antragsstellung", "ausgeschöft"): long words are put right, short ones never.
_LONG = "antragstellung antragsfrist ausgeschoepft aufgebraucht ausgesetzt voruebergehend eingestellt beendet".split()
_LIKE = 84.0  # rapidfuzz ratio: one wrong letter in eight
_SHORTEST = 7
_PHRASES = (
    (re.compile(r"\b(zur zeit|bis auf weiteres)\b"), "derzeit"),
    (re.compile(r"\b(ab sofort|mit sofortiger wirkung)\b"), ""),
)
_NOW = frozenset("derzeit derzeitig zurzeit momentan aktuell gegenwaertig voruebergehend vorerst vorlaeufig".split())
_APPLY = frozenset(
    "antragstellung antragstellungen antraege antrag antragsannahme bewerbung bewerbungen einreichung".split()
)
_NOT = frozenset(("nicht", "kein", "keine", "keinen", "keinerlei"))
_SPENT = frozenset(("ausgeschoepft", "aufgebraucht", "erschoepft"))
_PAUSED = frozenset(("ausgesetzt", "antragsstopp", "antragsstop", "antragstopp"))
_OVER = frozenset(("beendet", "eingestellt", "ausgelaufen", "geschlossen"))
_WHOLE = frozenset(("programm", "foerderprogramm", "foerderung")) | _APPLY
_LIMIT = frozenset(("antragsfrist", "frist", "bewerbungsfrist"))
_PAST = frozenset(("abgelaufen", "verstrichen", "beendet"))
# A word from nowhere in here may be a condition, a part, a way, a day or a group of applicants: then the note says
# nothing certain about the whole programme today.
_KNOWN = _NOW | _APPLY | _NOT | _SPENT | _PAUSED | _OVER | _WHOLE | _LIMIT | _PAST | frozenset(
    """
    achtung hinweis wichtig leider bereits schon jetzt nun inzwischen mittlerweile somit daher deshalb und da es
    der die das den des dieses dieser diese ist sind war wurde wurden wird werden kann koennen mehr wieder
    neue neuen neuer weitere weiteren vollstaendig komplett verfuegbaren vorhandenen
    mittel foerdermittel haushaltsmittel foerderbudget budget foerdertopf kontingent fristen
    moeglich gestellt angenommen entgegengenommen eingereicht aktiv inaktiv
    """.split()
)  # fmt: skip
_NEW = frozenset(("neue", "neuer", "neuen"))  # "Neue Förderung eingestellt": it was published
_AGAIN = _APPLY | frozenset(("foerderprogramm", "aktiv", "ist", "die", "sind", "jetzt", "nun", "wieder", "moeglich"))
_WEIGHT: tuple[SourceStatus, ...] = ("exhausted", "suspended", "closed")  # the first says most about why
_DENIED = re.compile(
    r"\b(nicht|nie) ((mehr|bereits|schon|vollstaendig|komplett) )*"
    r"(ausgeschoepft|aufgebraucht|erschoepft|beendet|ausgesetzt|eingestellt|ausgelaufen|geschlossen|abgelaufen|verstrichen)"
)
_TO_COME = re.compile(
    r"\b(wird|werden) ((nun|jetzt|somit|daher|deshalb|bereits|derzeit|voruebergehend) )*"
    r"(ausgeschoepft|aufgebraucht|erschoepft|beendet|ausgesetzt|eingestellt|geschlossen)"
)


def status_told(note: str | None, key: str, findings: Findings) -> SourceStatus | None:
    """As `status_of`; a note too long to be one is a finding."""
    if len(note or "") > LONGEST:
        findings.add("Statushinweis ist zu lang, er wird nur angezeigt.", key=key, field="status_note", value=note)
    return status_of(note)


def status_of(note: str | None) -> SourceStatus | None:
    """What the note says of the whole programme today, or None for a note that says something else, less, or more.

    Precision first: the matcher's answer to "closed" is no. A note with any word beyond those that such notes are made
    of (a condition, a date, a part of the programme, a way to apply) is left to the reader, as is a note longer than
    LONGEST.
    """
    if not note or len(note) > LONGEST:
        return None
    clauses = [_righted(clause) for clause in re.split(r"[^\w\s]+", note)]
    if any(not _KNOWN.issuperset(clause.split()) or _DENIED.search(clause) for clause in clauses):
        return None
    if any(_TO_COME.search(clause) for clause in clauses):
        return None
    words = [set(clause.split()) for clause in clauses]
    if any("moeglich" in clause and not clause & _NOT for clause in words):
        again = "wieder" in set().union(*words) and all(clause <= _AGAIN for clause in words)
        return "open" if again else None
    told = {_clause(clause) for clause in words}
    return next((status for status in _WEIGHT if status in told), None)


def _clause(words: set[str]) -> SourceStatus | None:
    negated, applying = words & _NOT, words & _APPLY
    rules: tuple[tuple[SourceStatus, object], ...] = (
        ("exhausted", words & _SPENT),
        ("suspended", words & _PAUSED),
        ("suspended", applying and negated and words & _NOW),
        ("closed", applying and negated and "mehr" in words),
        ("closed", words & _LIMIT and words & _PAST),
        ("closed", words & _WHOLE and words & _OVER and not words & _NEW),
        ("suspended", applying and negated and "moeglich" in words),
    )
    return next((status for status, met in rules if met), None)


def _righted(clause: str) -> str:
    words = " ".join(_nearest(word) for word in fold(clause).split())
    for phrase, short in _PHRASES:
        words = phrase.sub(short, words)
    return words


def _nearest(word: str) -> str:
    if len(word) < _SHORTEST or word in _KNOWN or word.startswith("un"):
        return word
    best = max(_LONG, key=lambda long: fuzz.ratio(word, long))
    return best if fuzz.ratio(word, best) >= _LIKE else word
