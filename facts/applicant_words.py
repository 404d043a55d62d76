"""Who may apply: how texts announce it, and the names of municipalities, of others, and of nobody in particular."""

from facts.rules import Rule

ANNOUNCED = (
    Rule(
        "entitled to apply",
        r"antragsberechtigt|antragsberechtigung|förderberechtigt|zuwendungsberechtigt|"
        r"zuwendungsempf[aä]ng\w*\s+(?:sind|ist|können)|"
        r"zuwendungsempfangende\s+sind|\bgefördert\s+werden\s+(?:können\s+)?(?:nur\s+)?(?:kommunen|gemeinden|"
        r"städte|landkreise|"
        r"unternehmen|vereine|träger)\b|^zuwendungsempf[aä]ng\w+$|teilnahmeberechtigt|bewerben\s+können\s+sich|"
        r"sich\s+bewerben\s+können|antr[aä]ge?\s+können\s+(?:nur\s+)?von\s|"
        r"antr[aä]ge?\s+stellen\s+können|antragstell(?:er|ende)\w*\s+(?:können|sind|ist)\b|(?<!vorhaben\s)(?<!maßnahme\s)(?<!projekt\s)"
        r"richtet\s+sich\s+(?:(?!nach)\w+\s+){0,2}an\b|"
        r"\bkönnen\s+(?:kommunen|städte|gemeinden|landkreise|vereine|unternehmen)\b.{0,60}\b(?:beantragen|"
        r"antrag|bewerben)",
        "Antragsberechtigt sind Kommunen",
    ),
    Rule(
        "may ask for it, take part, are paid",
        r"\b(?:teilnehmen|mitmachen|antrag\s+stellen|anträge\s+stellen|antragsberechtigte?n?)\s+(?:können|dürfen|sind:?)\b"
        r"|\bförderfähig\s+sind\s+(?:\w+\s+){0,3}von\s|\beinreichen\s+können\b|\bbewerben\s+sich\b|^wer\b.{1,160}\bkann\b.{1,60}\b(?:antrag|bewerben|beantragen|teilnehmen)\b"
        r"|\b(?:mittel|gelder|prämie|preise?)\s+erhalten\s+(?!sie\b)"
        r"|\bkönnen\b.{1,160}\b(?:beantragen|bewerben|teilnehmen|antrag\s+stellen|anträge\s+(?:stellen|einreichen))\b"
        r"|\b(?:zuwendung|förderung|zuschuss|zuschüsse|fördermittel)(?:en)?\s+(?:erhalten|bekommen)\s+(?!sie\b|für\b)"
        r"|\b(?:erst|letzt)(?:zuwendungs)?empfänger\w*\s+(?:ist|sind|tritt|treten|können)"
        r"|\b(?:förder|zuwendungs|leistungs)empfänger\w*\s+(?:ist|sind|können)|^(?:förder|zuwendungs)empfänger\w*:"
        r"|\bgefördert\s+werden\s+(?:\w+e\s){0,2}(?:kommunen|gemeinden|städte|landkreise|unternehmen|vereine|träger|verbände"
        r"|stiftungen|hochschulen|initiativen)\b"
        r"|\b(?:begünstigte|adressaten|antragstellende|antragstellerinnen\s+und\s+antragsteller)\s+(?:sind|können)\b"
        r"|\bsind\b.{1,120}\b(?:aufgerufen|eingeladen|bewerbungsberechtigt)\b|\bdas\s+(?:programm|angebot)\s+wendet\s+sich\s+an\b"
        r"|\bvon\s+der\s+(?:förderung|antragstellung|teilnahme)\s+ausgeschlossen",
        "Zuwendungen erhalten Gemeinden",
    ),
    Rule(
        "may apply in English",
        r"\b(?:are|is)\s+(?:also\s+|not\s+|only\s+|all\s+){0,2}(?:eligible|entitled)\b(?!\s+(?:cost|expend|for\s+reimb|if))"
        r"|\b(?:may|can|could)\s+(?:also\s+|only\s+|not\s+)?(?:apply|participate|take\s+part|submit|be\s+(?:an?\s+)?applicant)\b"
        r"|\b(?:calls?|topic|programme|fund|scheme|competition|participation|applications?|award|grants?|it)\s+(?:is|are)\s+(?:only\s+)?"
        r"open\s+(?:only\s+)?to\s+(?!the\s+public)|\bapplicants?\s+(?:must|should|may|can)\s+be\s+(?!able|asked|expected)"
        r"|\b(?:call|programme|fund|grant|scheme)\s+(?:is\s+)?(?:targets?|targeted\s+at|addressed\s+to|addresses|aimed\s+at)\s"
        r"|\bwho\s+can\s+(?:apply|participate)|(?<!applicants\s)(?<!proposals\s)\b(?:are|is)\s+invited\s+to\s+apply|\bparticipation\s+is\s+(?:limited|restricted|reserved)|\beligible\s+(?:lead\s+)?(?:partners?|bodies|countries\s+and\s+applicants)\b",
        "are eligible",
    ),
    Rule(
        "English",
        r"eligible (?:applicants?|to apply|organi[sz]ations|entities|beneficiaries|participants)|who can apply|"
        r"applicants? (?:may|must|can|shall|should) be (?!able|asked|expected|made|aware)|"
        r"\bmay apply\b(?! (?:a|the)\b)|"
        r"beneficiar(?:y|ies) (?:may|must|can) be",
        "Eligible applicants are",
    ),
)
ADDRESSED = (
    Rule(
        "you as",
        r"(?:wenn|sich|unterstützt|fördert|können|sind|erhalten|bekommen|beziehungsweise|hilft)\s+sie\s+als\s|"
        r"\bsie\s+sind\s+(?:eine?\s)|"
        r"\bwenn\s+sie\s+sich\s+als\s|\bsie\s+als\s+(?:kommune|gemeinde|stadt|landkreis)|^als\s+(?:\w+\s+)?(?:kommun|gemeinde|landkreis|"
        r"stadt|kreis)|\bihre\s+kommune|\bihrer?\s+gemeinde\b",
        "Wenn Sie als Kommune",
    ),
)
MUNICIPALITY = (
    Rule(
        "municipalities by name",
        r"\bkommunen?\b|(?<!kirchen)(?<!religions)(?<!glaubens)(?<!bundes)gemeinden?\b|gemeindeverb|"
        r"gemeindezusammen|samtgemeind|"
        r"verbandsgemeind|gebietskörperschaft|\w*landkreis\w*|\bkreise?n?\b|kreisfreie|\bstädten?\b|\bstadt\b|"
        r"\bmetropolregion|"
        r"kommunalverw\w+|\bbezirks?ämter|stadtstaat|regionalverb|\bkörperschaften\b(?!\s+des\s+privat)|\bgemeindlich\w*\s+(?:träger|körperschaft)|"
        r"stadtverwaltung|"
        r"stadt-\s+(?:und|oder|beziehungsweise|bzw\.)\s+landkreis",
        "Gemeinden und Gemeindeverbände",
    ),
    Rule(
        "public law",
        r"person(?:en)?\s+(?:des|nach)\s+(?:\w+\s+(?:und|oder|sowie|und/oder|beziehungsweise|"
        r"bzw\.)\s+)?(?:des\s+)?öffentlichen\s+"
        r"(?:und|oder|sowie|beziehungsweise|bzw\.|rechts|und/oder)|"
        r"person(?:en)?\s+des\s+privaten\s+(?:\w+\s+)?(?:des\s+)?öffentlichen|"
        r"körperschaften[\s/,\w-]{0,40}\sdes\s+öffentlichen|"
        r"(?<!nicht\s)öffentlich-rechtliche?\w*\s+(?:\w+\s+){0,2}(?:träger|körperschaft(?!sstatus)|"
        r"einrichtung|institution|person|organisation)",
        "juristische Personen des öffentlichen Rechts",
    ),
    Rule(
        "public bodies",
        r"öffentliche[rn]?(?:,?\s+(?:und|oder|sowie|wie|beziehungsweise|/)?\s*(?:freie|private|gemeinnützige|"
        r"kirchliche|"
        r"frei-?gemeinnützige|anerkannte|nicht-?öffentliche|sonstige|zivilgesellschaftliche)[rn]?){0,3}\s+"
        r"(?:träger|einrichtung|stelle|institution|auftraggeber|antragstell|körperschaft|organisation|"
        r"schulträger|verwaltung|akteur|"
        r"projektträger|unternehmen\s+und\s+verwaltungen)\w*|öffentliche\s+hand|"
        r"örtliche[rn]?\s+träger(?!\s+der\s+freien)|"
        r"kommunale[rn]?(?:,?\s+(?:und|oder|sowie|/)?\s*\w+e[rn]?){0,3}\s+(?:träger|einrichtung|"
        r"aufgabenträger|verwaltung|körperschaft|"
        r"gebietsk|stellen|verb[aä]nd|schulträger|zusammenschl|akteur|partner|organisation)\w*|"
        r"öffentliche[rn]?\s+jugendhilfe|behörden?\b|ämter\b|jugendämter",
        "öffentliche und freie Träger",
    ),
    Rule(
        "English",
        r"municipalit|\b(?:local|regional|public)(?:,?\s+(?:and|or|and/or|/)\s*(?:local|regional|public|"
        r"national|private|other)){0,4}\s+"
        r"(?:authorit|bod(?:y|ies)|entit|government|organi[sz]ation|institution|administration|sector)|"
        r"\bcities\b|\btowns?\b|\bcounties\b|\bcouncils?\b(?! of)|"
        r"\bcity\b|urban authorit|public or private|private or public|public[\w ,]{0,30}\b(?:legal\s+)?entities|"
        r"legal\s+(?:entit(?:y|ies)|persons?)(?:\s\([^()]{0,80}\))?,?\s+(?:that\s+are\s+|which\s+are\s+)?established|"
        r"any\s+legal\s+entity",
        "local or regional authorities",
    ),
)
WITHOUT = (
    Rule(
        "who is taken out of a list",
        r"(?:ausgenommen|mit\s+ausnahme|außer|except(?:ing)?|with\s+the\s+exception|excluding|other\s+than)\b(?!dem)"
        r"(?:\s(?:sind|hiervon|davon|von|der|die|den|of|for)){0,4}\s",
        ", ausgenommen Gebietskörperschaften",
    ),
)
NOT_THE_TOWN = (
    Rule(
        "what only belongs to a town or speaks of it",
        r"kommunale\w?\s+(?:wohnungs|versorgungs|verkehrs)?(?:unternehmen|betriebe|gesellschaften|wohnungs\w+)|"
        r"(?:kirchen|religions|glaubens)gemeind\w+|stadtwerke|"
        r"\b(?:gemeinnützig|mildtätig)\w*\s(?:\w+\s){0,3}juristische\s+personen\s+des\s+privaten\s+und\s+(?:des\s+)?öffentlichen\s+rechts|"
        r"\böffentliche\s+hand\s[^,;]{0,40}\bbeteilig\w+|\bin\s+(?:mindestens\s+|jeweils\s+)?\w+\s+(?:verschiedenen\s+)?(?:landkreis|kommun|gemeind|städt)\w*|"
        r"\b(?:in|aus|mit|für|von)\s+(?:der\s+|den\s+|einer\s+)?(?:gemeinden?|städten?|stadt(?:gemeinde)?|"
        r"kommunen?|landkreis\w*|kreis)\b|"
        r"(?:oberste[rn]?\s+)?(?:landes|bundes)\w*(?:behörde|ämter)\w*|stadtgemeinde\s+bremen|gemeindegebiet\w*|stadtgebiet\w*|innerhalb\s+der\s+\w+|"
        r"(?:städte|kommunen|gemeinden|cities|municipalities)\s+(?:können\s+)?(?:\w+\s){0,2}(?:als|as)\s+(?:\w+\s)?"
        r"(?:kooperations|projekt|praxis|assoziiert\w*\s)?(?:associated\s)?partner|"
        r"\b(?:im\s+auftrag|mit\s+zustimmung|im\s+einvernehmen|in\s+abstimmung)\s+(?:\w+\s){0,2}(?:gemeinde|stadt|kommune)n?|"
        r"\b(?:in|for|with|from|of|between)\s+(?:the\s+|a\s+|their\s+)?(?:\w+\s)?(?:cities|city|towns?|municipalit(?:y|ies))\b|"
        r"mitglieds(?:städte|kommunen|gemeinden)|"
        r"(?:organi[sz]ations|associations|networks)\s+(?:representing|of)\s+(?:\w+\s)?(?:municipalities|cities|towns)",
        "kommunale Wohnungsunternehmen",
    ),
)
REFUSED = (
    Rule(
        "not entitled",
        r"nicht\s+(?:\w+\s+)?(?:antragsberechtigt|förderberechtigt|zuwendungsberechtigt|gefördert)|ausgeschlossen|"
        r"keinen?\s+(?:antrag|zuwendung|förderung)|mit\s+ausnahme|ausgenommen|ineligible|"
        r"not (?:be )?(?:eligible|entitled)|"
        r"(?:may|can) ?not (?:apply|participate|take part)|excluded|with the exception|"
        r"nicht\s+(?:bewerben|teilnehmen|beantragen)",
        "Kommunen sind nicht antragsberechtigt",
    ),
)
OTHERS = (
    Rule(
        "others by name",
        r"unternehmen|\bkmu\b|betriebe?\b|verein(?:e|en|s)?\b|verband\b|verbände|hochschul|universität|forschungseinricht|"
        r"stiftung|privatperson|einzelperson|\be\.\s?v\.|selbsthilfe|(?:aktions|eltern)?gruppen?\b|\bkammern?\b|bewirtschafter|"
        r"produzent|ärzt(?:e|in)|arzt\b|reeder|pächter|bergb[aä]uer|initiativen|migrantenorg|"
        r"gründer|landwirt|freiberuf|student|studierend|genossenschaft|gemeinnützige|freie[rn]?\s+träger|"
        r"freien\s+jugendhilfe|"
        r"künstler|filmschaff|verlag|haushalte|eheleute|ehepaar|paare\b|bildungsträger|bildungseinricht|"
        r"staaten\b|kapitalgesellschaft|"
        r"selbständige|selbstständige|handwerk|kirchen|wohlfahrt|schulen\b|jugendliche|eigentümerinnen|beschäftigte|"
        r"companies|enterprises|\bsmes?\b|universit|research organi|non-?profit|\bngos?\b|associations?\b|"
        r"individuals|students|start-?ups?",
        "kleine und mittlere Unternehmen",
    ),
)
ANYBODY = (
    Rule(
        "nobody in particular",
        r"juristische\w?\s+person(?:en)?\b(?!\s+des\s+privat)(?!\s+des\s+priv)(?!,?\s+(?:die\s+)?(?:als\s+)?gemeinnützig)|"
        r"\bnatürliche\w?\s+(?:und|oder|sowie)\s+juristische|\bjuristische\w?\s+(?:und|oder|sowie)\s+natürliche|"
        r"\barbeitgeber(?:n|innen)?\b|\w*anbieter(?:n|innen)?\b|(?<!freie\s)(?<!freier\s)(?<!freien\s)"
        r"\b(?:(?:projekt|maßnahmen?|vorhaben|schul|aufgaben|baulast|krankenhaus|einrichtungs|kita-?)?träger)(?:n|s)?\b(?!\s+(?:der\s+(?:anerkannten\s+)?(?:freien|allgemeinen)|"
        r"freie|von\s+staatlich))|(?<!bildungs)(?<!forschungs)\beinrichtung(?:en)?\b|"
        r"\borganisationen\b|antragsteller\s+(?:aller|jeder)|institutionen|akteur|"
        r"ergibt\s+sich|\bjeweiligen\b|vielzahl|"
        r"eigentümer(?!gemeinschaft)|bauherr|waldbesitz|museen|theater\b|bibliotheken|krankenhäuser|kindertages\w+|volkshochschulen|"
        r"entnehmen|\bany (?:legal )?entit|legal entit|legal persons|rechtsform\w*\s+(?:unabhängig)|"
        r"unabhängig\s+von\s+(?:ihrer|der)\s+rechtsform|\balle\b|konsortien|\bverantwortliche",
        "natürliche und juristische Personen",
    ),
)
_NOT_PUBLIC = (
    r"(?:(?:frei)?gemeinnützig|nicht-?\s?staatlich|nicht-?öffentlich|privat(?:rechtlich)?|frei|kirchlich|studentisch"
    r"|wissenschaftlich|zivilgesellschaftlich|konfessionell|religiös|bundeszentral|(?:bundes|landes)weit\s+(?:tätig|aktiv|vertreten)"
    r"|überregional\s+(?:tätig|aktiv))"
)
_OPEN = r"(?:träger|einrichtung|organisation|institution|initiative|akteur|zusammenschl)\w*"
_PLAIN = r"(?:(?!öffentlich|kommunal|sonstig|ander|weiter|übrig)[\w-]+e[rn]?,?\s+(?:(?:und|oder)\s+)?)"
_ASSOCIATION = r"\w*(?:vereine?n?|verband|verbände?n?|stiftungen|gruppen|initiativen|wohlfahrtspflege|kammern)"
CLOSED = (
    Rule(
        "open words that an adjective closes",
        rf"\b{_NOT_PUBLIC}(?:e[rnms]?)?\b,?\s+(?:(?:und|oder)\s+)?(?:anerkannte\w?\s+)?{_PLAIN}{{0,2}}{_OPEN}",
        "gemeinnützige Träger",
    ),
    Rule(
        "open words that what follows closes",
        rf"\b{_OPEN}\s+(?:\w+\s+){{0,4}}?(?:in\s+(?:freier|privater|kirchlicher|gemeinnütziger|nichtstaatlicher)\s+trägerschaft"
        r"|der\s+(?:\w+\s+)?(?:wirtschaft|wissenschaft|forschung|freien\s\w+)\b|für\s+(?:[\w-]+\s+){0,2}forschung)",
        "Einrichtungen der Weiterbildung in freier Trägerschaft",
    ),
    Rule(
        "open words in a row with associations",
        rf"\b{_ASSOCIATION}(?:\s*,\s*|\s+(?:und/oder|und|oder|sowie|beziehungsweise)\s+){_PLAIN}{{0,2}}"
        rf"(?:einrichtung|organisation|institution)(?:en)?\b|\borganisationen\s+(?:und|oder)\s+(?:vereine|verbände)\b",
        "Vereine, Verbände und Organisationen",
    ),
    Rule(
        "more of the kind that was named",
        r"\b(?:vergleichbare|ähnliche|gleichartige)\w?,?\s+(?:[\w-]+\s+){0,3}(?:organisation|einrichtung|institution)\w*",
        "Spitzenverbände oder vergleichbare Organisationen",
    ),
    Rule(
        "what a relative clause tells of those who were named",
        r",\s(?!(?:die\s+)?(?:als\s+)?gemeinnützig)(?:die|der|das|deren|welche[rs]?|wenn|sofern|soweit|in\sdenen|an\sdenen)\s[^,;]*",
        "Verbände, die mit Trägern zusammenarbeiten",
    ),
    Rule(
        "examples",
        r"\((?:beispielsweise|zum\s+beispiel|z\.\s?b\.|insbesondere|vor\s+allem|wie)\s[^()]*\)",
        "(beispielsweise Eigentümer)",
    ),
    Rule(
        "a legal form that does not matter to those who were named",
        r"(?:gruppen?|unternehmen|vereine?n?|verbände?n?|betriebe?n?|initiativen)\s+(?:\w+\s+){0,4}"
        r"unabhängig\s+von\s+(?:ihrer|der)\s+(?:\w+\s+)?rechtsform",
        "Selbsthilfegruppen unabhängig von ihrer Rechtsform",
    ),
)
BY_THE_WAY = (
    Rule(
        "a town is spoken to",
        r"\bals\s+(?:(?:kreisangehörige|kreisfreie|kleine|finanzschwache)\s+)?(?:kommune|gemeinde|stadt|landkreis|kreis)"
        r"(?:\s+(?:und|oder)\s+(?:\w+\s+)?(?:kommune|gemeinde|stadt|landkreis|kreis))?\s+"
        r"(?:stellen|richten|reichen|erhalten|bekommen|beantragen|müssen|können|haben|sind)\s+sie\b",
        "Als Gemeinde richten Sie",
    ),
    Rule(
        "towns have a figure of their own",
        r"\b(?:bei|für)\s+(?:\w+e\s+)?(?:kommunalen?\s+(?:körperschaften|gebietskörperschaften|antragstell\w+|träger\w?|zuwendungsempf\w+"
        r"|vorhabenträger\w?|maßnahmeträger\w?|projektträger\w?)|kommunen|gemeinden|städten?|landkreisen?|gebietskörperschaften)"
        r"[^.;]{0,60}\s(?:\d|eur\b)|"
        r"\b(?:kommunen|gemeinden|landkreise|städte|gebietskörperschaften|kommunale\s+(?:träger|antragstell\w+))\s+"
        r"(?:erhalten|bekommen|werden\s+(?:mit|bis)|haben\s+einen\s+eigenanteil|müssen\s+einen\s+eigenanteil)",
        "bei kommunalen Körperschaften EUR 20.000",
    ),
)
