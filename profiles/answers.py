"""What is asked for a new city, and whether an answer can be used; each refusal is one sentence for its question."""

import re
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from funding import InputError
from funding.fields import Address, Line
from funding.places import country_words, land_of_ags
from funding.text import fold
from profiles import guessing
from profiles.guessing import slug

MOST_PEOPLE = 10_000_000
_LINE: TypeAdapter[str] = TypeAdapter(Line)
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is asked for a new city; `partners` as "Stadt:Land" with a code or a name of the country."""

    name: str
    ags: str
    population: int
    emails: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()


def named(words: str) -> str:
    """The slug of a city's name or a project's title. Raises InputError where the words give none."""
    try:
        short = slug(_LINE.validate_python(words))
    except ValidationError as error:
        raise InputError(f"{words[:40]!r}: erlaubt ist eine Zeile mit höchstens 300 sichtbaren Zeichen.") from error
    if not short:
        raise InputError(f"Aus {words[:40]!r} entsteht kein Kürzel; nötig ist ein Buchstabe von a bis z, eine Ziffer.")
    return short


def land_of(ags: str) -> str:
    """The Land of an official key. Raises InputError where it has none, or not eight digits."""
    land = land_of_ags(ags)
    if land is None or not re.fullmatch(r"\d{8}", ags, re.ASCII):
        guess = _question(guessing.asked(guessing.ags(ags) or "").de)
        raise InputError(f"{ags[:40]!r} ist kein AGS; erlaubt: acht Ziffern, die mit 01 bis 16 beginnen.{guess}")
    return land


def people(words: str) -> int:
    """A number of inhabitants. Raises InputError for anything but digits."""
    if not (words.isascii() and words.isdecimal() and len(words) < 10 and 0 < int(words) <= MOST_PEOPLE):
        guess = guessing.value("population", words)
        told = "" if guess == guessing.asked(words) else _question(guess.de)
        raise InputError(f"{words[:40]!r} ist keine Einwohnerzahl; erlaubt sind nur Ziffern, zum Beispiel 59000.{told}")
    return int(words)


def address(words: str) -> str:
    """An address for mail. Raises InputError for anything else."""
    try:
        return _ADDRESS.validate_python(words)
    except ValidationError as error:
        guess = _question(guessing.value("email", words).de)
        raise InputError(f"{words[:60]!r} ist keine Adresse wie name@stadt.example.{guess}") from error


def partner(words: str) -> tuple[str, str]:
    """City and country code of "Pomerode:BR" or "Pomerode:Brasilien". Raises InputError for anything else."""
    city, _, country = (part.strip() for part in words.rpartition(":"))
    code = country_words().get(fold(country))
    if not city or code is None:
        guess = _question(guessing.value("country", country).de)
        wrong, guess = (f"„{country[:40]}“ ist kein Staat; ", guess) if city and country else ("", "")
        told = f"{wrong}erlaubt ist Stadt:Land, zum Beispiel Pomerode:BR.{guess}"
        raise InputError(f"Partnerstadt {words[:60]!r}: {told}")
    if code == "DE":
        raise InputError(f"Partnerstadt {words[:60]!r} liegt in Deutschland; erlaubt sind Kommunen im Ausland.")
    try:
        return _LINE.validate_python(city), code
    except ValidationError as error:
        raise InputError(f"Partnerstadt {words[:40]!r}: zu lang, oder mit unsichtbaren Zeichen.") from error


def _question(guess: str) -> str:
    return f" M{guess.removeprefix('; m')}" if guess else ""
