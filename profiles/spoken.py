"""What people write for our keys and codes, folded (lower case, ä as ae), and what is meant."""

from collections.abc import Mapping

from funding.places import LAENDER
from funding.reference import STATES
from funding.text import fold
from funding.vocabulary import KINDS, PARTNERSHIP_TYPES

KEYS = {
    "abteilung": "department", "abteilungen": "departments", "adresse": "email", "art": "type", "beginn": "start",
    "beschreibung": "description", "bundesland": "land", "eigenanteil": "own_share_eur", "einwohner": "population",
    "einwohnerzahl": "population", "empfaenger": "recipients", "gemeindeschluessel": "ags", "gesamtkosten": "cost_eur",
    "kosten": "cost_eur", "kuerzel": "slug", "laender": "countries", "land": "country", "mail": "email",
    "mitgliedschaften": "memberships", "ort": "place", "partnerschaft": "partnership", "partnerstadt": "city",
    "projekte": "projects", "rhythmus": "rhythm", "schluessel": "ags", "schwelle": "threshold", "seit": "since",
    "sprache": "language", "staat": "country", "stadt": "city", "stichwoerter": "topics", "themen": "topics",
    "titel": "title", "vorhaben": "projects", "wochentag": "weekday", "zuschuss": "grant_wanted_eur",
    "partnerschaften": "partnerships", "erinnerung": "reminder_weeks", "ziele": "sdgs", "zielgruppen": "target_groups",
}  # fmt: skip
_LAENDER = {
    "Baden-Württemberg": "bw bawue baden-wuertemberg wuerttemberg", "Bayern": "by freistaat-bayern",
    "Berlin": "be", "Brandenburg": "bb brb", "Bremen": "hb freie-hansestadt-bremen",
    "Hamburg": "hh freie-und-hansestadt-hamburg", "Hessen": "he", "Mecklenburg-Vorpommern":
    "mv meckpomm mecpom mcpomm meck-pom mecklenburg", "Niedersachsen": "ni nds", "Nordrhein-Westfalen":
    "nw nrw nordrhein", "Rheinland-Pfalz": "rp rlp rheinland pfalz", "Saarland": "sl saar",
    "Sachsen": "sn freistaat-sachsen", "Sachsen-Anhalt": "st lsa", "Schleswig-Holstein": "sh", "Thüringen":
    "th freistaat-thueringen",
}  # fmt: skip
_DAYS = {
    "mon": "montag monday mo", "tue": "dienstag tuesday di", "wed": "mittwoch wednesday mi",
    "thu": "donnerstag thursday do", "fri": "freitag friday fr",
}  # fmt: skip
_CODES = {
    "weekday": {code: f"{words} {words.split()[0]}s" for code, words in _DAYS.items()},
    "rhythm": {
        "daily": "taeglich tag tage jeden-tag day werktaeglich", "weekly": "woechentlich woche jede-woche week",
        "monthly": "monatlich monat jeden-monat month",
    },
    "language": {"de": "deutsch german deu ger", "en": "englisch english eng"},
    "status": {"active": "aktiv lebendig", "dormant": "ruht ruhend inaktiv", "ended": "beendet abgelaufen aufgeloest"},
    "maturity": {"idea": "idee", "planned": "geplant planung in-planung", "ready": "antragsreif fertig bereit"},
    "budget": {"haushaltssicherung": "hsk haushaltssicherungskonzept", "haushaltsnotlage": "nothaushalt notlage"},
    "kind": {
        "kreisfrei": "kreisfreie-stadt", "kreisangehoerig": "kreisangehoerige-stadt gemeinde", "landkreis": "kreis",
        "grant": "foerderung zuwendung", "loan": "kredit", "guarantee": "buergschaft garantie", "prize": "wettbewerb",
        "training": "fortbildung schulung", "in_kind": "sachleistung beratung",
    },
}  # fmt: skip


def words_of(field: str) -> Mapping[str, str]:
    """What people write for the codes of a field -> the code."""
    return _TABLES.get(field, {})


def _plain(word: str) -> str:
    return "".join(sign for sign in fold(word) if sign.isalnum())


def meant_by(field: str, word: str) -> str | None:
    """The code that somebody meant by a word, or None."""
    return words_of(field).get(_plain(word))


def land(word: str) -> str | None:
    """A Land by its short, English or colloquial name, its code by ISO 3166-2 or NUTS 1, or None."""
    return _LAND_WORDS.get(_plain(word))


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {_plain(word): code for code, words in table.items() for word in words.split()}


_TABLES: dict[str, dict[str, str]] = {field: _turned(table) for field, table in _CODES.items()}
_TABLES["kind"] |= {_plain(word): code for code, words in KINDS.items() for word in words}
_TABLES["type"] = {_plain(word): code for code, words in PARTNERSHIP_TYPES.items() for word in words}
_ISO = {word: name for name, words in _LAENDER.items() for word in words.split()[:1]}
_LAND_WORDS = (
    _turned(_LAENDER)
    | {_plain(f"de-{code}"): name for code, name in _ISO.items()}
    | {_plain(word): state.de for state in STATES for word in (state.de, state.en, state.nuts)}
    | {_plain(f"Land {name}"): name for name in LAENDER}
)
