"""The words that make a percentage a funding rate, an own share or something else."""

from facts.rules import Rule

_COSTS = (
    r"(?:ausgaben|kosten|aufwendungen|aufwand\w{0,2}|defizits?|fehlbe\w{3,9}|finanzierungsbedarf\w{0,2}|investition\w{0,4}"
    r"|honorar\w{0,2}|tagessatzes|finanzierungsplan\w{0,2}|expenditures?|costs?)"
)
_WHO_BEARS = (
    r"\b(?:kommunen?|gemeinden?|städte|stadt|landkreise?|kreise?|(?:projekt|maßnahme|maßnahmen)?träger|antragstell\w+"
    r"|zuwendungsempf\w+|begünstigten?|partner(?:stadt|kommune)|applicants?|beneficiar\w+|municipalit\w+|cit(?:y|ies)|authorit\w+)"
)
BASE = (
    Rule(
        "a share of costs",
        rf"^\s*\)?,?\s?(?:der|ihrer|des|of|bezogen auf|an den)\s(?:[\w/-]+,?\s){{0,6}}[\w-]{{0,30}}{_COSTS}",
        " der zuwendungsfähigen Gesamtausgaben",
    ),
)
GRANT = (
    Rule(
        "the amount of the grant",
        r"(?:zuschuss|zuwendung|förderung)\s+setzt\s+sich\b|(?:zuschuss|zuwendung|förderung)(?:shöhe)?:\s|kofinanzierung\s+beträgt|höhe\s+(?:des|der|ihres|ihrer)\s+[\w+-]{0,20}?(?:zuschusses|zuwendung|förderung|"
        r"zuschüsse|finanzhilfe)|(?:zuschuss|zuschüsse|zuwendung(?:en)?|förderung|beihilfen?)\s+(?:\w+\s+){0,3}(?:beträgt|betrug|liegt|lag|"
        r"deckt|beläuft|belief|von|in)\b|\b(?:beträgt|betrug)\s+der\s+zuschuss|fördermittel\w?\s+(?:\w+\s+){0,3}"
        r"(?:nicht|höchstens|maximal|bis)",
        "Die Höhe des Zuschusses beträgt",
    ),
    Rule(
        "the rate by name",
        r"förderung\s+kann\b|kann\s+die\s+förderung\b|förder(?:satz|quote|höhe|ung\s+(?:von|beträgt))|kofinanzierungs(?:satz|rate)|"
        r"ko-finanzierungsrate|prozentige\w?\s+(?:förderung|zuwendung|übernahme)|(?:%|prozent)-?förderung|zuwendungssatz|fördersätze|"
        r"anteil(?:s)?finanzierung|funding rate|co-?financing rate",
        "Der Fördersatz beträgt",
    ),
    Rule(
        "the rate by other names",
        r"(?:förder|beihilfe|zuschuss)(?:intensität|anteil|quote|höhe)|zuwendungshöhe|beihilfe\s+(?:darf|beträgt)|festbetrag",
        "Die Förderintensität beträgt",
    ),
    Rule(
        "in English",
        r"\bgrants?\s+(?:\w+\s+){0,4}(?:cover|reimburs|financ|amount)|\b(?:programme|fund|eu|union|support|funding|contribution)\s+"
        r"(?:\w+\s+){0,3}(?:covers?|reimburses?|finances?|amounts?)|reimburs\w+\s+(?:rate|at)|funding\s+(?:rate|intensity)"
        r"|aid\s+intensity|co-?financed\s+at|intervention\s+rate|\bsubsid\w+|\bgrant\s+(?:rate|intensity)|\bgrants?\s+of\s",
        "The grant covers",
    ),
    Rule(
        "is funded with",
        r"\bgefördert\b|\bbezuschusst\b|erhalten\s+sie|fördert|funded|unterstützt\s+\w+\s+mit|\bmitteln\s+(?:\w+\s+){0,4}gezahlt"
        r"|(?:vom|durch\s+das)\s+(?:land|bund)\s+getragen|\b(?:efre|esf|eler)\b[^.;]{0,40}\bgezahlt",
        "werden mit bis zu 90 Prozent gefördert",
    ),
    Rule(
        "somebody pays",
        r"\b(?:das\s+land|der\s+bund|der\s+freistaat|die\s+eu|die\s+stiftung|\w*(?:efre|esf)|ministerium|\w*bank)\b"
        r"[^.;]{0,60}\b(?:trägt|übernimmt|bezahlt|zahlt|erstattet|deckt|beteiligt|finanziert)\b|"
        r"\b(?:trägt|übernimmt|bezahlt|zahlt|erstattet|finanziert)\s+(?:[\w%.]+\s+){0,5}?(?:das\s+land|der\s+bund|der\s+freistaat|die\s+eu)\b|"
        r"\b(?:übernommen|erstattet)\s+werden|\bwerden\s[^.;]{0,90}\b(?:übernommen|erstattet)\b|"
        r"\b(?:üblich\s+sind|bezahlt\s+(?:wird|werden|wurden?))\b",
        "Der Bund trägt höchstens 50 Prozent",
    ),
)
NOT_A_RATE = (
    Rule(
        "own money",
        r"eigen(?:anteil|mittel|beteiligung|leistung|finanzierung|kapital)|eigen-\s|"
        r"selbst\s+(?:\w+\s)?(?:zu\s+)?(?:tragen|aufbringen|aufzubringen|finanz)|drittmittel|beteiligen|own\s+(?:resources|funds|contribution)",
        "Eigenanteil",
    ),
    Rule("interest", r"\b\w{0,20}zins(?!los|zuschuss|frei|günst|verbillig)|p\.\s?a\.|per annum", "Zinssatz"),
    Rule(
        "guarantees",
        r"bürgschaft|verbürg|garantie|haftungsfreistell|ausfall|risikoübernahme|absicher",
        "Ausfallbürgschaft",
    ),
    Rule(
        "loans and stakes",
        r"kredit(?:summe|betrag|bedarf)|darlehens(?:summe|betrag|beträge|laufzeit)|beteiligungs(?:summe|"
        r"kapital)|geschäftsanteil|stimmrecht|tilgung|(?:prozent|%)\s+de[sr]\s+(?:\w+\s)?(?:darlehens|"
        r"grunddarlehens|kredits|fördersätze|beihilfehöchst)|teilverzicht",
        "der Kreditsumme",
    ),
    Rule(
        "English",
        r"allocat\w+|earmark\w+|of (?:their|its|the call) budget|supply|originat|sourced|third countr|"
        r"threshold|interest rate|guarantee|indirect costs|pre-?financ|participants|turnover|\breduc|\bemission"
        r"|\bof\s+the\s+population|financial\s+support\s+to\b|\bwomen\b|\bshare\s+capital|\bsubcontract",
        "allocate at least 0.8% of their budget",
    ),
    Rule("state aid ceilings", r"de-?minimis|pro-kopf|bruttoinlandsprodukt|arbeitslosenquote", "De-minimis"),
    Rule(
        "flat additions",
        r"pauschale|pauschal\s+anerkannt|indirekte\w?\s+(?:kosten|ausgaben)|gemeinkosten|overhead|verwaltungsausgaben|sicherheitseinbehalt|"
        r"rücklage",
        "Projektpauschale",
    ),
    Rule(
        "payments",
        r"vorfinanzier|abschlag|vorschuss|auszahlung|ausgezahlt|schlusszahlung|einbehalt",
        "Vorfinanzierung",
    ),
    Rule(
        "how large a part of the costs may be",
        r"(?:kosten|ausgaben)\b[^.;,]{0,60}\b(?:dürfen|darf|sollen)\b|\bcosts?\b[^.;,]{0,90}\b(?:shall|may|must|should|can)\s?not\s+exceed",
        "Die Ausgaben für Reisen dürfen höchstens",
    ),
    Rule(
        "compared with something",
        r"(?:prozent|%|v\.\s?h\.)\s+(?:weniger|mehr|über|unter|höher|niedriger|geringer)\b",
        "30 Prozent weniger Energie",
    ),
    Rule(
        "deviations",
        r"überschrit|(?<!nicht )überschreit|unterschreit|abweich(?!end\b)|verlängert|kürz|"
        r"mindestens\s+\d{1,3}\s(?:Prozent|%|v)",
        "überschritten werden",
    ),
)
MEASURED = (
    Rule(
        "income and people",
        r"einkommen|umsatz|teilnehm|beschäftigt|einwohner|belegschaft|arbeitszeit|"
        r"stellenanteil|wochenstunden|grad der behinderung|mitglied",
        "Einkommensgrenze",
    ),
    Rule(
        "things measured",
        r"fläche|energie(?:einspar|bedarf|verbrauch)|emission|einspar|reduzier|senk|"
        r"steiger|bevölkerungs|leerstand|auslastung|zielerreichung|anteil von frauen",
        "Energieeinsparung",
    ),
)
OWN = (
    Rule(
        "own share",
        r"eigen(?:anteil|mittel|beteiligung|leistung|finanzierung)\w{0,3}|komplementärmittel|eigenen\s+mitteln|"
        r"own (?:contribution|funds|resources)",
        "Eigenanteil",
    ),
    Rule(
        "financing by others that is demanded",
        r"(?:(?:ko|gegen)-?finanzierung|co-?(?:financing|funding)|match(?:ed)?\s+funding)(?!s(?:satz|rate|quote|anteil\s+der))"
        r"[^.;,\d]{0,40}\b(?:mindestens|wenigstens|at\s+least|minimum)\b|\b(?:mindestens|wenigstens|at\s+least|minimum\s+of)\s+\d{1,2}"
        r"\s?(?:%|prozent|per\s?cent)\s+(?:of\s+)?(?:match(?:ed)?\s+funding|co-?(?:funding|financing)|(?:ko|gegen)-?finanzierung)",
        "Eine Kofinanzierung von mindestens",
    ),
    Rule(
        "what the town or the applicant bears",
        rf"{_WHO_BEARS}\s+(?:\w+\s+){{0,3}}?(?:trägt|tragen|übernimmt|übernehmen|finanziert|finanzieren|steuert|bringt|bringen"
        rf"|beteilig\w+|bears?|covers?|pays?|contributes?|must\s+contribute|finances?)\b|\b(?:trägt|tragen|übernimmt|übernehmen|finanziert"
        rf"|zahlt)\s+(?:die|der|das)\s+{_WHO_BEARS}|\bvon\s+(?:der|den|dem)\s+{_WHO_BEARS}\s+(?:selbst\s+)?(?:zu\s+|auf)"
        r"(?:tragen|finanz|erbring|zubringen|übernehmen)",
        "die Kommune trägt 10 Prozent",
    ),
    Rule(
        "own and third-party money",
        r"eigen-\s?(?:und|oder|/)\S*\s?(?:oder\s)?\w*mittel",
        "Eigen- und/oder Drittmitteln",
    ),
    Rule(
        "taking part in the financing",
        r"\bmit\s+mindestens\s+\d{1,2}\s\w+\s(?:\w+\s){0,5}(?:beteiligen|selbst)|"
        r"(?:finanzierung|ausgaben|kosten)\s+(?:zu\s+)?beteiligen",
        "mit mindestens 10 Prozent an der Finanzierung beteiligen",
    ),
)
NOT_OWN = (
    Rule(
        "what a grant leaves open, told by the way",
        r"\b(?:verbleibende|restliche|übrige)n?\s+\d{1,2}\s(?:Prozent|%|v)",
        "Die verbleibenden 10 Prozent",
    ),
    Rule(
        "a share of the own share",
        r"(?:prozent|%|v\.\s?h\.)\s+(?:des|der|ihres|ihrer)\s+(?:\w+\s)?eigen",
        "50 Prozent des Eigenanteils",
    ),
    Rule(
        "what may count as own share",
        r"anerkannt|angerechnet|als\s+eigen\w+\s+(?:erbracht|eingebracht)|ersetzt|"
        r"unbare|ehrenamtlich|drittmittel\s+(?:bis|in höhe von bis)|verzichtet",
        "als Eigenmittel anerkannt",
    ),
)
CONTINUES = (
    Rule(
        "goes on with what the sentence before spoke of",
        r"^(?:(?:er|sie|es|dies\w?|diese[rs]?)\s+(?:beträgt|betrug|liegt|deckt|erhöht|steigt|kann)|bei\b|in\b|im\b|für\b|"
        r"\w*kommunen\b|gemeinden\b|\w+schwache\s(?:kommunen|städte|gemeinden|landkreise|antragstell\w+)\b|unter\b|abweichend|davon|ausnahmsweise|wenn\b|sofern\b|sonst\b|ansonsten|handelt|"
        r"auf\b|unter\b|it\s|for\s|in\s)",
        "Er beträgt bis zu 45 Prozent",
    ),
)
SPARED = (
    Rule(
        "words that only name the project or the town",
        r"energieeinspar\w*maßnahmen?|emissionsminderungs\w+|\bsenkungsprojekte|flächendeckend\w*|(?:frei)?flächen\b|"
        r"haushaltssicherung\w*|quadratmeter\s+\w*fläche|auf\s+(?:der\s+)?basis\s+von\s+\w*pauschalen",
        "Energieeinsparmaßnahmen",
    ),
)
