"""The kinds of values in a city's profile, each with its rule; `told` adds what an editor shows."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from funding.places import LAENDER
from funding.reference import HANDLUNGSFELDER, SDGS


def told(description: str, *examples: Any) -> Any:
    """German description and examples of a field: hover text in an editor, field reference in the docs."""
    return Field(description=description, examples=list(examples) or None)


def whether(description: str) -> Any:
    """As `told`, for what is true or false."""
    return Field(description=description, examples=[True, False])


def _choice(*values: str | int, titles: Iterable[str] = ()) -> Any:
    """Closed list for completion in an editor; the rule itself is checked by profiles/checking.py, with a guess.

    `titles` are what an editor shows beside the values.
    """
    shown: dict[str, Any] = {"enum": list(values)}
    return Field(json_schema_extra=shown | ({"enumDescriptions": list(titles)} if titles else {}))


_VISIBLE = r"^[^\x00-\x1f]*[^\x00-\x1f\s][^\x00-\x1f]*$"  # also for editors, which strip nothing
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True, pattern=_VISIBLE)]
Prose = Annotated[str, StringConstraints(max_length=10_000, strip_whitespace=True)]
Ags = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
Nuts = Annotated[str, StringConstraints(pattern=r"^DE[0-9A-G][0-9A-Z]{0,2}$")]
LandName = Annotated[Line, _choice(*LAENDER)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Euro = Annotated[int, Field(ge=0, le=100_000_000_000)]
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"  # in ASCII: most mail servers take nothing else before the @
_LABEL = r'[^@\s.,;:<>()"\\\[\]]+'
Address = Annotated[str, StringConstraints(pattern=rf"^{_LOCAL}(\.{_LOCAL})*@{_LABEL}(\.{_LABEL})+$", max_length=254)]
Handlungsfeld = Annotated[
    str,
    StringConstraints(pattern=r"^hf(0[1-9]|1[01])$"),
    _choice(*HANDLUNGSFELDER, titles=[topic.de for topic in HANDLUNGSFELDER.values()]),
]
Sdg = Annotated[int, Field(ge=1, le=17), _choice(*SDGS, titles=[topic.de for topic in SDGS.values()])]
Year = Annotated[int, Field(ge=1900, le=2100)]
Weeks = Annotated[int, Field(ge=1, le=52)]
Percent = Annotated[int, Field(ge=0, le=100)]
