"""What a run says against what is known: pure set arithmetic on normalised content (design 3.2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from db import Known
from funding import Problem, Programme
from funding.fingerprint import changes, fingerprint

OURS = frozenset({"card", "page"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """`back` were vanished and are there again (changed or not); `absent` are keys known, not vanished, not seen."""

    new: tuple[Programme, ...] = ()
    changed: tuple[Programme, ...] = ()
    unchanged: tuple[Programme, ...] = ()
    back: tuple[Programme, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """How many programmes the run brought."""
        return sum(map(len, (self.new, self.changed, self.unchanged, self.back)))

    @property
    def fresh(self) -> int:
        """How many a portal makes news at once; cards are our own, and watched pages change as they like."""
        return sum(one.origin not in OURS for one in (*self.new, *self.changed, *self.back))


def compare(known: Mapping[str, Known], programmes: Iterable[Programme]) -> Comparison:
    """Sort the programmes of a run (keys unique) by what they are to what is known."""
    boxes: dict[str, list[Programme]] = {"new": [], "changed": [], "unchanged": [], "back": []}
    seen: set[str] = set()
    for programme in programmes:
        seen.add(programme.key)
        boxes[_box(known.get(programme.key), programme)].append(programme)
    absent = tuple(sorted(key for key, old in known.items() if key not in seen and not old.vanished))
    return Comparison(absent=absent, **{name: tuple(box) for name, box in boxes.items()})


def unique(programmes: Iterable[Programme]) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    """The first of each key; a second one that says something else is a Problem."""
    first: dict[str, Programme] = {}
    problems = []
    for programme in programmes:
        other = first.setdefault(programme.key, programme)
        if other is not programme and changes(other, programme):
            problems.append(_twin(programme))
    return tuple(first.values()), tuple(problems)


def same(known: Known, programme: Programme) -> bool:
    """Whether the portal still says the same. The stored digest is only a shortcut: its recipe may have changed."""
    if known.programme == programme or known.fingerprint == fingerprint(programme):
        return True
    return not changes(known.programme, programme)


_BOXES: tuple[tuple[str, Callable[[Known, Programme], bool]], ...] = (
    ("back", lambda known, _: known.vanished),
    ("unchanged", same),
    ("changed", lambda *_: True),
)


def _box(known: Known | None, programme: Programme) -> str:
    if known is None:
        return "new"
    return next(name for name, fits in _BOXES if fits(known, programme))


def _twin(programme: Programme) -> Problem:
    return Problem(
        portal=programme.portal, key=programme.key, field="title", value=programme.title,
        message="Zwei Programme mit demselben Schlüssel: das erste gilt.",
    )  # fmt: skip
