"""Statements without a date: rolling, before the start, deadlines elsewhere."""

import re
from collections.abc import Iterator

from facts.elsewhere import ELSEWHERE
from facts.found import Words
from facts.frames import Spot, owner
from facts.rules import Needles, Rule, any_of, needles
from facts.sentences import Sentence
from funding.vocabulary import Mode

_APPLYING = (
    r"(?:antr[aä]g|antragstell|\bbewerb|skizze|einreich|beantrag|gestellt|interess\w{0,3}bekundung|vorhabenbeschreib)"
)

_ALWAYS = (
    r"(?:jederzeit|fortlaufend|laufend|ständig|durchgehend|ganzjährig|unbefristet|(?:das\s+)?ganze\s+jahr|"
    r"zu\s+jede[mr]\s+(?:zeitpunkt|zeit))"
)
# There is always a next day, at most a month off: who applies need not watch a calendar.
_EVERY_MONTH = (
    r"(?:zum|am)\s+(?:\d{1,2}\.|ersten|letzten|ende)\s+(?:\w+\s+)?"
    r"(?:eines\s+jeden|jede[ns]|eines|jeweils\s+des)\s+(?:kalender)?monats"
)

ROLLING = (
    Rule(
        "applying at any time",
        rf"{_APPLYING}.{{0,160}}\b(?:{_ALWAYS}\b|{_EVERY_MONTH})",
        "Anträge nimmt die Bank laufend entgegen.",
    ),
    Rule(
        "at any time, said first",
        rf"\b{_ALWAYS}\s+(?:[\w-]+\s+){{0,7}}[\w-]{{0,25}}{_APPLYING}",
        "Sie können jederzeit einen Antrag stellen",
    ),
    Rule(
        "running handing-in",
        r"\bfortlaufende\w?\s+(?:antragstellung|einreichung|antragsannahme|bewerbung)",
        "fortlaufende Antragstellung",
    ),
    Rule(
        "no deadline",
        r"(?:gesamte|ganze)\w?\s+jahr\s+(?:über|hindurch)|\ban keine frist(?:en)? gebunden|"
        r"keine\s+(?:festen?\s+)?(?:antragsfrist|befristung|ausschlussfrist|einreichungsfrist|bewerbungsfrist|"
        r"abgabefrist)|nicht\s+(?:frist|termin)gebunden|nicht\s+an\s+(?:\w+\s)?(?:frist|termin)\w*\s+gebunden|"
        r"ohne\s+(?:antrags)?frist(?:en)?\s+(?:möglich|gestellt)|ohne\s+antragsfrist|"
        r"(?:antragsfrist|frist(?:en)?)\s+(?:gibt\s+es|bestehen|besteht)\s+(?:\w+\s)?nicht|"
        r"es\s+(?:gibt|gelten|bestehen)\s+keine\s+(?:\w+\s)?(?:antrags|einreichungs|bewerbungs)?fristen|"
        r"kein\s+(?:fester\s+)?(?:stichtag|einsendeschluss|antragsschluss)|(?:frist|termin|stichtag|"
        r"schluss)(?:e|en)?\s+(?:gibt\s+es|bestehen|besteht|"
        r"existier\w+|gelten|gilt)\s+(?:\w+\s+)?nicht|unabhängig\s+von\s+(?:\w+\s+)?(?:antrags?|"
        r"einreichungs?)?(?:fristen|terminen|stichtagen)|(?:frist|termin)unabhängig|"
        r"ohne\s+(?:feste[nr]?\s+)?(?:stichtage?|termine?|antragsfristen)\b",
        "das ganze Jahr über",
    ),
    Rule(
        "as long as there is money",
        r"antr[aä]ge?\b.{0,120}\bsolange\s+(?:die\s+|noch\s+|ausreichend\s+|genügend\s+){0,2}(?:haushalts|"
        r"förder)?mittel\b|antr[aä]ge?\b.{0,80}\b(?:gestellt|eingereicht|möglich|"
        r"angenommen)\b[^.]{0,60}\b(?:solange|bis)\s+(?:die\s+)?"
        r"(?:\w+\s+){0,2}(?:haushalts|förder)?mittel\s",
        "Anträge können gestellt werden, solange Mittel vorhanden sind",
    ),
    Rule(
        "no fixed day",
        r"\bohne\s+(?:feste[nrs]?\s+)?(?:antrags|bewerbungs|einreichungs)?(?:termine?|fristen?|stichtage?)\b|"
        r"\b(?:keine|nicht\s+an)\s+feste[nrs]?\s+(?:antrags|bewerbungs|einreichungs)?(?:termine?n?|fristen|stichtage?n?)\b",
        "ohne feste Termine",
    ),
    Rule(
        "English",
        r"\bcontinuously open|(?:appl(?:y|ications?)|proposals?|submi\w+).{0,60}\bat any time\b|\brolling basis|"
        r"\ball year round|\bno (?:fixed |application )?deadlines?\b|\bopen all year|\bpermanently open",
        "is continuously open",
    ),
)
_AT_ANY_TIME = re.compile(r"\bjederzeit\b|\bat\sany\stime\b", re.IGNORECASE)
_NOT_ROLLING = any_of(
    (
        Rule(
            "asking first",
            r"voranfrage|berat(?:ung|en|ungs\w+)\b|vorgespräch|änder(?:n|ung)|widerruf|zurückgezogen|kündig|"
            r"nachgefordert|erfragen|\bfragen\b|anregung|auszahl|mittelabr|abrechn|erstattungsantr|zahlungsantr|"
            r"auskunft|auskünfte|verlangen\b|einsicht|zurückgenommen|zurückzieh|rücknahme|anforder",
            "Voranfragen sind jederzeit möglich",
        ),
        Rule(
            "running things",
            r"laufende(?:n|r|s)?\s+(?:jahr|projekt|betrieb|haushalt|kosten|ausgaben|förder|"
            r"programm|maßnahme|kalender)",
            "des laufenden Jahres",
        ),
        Rule("not", r"nicht\s+(?:mehr\s+)?(?:jederzeit|laufend|fortlaufend|ständig|ganzjährig)", "nicht jederzeit"),
    )
)

BEFORE_START = (
    Rule(
        "applying before the start",
        rf"{_APPLYING}.{{0,160}}\bvor\s+(?:\w+\s+){{0,3}}\w{{0,25}}(?:beginn|baubeginn|"
        rf"start|antritt|abschluss|ausreise|auftragsvergabe|auftragserteilung|vertragsschluss|bestellung|kauf)\b",
        "Der Antrag gehört vor Baubeginn auf den Tisch der Bank.",
    ),
    Rule(
        "before the start, said first",
        rf"\bvor\s+(?:\w+\s+){{0,3}}\w{{0,25}}(?:beginn|start|antritt)\b.{{0,160}}{_APPLYING}",
        "Vor Beginn der Maßnahme ist ein Antrag zu stellen.",
    ),
    Rule(
        "not begin until one has applied",
        r"\b(?:nicht|erst|keinesfalls)\b.{0,80}\bbevor\s.{0,60}(?:antrag|bewillig|bescheid)|"
        r"\bbegin\w*\s.{0,60}\berst\s+(?:nach|wenn)\s.{0,60}(?:antrag|bewillig|bescheid)|"
        r"\b(?:appl(?:y|ications?)|submit\w*)\b.{0,80}\b(?:before|prior\sto)\s(?:the\s)?(?:start|beginning|"
        r"commencement|project)",
        "Beginnen Sie nicht, bevor Sie den Antrag gestellt haben",
    ),
    Rule(
        "not begin before the grant is decided",
        r"\bvor\s+(?:der\s+|einer\s+|erfolgter\s+)?bewilligung\b[^.]{0,60}\bnicht\s+(?:\w+\s+)?begin|"
        r"\bnicht\s+vor\s+(?:der\s+|einer\s+)?(?:bewilligung|zusage)\b[^.]{0,60}\bbeg[io]nn|"
        r"\berst\s+nach\s+[^.]{0,60}(?:bewillig|bescheid|zusage)[^.]{0,60}\bbegin",
        "Mit dem Bau dürfen Sie vor der Bewilligung nicht beginnen.",
    ),
    Rule(
        "nothing begun yet",
        r"(?:noch|antragstellung|antrags|bewilligung\w{0,12})\s+(?:\w+\s+){0,6}(?:nicht|"
        r"kein\w{0,2})\s+(?:\w+\s+){0,5}begonnen|begonnen\w{0,2}\s+(?:vorhaben|projekte|"
        r"maßnahmen?|worden\s+sein)|noch nicht begonnen|bereits\s+(?:\w+\s+){0,2}begonnen",
        "Sie haben mit dem Vorhaben noch nicht begonnen.",
    ),
)

_ABOUT_TIME = re.compile(
    r"antr[aä]g|antragstell|\bbewerb|skizze|einreich|einzureichen|teilnahme|frist|stichtag|projekt|förderung|"
    r"termin|aufruf|\bcalls?\b|deadline",
    re.IGNORECASE,
)

_MODES: tuple[tuple[Mode, Needles, re.Pattern[str]], ...] = (
    (
        "rolling",
        needles(
            "jederzeit jedem_zeitpunkt jeder_zeit laufend ständig durchgehend ganzjährig jahr_ frist "
            "continu any_time rolling year open termin "
            "solange _bis_ monat month stichtag schluss deadline unbefrist permanent"
        ),
        any_of(ROLLING),
    ),
    (
        "before_start",
        needles(
            "beginn start antritt vor_abschluss ausreise begonnen begin bevor commence "
            "auftrags vertragsschluss bestellung vor_kauf"
        ),
        any_of(BEFORE_START),
    ),
    (
        "elsewhere",
        needles("aufruf bekanntmachung ausschreib call frist stichtag termin zeitr wann_ aufforderung runde"),
        any_of(ELSEWHERE),
    ),
)


def modes(sentence: Sentence) -> Iterator[Words]:
    """The modes that a sentence states in words."""
    for mode, signs, pattern in _MODES:
        match = pattern.search(sentence.text) if signs.hit(sentence.low) else None
        if match is not None and _counts(mode, sentence):
            yield Words(mode, match[0].strip())


def _counts(mode: Mode, sentence: Sentence) -> bool:
    if mode == "rolling":
        return _NOT_ROLLING.search(sentence.text) is None and _is_for_applying(sentence)
    return mode != "elsewhere" or _ABOUT_TIME.search(sentence.text + sentence.lead) is not None


def _is_for_applying(sentence: Sentence) -> bool:
    """Of "jederzeit" and the like: whether what one may do at any time is to apply."""
    told = list(_AT_ANY_TIME.finditer(sentence.text))
    spots = (Spot(sentence, (match.span(),), *match.span(), expected=True) for match in told)
    return not told or any(owner(spot) for spot in spots)
