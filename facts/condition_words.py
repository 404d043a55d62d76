"""The words that demand something of those who apply: countries of partners, decisions, plans."""

from facts.rules import Rule

DEMANDED = (
    Rule(
        "it must be",
        r"\bmuss\b|\bmüssen\b|voraussetz|bedingung|erforderlich|notwendig|\bnötig\b|\bmindestens\b|beizufügen|beigelegt|"
        r"beizulegen|vorzulegen|vorlegen|\bliegt\b.{0,60}\b(?:bei|vor)\b|nachzuweisen|brauch(?:t|en)\b|verlangt|\bnur\b|"
        r"wenigstens|vorausgesetzt|\bbereits\b|bestehende[nr]?\b|\bzwingend|prerequisite|\bhas\s+to\b|\bhave\s+to\b|\bminimum\b|"
        r"\bmust\b|\brequire|\bat least\b|\bshall\b|\bneeds?\b",
        "muss sich in einem Land befinden",
    ),
)
FUNDED_WITH = (
    Rule(
        "projects with a partner abroad are what is funded",
        r"(?:gefördert|unterstützt)\s+werden\b[^.;]{0,80}\bmit\s+(?:[\w-]+\s+){0,3}(?:partner|kommunen)"
        r"|(?:supports?|funds?|finances?|fördert|unterstützt)\b[^.;]{0,80}\b(?:mit|with|between|zwischen)\s+(?:[\w-]+\s+){0,3}"
        r"(?:partner|kommunen|municipalit)",
        "Gefördert werden Vorhaben mit einer Partnerkommune",
    ),
)
DAC = (
    Rule(
        "countries of the Global South",
        r"\bDAC\b|\bODA\b|empfängerl[aä]nd\w*\s+öffentlicher\s+entwicklung|global(?:en|er|e|em)\s+südens?|global\s+south|"
        r"entwicklungs-?\s?(?:und|oder|/)\s?schwellenl[aä]nd|entwicklungsl[aä]nd|developing countr",
        "in einem Land der DAC-Liste",
    ),
)
EU = (
    Rule("EU member states", r"EU-(?:Mitglied|Staat|Land|Länd)|mitgliedst?s?taat|member states?", "EU-Mitgliedstaat"),
)
PRECONDITIONS: tuple[tuple[str, Rule], ...] = (
    (
        "Ratsbeschluss",
        Rule(
            "a decision of the council",
            r"(?:rats|gemeinderats|stadtrats|kreistags|gremien)beschl|(?:beschl[uü]ss\w*|zustimmung)\s+(?:des|der)\s+(?:\w+\s+){0,2}"
            r"(?:rat|gemeinde|stadtrat|stadtverordneten|kreistag|vertretung|gremi)|"
            r"(?:city|town|municipal|local) council (?:decision|resolution)|"
            r"(?:decision|resolution|approval)\s(?:of|by)\sthe\s(?:\w+\s)?council",
            "Ein Beschluss des Rates",
        ),
    ),
    (
        "Klimapartnerschaft",
        Rule(
            "a climate partnership",
            r"klimapartnerschaft|climate partnership",
            "Teilnahme am Projekt „Kommunale Klimapartnerschaften“",
        ),
    ),
    (
        "Partnerschaftsvertrag",
        Rule(
            "a contract of the partners",
            r"partnerschafts(?:vertrag|vereinbarung|abkommen)|schriftliche\w?\s+(?:partnerschafts)?vereinbarung\s+(?:mit|der|zwischen)\s+"
            r"(?:\w+\s+){0,2}partner|(?<!framework )partnership agreement",
            "ein abgeschlossener Partnerschaftsvertrag",
        ),
    ),
    (
        "Konzept",
        Rule(
            "a plan that is there already",
            r"\w*(?:konzept|strategie|entwicklungsplan|aktionsplan)\w{0,2}\s+(?:\w+\s+){0,5}(?:vorliegen|vorhanden|liegt\s+vor|vorweisen"
            r"|vorzuweisen|vorzulegen|beschlossen)|(?:vorliegende|bestehende|beschlossene|vorhandene)\w{0,2}\s+(?:[\w-]+\s+){0,2}\w*(?:konzept"
            r"|strategie|entwicklungsplan|aktionsplan)\w*|\b(?:existing|adopted|approved)\s(?:[\w-]+\s){0,3}(?:strategy|plan|concept)\b",
            "ein Radverkehrskonzept muss vorliegen",
        ),
    ),
)
