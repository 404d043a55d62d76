"""Lists of partnerships as the RGRE and SKEW publish them (CSV) -> rows for the cities' files."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from funding import CityProfile, InputError
from funding.places import country_words
from funding.text import fold, squash

_COLUMNS = {
    "city": ("de_city", "deutsche kommune", "kommune", "stadt", "german municipality"),
    "land": ("de_land", "bundesland", "land der kommune"),
    "partner": ("partner_city", "partnerkommune", "partnerstadt", "partner", "auslaendische kommune"),
    "country": ("partner_country", "staat", "partnerland", "land", "country"),
    "type": ("type", "art", "typ", "beziehung", "art der beziehung"),
    "since": ("since", "seit", "jahr", "beginn"),
}
_HEADINGS = {
    "city": "Kommune", "land": "Bundesland", "partner": "Partnerkommune", "country": "Staat", "type": "Art",
    "since": "Seit",
}  # fmt: skip
_NEEDED = ("city", "partner", "country")
# The codes P, F and K are those of the RGRE's data base of partnerships.
_TYPES = {
    "p": "staedtepartnerschaft", "partnerschaft": "staedtepartnerschaft",
    "kommunalpartnerschaft": "staedtepartnerschaft", "staedtepartnerschaft": "staedtepartnerschaft",
    "f": "staedtefreundschaft", "freundschaft": "staedtefreundschaft", "staedtefreundschaft": "staedtefreundschaft",
    "k": "kontakt", "kontakt": "kontakt", "projektpartnerschaft": "projektpartnerschaft",
    "klimapartnerschaft": "klimapartnerschaft", "solidaritaetspartnerschaft": "solidaritaetspartnerschaft",
    "betreiberpartnerschaft": "betreiberpartnerschaft",
}  # fmt: skip
_LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One tie in a list; what cannot be read is None, and its words as they stand there say why.

    `partner` is empty where the list names none.
    """

    line: int
    city: str
    land: str
    partner: str
    country: str | None
    type: str | None
    since: int | None
    country_word: str = ""
    type_word: str = ""
    since_word: str = ""

    def is_of(self, profile: CityProfile) -> bool:
        """Whether the row is about this city; a Landkreis of the same name is another one."""
        same_land = not self.land or fold(self.land) == fold(profile.city.land)
        return same_land and _plain(self.city) == _plain(profile.city.name)

    @property
    def tie(self) -> tuple[str, str | None]:
        """What makes it the same tie as another: the partner, however written, and its country."""
        return _plain(self.partner), self.country

    def is_known_to(self, profile: CityProfile) -> bool:
        """Whether the profile has this tie already."""
        ties = {(_plain(tie.city), tie.country) for tie in profile.partnerships}
        return self.tie in ties

    def values(self) -> dict[str, object]:
        """The block for the file; what is not known is left out."""
        values = {"city": self.partner, "country": self.country, "type": self.type, "since": self.since}
        return {key: value for key, value in values.items() if value is not None}


def read_rows(path: Path) -> list[Row]:
    """Every row with a city. Raises InputError for a file that is no such list."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise InputError(f"{path} ist größer als 20 MB; bitte auf die eigenen Städte kürzen.")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} ist nicht lesbar ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: Zeichen nicht in UTF-8; bitte als „CSV UTF-8“ speichern.") from error
    try:
        return list(_rows(text, path))
    except csv.Error as error:
        raise InputError(f"{path}: kein lesbares CSV ({error}).") from error


def _rows(text: str, path: Path) -> Iterator[Row]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    columns = _columns(next(reader, []), path)
    for cells in reader:
        found = {name: squash(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        if found["city"]:
            yield _row(reader.line_num, found)


def _row(line: int, found: dict[str, str]) -> Row:
    kind, since = found.get("type", ""), found.get("since", "")
    year = re.search(r"\b(19|20)\d\d\b", since)
    return Row(
        line=line, city=found["city"], land=found.get("land", ""), partner=found["partner"],
        country=country_words().get(fold(found["country"])), type=_TYPES.get(fold(kind)),
        since=int(year[0]) if year else None, country_word=found["country"], type_word=kind, since_word=since,
    )  # fmt: skip


def _columns(headings: list[str], path: Path) -> dict[str, int]:
    folded = [fold(heading).strip() for heading in headings]
    found = {
        name: next(folded.index(word) for word in words if word in folded)
        for name, words in _COLUMNS.items()
        if set(words) & set(folded)
    }
    missing = [_HEADINGS[name] for name in _NEEDED if name not in found]
    if missing:
        allowed = ", ".join(_HEADINGS.values())
        raise InputError(f"{path}: es fehlen die Spalten {', '.join(missing)}; gelesen werden {allowed}.")
    return found


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(name)))
