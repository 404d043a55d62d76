"""The closed lists of the field. Codes are ours and stable; labels are what people read."""

from enum import StrEnum
from typing import Literal

Language = Literal["de", "en"]
Applicant = Literal[
    "kommune", "oeffentliche_einrichtung", "verband_vereinigung", "unternehmen", "existenzgruenderin",
    "privatperson", "bildungseinrichtung", "hochschule", "forschungseinrichtung",
]  # fmt: skip
FunderLevel = Literal["eu", "bund", "land", "kommune", "stiftung", "other"]
Kind = Literal[
    "grant", "loan", "guarantee", "equity", "prize", "staff_post", "exchange", "training", "network",
    "in_kind", "other",
]  # fmt: skip
Mode = Literal["fixed", "recurring", "rolling", "relative", "before_start", "elsewhere", "none"]
Origin = Literal["official", "card", "hint", "page"]
SourceStatus = Literal["closed", "exhausted", "suspended", "archived", "open", "forthcoming"]
PartnershipType = Literal[
    "staedtepartnerschaft", "staedtefreundschaft", "projektpartnerschaft", "kontakt", "klimapartnerschaft",
    "solidaritaetspartnerschaft", "betreiberpartnerschaft",
]  # fmt: skip


class Status(StrEnum):
    """Derived from stages and today at read time, never stored as truth."""

    FORTHCOMING = "forthcoming"
    OPEN = "open"
    ROLLING = "rolling"
    CLOSED = "closed"
    EXHAUSTED = "exhausted"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Eligibility per criterion and of a match; *unclear* never excludes."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


APPLICANTS: dict[str, tuple[str, str]] = {
    "kommune": ("Kommune", "municipality"),
    "oeffentliche_einrichtung": ("Öffentliche Einrichtung", "public body"),
    "verband_vereinigung": ("Verband/Vereinigung", "association"),
    "unternehmen": ("Unternehmen", "company"),
    "existenzgruenderin": ("Existenzgründer/in", "founder"),
    "privatperson": ("Privatperson", "private person"),
    "bildungseinrichtung": ("Bildungseinrichtung", "educational institution"),
    "hochschule": ("Hochschule", "university"),
    "forschungseinrichtung": ("Forschungseinrichtung", "research institution"),
}

KINDS: dict[str, tuple[str, str]] = {
    "grant": ("Zuschuss", "grant"),
    "loan": ("Darlehen", "loan"),
    "guarantee": ("Bürgschaft/Garantie", "guarantee"),
    "equity": ("Beteiligung", "equity"),
    "prize": ("Preis", "prize"),
    "staff_post": ("Personalstelle", "staff post"),
    "exchange": ("Austausch", "exchange"),
    "training": ("Qualifizierung", "training"),
    "network": ("Netzwerk", "network"),
    "in_kind": ("Sachleistung/Beratung", "in-kind support"),
    "other": ("Sonstige", "other"),
}

PARTNERSHIP_TYPES: dict[str, tuple[str, str]] = {
    "staedtepartnerschaft": ("Städtepartnerschaft", "town twinning"),
    "staedtefreundschaft": ("Städtefreundschaft", "town friendship"),
    "projektpartnerschaft": ("Projektpartnerschaft", "project partnership"),
    "kontakt": ("Kontakt", "contact"),
    "klimapartnerschaft": ("Klimapartnerschaft", "climate partnership"),
    "solidaritaetspartnerschaft": ("Solidaritätspartnerschaft", "solidarity partnership"),
    "betreiberpartnerschaft": ("Betreiberpartnerschaft", "utility partnership"),
}

FUNDER_LEVELS: dict[str, tuple[str, str]] = {
    "eu": ("EU", "EU"),
    "bund": ("Bund", "federal"),
    "land": ("Land", "Land"),
    "kommune": ("Kommune", "municipal"),
    "stiftung": ("Stiftung", "foundation"),
    "other": ("Sonstige", "other"),
}

STATUSES: dict[str, tuple[str, str]] = {
    "forthcoming": ("angekündigt", "forthcoming"),
    "open": ("offen", "open"),
    "rolling": ("laufend möglich", "open at any time"),
    "closed": ("geschlossen", "closed"),
    "exhausted": ("ausgeschöpft", "exhausted"),
    "unknown": ("Frist unbekannt", "deadline unknown"),
}

STAGES: dict[str, tuple[str, str]] = {
    "sketch": ("Skizze", "sketch"),
    "eoi": ("Interessenbekundung", "expression of interest"),
    "registration": ("Registrierung", "registration"),
    "application": ("Antrag", "application"),
}

VERDICTS: dict[str, tuple[str, str]] = {
    "yes": ("ja", "yes"),
    "no": ("nein", "no"),
    "unclear": ("unklar", "unclear"),
}


def label(table: dict[str, tuple[str, str]], code: str, language: Language = "de") -> str:
    """The word for a code; an unknown code is shown as it is, never dropped."""
    words = table.get(code)
    return code if words is None else words[language == "en"]
