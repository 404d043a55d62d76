"""Change is judged on content: order, spelling of white space and seconds do not count (design.md §3.2)."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import Contact, Programme, Quote, Stage
from funding.fingerprint import changes, fingerprint

BASE = Programme(
    portal="p", key="k", title="Radwege", text="Erster Satz. Zweiter Satz.", regions=("Bayern", "Hessen"),
    topics=("Mobilität", "Infrastruktur"), applicants=("kommune",), contacts=(Contact(name="Amt"),),
    stages=(Stage(closes=date(2027, 1, 1), closes_at=time(17, 0, 0), source="portal"),),
)  # fmt: skip


@pytest.mark.parametrize(
    "same",
    [
        replace(BASE, topics=("Infrastruktur", "Mobilität")),
        replace(BASE, text="  Erster Satz.\n\nZweiter\u00a0Satz. "),
        replace(BASE, title="Rad\u00adwege"),
        replace(BASE, stages=(replace(BASE.stages[0], closes_at=time(17, 0, 43)),)),
        replace(BASE, rate_max=80.0, quotes=(Quote(field="rate_max", words="80", source="text"),), modes=("fixed",)),
        replace(BASE, summary=" "),
    ],
)
def test_what_is_no_change(same: Programme) -> None:
    assert fingerprint(same) == fingerprint(BASE)
    assert changes(BASE, same) == ()


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        (replace(BASE, title="Radweg"), ["title"]),
        (replace(BASE, regions=None), ["regions"]),
        (replace(BASE, stages=(replace(BASE.stages[0], closes=date(2027, 2, 1)),)), ["stages"]),
        (replace(BASE, text="Erster Satz.", topics=()), ["text", "topics"]),
        (replace(BASE, status_note="geschlossen"), ["status_note"]),
    ],
)
def test_what_is_a_change(other: Programme, fields: list[str]) -> None:
    assert fingerprint(other) != fingerprint(BASE)
    assert [change.field for change in changes(BASE, other)] == fields


@given(st.text(), st.text())
def test_fingerprint_and_changes_agree(one: str, two: str) -> None:
    old, new = replace(BASE, text=one), replace(BASE, text=two)
    assert (fingerprint(old) == fingerprint(new)) == (changes(old, new) == ())
