"""The nouns that decide whose day a day is: what is handed in, what names a last day, and what else has days."""

from facts.rules import Rule

_PLEA = (
    r"antr[aä]g(?!steller|stellende|sberecht|sformular|sunterlage|svordruck|sprüf|sbearbeit|svolumen|sberat|"
    r"swerkst|ssumme|snummer|sjahr|sportal|sverfahren|sfrist|sschluss|sstichtag|stermin|szeitr|sfenster|sphase|"
    r"srunde|sstopp|sannahme|sfähig|sabwicklung|smodul|seingang|sende)"
)
OBJECTS = (
    Rule("an application", rf"\w*{_PLEA}\w*|\w*antrags?eing[aä]ng\w*|\bersuchen\b", "Förderanträge"),
    Rule(
        "a sketch",
        r"\w*skizzen?\b|\w*vorschl[aä]g\w*|\w*(?:projekt|förder|ideen)anfragen?\b|\w*(?:gesuch|begehren)e?s?n?\b|\w*projektidee\w*|\w*förderanfragen?\b|\w*ideen\b|"
        r"\w*vorhabenbeschreibung\w*",
        "Ihre Projektskizze",
    ),
    Rule(
        "competing",
        r"\w*bewerbung(?:en)?\b|\w*wettbewerbsbeitr\w+|\w*teilnahme\b(?!schluss)|\w*bewerbungsmappe\w*",
        "Bewerbungen",
    ),
    Rule(
        "expression of interest",
        r"\b(?:interess\w{0,3}|absichts)(?:bekundung|erklärung)(?:en)?\b|\babsichtserklärung(?:en)?\b|\binteresse\b|\w*voranmeldung(?:en)?\b",
        "Interessensbekundung",
    ),
    Rule(
        "registering",
        r"\w*(?:anmeldung(?:en)?|registrierung(?:en)?)\b|\w*bedarfs?\w*(?:meldung|anzeige)(?:en)?\b|\w*mittelbedarfs?\b|\bbedarf\b|\w*anträgen\b",
        "Anmeldung",
    ),
    Rule(
        "handing in as a noun",
        r"\w*einreichung(?:en)?\b|\beinsendung(?:en)?\b|\babgabe\b|\bvorlage\b|\beingang\b|\bübersendung\b|"
        r"\bzusendung\b|\beinreichen\b|\bbeantragung\b",
        "Die Einreichung",
    ),
    Rule(
        "English",
        r"\b(?:applications?|proposals?|submissions?|expressions?|letters?|notes?|outlines?|"
        r"bids?|entries|project\sideas?|sketch(?:es)?|pre-?proposals?|pre-?applications?|"
        r"requests?\sfor\sfunding|nominations?)\b",
        "proposals",
    ),
)
PAPERS = (
    Rule(
        "papers and projects, which are applications where something hands them in",
        r"\w*unterlagen?\b|\w*formulare?s?\b|\w*(?:beschreibung|darstellung|abriss|steckbrief|exposé|motivationsschreiben)(?:en|e|s)?\b|\w*vordruck(?:e|s)?\b|\w*dokumente?\b|\w*bogen\b|\w*(?:vorhaben|"
        r"projekte?|maßnahmen?)\b|"
        r"\w*konzepte?\b|\w*(?:exposés?|papers?|forms?|documents?|projects?|dossiers?)\b|\bbeitr[aä]ge?\b|"
        r"\w*veranstaltung(?:en)?\b",
        "Ihre Unterlagen",
    ),
)
LABELS = (
    Rule(
        "a last day",
        r"\b(?:(?:projekt|förder|voll|zuwendungs|online|programm|haupt)?antrags?|antragstellungs?|antragseingangs|einlieferungs|"
        r"registrierungs|nominierungs|vorschlags|gesuchs|förder|call|wettbewerbs|bewerbungs|einreich\w{0,5}|einsende|abgabe|annahme|"
        r"anmelde|melde|teilnahme|ausschluss|vorlage|"
        r"skizzen|eingangs|interessenbekundungs|bewertungs|melde)?(?:frist(?:en)?(?:ende|ablauf)?|"
        r"schluss(?:termine?)?|stichtage?n?s?|termine?n?s?|deadline)\b|\b(?:antrags|bewerbungs|einreichungs|"
        r"anmelde)ende\b"
        r"|\bletzte[rn]?\s+(?:tag|termin)|\bdeadlines?\b|\bclosing\sdates?\b|\bcut-?off(?:\s(?:dates?|"
        r"days?))?s?\b|\bdue\sdates?\b",
        "Die Antragsfrist",
    ),
)
BARE = (
    Rule(
        "labels that do not say of what",
        r"(?:frist(?:en)?(?:ende|ablauf)?|stichtage?n?s?|termine?n?s?|schluss|deadlines?)",
        "Frist",
    ),
)
WINDOWS = (
    Rule(
        "what is open for a while",
        r"\b(?:antrags?|antragstellungs?|bewerbungs|ausschreibungs|interess\w{0,3}bekundungs|einreich\w{0,5}|förder|zeit|anmelde|"
        r"projekt)?(?:zeitr[aä]um\w{0,2}|fenster\w?|phasen?|runden?|portal\w?|annahme|verfahren)\b"
        r"|\b\w*(?:aufrufs?|aufrufe|ausschreibung(?:en)?|wettbewerbs?|wettbewerbe)\b|\bcalls?\b|\w*call\b|\bgelegenheit\b|\bchance\b|"
        r"\binteress\w{0,3}bekundungsverfahren\b|\bbewerbung\b|\bantragstellung\b"
        r"|\b(?:application|submission)\s(?:window|period|phase|round|portal)s?\b|\bwindow\b|\bportal\b|"
        r"\bcompetition\b|\bmöglichkeit\b",
        "Das Förderfenster",
    ),
)
NOT_OURS = (
    Rule(
        "proofs, payments, changes of what was granted",
        r"\w*nachweis\w*|\w*bericht(?:e|en|s)?\b|\w*belege?n?\b|\w*rechnung(?:en|s\w*)?\b|\w*abrechnung\w*|"
        r"\w*(?:mittel)?abr[ou]f\w*|\w*anforderung(?:en)?\b"
        r"|\w*(?:auszahlung|zahlung|erstattung|rückzahlung)(?:en|s\w*)?\b|\w*rate\b|\w*raten\b|\w*abschlag\w*|"
        r"\bvorschuss\b|\bteilbetr[aä]g\w*|\w*verlängerung(?:en)?\b|\w*änderung(?:en|s\w*)?\b|"
        r"\w*aufstockung(?:en)?\b|\w*umwidmung(?:en)?\b"
        r"|\w*(?:auszahlungs|zahlungs|änderungs|verlängerungs|folge|erhöhungs|umwidmungs|erstattungs|stundungs|"
        r"aufstockungs|umschichtungs|nachtrags)antr[aä]g\w*",
        "Verwendungsnachweise",
    ),
    Rule(
        "remedies, questions, advice, resolutions, papers of others",
        r"\bwidersprüch\w*|\bwiderspruch\w*|\bklagen?\b|\b(?:rück)?fragen?\b|\banfragen\b|\w*beratung(?:en|"
        r"s\w*)?\b|\w*beschl[uü]ss\w*|\w*gutachten\b|\w*stellungnahmen?\b"
        r"|\w*genehmigung\w*|\w*einladung(?:en)?\b|\w*bescheide?s?\b|\w*ergebnis(?:se)?\b|\w*listen?\b|"
        r"\w*auflistung(?:en)?\b|\w*aufstellung(?:en)?\b|\bausgabereste\w?\b|\w*zwischenstand\b|"
        r"\w*vertr[aä]g(?:e|s|es|en)?\b|\w*bewilligung(?:en|s(?!behörde|stelle)\w*)?\b|"
        r"\w*entscheidung(?:en)?\b"
        r"|\w*auswahl(?!runde)\w*|\bjury\w*|\w*sitzung(?:en)?\b|\w*beirats?\b|\bzusagen?\b|\babsagen?\b|"
        r"\bbewertung(?:en)?\b|\bbegutachtung\b|\bprüfung\b|\bbekanntgabe\b|\bveröffentlichung\b",
        "Rückfragen",
    ),
    Rule(
        "surveys and feedback",
        r"\w*fragebogen\w*|\w*umfrage(?:n|b\w+)?\b|\w*befragung\w*|\w*rückmeldung(?:en)?\b|\w*feedback\w*|\bsurveys?\b|\bquestionnaires?\b|"
        r"\w*teilnehm(?:er|ende)\w*list\w+|\w*korrektur(?:en)?\b|\w*nachforderung(?:en)?\b|\w*nachreichung(?:en)?\b|\w*ergänzung(?:en)?\b",
        "Fragebogen",
    ),
    Rule(
        "events",
        r"\w*(?:infoveranstaltung|informationsveranstaltung|seminar|workshop|webinar|schulung|konferenz|tagung|"
        r"sprechstunde|infotag|(?:vernetzungs|fach|netzwerk|jahres|auftakt)treffen|fachtag|kongress|forum|messe\b|werkstatt|auftakt|preisverleihung)\w*",
        "das Webinar",
    ),
    Rule(
        "terms that are no deadlines of applying",
        r"\b\w*(?:bindungs|binde|widerspruchs|aufbewahrungs|umsetzungs|durchführungs|abruf|zahlungs|übergangs|"
        r"nachreich\w{0,4}|prüf|vorhalte|verjährungs|kündigungs|karenz|fertigstellungs|berichts|"
        r"verwendungs)\w*frist(?:en)?\b"
        r"|\w*laufzeit(?:en)?\b|\w*(?:projekt|bewilligungs|durchführungs|maßnahmen|"
        r"verpflichtungs)zeitr[aä]um\w*|\w*förder(?:zeitr[aä]um\w*|periode\w*|programms?)\b|\bgültigkeit\w*|"
        r"\bgeltungsdauer\b|\brichtlinien?\b|\w*verordnung\w*|\bprogramms?\b"
        r"|\w*(?:projekt|maßnahme\w?|vorhaben\w?|bau)(?:beginn|start|ende|abschluss)\w*|\bausgaben\b|"
        r"\bkosten\b|\bmittel\b|\bstand\b|\bfassung\b|\w*berechnung\w*|\w*ermittlung\w*|\w*einwohnerzahl\w*|"
        r"\w*zählung\w*|\w*erhebung\w*|\w*bemessung\w*",
        "Die Bindefrist",
    ),
    Rule(
        "English",
        r"\breports?\b|\breporting\b|\b(?:payment|reimbursement|prolongation|extension|amendment|"
        r"refund)s?\b(?!\sof\sthe\sdeadline)|\bpayment\s(?:claim|request)s?\b|\bquestions?\b|\b(?:in|"
        r"en)quir(?:y|ies)\b|\bclarifications?\b"
        r"|\bdefen[cs]e\b|\bdegrees?\b|\bevents?\b|\bwebinars?\b|\binfo(?:rmation)?\s(?:day|session)s?\b|\bgrant\sagreements?\b|"
        r"\binvoices?\b|\baccounts\b|\bresults\b|\bevaluations?\b|\bregulations?\b|\bderogations?\b|\brules\b|"
        r"\btranspos\w+|\bdirectives?\b|\bproject\s(?:end|start|period|duration)\b|\bduration\b|\bscheme\b|"
        r"\bprogramme\b|\bguidelines\b",
        "Reports",
    ),
)
FOR_MONEY = (
    Rule(
        "what one applies for",
        r"^(?:\w*(?:förder|zuwendung|zusch[uü]ss|gewähr|aufnahme|darlehen|kredit|hilfe|unterstützung|stipendi|"
        r"preis|beihilfe|finanzierung|teilnahme|bezuschuss|"
        r"zuteilung|investition|bürgschaft|mitfinanz|anerkennung|erteilung)\w*|(?:\w{2,})?mittel|bewilligung|"
        r"einen?|funding|grants?|support|financing|aid|membership)\b",
        "Zuwendung",
    ),
)
