"""The words that say of what a sum is: a grant, costs, a whole programme or something else."""

from facts.rules import Rule

GRANT = (
    Rule(
        "the grant by name",
        r"zuschuss|zuschüsse|zuwendung(?!sf)|förder(?:summe|betrag|höhe|ung\b|höchst|"
        r"umme)|finanzhilfe|preisgeld|prämie|darlehen|kredit|bürgschaft|stipendi|"
        r"festbetrag|dotiert|beteiligung|\bgrant|\bfunding\b",
        "Die Höhe des Zuschusses",
    ),
    Rule("is funded with", r"gefördert|bezuschusst|\berhalten\b|beantragen", "werden bis zu EUR 5.000 gefördert"),
    Rule(
        "a share of costs stands ahead",
        r"(?:prozent|%|v\.\s?h\.)\s+(?:der|ihrer|des)\s",
        "90 Prozent der zuwendungsfähigen Ausgaben, maximal EUR 10.000",
    ),
    Rule(
        "a limit by name",
        r"höchstbetrag|höchstförder|höchstsumme|obergrenze|maximalbetrag|antragsvolumen|"
        r"maximum grant",
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
    Rule(
        "income and turnover",
        r"umsatz|bilanz|einkommen|bruttogehalt|verdien|gehalt|arbeitnehmer|jahresmiete|"
        r"kaltmiete|entgelt|eigenkapital|verschuldung|gebühr|teilnahmebeitr",
        "EUR 800.000 Jahresumsatz",
    ),
    Rule(
        "state aid ceilings",
        r"de-?minimis|steuerjahr|innerhalb von (?:drei|3) (?:steuer|kalender)?jahren",
        "De-minimis",
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
