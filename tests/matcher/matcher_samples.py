"""A made-up town and its makers, shared by the tests of the matcher."""

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from funding import CityProfile, Programme

TODAY = date(2026, 11, 23)
_CITY = {"slug": "beispielstadt", "name": "Beispielstadt", "ags": "14521000", "land": "Sachsen", "population": 60_000}
_PROJECT = {"slug": "vorhaben", "title": "Ein Vorhaben"}


def profile(city: Any = (), project: Any = (), partnerships: Any = ()) -> CityProfile:
    """A profile with one project; what is given is laid over the sample."""
    return TypeAdapter(CityProfile).validate_python(
        {
            "city": _CITY | dict(city),
            "partnerships": list(partnerships),
            "projects": [_PROJECT | dict(project)],
        }
    )


def programme(**fields: Any) -> Programme:
    """A programme with a title and what is given."""
    return TypeAdapter(Programme).validate_python({"portal": "test", "key": "p", "title": "Programm", **fields})
