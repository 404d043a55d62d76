"""The turns right before and behind a sum that make it a largest or a smallest one."""

import re

_FILL = (
    r"(?:jedoch|aber|zu|von|mit|um|auf|an|einen?|einer|einem|der|die|den|betrag|summe|höhe|höchstbetrag|gesamtbetrag|liegt|liegen"
    r"|beträgt|betragen|bei|insgesamt|je|jeweils|jährlich|einmalig|pauschal|normalerweise|grundsätzlich|in|regel|pro|jahr"
    r"|vorhaben|projekt|antrag|maßnahme|kommune|beläuft|belaufen|sich|derzeit|aktuell|regelmäßig|rund|netto|brutto|maximal"
    r"|höchstens|nur|a|an|the|amount|total|sum|maximum|ceiling|grant|of|to|at|is|be|per|project)"
)
UP_TO = re.compile(
    r"(?:bis\s+zu|\bbis|höchstens|maximal|max\.|nicht\s+mehr\s+als|nicht\s+über|darf|up\s+to|at\s+most|(?:cannot|not)\s+exceed|(?:no|not)\s+more\s+than"
    r"|\bmaximum|(?:gedeckelt|begrenzt|beschränkt|limitiert)\s+(?:auf|bei)|(?:capped|limited|restricted)\s+(?:at|to))"
    rf"(?:\s+{_FILL}){{0,6}}\s*$",
    re.IGNORECASE,
)
CEILING = re.compile(
    r"\b(?:\w{0,20}höchst(?:betrag|grenze|summe|förder|zuwendung|zuschuss|satz|wert)\w*|\w{0,30}obergrenze|maximalbetrag\w*"
    r"|maximal(?:förderung|zuschuss|summe)|maximale[rnms]?\s(?:[\w-]{1,20}\s)?[\w-]{0,20}(?:zuschuss|zuwendung|förder|betrag|darlehen|kredit"
    r"|summe|höhe|unterstützung|beihilfe|finanzierung)\w*|maximum\s(?:[\w-]+\s){0,2}(?:grant|amount|funding|contribution|award|support"
    r"|subsidy|loan)s?|ceiling)\b(?:\s\([^()]{0,40}\))?[^.;\d€]{0,80}$",
    re.IGNORECASE,
)
SHARE_AND = re.compile(
    r"(?:höchstens|maximal|bis\s+zu)\s+\d{1,3}\s(?:Prozent|%)[^.;,\d]{0,60}\s(?:und|sowie)\s+$", re.IGNORECASE
)
LIMITED = re.compile(
    r"^[^.;]{0,80}(?:nicht\s+(?:übersteigen|überschreiten)|begrenzt|beschränkt|limitiert|als\s+höchst|gedeckelt)",
    re.IGNORECASE,
)
IS = re.compile(
    r"(?:beträgt|betragen|betrug|beläuft\s+sich\s+auf|in\s+höhe\s+von|liegt\s+bei|von|mit|gibt(?:\s+es)?|zahlt|erhält|erhalten|einmalig"
    r"|bekommen|sind|\bof|\bis|receives?|amounts?\s+to|worth)(?:\s+(?:\w+\s+)?(?:pauschal|einmalig|jährlich|je|insgesamt|sie))?\s*$",
    re.IGNORECASE,
)
PAID = re.compile(
    r"^\s*(?:(?:gezahlt|gewährt|bewilligt|ausgezahlt|vergeben)\b(?!\s+haben)|Preisgeld\b|Festbetrag\b|Prämie\b)",
    re.IGNORECASE,
)
LEAST = re.compile(
    r"(?:\b(?:mindestens|wenigstens|at\s+least|minimum\s+(?:of|budget\s+of|amount\s+of|(?:\w+\s+){0,2}is)|no\s+less\s+than)"
    r"|mindest\w+(?:\s+[\w-]+){0,3}?\s+(?:von|beträgt|liegt\s+bei|beläuft\s+sich\s+auf)|\bab)\s*(?:jedoch\s+)?(?:einer\s+[\w-]+\s+von\s+)?$",
    re.IGNORECASE,
)
OVER = re.compile(r"^(?:\s(?!nicht)\w+)?\s(?:übersteigen|überschreiten)\b", re.IGNORECASE)
MORE_THAN = re.compile(r"\b(?<!nicht\s)mehr\s+als\s*$|\b(?<!no\s)(?<!not\s)more\s+than\s*$", re.IGNORECASE)
MUST_BE = re.compile(r"\b(?:muss|müssen|must)\b", re.IGNORECASE)
NOT_OVER = re.compile(r"\b(?:nicht|kein\w*)\b[^.;,]{0,40}$", re.IGNORECASE)
BELOW = re.compile(
    r"\b(?:unter(?:halb)?|weniger\s+als|below|less\s+than|under)(?:\s(?:von|einer|einem|eines|der|of|[\w-]{0,40}"
    r"(?:summe|betrag|kosten|ausgaben|zuwendung|zuschuss|grenze)\w{0,3})){0,4}\s*$",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:nicht|keine\w?)\s+(?:\w+\s+){0,3}(?:gefördert|förder\w+|berücksichtigt|bewillig\w+|gewähr\w+|bezuschusst)"
    r"|\b(?:von\s+der\s+förderung\s+)?ausgeschlossen|\bnot\s+(?:be\s+)?(?:funded|eligible|considered|supported)",
    re.IGNORECASE,
)
TRIFLE = re.compile(
    r"bagatellgrenze|sockelbetrag|mindest\w{0,12}(?:betrag|förderung|zuwendung|höhe|summe|volumen)", re.IGNORECASE
)
BETWEEN = re.compile(
    r"\b(?:zwischen|von|auf|between|from)\s*(?:mindestens\s*|jeweils\s*)?$|\b(?:beträgt|liegt\s+bei|erhalten)\s*$"
    r"|(?:zuschuss|zuwendung|förder|antrags|bewilligungs|grant|funding)\w*(?:\s\w+)?\s*:\s*$",
    re.IGNORECASE,
)
TO = re.compile(r"\s*(?:und|bis|bis zu|and|to|[-–—])\s*(?:höchstens\s*|maximal\s*)?", re.IGNORECASE)
SHARE_OF = re.compile(
    r"(?:prozent|%|v\.\s?h\.|per\s?cent)\s+(?:der|ihrer|des|von|of)\s(?:[\w/-]+\s){0,6}[\w-]{0,30}"
    r"(?:ausgaben|kosten|investition|aufwand|costs|expenditure)",
    re.IGNORECASE,
)
SHARE_OF_IT = re.compile(
    r"(?:prozent|%|v\.\s?h\.|per\s?cent)\s+(?:von|aus|of)\s+(?:höchstens|maximal|bis\s+zu|up\s+to)?\s*$", re.IGNORECASE
)
MORE_ABOVE = re.compile(r"^[^.;]{0,40}\bdarüber\b(?!\s+hinaus)", re.IGNORECASE)
NONE_ABOVE = re.compile(
    r"^[^.;]{0,30}(?:gibt\s+es\s+nicht|nicht\s+möglich|nicht\s+(?:gewährt|bewilligt|gefördert))"
    r"|^\s(?:kann|können|wird|werden|darf|dürfen)\s[^.;,]{0,60}\b(?:nicht|kein\w*|not)\b",
    re.IGNORECASE,
)
ABOVE = re.compile(r"\b(?:über|mehr\s+als)\s*(?:EUR\s*)?$", re.IGNORECASE)
PURPOSE = re.compile(r"\b(?:für|for)\b.*", re.IGNORECASE | re.DOTALL)
READY = re.compile(r"\b(?:stehen|steht)\b.{0,80}\b(?:bereit|zur\s+Verfügung)", re.IGNORECASE)
# "bei Zuwendungen ab 10.000 bis zu": a step of a scale of rates.
TIER = re.compile(
    r"\bbei\s(?:\w+\s)?(?:Förderungen|Zuwendungen|Zuschüssen)\s(?:ab|von|über|zwischen)\s(?:EUR\s|€\s)?[\d.,]+\s?(?:Euro|EUR|€)?\s"
    r"(?:bis|und)(?:\szu)?(?:\shöchstens|\smaximal)?\s*$",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\([^()]{0,120}\)")
FOR_PARTS = re.compile(
    r"^\W*für\s(?:(?:die|den|Ihre|Ihren)\s)?(?:(?:Sach|Reise|Fahrt|Verwaltungs|Material|Druck|Gemein)-?(?:ausgaben|kosten|aufwand)\b)",
    re.IGNORECASE,
)
WHOLE = re.compile(r"insgesamt|maximal|höchstens|jedoch|aber|projekt|antrag|vorhaben|maßnahme|[.;]", re.IGNORECASE)
THESE = re.compile(r"\b(?:falls|wenn|sofern|soweit)\s+diese\s+(?:\w+\s+)?$", re.IGNORECASE)
OF_COSTS = re.compile(
    r"^\s?(?:(?:je|pro)\s\w+\s)?(?:(?:zu)?investier\w+|kosten\b|(?:sind\s)?(?:förder|zuwendungs|zuschuss|beihilfe)fähig\w*\b"
    r"|anerkannt|(?:of\s)?eligible\s(?:cost|expend))",
    re.IGNORECASE,
)
PART_OF_IT = re.compile(
    r"^[^.;,]{0,20}\sfür\s(?:(?:die|den|das|Ihre)\s)?(?:Öffentlichkeitsarbeit|(?:[\w-]+,?\s){0,4}"
    r"(?:Sach|Reise|Fahrt|Notar|Gerichts|Verwaltungs|Material|Druck|Prüfungs)-?(?:ausgaben|kosten|mittel)\b)",
    re.IGNORECASE,
)
LIMITED_LIST = re.compile(
    r"\b(?:höchstens|maximal|bis\s+zu)(?:\s+jedoch)?\s+(?:bei|für)\b[^.;]{0,60}$|\b(?:höchstens|maximal)(?:\s+jedoch)?:?$",
    re.IGNORECASE,
)
PER_UNIT = re.compile(
    r"(?:\b(?:je|pro|per|for\s+(?:each|every)|für\s+jede[nrs]?|à)\s+|(?<=[€R\d])\s?/\s?(?:je\s)?)"
    r"(?!EUR|€|\d{2}|bis\b|nach\b|höchstens|maximal|cent)(?:\d(?:,\d)?\s)?"
    r"(?:(?-i:[a-zäöüß])[\w-]{0,30}e[mnrs]?\s(?!(?:and|or|for|of|up|to|und|oder|sowie|in|im|aus|bis|mit)\b)){0,2}(?P<unit>[\w²/*-]+(?::\w+)?)"
    r"|\b(?P<month>monatlich|täglich|stündlich|wöchentlich|quartalsweise|im\s+Monat|am\s+Tag|die\s+Stunde|monthly|daily)\b",
    re.IGNORECASE,
)
# "Beträgt die Zuwendung mehr als …, ist …", "wenn der Zuschuss … übersteigt".
IF = re.compile(
    r"^\W*(?:(?:und|oder|and|or)\s+)?(?:wenn|sofern|falls|soweit|sobald|if|where|when|once|unless)\b"
    r"|^\W*(?:Beträgt|Betragen|Übersteigt|Übersteigen|Überschreitet|Überschreiten|Liegt|Liegen|Erreicht|Erreichen|Sollten?)\b"
)
# "Bei Zuwendungen von mehr als", "ab einer Fördersumme von": a noun and no verb between the word and the sum.
_TOKENS = (
    r"(?:(?!(?:werden|wird|beträgt|betragen|liegt|liegen|können|kann|sind|ist|darf|dürfen|gewährt|erhalten|erhält|gilt|gelten"
    r"|is|are|can|may|must|will)\b)[\w/-]{1,40},?\s)"
)
FROM_ON = re.compile(
    rf"(?:^|\s)(?:bei|ab|oberhalb)\s{_TOKENS}{{0,4}}(?!EUR|Euro)(?-i:[A-ZÄÖÜ])[\w/-]{{1,40}},?\s{_TOKENS}{{0,4}}$"
    rf"|(?:^|\s)(?:for|above|over)\s{_TOKENS}{{0,2}}(?:grants?|projects?|awards?|amounts?|contracts?|costs?)\s{_TOKENS}{{0,4}}$",
    re.IGNORECASE,
)
THRESHOLD = re.compile(
    r"\b(?:ab|über|mehr\s+als|unter|oberhalb|unterhalb|bis|bis\s+zu|von|more\s+than|over|above|exceeding|exceeds?|below)\s*(?:einer?m?\s+[\w-]+\s+von\s*|"
    r"(?:einem\s+)?wert\s+von\s*|von\s*|einer\s+[\w-]+\s+in\s+höhe\s+von\s*|(?:insgesamt|mehr\s+als)\s*)?$",
    re.IGNORECASE,
)
LISTED_ON = re.compile(
    r"\s?(?:,|und|oder|bzw\.|beziehungsweise|sowie|bis|or|and|/)?\s(?:(?!(?:ab|über|unter|mehr|von|zuzüglich|plus)\b)"
    r"[\w()-]{1,40},?\s){0,7}",
    re.IGNORECASE,
)
