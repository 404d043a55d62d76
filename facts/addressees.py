"""Whom the words beside a figure name: municipalities, others, the Land itself, or municipalities in need."""

from functools import lru_cache

from facts.rules import Rule, any_of

MUNICIPAL = (
    Rule(
        "municipalities in German",
        r"\bkommun(?:en?\b|al\w*)|(?<!kirchen)gemeinde(?!haus|arbeit|nützig)|gebietskörperschaft|landkreis|\bkreise?n?\b"
        r"|\bstädten?\b|kreisfreie|öffentlich\w*\s+(?:träger|stellen|einrichtungen|antragstell)",
        "kommunale Antragsteller",
    ),
    Rule(
        "municipalities in English",
        r"municipalit|\bcities\b|\btowns\b|(?:local|regional|public)\s+(?:and\s+\w+\s+)?(?:authorit|bodies|body|entit)",
        "public bodies",
    ),
)
OTHERS = (
    Rule(
        "others in German",
        r"unternehmen|\bkmu\b|betriebe?\b|hochschul|universität|forschungseinricht|verein|freie\w?\s+träger"
        r"|andere|übrige|sonstige|privat|natürliche|gemeinnützig|erwerbswirtschaft|stiftungen|kirch",
        "freie Träger",
    ),
    Rule(
        "others in English",
        r"compan(?:y|ies)|enterprises?|\bsmes?\b|universit|non-?profit|\bngos?\b|associations|for-profit|businesses"
        r"|\bindustr|private",
        "small companies",
    ),
)
STATE = (
    Rule(
        "the Land itself",
        r"trägerschaft\s+des\s+land|für\s+das\s+land\b|landeseigene|des\s+landes\s+selbst",
        "in Trägerschaft des Landes",
    ),
)
NEEDY = (
    Rule(
        "municipalities whose budget is in trouble",
        r"haushaltsnot|haushaltssicherung|haushaltskonsolidierung|finanzschw|bedarfszuweisung|konsolidierungs"
        r"|finanziell\s+schwach|strukturell\s+unterfinanziert",
        "finanzschwache Kommunen",
    ),
)
_MUNICIPAL, _OTHERS, _STATE, _NEEDY = any_of(MUNICIPAL), any_of(OTHERS), any_of(STATE), any_of(NEEDY)


@lru_cache(maxsize=64)  # the figures of one sentence ask the same
def whom(words: str) -> str:
    """ "state", "municipal", "others", or "" for nobody in particular; where several are named, the municipality."""
    if _STATE.search(words):
        return "state"
    if _MUNICIPAL.search(words):
        return "municipal"
    return "others" if _OTHERS.search(words) else ""


def is_for_the_needy(words: str) -> bool:
    """Whether they speak of municipalities in Haushaltsnotlage, Haushaltssicherung or with little money."""
    return _NEEDY.search(words) is not None
