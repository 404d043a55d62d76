"""What a parser could not take, gathered so that one strange value is one Problem and not a thousand."""

from collections import Counter

from funding import Problem

LIMIT = 5000  # different findings of one run that are still told one by one


class Findings:
    """Problems of a run by what they say; the first programme that had one gives its key."""

    def __init__(self, portal: str) -> None:
        self._portal = portal
        self._seen: Counter[tuple[str, str | None, str | None]] = Counter()
        self._keys: dict[tuple[str, str | None, str | None], str | None] = {}

    def add(self, message: str, *, key: str | None, field: str | None = None, value: str | None = None) -> None:
        """Note a value that could not be taken; a long one is cut to 500 characters."""
        what = (message, field, None if value is None else value[:500])
        self._seen[what] += 1
        self._keys.setdefault(what, key)

    def problems(self) -> list[Problem]:
        """One Problem each, in the order of their first occurrence; the rest beyond LIMIT is counted."""
        told = [self._problem(what, times) for what, times in list(self._seen.items())[:LIMIT]]
        rest = len(self._seen) - len(told)
        return [*told, Problem(portal=self._portal, message=f"{rest} weitere Auffälligkeiten.")] if rest else told

    def _problem(self, what: tuple[str, str | None, str | None], times: int) -> Problem:
        message, field, value = what
        often = f" ({times}-mal)" if times > 1 else ""
        return Problem(portal=self._portal, message=message + often, key=self._keys[what], field=field, value=value)
