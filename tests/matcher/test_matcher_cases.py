"""Acceptance cases with several programmes, and what the table of cases must hold."""

from collections import Counter
from typing import Any

import pytest
from matcher_cases import labelled, town
from matcher_samples import TODAY, programme

import digest
from funding import Verdict
from matcher import Matcher

CASES = labelled()
SEVERAL = [case for case in CASES if "programmes" in case]


@pytest.mark.parametrize("case", SEVERAL, ids=[case["name"] for case in SEVERAL])
def test_ranked_case(case: dict[str, Any]) -> None:
    city = town(case)
    programmes = [programme(**(told | {"key": key})) for key, told in case["programmes"].items()]
    found = Matcher(programmes, TODAY).match(city, city.projects[0])
    key = {match.programme: match.programme.removeprefix("test:") for match in found}
    open_ = [match for match in found if match.eligibility is not Verdict.NO]
    assert {key[match.programme] for match in found if match.eligibility is Verdict.NO} == set(case.get("shut", ()))
    if "first" in case:
        assert key[open_[0].programme] == case["first"]
    if "shown" in case:
        assert [key[m.programme] for m in open_ if m.score >= digest.DEFAULT_THRESHOLD] == case["shown"]


def test_cases_have_names_of_their_own_and_are_many() -> None:
    names = Counter(case["name"] for case in CASES)
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= 150
