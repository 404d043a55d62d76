"""The words that say of what a sum is: a grant, costs, a whole programme or something else."""

from facts.rules import Rule

GRANT = (
    Rule(
        "the grant by name",
        r"bedarfszuweisung|zuschuss(?!f)|zuschüsse|zuwendung(?!sf)|(?:bewilligungs|antrags|zuwendungs)(?:summe|betrag|höhe)|förder(?:summe|betrag|höhe|ung\b|höchst|mittel|obergrenze"
        r"|umme)|finanzhilfe|preisgeld|prämie|darlehen|kredit|bürgschaft|stipendi|beihilfe|unterstützung|finanzierung(?:s(?:betrag|summe|volumen))?\b"
        r"|festbetrag|dotiert|beteiligung|\bmittel\b|pauschalen?\b",
        "Die Höhe des Zuschusses",
    ),
    Rule(
        "is funded with",
        r"gefördert|\bförder(?:n|t)\b|bezuschusst|\berhalten\b|\berhält\b|\bbekam(?:en)?\b|\berhielt(?:en)?\b|beantragen|beantragt|\bbekommen\b"
        r"|\bbekommt\b|unterstützt",
        "werden bis zu EUR 5.000 gefördert",
    ),
    Rule(
        "a share of costs stands ahead",
        r"(?:prozent|%|v\.\s?h\.|per\s?cent)\s+(?:der|ihrer|des|of)\s",
        "90 Prozent der zuwendungsfähigen Ausgaben, maximal EUR 10.000",
    ),
    Rule(
        "a limit by name",
        r"höchstbetrag|höchstförder|höchstsumme|obergrenze|maximalbetrag|antragsvolumen|höchstsatz",
        "Der Höchstbetrag liegt bei EUR 15.000",
    ),
    Rule(
        "English",
        r"\bgrants?\b|\bfunding\b|\bsubsid\w+|\b(?:eu|financial|maximum|union)\s+contribution|\bcontributions?\s+(?:of|between|from)\b|\brequesting\b|\baward\w*|\blump\s+sums?\b"
        r"|\bsupport(?:ed)?\b|\breceives?\b|\brequest(?:ed)?\b|\bloans?\b|\bco-?financ\w+|\bprizes?\b|\bgranted\b|\bfinanced\b"
        r"|\bapply\s+for\b|\bvouchers?\b",
        "Applicants may request no more than EUR 4,000",
    ),
)
COSTS = (
    Rule(
        "costs",
        r"ausgaben|kosten|investition|projektvolumen|finanzvolumen|auftragswert|baukosten|"
        r"honorar|gesamtvolumen des|anschaffungs|kaufpreis",
        "Die Gesamtausgaben",
    ),
    Rule(
        "costs in English",
        r"\bcosts?\b|expenditure|\b(?:project|minimum|total)\s+(?:project\s+)?(?:budget|size|volume)|\binvestments?\b",
        "The total project budget",
    ),
)
NOT_A_CAP = (
    Rule(
        "the whole programme",
        r"\b(?:\w*(?:gesamt|förder|programm|jahres|haushalts|projekt))?budget|haushaltsmittel|mittelvolumen|fördervolumen|gesamtvolumen|insgesamt\s+(?:stehen|steht|"
        r"stellt|werden|rund)|zur\s+verfügung|fördertopf|bereitgestellt|bereit\b|"
        r"ausgestattet|programmvolumen|preisgelde?r?n?\s(?:\w+\s){0,3}insgesamt|(?:programm|fonds|aufruf|richtlinie|call)\w*\s+(?:\w+\s+){0,3}(?:umfasst|hat\s+ein|verfügt)",
        "Insgesamt stehen EUR 5 Millionen zur Verfügung",
    ),
    Rule(
        "the whole programme in English",
        r"\binvestments?\s+(?:in|launched|triggered|mobili[sz]ed)\b|leverag\w+|earmarked|allocat\w+|\bin\s+total\b|\boverall\b|indicative|available\s+(?:for|under|in)\s+(?:this|the)\s"
        r"(?:\w+\s)?(?:call|topic|programme|round|year)",
        "An indicative amount of EUR 5 million",
    ),
    Rule("paid on to others", r"third part(?:y|ies)|sub-?grants?", "Grants to third parties are capped at EUR 20 000"),
    Rule(
        "income and turnover",
        r"umsatz|bilanz|einkommen|bruttogehalt|verdien|gehalt|arbeitnehmer|jahresmiete|"
        r"kaltmiete|entgelt|eigenkapital|verschuldung|gebühr|teilnahmebeitr|turnover|salar(?:y|ies)|\bincome\b|\bfees?\b",
        "EUR 800.000 Jahresumsatz",
    ),
    Rule("own money", r"eigen(?:anteil|mittel|beteiligung|leistung)|own\s+(?:funds|contribution)", "ein Eigenanteil"),
    Rule(
        "other thresholds",
        r"übersteig(?:t|en)\s+(?:das|die|der|ihr)|ab einem|vergabe|auftrag(?:s|wert)|"
        r"schwellenwert|bei (?:zuwendungen|zuschüssen|förderungen) (?:von|über|bis|"
        r"ab)|für\s+zuschüsse|liegt\s+[^.]{0,40}unter|monatliche\s+belastung|hat\s+ihr\s+projekt|verwendungsnachweis|"
        r"kleinbetrag",
        "bei Zuwendungen über EUR 50.000",
    ),
)
DUTY = (
    Rule(
        "what somebody has to do from a sum on",
        r"vorzulegen|einzuholen|einzureichen|auszuschreiben|nachzuweisen|beizufügen|einzuhalten|anzumelden|durchzuführen"
        r"|verwendungsnachweis|prüfvermerk|prüfungsvermerk|rechnungsprüf|wirtschaftsprüf|vergabe|ausschreib|angebote"
        r"|veröffentlich|transparenz|notifizier|erfolgskontrolle|genehmig|zustimmung|baufachlich|anzuwenden|zu\s+beachten"
        r"|\baudit|certificate|procurement|\btender|\bpublish|notif(?:y|ied|ication)|\breport(?:s|ing)?\b|quotes\b"
        r"|genügt|reicht|vereinfacht|hinweisschild|plakette|anzuzeigen|prüfung|stellungnahme",
        "ist ein Prüfungsvermerk vorzulegen",
    ),
)
PAST = (
    Rule(
        "what was once paid",
        r"\bso\s+erhielt|zum\s+beispiel|beispielsweise|\bbeispiel:|\bbislang\b|\bbisher\b|\bseit\s+(?:19|20)\d\d\b|vergangene\w?\s+jahr"
        r"|\bvorjahr\b|\b(?:wurden|wurde|erhielt|erhielten|flossen|floss|bekam|bekamen|unterstützte|förderte)\b.{0,200}"
        r"\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,200}\b(?:wurden|wurde|erhielt|erhielten|flossen|floss|bekam|bekamen|unterstützte"
        r"|förderte)\b",
        "So erhielt ein Dorf",
    ),
    Rule(
        "what was once paid, in English",
        r"\bfor\s+(?:example|instance)\b|\be\.g\.|\blast\s+year\b|\b(?:supported|awarded|received|funded|granted)\b.{0,200}"
        r"\b(?:in|since)\s+(?:19|20)\d\d\b|\b(?:in|since)\s+(?:19|20)\d\d\b.{0,200}\b(?:supported|awarded|received|funded|granted)\b"
        r"|\bso\s+far\b|\bto\s+date\b",
        "In 2023 the fund supported",
    ),
)
AID = (
    Rule(
        "state aid ceilings",
        r"de-?minimis|steuerjahr|fiscal\s+years|innerhalb von (?:drei|3) (?:steuer|kalender)?jahren"
        r"|(?:verordnung|regulation)\s+\(EU\)|freistellungsverordnung|anmeldeschwelle",
        "De-minimis",
    ),
)
PAYS = (
    Rule(
        "somebody pays",
        r"\b(?:zahlt|gibt|gezahlt|gewährt|bewilligt|vergibt|vergeben|bezahlt|bezuschusst|stiftet|übernimmt|ausgezahlt"
        r"|beteiligt\s+sich)\b|\b(?:pays|paid|provides|covers)\b",
        "das Land gibt bis zu EUR 80.000 je Projekt",
    ),
)
NAMED = (
    Rule(
        "a grant of a fixed size",
        r"höhe|festbetrag|pauschal|preisgeld|dotiert|prämie|stipendi|"
        r"(?:zuschuss|zuwendung|förderung|fördersumme|förderbetrag|unterstützung)\s+(?:\w+\s+){0,2}(?:von|beträgt|betrug|beläuft)|"
        r"\b(?:gibt|zahlt)\s+(?:\w+\s+){0,2}(?:EUR|€|\d)|erhält\s+(?:\w+\s+){0,4}(?:zuschuss|förderung)|einmalig"
        r"|\bgibt\s+es\b|each\s+grant|\bgrants?\s+amounts?\s+to\b|\bvouchers?\b|lump\s+sum|flat\s+rate|fixed\s+(?:amount|grant|sum)|prize",
        "Der Festbetrag",
    ),
)
UNITS = (
    Rule(
        "whole undertakings, not places or hours",
        r"(?:\w*vorhaben\w?|\w*projekte?s?|\w*maßnahmen?|antr[aä]ge?|antrags?stell\w+|gebäude|\w*empfänger\w*|\w*empfangende\w*"
        r"|\w*förderfall|einzelfall|kommunen?|gemeinden?|stadt|städte|landkreis\w*|kreis"
        r"|(?:kalender|haushalts|förder|bewilligungs|programm|antrags)?jahr\w{0,2}|"
        r"unternehmen|einrichtung|organisation|träger\w*|verein|netzwerk\w*|verbundpartner|veranstaltung|objekt|programm|"
        r"konzept|gebiet|region|quartier|haus|bad|halle|begegnung|austausch|\w*partnerschaft|standort|kooperation|verbund|"
        r"applications?|proposals?|projects?|applicants?|partners?|city|cities|municipality|beneficiary|organi[sz]ation"
        r"|year|annum|consortium|case)$",
        "städtebauliches Erneuerungsgebiet",
    ),
)
POSTS = (
    Rule(
        "posts, groups, households: more than a place, less than an undertaking",
        r"(?:(?<!mess)stellen?|vollzeitkraft|fachkraft|gruppe|haushalt|(?<!teil)nehmer(?:in)?|beratung|studie|gutachten|produktion"
        r"|(?<!berufs)schule|universität|ort|ortsteil|dorf|betrieb)$",
        "Vollzeitstelle",
    ),
)
