"""The columns of a list -> fields of a programme, in the names that officers give them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from crawl.lists_words import hint, spelled

# The first name of a field is its JSONL key. A running number ("Nr.") is no key: it moves when a row is put in.
_NAMES = {
    "key": "key id Schlüssel Kennung",
    "title": "title Titel Bezeichnung Name Programmname Programmtitel Titel_des_Programms",
    "url": "url Link Webseite Website Homepage Internet Internetadresse Weblink Webadresse",
    "language": "language Sprache",
    "text": "text Volltext",
    "summary": "summary Kurzbeschreibung Kurztext Zusammenfassung",
    "conditions": "conditions Voraussetzungen Fördervoraussetzungen Bedingungen Förderbedingungen",
    "procedure": "procedure Verfahren Antragsverfahren Antragstellung",
    "documents": "documents Unterlagen Antragsunterlagen",
    "legal_text": "legal_text Rechtsgrundlage Richtlinie Förderrichtlinie",
    "funder": """funder Fördergeber Fördergeberin Fördermittelgeber Mittelgeber Geldgeber Zuwendungsgeber Förderer
        Ministerium Träger""",
    "funder_level": "funder_level Ebene Förderebene",
    "applicants": """applicants Antragsberechtigte Antragsberechtigt Antragsteller Antragstellende Förderberechtigte
        Wer_wird_gefördert""",
    "regions": "regions Region Regionen Land Länder Bundesland Bundesländer Region/Land Fördergebiet",
    "topics": "topics topic Thema Themen Themenfeld Themenfelder Themenbereich Förderbereich Kategorie",
    "keywords": "keywords Schlagwort Schlagworte Schlagwörter Stichwort Stichworte Stichwörter",
    "call": "call Aufruf Förderaufruf call_id",
    "parents": "programme parents Rahmenprogramm Dachprogramm",
    "deadline": """deadline deadlines Frist Fristen Antragsfrist Antragsfristen Bewerbungsfrist Einreichungsfrist
        Einreichfrist Abgabefrist Stichtag Stichtage Bewerbungsschluss Antragsschluss Fristende""",
    "opens": "opens Antragsbeginn Fristbeginn Bewerbungsbeginn Antrag_ab Antragstellung_ab",
    "kinds": "kind kinds Art Förderart Art_der_Förderung Förderform Förderinstrument",
    "rate_max": "rate_max Quote Förderquote Fördersatz max_Förderquote maximale_Förderquote Höchstquote",
    "amount_max": """amount_max Höchstbetrag Maximalbetrag max_Betrag max_Fördersumme maximale_Fördersumme
        maximale_Förderung Förderhöchstbetrag Höchstförderung""",
    "amount_min": "amount_min Mindestbetrag Bagatellgrenze",
    "own_share_min": "own_share_min Eigenanteil Mindesteigenanteil Eigenmittel",
    "partner_rule": "partner_rule Partnerland Partnerländer Partnerregel",
    "contacts": "contact contacts Kontakt Kontakte Ansprechpartner Ansprechpartnerin Ansprechperson Ansprechstelle",
    "status_note": "note notes Hinweis Hinweise Bemerkung Bemerkungen Anmerkung Anmerkungen Notiz Notizen Kommentar",
}
# What these mean depends on what else is there: "Programm" is the title unless there is a column "Titel".
_EITHER = {
    "Programm": ("title", "parents"),
    "Förderprogramm": ("title", "parents"),
    "Beschreibung": ("text", "summary"),
    "description": ("text", "summary"),
    "Inhalt": ("text", "summary"),
    "Fördergegenstand": ("text", "summary"),
    "Gegenstand_der_Förderung": ("text", "summary"),
    "Was_wird_gefördert": ("text", "summary"),
}


def fields_of(names: Iterable[str]) -> dict[str, str]:
    """Which field each known column fills; a second column for the same field and unknown ones are left out."""
    fields: dict[str, str] = {}
    for name, choices in sorted(_candidates(names), key=lambda candidate: len(candidate[1])):
        free = next((field for field in choices if field not in fields.values()), None)
        if free is not None:
            fields[name] = free
    return fields


def refusal(name: str) -> str:
    """Why a column was not taken."""
    name = name[:60]
    choices = _columns().get(spelled(name))
    if choices:
        label = _NAMES[choices[0]].split()[0]
        return f"Spalte „{name}“ wurde nicht übernommen: eine andere Spalte füllt schon das Feld „{label}“."
    return f"Spalte „{name}“ ist unbekannt und wurde nicht übernommen{hint(name, _labels()) or '.'}"


def _candidates(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in names:
        choices = _columns().get(spelled(name))
        if choices:
            yield name, choices


@cache
def _columns() -> Mapping[str, tuple[str, ...]]:
    single = {spelled(word): (field,) for field, words in _NAMES.items() for word in words.split()}
    return single | {spelled(word): choices for word, choices in _EITHER.items()}


def _labels() -> list[str]:
    return [word.replace("_", " ") for words in _NAMES.values() for word in words.split()] + list(_EITHER)
