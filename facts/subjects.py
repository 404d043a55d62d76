"""The words that tell what a date is about: applying, or one of the many other things that have dates."""

from facts.rules import Rule
from funding.programme import StageName

APPLY = (
    Rule("an application", r"antr[aä]g(?!s?(?:stell(?:er|end)|berecht))", "Förderanträge"),
    Rule("a sketch", r"skizze|projektvorschl[aä]g|projektidee|förderanfrage", "Ihre Projektskizze"),
    Rule("competing", r"bewerbung|bewerben|\bbewirb", "Bewerbungen"),
    Rule(
        "expression of interest",
        r"interess\w{0,3}bekundung|expressions? of interest|letters? of intent",
        "Interessensbekundung",
    ),
    Rule("a concept", r"\bconcept (?:note|paper)s?\b|\boutlines? (?:due|by)\b", "concept notes"),
    Rule(
        "registering",
        r"\banmeld(?:ung|eschluss|efrist|en)|\banzumelden|\bangemeldet|\bregistrier|\bmelden\s+sie\b|"
        r"\bmelden\s+(?:die\s+\w+\s+)?ihre[nms]?\s+(?:bedarf|vorhaben|projekte?)|\bmelden\b.{0,120}\ban\b\.?$",
        "Anmeldeschluss",
    ),
    Rule("handing in", r"einreich|eingereicht|einzureichen|\breichen\b", "sind einzureichen"),
    Rule(
        "closing words",
        r"(?:einsende|annahme|abgabe|melde|antrags|bewerbungs|teilnahme|einreich\w{0,4})(?:schluss|termin|frist)|"
        r"\bfrist(?:ablauf|ende)|\bausschreibung\s+(?:läuft|lief|endet|ist|war)",
        "Einsendeschluss",
    ),
    Rule("a window", r"(?:förder|antrags|zeit|bewerbungs)fenster|antragsrunde|antragszeitr", "Das Förderfenster"),
    Rule("cut-offs", r"(?:bewertungs|antrags|einreichungs|vorlage)(?:stichtag|frist|termin)", "Bewertungsstichtage"),
    Rule("a call", r"\bcalls?\b|projektaufruf|förderaufruf|themenaufruf|\baufrufs?\b", "Der dritte Call"),
    Rule("invitation", r"sind .{0,80}eingeladen", "sind Kommunen eingeladen"),
    Rule(
        "English",
        r"(?<!will )(?<!shall )(?<!not )(?<!rules )(?<!conditions )\bapply\b(?! to\b)|\bappl(?:ications?|ying)\b|"
        r"\bproposals?\b|\bsubmi(?:t|ssions?)\b|\bdeadlines?\b|"
        r"\bopen(?:s|ed)? (?:until|on|from)\b|\bclos(?:e|es) on\b",
        "apply by",
    ),
)

OTHER = (
    Rule(
        "proof of use",
        r"verwendungsnachweis|(?:zwischen|schluss|end)nachweis|sachbericht|(?:abschluss|"
        r"zwischen|schluss|jahres)bericht",
        "Der Verwendungsnachweis",
    ),
    Rule(
        "payment",
        r"mittelabr|mittelanforder|abgerufen|abzurufen|auszahl|zahlungsantr|abschlagszahl|"
        r"\brechnung|abrechn|erstattungsantr|payment claim",
        "Mittelabrufe",
    ),
    Rule(
        "validity",
        r"außer\s+kraft|in\s+kraft|gültig|geltungsdauer|befristet|\bg(?:ilt|elten|"
        r"alt)\s+(?:\w+\s+){0,4}bis",
        "Die Richtlinie gilt bis",
    ),
    Rule(
        "events",
        r"findet\s.{0,60}statt|informationsveranstaltung|infoveranstaltung|auftaktveranstaltung|"
        r"preisverleihung|webinar|sprechstunde|infotag|info\s?day",
        "Die Preisverleihung",
    ),
    Rule(
        "publication",
        r"bundesanzeiger|\bBAnz\b|ministerialblatt|\bGVBl|\bStand:|veröffentlicht\s+(?:am|"
        r"wurde|worden)|bekanntmachung\s+vom|fassung\s+vom|amtsblatt",
        "Stand: 1.3.2025",
    ),
    Rule(
        "what the authority does",
        r"\bentscheide[nt]\b|\bprüf(?:t|en)\b|\bbewertet bis|\berstellt\b|\binformier(?:t|"
        r"en)\b|\bleitet\b|\b(?:legt|legen|reichen\s+die)\b|\bübermittel|weiterzuleiten|"
        r"weitergeleitet|\bbewilligt (?:werden|wurden?|worden|sind|bis)|\bteilt\b",
        "Das Ministerium entscheidet",
    ),
    Rule(
        "how it is judged",
        r"\bentschieden\b|\bjury(?:sitzung|entscheid)|\bjury\s+(?:tagt|berät|wählt)|\b(?:wird|werden|wurden?)\b.{0,80}\b(?:beraten|bewertet|begutachtet|ausgewählt)\b(?!:)|"
        r"\bauswahl\w*\s+(?:\w+\s+){0,3}(?:erfolgt|findet|wird)|\berfolgt\s+(?:\w+\s+){0,3}(?:die\s+)?auswahl|"
        r"\bwill be (?:evaluated|assessed|reviewed|selected|notified|informed|decided|announced)\s"
        r"(?:by|until|on|before)\b",
        "wird bis zum 30. Juni 2027 entschieden",
    ),
    Rule(
        "questions and advice",
        r"\brückfragen\b|(?<!bei )(?<!für )(?<!zu )\bfragen\s+"
        r"(?:zu|zur|zum|können|sind|bitte|werden|richten|nimmt|per|bis)\b|"
        r"\bquestions?\s+(?:about|on|regarding|concerning|may|can|must|by|until)\b|\b(?:inquiries|enquiries|clarification)|"
        r"(?<!sich )\bberaten\b(?!:)|beratungs(?:gespräch|termin)|(?:pflicht|antrags|erst)beratung|"
        r"\bberatung\s+(?:zu[rm]?|vor)\s+\w*antrag",
        "Fragen zur Ausschreibung",
    ),
    Rule(
        "forms to fetch, portals at rest",
        r"\babrufbar\b|(?:unterlagen|formular|vordruck|dokumente|leitfaden|merkblatt)\w{0,4}\b.{0,80}"
        r"\b(?:verfügbar|erhältlich|einsehbar|bereit|heruntergeladen)\b|\bwartung|\bmaintenance\b",
        "Der Vordruck ist im Netz verfügbar",
    ),
    Rule(
        "counts of the past, costs as they arise",
        r"\b(?:bisher|bislang)\b.{0,90}\b(?:eingereicht|gestellt|eingegangen|beantragt|bewilligt)|"
        r"\b(?:entstehen|entstanden|anfallen|angefallen)\b",
        "bislang wurden 30 Anträge eingereicht",
    ),
    Rule(
        "old applications",
        r"^(?!nachdem\b).{0,400}?\b(?:gestellt|eingereicht|eingegangen(?:en)?|beantragt)(?: worden)? (?:sind|"
        r"wurden?|waren|ist)\b|\beingegangenen?\s+anträge|bewilligte",
        "die bis dahin gestellt wurden",
    ),
    Rule(
        "state aid notices",
        r"europäischen\s+kommission|notifizier|freigestellt",
        "bei der Europäischen Kommission angemeldet",
    ),
    Rule(
        "calls to be published",
        r"aufforderung\w*\s.{0,200}veröffentlich|zu\s+veröffentlichen",
        "sind Aufforderungen zu veröffentlichen",
    ),
    Rule(
        "from office to office",
        r"zuzuleiten|zugeleitet|prioritätenliste|verwaltungsrat",
        "sind dem Ministerium zuzuleiten",
    ),
    Rule("what may follow later", r"nachzureichen|nachgereicht|nachreich", "sind nachzureichen"),
    Rule(
        "how long money is granted",
        r"(?:bewilligungs|durchführungs|förder)zeitraum\s+(?:\w+\s+){0,3}(?:richtet|"
        r"endet|beträgt|läuft)",
        "Der Bewilligungszeitraum richtet sich nach dem Antrag",
    ),
    Rule("an extension", r"verlängerung\s+(?:der|dieser)\s+\w*frist", "eine Verlängerung der Bewerbungsfrist"),
    Rule(
        "people counted",
        r"einwohnerzahl|bevölkerung|stichtag der|altersgrenze|vollendet|geboren|wohnsitz",
        "Einwohnerzahl",
    ),
    Rule("who may apply", r"antragsberechtigt", "Antragsberechtigt sind Städte, die zum 1.1."),
    Rule(
        "later applications of those who were funded",
        r"(?:änderungs|erhöhungs|verlängerungs|umwidmungs)antr[aä]g|\bantr[aä]ge?n?s?\s+auf\s+(?:\w{1,12}\s+){0,2}"
        r"(?:\w{0,12}verlängerung|umwidmung|auszahlung|änderung|aufstockung|erhöhung|erstattung|mittelabruf|stundung|"
        r"vorzeitig\w*|\w{0,9}vorhabenbeginn|\w{0,9}maßnahmenbeginn|akteneinsicht)|"
        r"\b(?:applications?|appl(?:y|ying)|requests?)\s+for\s+(?:\w+\s+){0,2}"
        r"(?:reimbursement|extension|prolongation|payment|amendment|refund)",
        "Änderungsanträge",
    ),
    Rule("legal remedy", r"widerspruch|\bklage|übergangsregel|bestandsschutz", "Widerspruch"),
    Rule(
        "English",
        r"\bevents?\b|\breport(?:s|ing)?\b|\bentry into force|\bpublished\b|\bwebinar|"
        r"closing in \d|\btranspos\w+|\badoption\b|\bcomply\b|\bphase-?out",
        "Closing in 1 month",
    ),
)

EVENTS = Rule(
    "an event that one signs up for",
    r"(?<!ihre )(?<!ihrer )(?:veranstaltung|seminar|workshop|webinar|schulung|"
    r"konferenz|tagung|infotag|sprechstunde|info\s?(?:day|session))",
    "Anmeldung zum Online-Seminar",
)

WEAK = (
    Rule(
        "the project's run",
        r"laufzeit|durchführ|durchgeführt|abgeschlossen|abzuschließen|beende[nt]|"
        r"fertiggestellt|fertigstell|umgesetzt|inbetrieb",
        "muss abgeschlossen sein",
    ),
    Rule("its beginning", r"\bbegonnen|\bbeginn(?:en|t)\b|\bstarte[nt]\b|gekauft|erworben", "darf beginnen"),
    Rule(
        "periods",
        r"(?:förder|bewilligungs|durchführungs|projekt|verpflichtungs)zeitr|förderperiode",
        "Bewilligungszeitraum",
    ),
    Rule("laws", r"\bgesetz|verordnung|richtlinie\b.{0,60}\bvom\b|\berlass", "der Verordnung"),
    Rule("English", r"\bproject (?:period|end|start)|\bduration\b|\bimplement", "project end"),
)

STAGES: tuple[tuple[StageName, Rule], ...] = (
    (
        "sketch",
        Rule(
            "sketch",
            r"skizze|projektvorschl[aä]g|projektidee|förderanfrage|bewertungsstichtag|concept (?:note|paper)|sketch|"
            r"pre-?(?:proposal|application)s?|\boutline(?: (?:proposal|application)s?)?\b",
            "Projektskizzen",
        ),
    ),
    (
        "eoi",
        Rule(
            "expression of interest",
            r"interess\w{0,3}bekundung|expressions? of interest|letters? of intent",
            "Interessensbekundung",
        ),
    ),
    (
        "registration",
        Rule(
            "registration",
            r"\banmeld(?:ung|eschluss|efrist|en)|\banzumelden|\bangemeldet|\bregistrier|\bregist(?:er|"
            r"ration)\b|\bmelden\s+sie\b|\bmelden\s+(?:die\s+\w+\s+)?ihre[nms]?\s+(?:bedarf|vorhaben|projekte?)",
            "Anmeldung",
        ),
    ),
    (
        "application",
        Rule(
            "application",
            r"(?<!vor )(?<!vor der )(?<!nach )"
            + APPLY[0].words
            + r"|bewerbung|\bapplications?\b|\bapply\b|\bproposals?\b",
            "Antrag",
        ),
    ),
)
DEADLINES = Rule(
    "a heading or lead that announces deadlines",
    r"frist|antragsschluss|termine\b|stichtag|deadline|einreichungsrunde|zeitfenster",
    "Antragsfristen",
)
