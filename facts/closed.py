"""Statements that nobody can apply at present: closed, suspended, exhausted."""

import re

from facts.found import Words
from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence

_SINCE = (
    r"(?:(?:derzeit|zurzeit|aktuell|vorläufig|momentan|bereits|bis\s+auf\s+weiteres|zum\s+\S{4,12}"
    r"|mit\s+sofortiger\s+wirkung)\s+){0,3}"
)
SHUT = (
    Rule(
        "no longer possible",
        r"(?:antr[aä]g|antragstell|bewerbung|einreich|beantrag|förder|"
        r"anmeldung).{0,100}\bnicht\s+mehr\s+(?:\w+\s+)?(?:möglich|"
        r"gestellt|beantragt|eingereicht|entgegengenommen|angenommen|gewährt|bewilligt)",
        "Eine Antragstellung ist nicht mehr möglich.",
    ),
    Rule(
        "at present not possible",
        r"(?:derzeit|zurzeit|zur\s+zeit|aktuell|momentan|gegenwärtig|vorerst|bis\s+auf\s+weiteres|"
        r"vorübergehend)\s+(?:\w+\s+){0,4}(?:nicht|"
        r"kein\w{0,2})\s+(?:\w+\s+){0,5}(?:möglich|möglichkeit|gestellt|anträge|antrag|"
        r"antragstellung|eingereicht|beantragt|geöffnet|angenommen|call|entgegengenommen|"
        r"förderaufruf|projektaufruf|beantragbar|antragstellungen|bewerbungen)",
        "Zurzeit besteht keine Möglichkeit, einen Antrag zu stellen.",
    ),
    Rule(
        "no applications now",
        r"(?:kein\w?\s+(?:neuen?\s+|weiteren?\s+)?(?:antr[aä]ge?|antragstellung|bewerbungen?).{0,60}\b(?:mehr|"
        r"derzeit|zurzeit|aktuell|momentan)\b)|antr[aä]ge?.{0,60}\b(?:derzeit|zurzeit|"
        r"aktuell|momentan)\s+nicht\b|antragstell\w{0,4}.{0,60}\b(?:derzeit|zurzeit|"
        r"aktuell|momentan)\s+nicht\b",
        "Anträge können derzeit nicht gestellt werden.",
    ),
    Rule(
        "the deadline has passed",
        r"(?<!bindungs)frist.{0,90}\b(?:ist|sind)\s+(?:\w+\s+){0,2}(?:abgelaufen|verstrichen|beendet)",
        "Die Frist zur Einreichung ist abgelaufen.",
    ),
    Rule(
        "stopped",
        rf"antragsstopp|(?:förderung|programm|antragsverfahren|antragsannahme|aufruf)\b.{{0,80}}\b(?:ist|"
        rf"wurde)\s+{_SINCE}"
        r"(?:eingestellt|ausgesetzt|geschlossen|ausgelaufen|beendet)",
        "Das Programm wurde zum Sommer vorläufig ausgesetzt.",
    ),
    Rule(
        "the procedure is finished",
        rf"(?:antrags|bewerbungs|auswahl|bekundungs)(?:verfahren|phase|runde)\b.{{0,60}}\b(?:ist|sind|wurde)\s+{_SINCE}abgeschlossen",
        "Das Antragsverfahren für 2026 ist abgeschlossen.",
    ),
    Rule(
        "at rest",
        r"antrags?(?:annahme|stellung|verfahren|phase)\b.{0,60}\b(?:gestoppt|stoppen|ruht|ruhen|unterbrochen|"
        r"pausiert\w*|ausgesetzt)|"
        r"\b(?:programm|förderung)\b.{0,40}\b(?:ruht|pausiert)|\b(?:programm|"
        r"förderung)\s+(?:\w+\s+){0,3}(?:ist|wurde)\s+(?:\w+\s+){0,2}ausgelaufen",
        "Die Antragstellung ruht.",
    ),
    Rule(
        "English: no applications now",
        r"\bno\s(?:new\s|further\s|more\s)?applications?\b.{0,60}\b(?:accepted|possible|submitted|considered|taken)\b"
        r"|\bapplications?\b.{0,40}\b(?:no\slonger|not\s(?:currently|at\spresent)|currently\snot|"
        r"not\sbeing)\b.{0,20}\b(?:accepted|possible|open|submitted)"
        r"|\b(?:programme|scheme|call|fund|portal)\b.{0,40}\b(?:is|has\sbeen|was)\s(?:\w+\s){0,2}(?:suspended|"
        r"paused|discontinued|on\shold|withdrawn)"
        r"|\b(?:call|programme|scheme|window|round|competition)\b.{0,40}\bha(?:s|ve)\s(?:now\s|"
        r"already\s)?(?:closed|ended|expired)\b|\bno\slonger\s(?:open|accepting|available)",
        "No applications can be accepted at present.",
    ),
    Rule(
        "the window is closed",
        r"(?:förder|antrags|bewerbungs)(?:fenster|phase|portal)\s+(?:ist\s+)?(?:\w+\s+)?(?:geschlossen|beendet|vorbei)|"
        r"\bis (?:now )?closed\b",
        "Förderfenster geschlossen",
    ),
)
EXHAUSTED = (
    Rule(
        "the money is spent",
        r"(?:mittel|budget|fördertopf|kontingent)\b.{0,80}\b(?:ist|sind|wurde|wurden)\s+(?:\w+\s+){0,4}(?:ausgeschöpft|"
        r"erschöpft|aufgebraucht|vergriffen|vergeben|gebunden)",
        "Die Fördermittel sind vollständig ausgeschöpft.",
    ),
    Rule(
        "all the money is given",
        r"\b(?:ist|sind)\s+(?:\w+\s+){0,3}(?:\w{0,14}mittel|gelder|budget|kontingent|"
        r"plätze)\s+(?:\w+\s+){0,4}(?:ausgeschöpft|erschöpft|aufgebraucht|vergriffen|"
        r"vergeben|gebunden|verplant|verbraucht)",
        "In diesem Jahr sind alle Mittel vergeben.",
    ),
    Rule(
        "no money is left",
        r"\bkeine?\s+(?:\w+\s+){0,3}(?:\w{0,14}mittel|gelder)\s+mehr\s+(?:zur\s+verfügung|verfügbar|vorhanden)",
        "Für 2026 stehen keine Mittel mehr zur Verfügung.",
    ),
    Rule(
        "English: spent",
        r"\b(?:budget|funds?|funding|money)\b.{0,40}\b(?:is|are|has\sbeen|have\sbeen|was|were)\s(?:now\s|"
        r"already\s|fully\s|completely\s){0,2}(?:exhausted|allocated|committed|spent|used\sup|depleted)",
        "The budget has been fully allocated.",
    ),
)
_GOES_ON = any_of(
    [
        Rule(
            "something else goes on",
            r"\b(?:werden|wird|sind|ist|können|kann)\s+(?:(?!erst)[\w-]+\s+){0,6}(?:weiterhin|weiter|"
            r"nach\s+wie\s+vor|ab\s+sofort|"
            r"wieder|noch)\b(?!\s+(?:nicht|kein))|\banträge?\s+(?:[\w-]+\s+){0,4}können\s+(?:(?!nicht|keine|"
            r"erst|warteliste)[\w-]+\s+){0,6}"
            r"(?:gestellt|eingereicht)\b|\bweiterhin\b(?!\s(?:nicht|kein|geschlossen|ausgesetzt))|"
            r"\bnach\s+wie\s+vor\s+(?:möglich|offen)|\bremain(?:s|ed)?\sopen",
            "Speicher werden weiterhin gefördert",
        )
    ]
)
_AT_REST = re.compile(r"\bwartung|\bmaintenance", re.IGNORECASE)
_CONDITIONAL = any_of(
    (
        Rule(
            "if, as long as, after",
            r"\b(?:wenn|sobald|falls|sofern|soweit|solange|bis(?!\s+auf\s+weiteres)|sollten|nach|nachdem|vor|"
            r"außerhalb|danach|sind\s+die)\b|^\s*ist\b",
            "sobald die Mittel ausgeschöpft sind",
        ),
        Rule(
            "from a day on, be it past or to come",
            r"\bab\s+(?:dem\s+|anfang\s+|mitte\s+|ende\s+)?(?:\d|januar|februar|märz|april|mai\b|juni|juli|august|"
            r"september|oktober|november|dezember)",
            "ab 2027",
        ),
        Rule(
            "only one kind",
            r"rückwirkend|nachträglich|papierform|per\s+(?:post|e-mail|fax)|zusätzlich|"
            r"doppel|kumul|erneut|mehrfach|in\s+demselben|im\s+(?:modul|programmteil|"
            r"förderschwerpunkt|förderbereich)|für\s+den\s+förder|für\s+(?:das\s+|den\s+)?(?:modul|"
            r"programmteil|teil|baustein|strang)\b|\bunder\s(?:strand|module|lot)",
            "in Papierform",
        ),
    )
)

_KINDS = (
    (
        "exhausted",
        needles(
            "schöpft braucht griffen vergeben gebunden verplant mittel_mehr gelder_mehr "
            "exhausted allocated committed spent used_up depleted"
        ),
        any_of(EXHAUSTED),
    ),
    (
        "closed",
        needles(
            """
            nicht_mehr kein_ keine_ keinen_
            derzeit zurzeit zur_zeit aktuell momentan gegenwärtig vorerst laufen verstrichen beendet stopp
            eingestellt ausgesetzt schlossen closed auf_weiteres ruht ruhen pausiert unterbrochen ausgelaufen stoppen
            no_appl no_new_appl no_furth no_long suspended paused discontinued on_hold withdrawn ended expired
            currently_not not_currently not_at_present not_being vorübergehend gestoppt
            """
        ),
        any_of(SHUT),
    ),
)


def shut(sentence: Sentence) -> Words | None:
    """The words that close the programme: "closed" or "exhausted"; a condition or a list item closes nothing."""
    for code, signs, pattern in _KINDS:
        match = pattern.search(sentence.text) if signs.hit(sentence.low) else None
        if match is None or sentence.item or _is_conditional(sentence.text, match):
            continue
        if not (_GOES_ON.search(sentence.text[match.end() :]) or _AT_REST.search(sentence.text)):
            return Words(code, sentence.text)
    return None


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence says that something goes on, as it may right after one that closes a part."""
    return _GOES_ON.search(sentence.text) is not None and shut(sentence) is None


def _is_conditional(text: str, match: re.Match[str]) -> bool:
    aside = text[: match.start()] + " " + match[0]
    return _CONDITIONAL.search(aside) is not None
