"""The query evaluator says what a plain filter says."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from demo.sedia.query import compiled, values

FIELDS = ["type", "status", "deadlineDate", "missing"]
DAYS = ["2026-11-22", "2026-11-23", "2026-11-24"]
MOMENTS = [f"{day}T{time}.000+0000" for day in DAYS for time in ("00:00:00", "16:00:30", "23:59:59")]
CODES = ["1", "2", "8", "31094501"]

rows = st.fixed_dictionaries(
    {},
    optional={
        "type": st.lists(st.sampled_from(CODES), max_size=2),
        "status": st.lists(st.sampled_from(CODES), max_size=1),
        "deadlineDate": st.lists(st.sampled_from(MOMENTS), max_size=3),
    },
)
terms = st.builds(lambda field, code: {"term": {field: code}}, st.sampled_from(FIELDS), st.sampled_from(CODES))
lists = st.builds(
    lambda field, codes: {"terms": {field: codes}}, st.sampled_from(FIELDS), st.lists(st.sampled_from(CODES))
)
ranges = st.builds(
    lambda limits: {"range": {"deadlineDate": limits}},
    st.dictionaries(st.sampled_from(["gt", "gte", "lt", "lte"]), st.sampled_from(MOMENTS), min_size=1),
)


def bools(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    clauses = st.lists(inner, max_size=3) | inner
    return st.fixed_dictionaries({}, optional={"must": clauses, "must_not": clauses}).map(lambda body: {"bool": body})


queries = st.recursive(terms | lists | ranges, bools, max_leaves=6)


def naive(query: dict[str, Any], row: dict[str, list[str]]) -> bool:
    """The same question, asked of ISO texts of one length and one zone, which sort as the moments do."""
    ((kind, inner),) = query.items()
    if kind == "bool":
        wanted, unwanted = (
            [c] if isinstance(c, dict) else c for c in (inner.get("must", []), inner.get("must_not", []))
        )
        return all(naive(clause, row) for clause in wanted) and not any(naive(clause, row) for clause in unwanted)
    ((field, value),) = inner.items()
    held = row.get(field, [])
    if kind == "term":
        return value in held
    if kind == "terms":
        return any(code in held for code in value)
    signs = {"gt": str.__gt__, "gte": str.__ge__, "lt": str.__lt__, "lte": str.__le__}
    return any(all(signs[name](moment, limit) for name, limit in value.items()) for moment in held)


@settings(deadline=None, max_examples=200)
@given(query=queries, row=rows)
def test_any_query_equals_a_plain_filter(query: dict[str, Any], row: dict[str, list[str]]) -> None:
    assert compiled(query)({"metadata": row}) == naive(query, row)


def test_no_query_lets_everything_through_and_an_empty_bool_too() -> None:
    assert compiled(None)({"metadata": {}})
    assert compiled({"bool": {}})({"metadata": {}})
    assert not compiled({"bool": {"must_not": {"bool": {}}}})({"metadata": {}})


def test_a_bare_day_reaches_to_its_end_where_that_matters() -> None:
    at_four = {"metadata": {"deadlineDate": ["2026-11-23T16:00:00.000+0000"]}}
    told = {
        sign: compiled({"range": {"deadlineDate": {sign: "2026-11-23"}}})(at_four)
        for sign in ("gt", "gte", "lt", "lte")
    }
    assert told == {"gt": False, "gte": True, "lt": False, "lte": True}


def test_moments_are_compared_across_zones_and_what_is_no_date_never_passes() -> None:
    query = compiled({"range": {"deadlineDate": {"gte": "2026-11-23T17:00:00+01:00", "lte": "2026-11-23T16:00:00Z"}}})
    assert query({"metadata": {"deadlineDate": ["soon", "2026-11-23T16:00:00.000+0000"]}})
    assert not query({"metadata": {"deadlineDate": ["soon"]}})


def test_numbers_and_words_are_compared_as_texts() -> None:
    row = {"metadata": {"type": ["1"], "allowPartnerSearch": ["true"]}}
    assert compiled({"term": {"type": 1}})(row)
    assert compiled({"term": {"type": {"value": "1"}}})(row)
    assert compiled({"terms": {"allowPartnerSearch": [True]}})(row)


def test_a_row_without_metadata_holds_its_fields_itself() -> None:
    row = {"reference": "1", "type": ["8"], "language": "en"}
    assert values(row, "type") == ["8"]
    assert values(row, "language") == ["en"]
    assert compiled({"term": {"type": "8"}})(row)
