"""The Förderdatenbank's status note ("Antragstellung nicht mehr möglich" and the like) -> source_status."""

import re

from rapidfuzz import fuzz

from funding.text import fold
from funding.vocabulary import SourceStatus

# The portal misspells its own notes ("Antragsstellung", "ausgeschöft"): long words are put right, short ones never.
_LONG = "antragstellung antragsfrist ausgeschoepft aufgebraucht ausgesetzt voruebergehend eingestellt beendet".split()
_LIKE = 84.0  # rapidfuzz ratio: one wrong letter in eight
_SHORTEST = 7
# A note about a part of the programme, or about a date to come, says nothing certain about the whole.
_PARTIAL = re.compile(
    r"\b(modul\w*|teil\w*|baustein\w*|programmteil\w*|foerderlinie\w*|massnahme\w*|nur|ausser|ausgenommen|einzelne\w*)\b"
)
_LATER = re.compile(r"\b(ab|bis|nach|erst|voraussichtlich)\b(?! sofort\b)")
_DENIED = re.compile(r"\bnicht (ausgeschoepft|aufgebraucht|beendet|ausgesetzt|eingestellt|abgelaufen|geschlossen)\b")
_NOW = r"(derzeit\w*|zurzeit|zur zeit|momentan|aktuell|gegenwaertig|voruebergehend|bis auf weiteres)"
_APPLY = r"(antragstellung\w*|antraege|antrag|bewerbung\w*|einreichung\w*)"
_WHOLE = r"(programm|foerderprogramm|foerderung|antragstellung)"
_OVER = r"(beendet|eingestellt|ausgelaufen|geschlossen)"
_RULES: tuple[tuple[SourceStatus, re.Pattern[str]], ...] = (
    ("exhausted", re.compile(r"\b(ausgeschoepft|aufgebraucht|erschoepft)\b")),
    ("suspended", re.compile(r"\bausgesetzt\b|\bantragsstopp?\b")),
    ("suspended", re.compile(rf"\b{_NOW}\b.*\b(nicht|keine)\b|\b(nicht|keine)\b.*\b{_NOW}\b")),
    ("closed", re.compile(rf"\b{_APPLY}\b.*\bnicht mehr\b|\bnicht mehr\b.*\b{_APPLY}\b")),
    ("closed", re.compile(rf"\bkeine\b.*\b{_APPLY}\b.*\bmehr\b")),
    ("closed", re.compile(r"\b(antragsfrist|frist|bewerbungsfrist)\b.*\b(abgelaufen|verstrichen|beendet)\b")),
    ("closed", re.compile(rf"\b{_WHOLE}\b.*\b{_OVER}\b")),
    ("suspended", re.compile(rf"\b{_APPLY}\b.*\bnicht moeglich\b")),
    ("open", re.compile(rf"\b{_APPLY}\b (ist )?(jetzt |nun )?wieder moeglich\b")),
)
_SURE = frozenset(("exhausted", "suspended"))  # true today, whatever is to come


def status_of(note: str | None) -> SourceStatus | None:
    """What the note says of the whole programme today, or None for a note that says something else or less."""
    words = " ".join(_righted(word) for word in re.findall(r"\w+", fold(note or "")))
    if _PARTIAL.search(words) or _DENIED.search(words):
        return None
    status = next((status for status, rule in _RULES if rule.search(words)), None)
    return status if status in _SURE or not _LATER.search(words) else None


def _righted(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    best = max(_LONG, key=lambda long: fuzz.ratio(word, long))
    return best if fuzz.ratio(word, best) >= _LIKE else word
