"""Statements without a date: rolling, before the start, deadlines elsewhere."""

import re
from collections.abc import Iterator

from facts.found import Words
from facts.rules import Needles, Rule, any_of, needles
from facts.sentences import Sentence
from funding.vocabulary import Mode

_APPLYING = (
    r"(?:antr[aä]g|antragstell|\bbewerb|skizze|einreich|beantrag|gestellt|interess\w{0,3}bekundung|vorhabenbeschreib)"
)

ROLLING = (
    Rule(
        "at any time",
        rf"{_APPLYING}.{{0,120}}\b(?:jederzeit|fortlaufend|laufend|ständig|durchgehend|"
        rf"ganzjährig)\s*(?:\w+\s+){{0,2}}(?:gestellt|ein|möglich|einge|be?antrag|"
        rf"zu\s|$|\.|\()",
        "Anträge können jederzeit gestellt werden.",
    ),
    Rule(
        "at any time, said first",
        rf"\b(?:jederzeit|fortlaufend\w{{0,2}}|laufend|ständig|ganzjährig)\s+(?:\w+\s+){{0,6}}[\w-]{{0,25}}{_APPLYING}",
        "Sie können jederzeit einen Antrag stellen",
    ),
    Rule(
        "all year",
        r"(?:gesamte|ganze)\w?\s+jahr\s+(?:über|hindurch)|\ban keine frist(?:en)? gebunden|"
        r"keine\s+(?:antragsfrist|befristung|ausschlussfrist|einreichungsfrist)|nicht\s+fristgebunden|"
        r"ohne\s+antragsfrist",
        "das ganze Jahr über",
    ),
    Rule(
        "handing in all the time",
        r"einreichung\s+(?:ist\s+)?(?:ständig|jederzeit|laufend|fortlaufend)\s+möglich",
        "Einreichung ständig möglich",
    ),
    Rule("English", r"\bcontinuously open|\bat any time\b|\brolling basis|\ball year round", "is continuously open"),
)
_NOT_ROLLING = any_of(
    (
        Rule(
            "asking first",
            r"voranfrage|beratung|vorgespräch|änder(?:n|ung)|widerruf|zurückgezogen|kündig|"
            r"nachgefordert",
            "Voranfragen sind jederzeit möglich",
        ),
        Rule(
            "running things",
            r"laufende(?:n|r|s)?\s+(?:jahr|projekt|betrieb|haushalt|kosten|ausgaben|förder|"
            r"programm|maßnahme|kalender)",
            "des laufenden Jahres",
        ),
        Rule("not", r"nicht\s+(?:mehr\s+)?(?:jederzeit|laufend|fortlaufend)", "nicht jederzeit"),
    )
)

BEFORE_START = (
    Rule(
        "applying before the start",
        rf"{_APPLYING}.{{0,160}}\bvor\s+(?:\w+\s+){{0,3}}\w{{0,25}}(?:beginn|baubeginn|"
        rf"start|antritt|abschluss|ausreise)\b",
        "Richten Sie Ihren Antrag bitte vor Beginn Ihres Vorhabens an die Bank.",
    ),
    Rule(
        "before the start, said first",
        rf"\bvor\s+(?:\w+\s+){{0,3}}\w{{0,25}}(?:beginn|start|antritt)\b.{{0,160}}{_APPLYING}",
        "Vor Beginn der Maßnahme ist ein Antrag zu stellen.",
    ),
    Rule(
        "nothing begun yet",
        r"(?:noch|antragstellung|antrags|bewilligung\w{0,12})\s+(?:\w+\s+){0,6}(?:nicht|"
        r"kein\w{0,2})\s+(?:\w+\s+){0,5}begonnen|begonnen\w{0,2}\s+(?:vorhaben|projekte|"
        r"maßnahmen?|worden\s+sein)|noch nicht begonnen|bereits\s+(?:\w+\s+){0,2}begonnen",
        "Sie haben mit dem Vorhaben noch nicht begonnen.",
    ),
)

ELSEWHERE = (
    Rule(
        "through calls",
        r"(?:im\s+rahmen|auf\s+(?:der\s+)?grundlage|aufgrund|nach\s+veröffentlichung|"
        r"ab\s+dem\s+tag\s+der\s+veröffentlichung)\s+(?:\w+\s+){0,4}\w{0,25}(?:aufruf|"
        r"aufrufe[sn]?|aufrufs|bekanntmachung(?:en)?|ausschreibung(?:en)?|calls?)\b",
        "im Rahmen von jährlichen Förderaufrufen",
    ),
    Rule(
        "calls are published",
        r"(?:aufruf|aufrufe|ausschreibung(?:en)?|bekanntmachung(?:en)?|einreichungstermine|"
        r"antragsfristen|stichtage|fristen|termine)\b.{0,100}\b(?:veröffentlicht|"
        r"bekannt\s?gegeben|bekannt\s?gemacht|publiziert)",
        "Die Fristen werden im Internet veröffentlicht.",
    ),
    Rule(
        "according to the call",
        r"(?:gemäß|laut|entsprechend|entnehmen\s+sie|aus)\s+(?:\w+\s+){0,4}\w{0,25}(?:aufruf|"
        r"aufrufen|bekanntmachung|ausschreibung)\b",
        "gemäß Förderbekanntmachung",
    ),
    Rule(
        "the dates set in it",
        r"(?:in|zu)\s+(?:den\s+)?(?:jeweils|jeweiligen)\s+(?:\w+\s+){0,3}(?:antragszeitr\w+|"
        r"stichtag\w*|termin\w*|frist\w*|antragsfrist\w*)",
        "in den jeweiligen Antragszeiträumen",
    ),
    Rule(
        "deadlines differ",
        r"(?:unterschiedliche|spezifische|besondere|die\s+jeweiligen|gesonderte)\w?\s+(?:antrags|"
        r"einreichungs|bewerbungs)?fristen|gelten\s+die\s+antragsfristen",
        "Es gelten unterschiedliche Antragsfristen.",
    ),
    Rule(
        "calls as they come",
        r"(?:aktuelle|jeweilige|laufende|regelmäßige)[nr]?\s+(?:\w+\s+){0,2}\w{0,20}(?:ausschreibung(?:en)?|"
        r"aufrufe?n?|bekanntmachungen)\b",
        "die jeweils aktuellen Ausschreibungen",
    ),
    Rule(
        "somebody publishes calls",
        r"veröffentlich(?:t|en)\s+(?:[\w-]+\s+){0,6}\w{0,20}(?:aufrufe?|ausschreibungen)\b|"
        r"öffentlich\s+ausschreib",
        "veröffentlicht die Union Förderaufrufe",
    ),
    Rule(
        "the call named them",
        r"nachdem\s+.{0,60}aufruf\s+veröffentlicht|durch\s+(?:\w+\s+){0,3}aufruf\b|"
        r"projektaufruf\w{0,2}\s+.{0,40}\bveröffentlicht",
        "Nachdem ein Förderaufruf veröffentlicht wurde",
    ),
)
_ABOUT_TIME = re.compile(
    r"antr[aä]g|antragstell|\bbewerb|skizze|einreich|einzureichen|teilnahme|frist|stichtag|projekt|förderung",
    re.IGNORECASE,
)

_MODES: tuple[tuple[Mode, Needles, re.Pattern[str]], ...] = (
    (
        "rolling",
        needles("jederzeit laufend ständig durchgehend ganzjährig jahr_ frist continu any_time rolling year_round"),
        any_of(ROLLING),
    ),
    ("before_start", needles("beginn start antritt vor_abschluss ausreise begonnen"), any_of(BEFORE_START)),
    ("elsewhere", needles("aufruf bekanntmachung ausschreibung calls frist stichtag termin zeitr"), any_of(ELSEWHERE)),
)


def modes(sentence: Sentence) -> Iterator[Words]:
    """The modes that a sentence states in words."""
    for mode, signs, pattern in _MODES:
        match = pattern.search(sentence.text) if signs.hit(sentence.low) else None
        if match is not None and _counts(mode, sentence):
            yield Words(mode, match[0].strip())


def _counts(mode: Mode, sentence: Sentence) -> bool:
    if mode == "rolling":
        return _NOT_ROLLING.search(sentence.text) is None
    return mode != "elsewhere" or _ABOUT_TIME.search(sentence.text + sentence.lead) is not None
