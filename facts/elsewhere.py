"""How texts say that the days are told elsewhere: in calls, on a page, by round."""

from facts.rules import Rule

ELSEWHERE = (
    Rule(
        "through calls",
        r"(?:im\s+rahmen|auf\s+(?:der\s+)?grundlage|aufgrund|nach\s+veröffentlichung|"
        r"ab\s+dem\s+tag\s+der\s+veröffentlichung)\s+(?:\w+\s+){0,4}\w{0,25}(?:aufruf|"
        r"aufrufe[sn]?|aufrufs|bekanntmachung(?:en)?|ausschreibung(?:en)?|ausschreibungsrunden?|antragsrunden?|calls?)\b|"
        r"\b(?:im\s+rahmen|aufgrund|nach)\s+(?:\w+\s+){0,3}aufforderung(?:en)?\s+zur\s+(?:einreichung|antragstellung)|"
        r"\bnur\s+(?:nach|auf|bei|aufgrund)\s+(?:\w+\s+){0,4}\w{0,25}(?:aufruf|bekanntmachung|ausschreibung)\b",
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
        r"einreichungs|bewerbungs)?(?:fristen|termine|stichtage)\b|gelten\s+die\s+antragsfristen",
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
        r"veröffentlich(?:t|en)\s+(?:[\w-]+\s+){0,8}\w{0,20}(?:aufrufe?|ausschreibungen)\b|"
        r"öffentlich\s+ausschreib",
        "veröffentlicht die Union Förderaufrufe",
    ),
    Rule(
        "look up the dates",
        r"(?:beachten|entnehmen|finden|erfahren)\s+sie\s+(?:(?!folgende)[\w-]+\s+){0,4}\w{0,12}(?:fristen|"
        r"stichtage|termine)\b|"
        r"(?:zu|bis\s+zu)\s+(?:den\s+)?(?:[\w.-]+\s+){0,6}(?:genannten|bestimmten|festgelegten|veröffentlichten)\s+"
        r"(?:stichtagen|terminen|fristen)",
        "Bitte beachten Sie die jährlichen Antragsfristen im Internet",
    ),
    Rule(
        "dates are told elsewhere",
        r"(?:fristen|frist|stichtage|termine|einreichtermine)\s+(?:[\w-]+\s+){0,4}(?:entnehmen|finden|"
        r"erfahren)\s+sie\b|\bwann\b.{0,100}(?:aufruf|call|frist|runde|ausschreibung)\w*\b"
        r".{0,80}\b(?:erfahren|finden|entnehmen|veröffentlich|bekannt)|\b(?:calls?|deadlines?|"
        r"cut-?off\sdates?)\b.{0,60}\b(?:published|announced|specified|set\sout|found)\b",
        "Die nächsten Termine entnehmen Sie der Website",
    ),
    Rule(
        "calls to come",
        r"\w{0,20}(?:aufrufe?|ausschreibung(?:en)?|calls?)\b.{0,120}\b(?:geplant|vorgesehen|angekündigt|erwartet)\b|"
        r"\baufrufverfahren|\bwann\b.{0,120}\b(?:gibt|geben|wird|werden)\b.{0,80}\bbekannt",
        "Im Förderzeitraum sind 2 Aufrufe zur Einreichung geplant",
    ),
    Rule(
        "the call named them",
        r"nachdem\s+.{0,60}aufruf\s+veröffentlicht|durch\s+(?:\w+\s+){0,3}aufruf\b|"
        r"projektaufruf\w{0,2}\s+.{0,40}\bveröffentlicht",
        "Nachdem ein Förderaufruf veröffentlicht wurde",
    ),
)
