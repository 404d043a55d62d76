"""Texts and programmes -> facts: one answer out of all that the sections say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facts.amounts import Floor
from facts.bonuses import raised
from facts.candidates import pick, without_need, without_others
from facts.filled import filled, unread
from facts.found import Facts, Words, mode_of
from facts.gates import GateFound
from facts.money import malformed
from facts.scan import Findings, merged, scan, scan_deadlines, who_may_apply
from funding.programme import Programme, Stage
from funding.records import Problem
from funding.vocabulary import Language, Mode

VERSION = 11  # grows with every change of what is read, so that stored facts can be told from new ones

_ORDER: tuple[Mode, ...] = ("fixed", "recurring", "rolling", "relative", "before_start", "elsewhere")
_LEGAL = "legal_text"
_LESS_SURE = 0.8  # of what only the Rechtsgrundlage says


def read_text(text: str, *, title: str | None = None, language: Language = "de") -> Facts:
    """All facts of one text; the title, where given, is read as its first line. Never raises on any text."""
    whole = f"{title}\n\n{text}" if title else text
    found = _settled(scan(whole, "", language), spoken=bool(whole.strip()))
    return replace(found, kommune=who_may_apply(whole))


def read(programme: Programme) -> Programme:
    """The programme with what its texts say; what the portal stated itself is never overwritten.

    Deadlines: "Fristen" is believed before the other texts, the Rechtsgrundlage only where nothing else speaks.
    Reading again gives the same; what an earlier reading had filled in is read anew.
    """
    plain = unread(programme)
    return filled(plain, _facts(plain))


def problems(programme: Programme) -> tuple[Problem, ...]:
    """The sums in its texts that cannot be read, each with the field it stands in: no figure is made of them."""
    return tuple(
        Problem(portal=programme.portal, key=programme.key, field=name, value=words, message="Betrag nicht lesbar")
        for name, text in programme.sections()
        for words in dict.fromkeys(malformed(text, programme.language))
    )


def _facts(programme: Programme) -> Facts:
    sections = dict(programme.sections())
    legal = sections.pop(_LEGAL, "")
    parts = [scan(text, name, programme.language) for name, text in sections.items()]
    found = merged(_authority_first(parts))
    if legal and not sections:
        found = scan(legal, _LEGAL, programme.language)
    elif legal and not _says_when(found):
        found = merged((found, scan_deadlines(legal, _LEGAL)))
    found.gates = [_doubted(gate) for gate in found.gates]
    return _settled(found, spoken=bool(sections or legal))


def _authority_first(parts: Iterable[Findings]) -> Iterator[Findings]:
    """Where an earlier section dates a step, later sections do not add other days to that step."""
    dated: set[tuple[str, int]] = set()
    for part in parts:
        if part.gates and any(gate.stage.source != "deadlines_text" for gate in part.gates):
            part.gates = [gate for gate in part.gates if not _is_dated(gate) or _step(gate) not in dated]
        else:
            dated |= {_step(gate) for gate in part.gates if _is_dated(gate)}
        yield part


def _is_dated(gate: GateFound) -> bool:
    return gate.stage.before_start is None


def _step(gate: GateFound) -> tuple[str, int]:
    return gate.stage.stage, 0


def _says_when(found: Findings) -> bool:
    return bool(found.gates or found.shut or {"rolling", "elsewhere"} & {words.code for words in found.modes})


def _doubted(gate: GateFound) -> GateFound:
    """The Rechtsgrundlage is long and full of other days: what it alone says is less sure."""
    if gate.stage.source != _LEGAL:
        return gate
    return replace(gate, stage=replace(gate.stage, confidence=round(gate.stage.confidence * _LESS_SURE, 2)))


def _settled(found: Findings, *, spoken: bool) -> Facts:
    stages = _stages(found)
    words = tuple(_each_once(found.modes, stages))
    floor = _least(found.floors)
    return Facts(
        stages=stages,
        modes=_modes(stages, words, spoken=spoken),
        mode_words=words,
        shut=_shut(found),
        rate_max=raised(pick(found.rates, highest=True), found.rates, found.bonuses),
        rate_normal=without_need(found.rates, highest=True),
        own_share_normal=without_need(found.own_shares, highest=False),
        own_share_min=pick(without_others(found.own_shares), highest=False),
        amount_max=pick(found.caps, highest=True),
        amount_min=floor.candidate.figure if floor else None,
        amount_min_kind=floor.kind if floor else None,
        conditions=tuple(found.conditions),
        malformed=tuple(dict.fromkeys(found.malformed)),
    )


def _stages(found: Findings) -> tuple[Stage, ...]:
    """Each gate once, in the order read; an opening day alone only where nothing closes."""
    once: dict[object, Stage] = {}
    for gate in found.gates:
        stage = _apart(gate, found.gates)
        once.setdefault((stage.stage, stage.closes, stage.recurring, stage.before_start), stage)
    return tuple(once.values()) + tuple(found.openings[:1] if not once else _later(found))


def _apart(gate: GateFound, gates: list[GateFound]) -> Stage:
    """A span in a list beside dates is for another kind of project: a round of its own, else it binds beside them."""
    dated = [other.stage.round for other in gates if other.stage.before_start is None]
    if gate.stage.before_start is None or not gate.item or not dated:
        return gate.stage
    return replace(gate.stage, round=max(dated) + 1)


def _later(found: Findings) -> list[Stage]:
    """An opening after every closing day told in the past: the next round, of which no end is known."""
    closed = [gate.stage.closes for gate in found.gates if gate.stage.closes]
    if not closed or not all(gate.past for gate in found.gates):
        return []
    return [stage for stage in found.openings if stage.opens and stage.opens > max(closed)][:1]


def _each_once(modes: list[Words], stages: tuple[Stage, ...]) -> Iterator[Words]:
    spans = any(stage.before_start for stage in stages)
    seen: set[str] = {"before_start"} if spans else set()
    for words in modes:
        if words.code not in seen:
            seen.add(words.code)
            yield words


def _modes(stages: tuple[Stage, ...], words: tuple[Words, ...], *, spoken: bool) -> tuple[Mode, ...]:
    said = {word.code for word in words} | {mode_of(stage) for stage in stages}
    return tuple(mode for mode in _ORDER if mode in said) or (("none",) if spoken else ())


def _shut(found: Findings) -> Words | None:
    """Said to be shut while no round is still ahead, or all rounds told in the past."""
    open_rounds = [gate for gate in found.gates if gate.stage.closes is not None and not gate.past]
    if found.shut and not open_rounds:
        return found.shut[0]
    if _later(found):
        return None
    dated = [gate for gate in found.gates if gate.stage.before_start is None]
    if not dated or not all(gate.past for gate in dated) or any(words.code == "rolling" for words in found.modes):
        return None
    last = dated[-1].stage
    return Words("closed", last.quote, last.source)


def _least(floors: list[Floor]) -> Floor | None:
    figure = pick((floor.candidate for floor in floors), highest=False)
    return next((floor for floor in floors if floor.candidate.figure is figure), None)
