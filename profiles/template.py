"""The first version of a city's file, with comments that say how to go on."""

from collections.abc import Sequence
from textwrap import wrap

from funding.vocabulary import PARTNERSHIP_TYPES
from profiles.answers import Answers, land_of, named, partner
from profiles.dumping import scalar
from profiles.reading import plain
from profiles.schema import EDITOR_LINE


def template(answers: Answers) -> str:
    """The commented file. Raises InputError for an answer that cannot be used."""
    land, short = land_of(answers.ags), named(answers.name)
    lists = (_partners(answers.partners), _recipients(answers.emails), _projects(answers.projects))
    return "\n".join((_city(answers, short, land), *lists))


def _city(answers: Answers, short: str, land: str) -> str:
    return f"""\
{EDITOR_LINE}
# {answers.name}. Was Sie nicht wissen, lassen Sie weg: fehlend heißt „unbekannt“, nicht „nein“.
# Nach jeder Änderung: passgenau profiles check. Eine Zeile gilt, sobald das „# “ davor weg ist.
city:
  slug: {_slug(short)}  # Kürzel für Befehle: passgenau matches --city {short}
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
    types = ", ".join(f"{code} (gilt ohne Angabe)" if code == "kontakt" else code for code in PARTNERSHIP_TYPES)
    told = wrap(f"Länder als zwei Großbuchstaben in Anführungszeichen. Die Art zählt: type: {types}.", 118)
    head = "".join(f"# {line}\n" for line in told)
    example = '# partnerships:\n#   - {city: "Pau", country: "FR", type: staedtepartnerschaft, since: 1983}'
    return head + "\n".join(["partnerships:", *lines] if lines else [example]) + "\n"


def _recipients(emails: Sequence[str]) -> str:
    if not emails:
        return (
            '# recipients:\n#   - {email: "foerderung@stadt.example.org", weekday: tue}  # wer die Übersicht bekommt\n'
        )
    lines = [f"  - email: {scalar(email)}\n    # weekday: tue  # Wochentag der Übersicht\n" for email in emails]
    return "recipients:\n" + "".join(lines)


def _projects(titles: Sequence[str]) -> str:
    if not titles:
        return "# Vorhaben: passgenau profiles add-project, oder nach docs/profiles.md von Hand.\n"
    return "projects:\n" + "".join(map(_project, titles))


def _project(title: str) -> str:
    return f"""\
  - slug: {_slug(named(title))}
    title: {scalar(title)}
    # description: "Was getan wird, mit wem, für wen: zwei bis fünf Sätze. Danach wird gesucht."
    # countries: ["FR"]
    # start: {{earliest: 2027-04-01}}
    # cost_eur: 120000
"""


def _slug(short: str) -> str:
    """Bare where no program takes it for a number, a date or a truth."""
    bare = short[0].isalpha() and len(short) > 1 and plain(short) == short
    return short if bare else scalar(short)
