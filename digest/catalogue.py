"""The catalogue of a language."""

from digest.english import ENGLISH
from digest.german import GERMAN
from digest.words import Words
from funding.vocabulary import Language


def words(language: Language) -> Words:
    """The catalogue of a language."""
    return ENGLISH if language == "en" else GERMAN
