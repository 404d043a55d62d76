"""What is allowed in a profile but probably not meant."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from funding import CityProfile
from funding.places import country_name
from funding.reference import GROUPS, NETWORKS
from profiles import guessing
from profiles.checking import blocks
from profiles.decoding import Found
from profiles.reading import Step, Tree
from profiles.said import Said, say
from profiles.twice import twice

_Said = Iterator[tuple[tuple[Step, ...], Said]]
_DAC = GROUPS["dac"]
_WRAPPED = re.compile("[„“”»«‚‘’‹›][^„“”»«‚‘‹›]+[„“”»«‚‘’‹›]")


def cautions(profile: CityProfile, data: Any, tree: Tree, today: date | None) -> list[Found]:
    """Everything odd; `data` is the file's own, without what other files add."""
    rules = (
        _past(profile, today), _untyped(profile, data), _unused(profile, data), _idle(profile, data),
        _networks(profile, data), _signs(tree), _home(profile, data), _future(profile, data, today),
        _shares(profile), twice(profile, data),
    )  # fmt: skip
    return tree.odd + [(tree.place(path), said) for rule in rules for path, said in rule]


def _past(profile: CityProfile, today: date | None) -> _Said:
    for n, project in enumerate(profile.projects):
        last = project.start.latest or project.start.earliest
        if today and last and last < today and not project.started:
            yield ("projects", n, "start"), say(*_START_PAST, slug=project.slug, last=last)


def _untyped(profile: CityProfile, data: Any) -> _Said:
    for n, block in blocks(data, "partnerships"):
        partner = profile.partnerships[n]
        if partner.dac and "type" not in block:
            country = Said(country_name(partner.country), country_name(partner.country, "en"))
            listed = Said(_DAC.dated(), _DAC.dated("en"))
            yield ("partnerships", n), say(*_NO_TYPE, city=partner.city, country=country, listed=listed)


def _home(profile: CityProfile, data: Any) -> _Said:
    for n, _ in blocks(data, "partnerships"):
        if profile.partnerships[n].country == "DE":
            yield ("partnerships", n), say(*_AT_HOME, city=profile.partnerships[n].city)


def _future(profile: CityProfile, data: Any, today: date | None) -> _Said:
    for n, _ in blocks(data, "partnerships"):
        since = profile.partnerships[n].since
        if today and since and since > today.year:
            yield ("partnerships", n, "since"), say(*_NOT_YET, since=since)


def _shares(profile: CityProfile) -> _Said:
    for n, project in enumerate(profile.projects):
        own, cost = project.own_share_eur, project.cost_eur
        if own is not None and cost is not None and own > cost:
            yield ("projects", n, "own_share_eur"), say(*_SHARE, own=own, cost=cost)


def _unused(profile: CityProfile, data: Any) -> _Said:
    used = {project.department for project in profile.projects}
    used |= {slug for recipient in profile.recipients for slug in recipient.departments}
    for n, _ in blocks(data, "departments"):
        slug = profile.departments[n].slug
        if slug not in used:
            yield ("departments", n), say(*_UNUSED, slug=slug)


def _idle(profile: CityProfile, data: Any) -> _Said:
    for n, _ in blocks(data, "recipients"):
        recipient = profile.recipients[n]
        if not profile.projects_of(recipient):
            yield ("recipients", n), say(*_NO_PROJECTS, email=recipient.email)


def _networks(profile: CityProfile, data: Any) -> _Said:
    city = data["city"]
    for n, name in enumerate(profile.city.memberships if "memberships" in city else ()):
        guess = guessing.network(name, NETWORKS)
        if guess and name not in NETWORKS:
            yield ("city", "memberships", n), say(*_NETWORK, name=name, guess=guess)


def _signs(tree: Tree) -> _Said:
    """Signs that were meant for YAML and are read as part of the text."""
    for path, text in tree.raw.items():
        if text.endswith((",", ";")):
            yield path, say(*_LAST_SIGN, sign=text[-1])
        elif _WRAPPED.fullmatch(text):
            yield path, say(*_CURLY, text=text[1:-1][:60])


BYTE_ORDER_MARK = Said(
    "die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM); besser als „UTF-8 ohne BOM“ speichern",
    "the file begins with a byte order mark (BOM); better save it as “UTF-8 without BOM”",
)
_START_PAST = (
    "Beginn von „{slug}“ ({last}) liegt in der Vergangenheit; neues Datum oder „started: true“ angeben",
    "start of “{slug}” ({last}) is in the past; give a new date or “started: true”",
)
_NO_TYPE = (
    "Partnerschaft mit {city} ohne „type“: {country} steht auf der {listed}, da zählt die Art; gilt als kontakt",
    "partnership with {city} without “type”: {country} is on the {listed}, where the type decides; counts as kontakt",
)
_AT_HOME = (
    "{city} liegt in Deutschland (DE); hierher gehören nur Kommunen im Ausland",
    "{city} lies in Germany (DE); only municipalities abroad belong here",
)
_NOT_YET = ("Partnerschaft seit {since}: das Jahr kommt erst", "partnership since {since}: that year is still to come")
_SHARE = (
    "der Eigenanteil ({own} Euro) ist höher als die Gesamtkosten ({cost} Euro)",
    "the own share ({own} euros) is higher than the whole cost ({cost} euros)",
)
_UNUSED = (
    "Abteilung „{slug}“ nutzt niemand: kein Vorhaben und keine Empfänger nennen sie",
    "nobody uses department “{slug}”: no project and no recipient names it",
)
_NO_PROJECTS = (
    "{email} bekäme nie etwas: zu den genannten Abteilungen gibt es kein Vorhaben",
    "{email} would never get anything: the departments named have no project",
)
_LAST_SIGN = (
    "das „{sign}“ am Ende gehört zum Text; wohl zu viel",
    "the “{sign}” at the end is part of the text; probably one too many",
)
_CURLY = (
    'die typographischen Anführungszeichen gehören zum Text; gemeint ist wohl "{text}"',
    'the curly quotes are part of the text; probably meant is "{text}"',
)
_NETWORK = ("„{name}“ ist kein bekanntes Netzwerk{guess}", "“{name}” is no known network{guess}")
