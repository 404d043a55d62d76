"""The part of Elasticsearch's query language that the portal understands, evaluated on its rows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from demo.sedia.parts import BadRequestError

Row = Mapping[str, Any]
Test = Callable[[Row], bool]

_DAY = timedelta(days=1) - timedelta(milliseconds=1)


def values(row: Row, field: str) -> list[str]:
    """What the row holds under this name: in `metadata`, or at its top where it has none."""
    found = row.get("metadata", row).get(field, [])
    return [str(value) for value in (found if isinstance(found, list) else [found])]


def compiled(query: Any) -> Test:
    """The query as a test of one row; None lets everything through.

    Understood are `bool` with `must` and `must_not`, `term`, `terms` and `range`; anything else raises
    `BadRequestError`. A row passes a term or range when any of its values does; one without the field never does.
    """
    if query is None:
        return _everything
    kind, inner = _only(query, "query")
    build = _KINDS.get(kind)
    if build is None:
        raise BadRequestError(f"[{kind}] query is not supported")
    return build(inner)


def _everything(row: Row) -> bool:  # noqa: ARG001 - the signature of a test
    return True


def _only(value: Any, where: str) -> tuple[str, Any]:
    if not isinstance(value, dict) or len(value) != 1:
        raise BadRequestError(f"{where}: one key expected")
    return next(iter(value.items()))


def _bool(inner: Any) -> Test:
    if not isinstance(inner, dict) or set(inner) - {"must", "must_not"}:
        raise BadRequestError("bool: only must and must_not")
    must, must_not = list(_clauses(inner.get("must"))), list(_clauses(inner.get("must_not")))
    return lambda row: all(test(row) for test in must) and not any(test(row) for test in must_not)


def _clauses(inner: Any) -> Iterator[Test]:
    return (compiled(clause) for clause in (inner if isinstance(inner, list) else [] if inner is None else [inner]))


def _term(inner: Any) -> Test:
    field, value = _only(inner, "term")
    wanted = _scalar(value.get("value") if isinstance(value, dict) else value)
    return lambda row: wanted in values(row, field)


def _terms(inner: Any) -> Test:
    field, listed = _only(inner, "terms")
    if not isinstance(listed, list):
        raise BadRequestError("terms: a list expected")
    wanted = {_scalar(value) for value in listed}
    return lambda row: not wanted.isdisjoint(values(row, field))


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        raise BadRequestError("a text or a number expected")
    return str(value)


def _range(inner: Any) -> Test:
    field, limits = _only(inner, "range")
    if not isinstance(limits, dict) or not limits or set(limits) - set(_COMPARE):
        raise BadRequestError("range: gt, gte, lt, lte expected")
    bounds = [(_COMPARE[name], _bound(name, limit)) for name, limit in limits.items()]
    return lambda row: any(
        all(compare(moment, bound) for compare, bound in bounds)
        for moment in map(_moment, values(row, field))
        if moment is not None
    )


def _bound(name: str, limit: Any) -> datetime:
    moment = _moment(str(limit))
    if moment is None:
        raise BadRequestError(f"range: not a date: {limit!r}")
    # A bare day stands for its last moment where the bound looks at its end, as Elasticsearch rounds.
    return moment + _DAY if name in {"gt", "lte"} and len(str(limit)) == len("2026-11-23") else moment


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else datetime.fromisoformat(f"{moment.isoformat()}+00:00")


_COMPARE: dict[str, Callable[[datetime, datetime], bool]] = {
    "gt": lambda one, other: one > other,
    "gte": lambda one, other: one >= other,
    "lt": lambda one, other: one < other,
    "lte": lambda one, other: one <= other,
}
_KINDS: dict[str, Callable[[Any], Test]] = {"bool": _bool, "term": _term, "terms": _terms, "range": _range}
