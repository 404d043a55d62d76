"""One sentence in the two languages of the people who keep profiles."""

from dataclasses import dataclass

from funding.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Said:
    """German and English, one line each."""

    de: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.de

    def __bool__(self) -> bool:
        return bool(self.de)


NOTHING = Said("", "")


def say(de: str, en: str, **values: object) -> Said:
    """Both templates filled; a value may itself be Said."""
    return Said(_filled(de, values, "de"), _filled(en, values, "en"))


def _filled(template: str, values: dict[str, object], language: Language) -> str:
    words = {name: value[language] if isinstance(value, Said) else value for name, value in values.items()}
    return " ".join(template.format(**words).splitlines())
