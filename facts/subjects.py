"""The words that tell the step a date belongs to, and events, for which one registers too."""

from facts.rules import Rule
from funding.programme import StageName

SIGNING_UP = Rule(
    "registering",
    r"\banmeld(?:ung|eschluss|efrist|en)|\banzumelden|\bangemeldet|\bregistrier|\bmelden\s+sie\b|"
    r"\bmelden\s+(?:die\s+\w+\s+)?ihre[nms]?\s+(?:bedarf|vorhaben|projekte?)|\bmelden\b.{0,120}\ban\b\.?$",
    "Anmeldeschluss",
)
EVENTS = Rule(
    "an event that one signs up for",
    r"(?<!ihre )(?<!ihrer )(?:veranstaltung|seminar|workshop|webinar|schulung|treffen\b|fachtag|kongress|forum\b|"
    r"konferenz|tagung|infotag|sprechstunde|info\s?(?:day|session))",
    "Anmeldung zum Online-Seminar",
)

STAGES: tuple[tuple[StageName, Rule], ...] = (
    (
        "sketch",
        Rule(
            "sketch",
            r"skizze|projektvorschl[aä]g|projektidee|förderanfrage|bewertungsstichtag|concept (?:note|paper)|sketch|"
            r"pre-?(?:proposal|application)s?|\bfirst-stage\s\w+|\boutlines?(?: (?:proposal|application)s?)?\b",
            "Projektskizzen",
        ),
    ),
    (
        "eoi",
        Rule(
            "expression of interest",
            r"interess\w{0,3}bekundung|expressions? of interest|letters? of intent|"
            r"\b(?:ihr|sein|euer)\sinteresse\b|\binteresse\b(?=.{0,40}\bbekund)|\bbekunde[nt]\b",
            "Interessensbekundung",
        ),
    ),
    (
        "registration",
        Rule(
            "registration",
            r"anmeld(?:ung|eschluss|efrist|en)|\banzumelden|\bangemeldet|\bregistrier|\bregist(?:er|"
            r"ration)\b|\bmelden\s+(?:sie|sich)\b|\bmelden\s+(?:die\s+\w+\s+)?ihre[nms]?\s+(?:\w*bedarf|vorhaben|"
            r"projekte?)",
            "Anmeldung",
        ),
    ),
    (
        "application",
        Rule(
            "application",
            r"(?<!vor )(?<!vor der )(?<!nach )"
            r"antr[aä]g(?!s?(?:stell(?:er|end)|berecht))" + r"|bewerbung|\bapplications?\b|\bapply\b|\bproposals?\b",
            "Antrag",
        ),
    ),
)
DEADLINES = Rule(
    "a heading or lead that announces deadlines",
    r"frist|antragsschluss|termine\b|stichtag|deadline|einreichungsrunde|zeitfenster",
    "Antragsfristen",
)
