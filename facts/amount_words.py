"""The words that say of what a sum is: a grant, costs, a whole programme or something else."""

from facts.rules import Rule

GRANT = (
    Rule(
        "the grant by name",
        r"bedarfszuweisung|zuschuss(?!f)|zuschüsse|zuwendung(?!sf)|förder(?:summe|betrag|höhe|ung\b|höchst|"
        r"umme)|finanzhilfe|preisgeld|prämie|darlehen|kredit|bürgschaft|stipendi|"
        r"festbetrag|dotiert|beteiligung|\bgrant|\bfunding\b",
        "Die Höhe des Zuschusses",
    ),
    Rule(
        "is funded with",
        r"gefördert|bezuschusst|\berhalten\b|\berhält\b|\bbekam(?:en)?\b|\berhielt(?:en)?\b|beantragen|\bbekommen\b|\bbekommt\b|pauschale[n\b]",
        "werden bis zu EUR 5.000 gefördert",
    ),
    Rule(
        "a share of costs stands ahead",
        r"(?:prozent|%|v\.\s?h\.)\s+(?:der|ihrer|des)\s",
        "90 Prozent der zuwendungsfähigen Ausgaben, maximal EUR 10.000",
    ),
    Rule(
        "a limit by name",
        r"höchstbetrag|höchstförder|höchstsumme|obergrenze|maximalbetrag|antragsvolumen|"
        r"maximum grant|(?:eu|financial|maximum) contribution",
        "Der Höchstbetrag liegt bei EUR 15.000",
    ),
)
COSTS = (
    Rule(
        "costs",
        r"ausgaben|kosten|investition|projektvolumen|finanzvolumen|auftragswert|baukosten|"
        r"honorar|gesamtvolumen des",
        "Die Gesamtausgaben",
    ),
)
NOT_A_CAP = (
    Rule(
        "the whole programme",
        r"budget|haushaltsmittel|mittelvolumen|fördervolumen|gesamtvolumen|insgesamt\s+(?:stehen|"
        r"stellt|werden|rund)|zur\s+verfügung|fördertopf|bereitgestellt|bereit\b|"
        r"ausgestattet|programmvolumen",
        "Insgesamt stehen EUR 5 Millionen zur Verfügung",
    ),
    Rule("paid on to others", r"third part(?:y|ies)|sub-?grants?", "Grants to third parties are capped at EUR 20 000"),
    Rule(
        "income and turnover",
        r"umsatz|bilanz|einkommen|bruttogehalt|verdien|gehalt|arbeitnehmer|jahresmiete|"
        r"kaltmiete|entgelt|eigenkapital|verschuldung|gebühr|teilnahmebeitr",
        "EUR 800.000 Jahresumsatz",
    ),
    Rule(
        "other thresholds",
        r"übersteig(?:t|en)\s+(?:das|die|der|ihr)|ab einem|vergabe|auftrag(?:s|wert)|"
        r"schwellenwert|bei (?:zuwendungen|zuschüssen|förderungen) (?:von|über|bis|"
        r"ab)|für\s+zuschüsse|liegt\s+[^.]{0,40}unter|hat\s+ihr\s+projekt|verwendungsnachweis|"
        r"kleinbetrag",
        "bei Zuwendungen über EUR 50.000",
    ),
)

AID = (
    Rule(
        "state aid ceilings",
        r"de-?minimis|steuerjahr|innerhalb von (?:drei|3) (?:steuer|kalender)?jahren",
        "De-minimis",
    ),
)
PAYS = (
    Rule(
        "somebody pays",
        r"\b(?:zahlt|gibt|gezahlt|gewährt|bewilligt|vergibt|bezahlt|bezuschusst|stiftet|übernimmt|beteiligt\s+sich)\b",
        "das Land gibt bis zu EUR 80.000 je Projekt",
    ),
)
NAMED = (
    Rule(
        "a grant of a fixed size",
        r"höhe|festbetrag|pauschal|preisgeld|dotiert|prämie|stipendi|"
        r"(?:zuschuss|zuwendung|förderung|fördersumme|förderbetrag)\s+(?:\w+\s+){0,2}(?:von|beträgt|betrug|beläuft)|"
        r"\b(?:gibt|zahlt)\s+(?:\w+\s+){0,2}(?:EUR|€|\d)|erhält\s+(?:\w+\s+){0,4}(?:zuschuss|förderung)|einmalig",
        "Der Festbetrag",
    ),
)
UNITS = (
    Rule(
        "whole undertakings, not places or hours",
        r"(?:vorhaben\w?|projekte?s?|maßnahmen?|antr[aä]ge?|antragstell\w+|\w*empfänger\w*|\w*empfangende\w*|förderfall|"
        r"kommunen?|gemeinden?|stadt|städte|landkreis\w*|kreis|(?:kalender|haushalts|förder|bewilligungs|programm|antrags)?jahr\w{0,2}|"
        r"unternehmen|einrichtung|organisation|träger\w*|verein|netzwerk\w*|verbundpartner|veranstaltung|objekt|programm|"
        r"konzept|gebiet|region|quartier|haus|bad|halle|begegnung|austausch|partnerschaft|standort|kooperation|verbund|"
        r"applications?|projects?|applicants?|partners?)$",
        "städtebauliches Erneuerungsgebiet",
    ),
)
