"""The first version of a city's file, with comments that say how to go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from funding import InputError
from funding.places import country_words, land_of_ags
from funding.text import fold
from profiles.dumping import scalar
from profiles.guessing import slug
from profiles.schema import EDITOR_LINE


@dataclass(frozen=True, slots=True)
class Answers:
    """What is asked for a new city; `partners` as "Stadt:Land" with a code or a name of the country."""

    name: str
    ags: str
    population: int
    email: str = ""
    partners: tuple[str, ...] = ()
    project: str = ""


def template(answers: Answers) -> str:
    """The commented file. Raises InputError for an AGS of no Land or a country nobody knows."""
    land, short = land_of(answers.ags), slug(answers.name)
    lists = (_partners(answers.partners), _recipients(answers.email), _projects(answers.project))
    return "\n".join((_city(answers, short, land), *lists))


def land_of(ags: str) -> str:
    """The Land of an official key. Raises InputError where it has none, or not eight digits."""
    land = land_of_ags(ags)
    if land is None or not re.fullmatch(r"\d{8}", ags, re.ASCII):
        raise InputError(f"{ags!r} ist kein AGS; erlaubt: acht Ziffern, die mit 01 bis 16 beginnen.")
    return land


def partner(words: str) -> tuple[str, str]:
    """City and country code of "Pomerode:BR" or "Pomerode:Brasilien". Raises InputError for anything else."""
    city, _, country = words.rpartition(":")
    code = country_words().get(fold(country.strip()))
    if not city.strip() or code is None:
        raise InputError(f"Partnerstadt {words!r}: erlaubt ist Stadt:Land, zum Beispiel Pomerode:BR.")
    return city.strip(), code


def _city(answers: Answers, short: str, land: str) -> str:
    return f"""\
{EDITOR_LINE}
# {answers.name}. Was Sie nicht wissen, lassen Sie weg: fehlend heißt „unbekannt“, nicht „nein“.
# Nach jeder Änderung: passgenau profiles check. Eine Zeile gilt, sobald das „# “ davor weg ist.
city:
  slug: {short}  # Kürzel für Befehle: passgenau matches --city {short}
  name: {scalar(answers.name)}
  ags: {scalar(answers.ags)}  # Amtlicher Gemeindeschlüssel, immer in Anführungszeichen
  land: {land}
  population: {answers.population}
  # kind: kreisfrei  # kreisfrei, kreisangehoerig, landkreis, stadtstaat, bezirk
  # budget: haushaltssicherung  # normal, haushaltssicherung, haushaltsnotlage
  # memberships: ["Eurocities", "Klima-Bündnis"]
  # lead_time_weeks: 6  # so viele Wochen braucht ein Antrag bei Ihnen
  # own_share_capacity_eur: 50000  # so viel Eigenanteil ist höchstens möglich
"""


def _partners(partners: Sequence[str]) -> str:
    lines = [f"  - {{city: {scalar(city)}, country: {scalar(code)}}}" for city, code in map(partner, partners)]
    head = """\
# Länder als zwei Großbuchstaben in Anführungszeichen. Die Art zählt: type: staedtepartnerschaft, staedtefreundschaft,
# projektpartnerschaft, kontakt (gilt ohne Angabe), klimapartnerschaft, solidaritaetspartnerschaft.
"""
    example = '# partnerships:\n#   - {city: "Pau", country: "FR", type: staedtepartnerschaft, since: 1983}'
    return head + "\n".join(["partnerships:", *lines] if lines else [example]) + "\n"


def _recipients(email: str) -> str:
    if not email:
        return (
            '# recipients:\n#   - {email: "foerderung@stadt.example.org", weekday: tue}  # wer die Übersicht bekommt\n'
        )
    return f"recipients:\n  - email: {scalar(email)}\n    # weekday: tue  # Wochentag der Übersicht\n"


def _projects(title: str) -> str:
    if not title:
        return "# Vorhaben: passgenau profiles add-project, oder nach docs/profiles.md von Hand.\n"
    return f"""\
projects:
  - slug: {slug(title)}
    title: {scalar(title)}
    # description: "Was getan wird, mit wem, für wen: zwei bis fünf Sätze. Danach wird gesucht."
    # countries: ["FR"]
    # start: {{earliest: 2027-04-01}}
    # cost_eur: 120000
"""
