"""The first version of a city's file, with comments that say how to go on."""

from collections.abc import Sequence

from profiles.answers import Answers, land_of, named, partner
from profiles.dumping import scalar
from profiles.schema import EDITOR_LINE


def template(answers: Answers) -> str:
    """The commented file. Raises InputError for an answer that cannot be used."""
    land, short = land_of(answers.ags), named(answers.name)
    lists = (_partners(answers.partners), _recipients(answers.email), _projects(answers.project))
    return "\n".join((_city(answers, short, land), *lists))


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
  - slug: {named(title)}
    title: {scalar(title)}
    # description: "Was getan wird, mit wem, für wen: zwei bis fünf Sätze. Danach wird gesucht."
    # countries: ["FR"]
    # start: {{earliest: 2027-04-01}}
    # cost_eur: 120000
"""
