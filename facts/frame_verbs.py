"""The verbs that decide whose day a day is: what is handed in, what ends, and the much that is neither."""

from facts.rules import Rule

_STEMS = r"(?:ein|vor|ab|zu|zurück|über|hoch|nach)?"


def _parting(*verbs: str) -> str:
    """All forms of verbs with a particle: "ein|liefer|geliefert" finds einzuliefern, einliefert, eingeliefert."""
    return "|".join(
        rf"\b{particle}(?:zu)?{stem}(?:en|e|t|n)\b|\b{particle}{participle}\w{{0,2}}\b"
        for particle, stem, participle in (verb.split("|") for verb in verbs)
    )


# Verbs, by what they do with an application. What none of them says is the business of somebody else.
HANDING = (
    Rule(
        "handing in",
        r"\b[Rr]eichen\b(?=\s+Sie\b)|\beinreich\w*|\b(?:ein|nachein)gereicht\w*|\beinzureichen|\bvorlegen|"
        r"\bvorgelegt\w*|\bvorzulegen|\babgeben|\babgegeben\w*"
        r"|\babzugeben|\bhochladen|\bhochgeladen\w*|\bhochzuladen|\babgabe\b",
        "einzureichen",
    ),
    Rule(
        "coming in",
        r"\beingehen\w*|\beingeht|\beingegangen\w*|\beinzugehen|\bzugehen|\bzugeht|\bzugegangen\w*|"
        r"\bvorlieg\w+|\bvorzuliegen"
        r"|\bvorgelegen|\beintreffen|\beintrifft|\beingetroffen\w*|\bankommen|\bangekommen|\bda\ssein|\bzukommen\b|"
        r"\berreich(?:en|t)\b",
        "eingegangen",
    ),
    Rule(
        "sending",
        rf"\b{_STEMS}(?:zu)?(?:send(?:en|et|e)|schick(?:en|t)|mail(?:en|t))\b|\b{_STEMS}ge(?:sandt|sendet|"
        r"schickt|mailt)\w*|"
        r"\b(?:über|ver)sandt|\bübermittel\w*|\bzu\sübermitteln|\brichten|\bgerichtet|\badressier\w+|"
        + _parting("ab|liefer|geliefert", "ein|liefer|geliefert", "zu|stell|gestellt", "auf|geb|gegeben"),
        "zuzusenden",
    ),
    Rule(
        "being there",
        r"\b(?:bei\suns|im\sHaus|vor\sOrt)\s(?:\w+\s)?(?:sein|liegen)\b|\bbei\s(?:der|dem)\s[\w-]+\s"
        r"(?:sein\b(?=\W*$)|liegen\b)",
        "bei uns sein",
    ),
    Rule("asking for money", r"\bgestellte?[nrs]?\b|\bstell(?:en|t)\b|\bzu\sstellen\b", "zu stellen"),
    Rule(
        "taking in",
        r"\bentgegen(?:genommen\w*|nehmen|nimmt|zunehmen)|\bangenommen\b|\bannehmen|\banzunehmen|"
        r"\bakzeptier\w+|\berwarte[nt]\b"
        r"|\berbeten|\berbitten|\bwillkommen|\bberücksichtig(?:t|en)\b|\bfolgt\b|\bfolgen\b|\bliegen\b|"
        r"\bwende[nt]\b|\btun\b|\bgetan\b",
        "entgegengenommen",
    ),
    Rule(
        "registering",
        r"\bregistrier(?:en|t)\b|\bzu\sregistrieren|\banmelden|\bangemeldet\w*|\banzumelden|\bmelden\b|"
        r"\bmeldet\b|\bgemeldet\b|"
        r"\bangezeigt\b|\banzuzeigen\b|\bbekunde[nt]\b|\bbekundet\b|\bzu\sbekunden|\bteilnehmen|\bteilzunehmen|\bmitmachen|\bbeteiligen\b|"
        r"\bvorgeschlagen\b|\bvorzuschlagen|\bvorschlagen\b|\bnominier(?:en|t)\b"
        r"|\bbenennen\b|\bbenannt\b|\beinladen\b|\binteressier(?:en|t)\b",
        "anzumelden",
    ),
)
STRONG = (
    Rule(
        "verbs that mean an application by themselves",
        r"\bbeantrag\w*|\bbewerben|\bbewirbt|\bbewerbt\b|\bbeworben",
        "beantragt",
    ),
)
# Verbs that put things somewhere or bring them about: handing in where an application is what they are about.
FILLING = (
    Rule(
        "putting in, bringing forward, filling in",
        _parting(
            "ein|stell|gestellt",
            "ein|bring|gebracht",
            "ein|pfleg|gepflegt",
            "ein|trag|getragen",
            "ein|geb|gegeben",
            "ein|leg|gelegt",
            "ein|werf|geworfen",
            "ein|spiel|gespielt",
            "vor|bring|gebracht",
            "vor|trag|getragen",
            "aus|füll|gefüllt",
            "aus|händig|gehändigt",
            "bereit|stell|gestellt",
            "fertig|stell|gestellt",
            "zu|leit|geleitet",
            "auf|setz|gesetzt",
            "ein|mail|gemailt",
            "ab|leg|gelegt",
            "ab|schließ|geschlossen",
            "an|leg|gelegt",
            "auf|stell|gestellt",
            "nach|weis|gewiesen",
            "mit|teil|geteilt",
            "an|fertig|gefertigt",
        )
        + r"|\bzu\sleiten\b|\bmach(?:en|t)\b|\bgemacht\b|\bunterbreite[nt]?\b|\bzu\sunterbreiten|"
        r"\b(?:über|hinter)(?:geb|leg|reich|lass)"
        r"(?:en|t)\b|\bübergeben\b|\büberbring\w+|\bhinterleg\w+|\bdeponier\w+|\bplatzier\w+|\bformulier(?:en|t)\b|"
        r"\berstell(?:en|t)\b|\bverfass(?:en|t)\b|\berfass(?:en|t)\b|\berfasst\b|\bgefaxt\b|\bfaxen\b|\bpräsentier(?:en|t)\b|"
        r"\bskizzier(?:en|t)\b|\btätig(?:en|t)\b|\babsolvier(?:en|t)\b|\bveranlass(?:en|t)\b|\bausgearbeitet\b|"
        r"\bgenannt\b|\bnennen\b|\bplatziert\b|\bnachgesucht\b|\bersuch(?:en|t)\b|\baufzugeben\b|\bentrichte[nt]\b",
        "einzustellen",
    ),
)
EXISTING = (
    Rule(
        "a chance that is there, a form that is at hand",
        r"\bbesteh(?:t|en)\b|\bgegeben\b|\beingeräumt\b|\bsteh(?:t|en)\b|\bbereitsteh(?:t|en)\b|\bnutzen\b|\bgenutzt\b|"
        r"\bverfügbar\b|\babrufbar\b|\bzugänglich\b|\baktiv\b|\bwahrnehmen\b|\bwahrgenommen\b|\bbleib(?:t|en)\b|"
        r"\bgewährt\b|\bzu\snutzen\b",
        "besteht",
    ),
)
POSSIBLE = (
    Rule(
        "being possible", r"\bmöglich\b|\bzulässig\b|\boffen\b|\bgeöffnet\b|\bfreigeschaltet\b|\bstatthaft\b", "möglich"
    ),
)
LIGHT = (
    Rule(
        "verbs that leave it to their noun",
        r"\berfolg(?:en|t|te|ten)\b|\bgeschehen|\bvorzunehmen|\bdurchzuführen",
        "hat zu erfolgen",
    ),
)
ENDING = (
    Rule(
        "ending",
        r"\bende[nt]\b|\bzu\sEnde\s(?:gegangen|gehen|geht|ging)\b|\bendeten?\b|\bschließ(?:t|en)\b|\bschloss(?:en)?\b|\babgelaufen|\bablaufen|\babläuft|"
        r"\bverstrichen|\bbeendet|"
        r"\bl(?:äuft|aufen|ief|iefen)\b|\bgeschlossen\b|\bdauert\w*",
        "endet",
    ),
)
STARTING = (
    Rule(
        "beginning",
        r"\bbeginnt\b|\bbeginnen\b|\bstarte[nt]\b|\böffne[nt]\b|\bbegann\w*|\bstartete\w*|\böffnete\w*|"
        r"\beröffne(?:n|t|te)\b|\bgestartet\b",
        "öffnet",
    ),
)
SETTING = (
    Rule(
        "a day is set",
        r"\bfestgelegt|\bfestgesetzt|\bbestimmt\b|\bmaßgeblich|\bmaßgebend|\bmassgeblich|\bvorgesehen|"
        r"\bgesetzt\b|\bgelegt\b|\bgilt\b|\bgelten\b|\bgalt(?:en)?\b|"
        r"\blaute[nt]\b|\bfällt\b|\bfallen\b|\bfiel(?:en)?\b|\bangesetzt|\bvermerkt|\beinzuhalten|\bbeachten\b|"
        r"\beinhalten\b|\bbetr[äa]gt\b|\bterminiert\b|\bdatiert\b|\bgewahrt\b|\bbefristet\b|\bbegrenzt\b|\bbeschränkt\b",
        "gilt",
    ),
)
MOVING = (
    Rule(
        "a day is moved",
        r"\bverlänger\w*|\bversch(?:oben|iebt|ieben)\w*|\bverlegt|\bhinausgeschoben|\bvorverlegt|\bvorgezogen|"
        r"\bausgeweitet|\bausgedehnt|\baufgeschoben|\berweitert|\bgeändert",
        "verschoben",
    ),
)
INVITING = (
    Rule(
        "asking people to",
        r"\beingeladen\b|\bfreuen\b|\baufgerufen\b|\bgebeten\b|\bbitten\b|\bruf(?:t|en)\b",
        "sind eingeladen",
    ),
)
OTHER_VERBS = (
    Rule(
        "what others do, and what is done otherwise",
        r"\bentscheide[nt]\b|\bprüf(?:t|en)\b|\bberät\b|\bberaten\b(?!:)|\btagt\b|\binformier(?:t|en)\b|"
        r"\berhalten\b|\berhält\b|\bfind(?:et|en)\b"
        r"|\bförder(?:t|n)\b|\bbewilligt?\b|\bbewilligen\b|\bwähl(?:t|en)\b|\bveröffentlich(?:t|en)\b|"
        r"\bbiete[nt]\b"
        r"|\bkönnen\s+gültig|\bumzusetzen|\bteil(?:t|en)\b|"
        r"\bplan(?:t|en)\b|\bbegleite[nt]\b"
        r"|\bunterstütz(?:t|en)\b|\bruf(?:t|en)\b(?!.{0,200}\sauf\b)|\bersetz(?:t|en)\b|\btr(?:at|itt|eten|aten)\b|\bzahl(?:t|"
        r"en)\b|\bverwende[nt]\b"
        r"|\breich(?:t|en)\b(?=.{0,200}\b(?:weiter|nach)\b)|(?<!\bzu\s)\bleite[nt]\b|\bweiterzu\w+|\bweiterge\w+|"
        r"\bzuzuleiten|\bzugeleitet|\bnachzu\w+"
        r"|\bnachge\w+|\bnachreich\w*|\bkann\b.{0,30}\bdauern|\bverf(?:ällt|allen)\b|\bzieh(?:t|en)\b|"
        r"\bwerben\b|\bhilft\b|\bhelfen\b|\bberuf(?:t|en)\b",
        "entscheidet",
    ),
)

ENGLISH_HANDING = (
    Rule(
        "English: handing in",
        r"\bsubmi(?:t|ts|tted|tting)\b|\bappl(?:y|ied|ying)\b|\breceived?\b|\breach\b|\bsen[dt]\b|\bdue\b|"
        r"\baccept(?:s|ed|ing)?\b"
        r"|\binvit(?:e|es|ed)\b|\blodged?\b|\bupload(?:ed)?\b|\bdeliver(?:ed)?\b|\bfiled?\b|\bregister(?:ed)?\b|"
        r"\bwelcomed?\b|\barriv(?:e|ed|ing)\b"
        r"|\bconsidered\b|\bhanded\sin\b|\bposted\b|\be-?mail(?:ed)?\b|\breturn(?:ed)?\b|\bopen(?:s|ed)?\b|"
        r"\bpossible\b|\bexpress(?:ed)?\b",
        "must be submitted",
    ),
)
ENGLISH_FILLING = (
    Rule(
        "English: putting in, filling in",
        r"\bcomplete(?:d)?\b|\bfill(?:ed)?\b|\bget\b|\bput\b|\bmade\b|\bmake\b|\bpresent(?:ed)?\b|\bentered\b|\benter\b|"
        r"\bforward(?:ed)?\b|\btransmit(?:ted)?\b|\bprovided?\b|\bsubmission\sof\b|\bforeseen\b|\bscheduled\b|\btaken\b|"
        r"\bproposed?\b|\bnominated?\b|\bdelivering\b|\bfinali[sz]ed?\b|\bcreated?\b",
        "foreseen",
    ),
)
ENGLISH_ENDING = (
    Rule(
        "English: ending",
        r"\bclos(?:e|es|ed)\b|\bend(?:s|ed)?\b|\bexpire[sd]?\b|\bruns?\b|\bran\b|\bfalls?\b|\b(?:is|was|"
        r"been)\sset\b",
        "closes on",
    ),
)
ENGLISH_STARTING = (
    Rule("English: beginning", r"\bopens?\b(?=\s(?:on|from|in)\b)|\bopened\b|\bwill\sopen\b", "opens on"),
)
ENGLISH_MOVING = (
    Rule(
        "English: moved",
        r"\bextended\b|\bpostponed\b|\bmoved\b|\bbrought\sforward\b|\bshifted\b",
        "has been extended to",
    ),
)
ENGLISH_ANY = (
    Rule(
        "English: any other verb",
        r"\b(?:will|shall|must|should|may|can|could|would|might)\s+(?:not\s+|only\s+|also\s+)?(?!be\b|have\b|"
        r"apply\b|submit|send|reach|register|express|arrive|upload|complete|fill|get\b|put\b|make\b|present|enter|forward|transmit|provide|propose|nominate|finali[sz]e|create|deliver|lodge|file\b|accept|e?mail|hand\b|join\b|close|remain|stay|end\b|expire|open)[a-z]{3,}"
        r"|\b(?:be|been|is|are|was|were|being)\s+(?:[a-z]+ly\s+)?(?!due\b|open|submi|receiv|sen[dt]\b|accept|"
        r"invit|lodged|upload|deliver|filed|regist|clos|extend|postpon|moved|set\b|consider|possible|returned|"
        r"posted|handed|complet|filled|made|present|entered|forward|transmit|provided|foreseen|scheduled|taken|proposed|nominat|finali[sz]|created|uploaded)[a-z]{3,}(?:ed|en|nt|ld|de|id)\b"
        r"|\b(?:applies|takes?\splace|starts?|begins?|covers?|lasts?|to\slast|(?<!date\s)(?<!been\s)(?<!is\s)(?:adopted|launched|established|issued|announced|dated|defended|agreed|approved|amended|repealed)|signed|published|notified|informed)\b",
        "will be published",
    ),
)
