"""Whose digests are asked for: the cities, and one address among them."""

from cli.finding import checked_cities
from cli.settings import Settings, hint
from db import Store
from funding import CityProfile, InputError, Recipient
from schedule import keeping


def cities_with(settings: Settings, store: Store, city: str | None, address: str | None) -> tuple[CityProfile, ...]:
    """The cities asked for; an address that none of them has is an InputError, which names the city that has it."""
    cities = checked_cities(settings, store, city)
    if address is None or any(is_named(address, reader) for profile in cities for reader in profile.recipients):
        return cities
    everywhere = keeping.standing(store, settings.loaded()).profiles
    for profile in everywhere:
        if any(is_named(address, reader) for reader in profile.recipients):
            name, slug = profile.city.name, profile.city.slug
            raise InputError(f"{address} steht in {name}, nicht in {cities[0].city.name}: --city {slug} angeben.")
    known = [reader.email for profile in cities for reader in profile.recipients]
    raise InputError(f"Niemand mit der Adresse {address!r} steht in den Profilen.{hint(address, known)}")


def is_named(address: str | None, reader: Recipient) -> bool:
    """Whether this is the reader's address, however capitalised; None is everybody's."""
    return address is None or address.strip().casefold() == reader.email.casefold()
