"""All that one section of a programme says, sentence by sentence, before anything is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from facts.amounts import Floor, amounts
from facts.applicants import municipality
from facts.bonuses import Bonus, bonuses
from facts.candidates import Candidate
from facts.closed import goes_on, shut
from facts.conditions import Condition, conditions
from facts.dates import may_name_a_day
from facts.found import Figure, Words
from facts.gates import GateFound, gates, may_apply, opening, tells_the_past
from facts.markup import Plain
from facts.modes import modes
from facts.money import malformed
from facts.rates import own_shares, rates
from facts.rules import needles
from facts.sentences import Sentence, sentences
from facts.spans import may_name_a_span
from facts.topics import is_about_deadlines
from facts.umlauts import Umlauts
from funding.programme import Stage
from funding.vocabulary import Language

_ALWAYS = needles("jederzeit fortlaufend ganzjährig")
_LONGEST = 400_000  # characters; what lies behind is not read


@dataclass(slots=True)
class Findings:
    """What was seen in one or more sections."""

    gates: list[GateFound] = field(default_factory=list)
    openings: list[Stage] = field(default_factory=list)
    modes: list[Words] = field(default_factory=list)
    shut: list[Words] = field(default_factory=list)
    rates: list[Candidate] = field(default_factory=list)
    bonuses: list[Bonus] = field(default_factory=list)
    own_shares: list[Candidate] = field(default_factory=list)
    caps: list[Candidate] = field(default_factory=list)
    floors: list[Floor] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    conditions: list[tuple[Condition, str]] = field(default_factory=list)  # with the section they stand in


class Spelling:
    """A text without tags and with umlauts; a quote is told as it stands in the original."""

    def __init__(self, original: str) -> None:
        """Tags first: they may stand inside a word."""
        self._plain = Plain(original)
        self._umlauts = Umlauts(self._plain.text)
        self.text = self._umlauts.text
        self.changed = self._plain.changed or self._umlauts.changed

    def verbatim(self, quote: str) -> str:
        """The words of the original text."""
        return self._plain.verbatim(self._umlauts.verbatim(quote))


def scan(text: str, source: str, language: Language) -> Findings:
    """Read one section; `source` is written on everything found."""
    found, plain = Findings(), Spelling(text[:_LONGEST])
    for sentence in sentences(plain.text):
        _times(sentence, source, found)
        _money(sentence, source, language, found)
        found.conditions += [(one, source) for one in conditions(sentence)]
    return _verbatim(found, plain)


def who_may_apply(text: str) -> Words | None:
    """Whether a municipality may; apart from `scan`, as the portals have a field of their own for it."""
    plain = Spelling(text[:_LONGEST])
    told = municipality(plain.text)
    return replace(told, quote=plain.verbatim(told.quote)) if told else None


def scan_deadlines(text: str, source: str) -> Findings:
    """Only what tells when to apply: for long legal texts beside others that said the rest."""
    found, plain = Findings(), Spelling(text[:_LONGEST])
    for sentence in sentences(plain.text, _may_set_a_deadline):
        if may_name_a_day(sentence.text) or may_name_a_span(sentence.text):
            found.gates += _gates(sentence, source, _expected(sentence, source))
        found.modes += [replace(words, source=source) for words in modes(sentence) if words.code == "rolling"]
    return _verbatim(found, plain)


def _verbatim(found: Findings, plain: Spelling) -> Findings:
    """Every quote as it stands in the section, tags and line breaks included."""
    if not plain.changed:
        return found

    def stage(one: Stage) -> Stage:
        return replace(one, quote=plain.verbatim(one.quote))

    def words(one: Words) -> Words:
        return replace(one, quote=plain.verbatim(one.quote))

    def candidate(one: Candidate) -> Candidate:
        return replace(one, figure=replace(one.figure, quote=plain.verbatim(one.figure.quote)))

    return Findings(
        gates=[replace(gate, stage=stage(gate.stage)) for gate in found.gates],
        openings=[stage(one) for one in found.openings],
        modes=[words(one) for one in found.modes],
        shut=[words(one) for one in found.shut],
        rates=[candidate(one) for one in found.rates],
        bonuses=[replace(one, candidate=candidate(one.candidate)) for one in found.bonuses],
        own_shares=[candidate(one) for one in found.own_shares],
        caps=[candidate(one) for one in found.caps],
        floors=[replace(one, candidate=candidate(one.candidate)) for one in found.floors],
        conditions=[(replace(one, quote=plain.verbatim(one.quote)), source) for one, source in found.conditions],
        malformed=[plain.verbatim(one) for one in found.malformed],
    )


def _may_set_a_deadline(line: str) -> bool:
    if may_name_a_day(line) or may_name_a_span(line):
        return may_apply(line.lower())
    return _ALWAYS.hit(line)


def merged(parts: Iterable[Findings]) -> Findings:
    """Several sections as one, in the order of trust."""
    whole = Findings()
    for part in parts:
        whole.gates += part.gates
        whole.openings += part.openings
        whole.modes += part.modes
        whole.shut += part.shut
        whole.rates += part.rates
        whole.bonuses += part.bonuses
        whole.own_shares += part.own_shares
        whole.caps += part.caps
        whole.floors += part.floors
        whole.malformed += part.malformed
        whole.conditions += part.conditions
    return whole


def _times(sentence: Sentence, source: str, found: Findings) -> None:
    expected = _expected(sentence, source)
    seen = _gates(sentence, source, expected)
    found.gates += seen
    opens = None if seen else opening(sentence, expected=expected)
    found.openings += [replace(opens, source=source)] if opens else []
    found.modes += [replace(words, source=source) for words in modes(sentence)]
    if found.shut and found.shut[-1].quote == sentence.before and (goes_on(sentence) or _opens_again(sentence, opens)):
        found.shut.pop()
    closing = shut(sentence)
    found.shut += [replace(closing, source=source)] if closing else []


def _opens_again(sentence: Sentence, opens: Stage | None) -> bool:
    """ "Für 2026 ist kein Antrag mehr möglich. Ab dem 15. Januar 2027 können Anträge gestellt werden.": a day tells."""
    return opens is not None and not tells_the_past(sentence) and shut(sentence) is None


def _expected(sentence: Sentence, source: str) -> bool:
    return source == "deadlines_text" or is_about_deadlines(sentence.heading)


def _gates(sentence: Sentence, source: str, expected: bool) -> list[GateFound]:
    return [replace(gate, stage=replace(gate.stage, source=source)) for gate in gates(sentence, expected=expected)]


def _money(sentence: Sentence, source: str, language: Language, found: Findings) -> None:
    found.rates += [_from(source, candidate) for candidate in rates(sentence)]
    found.bonuses += [replace(one, candidate=_from(source, one.candidate)) for one in bonuses(sentence)]
    found.own_shares += [_from(source, candidate) for candidate in own_shares(sentence)]
    found.malformed += malformed(sentence.text, language)
    sums = amounts(sentence, language)
    found.caps += [_from(source, candidate) for candidate in sums.caps]
    found.floors += [replace(floor, candidate=_from(source, floor.candidate)) for floor in sums.floors]


def _from(source: str, candidate: Candidate) -> Candidate:
    return replace(candidate, figure=_sourced(source, candidate.figure))


def _sourced(source: str, figure: Figure) -> Figure:
    return replace(figure, source=source)
