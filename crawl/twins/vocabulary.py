"""Words that decide nothing, and the several names of Länder and funders; all folded (funding.text.fold)."""

from funding.places import LAENDER
from funding.text import fold

# Words that any programme's title may have, folded; and those of news about one.
COMMON = frozenset(
    """
    der die das des dem den ein eine einer eines einem einen und oder von vom zu zur zum im in an am auf aus bei mit
    nach fuer ueber unter durch als sowie the of for to and in on a an by with from into at its their zwischen bzw
    foerderung foerderungen foerder foerdern foerderprogramm foerderprogramme foerderrichtlinie foerderrichtlinien
    foerdergrundsaetze foerdermittel foerdert gefoerdert richtlinie richtlinien rl frl vwv verwaltungsvorschrift
    programm programme programms bundesprogramm landesprogramm programmes zuwendung zuwendungen gewaehrung gewaehren
    massnahme massnahmen vorhaben projekt projekte projekten projects project projektfoerderung rahmen mittel mitteln
    unterstuetzung support supporting foerderaufruf foerderaufrufe projektaufruf aufruf aufrufe call calls proposal
    proposals grant grants bekanntmachung ausschreibung ausschreibungen antrag antraege antragstellung antragsfrist
    frist fristen bewerbung bewerbungen bewerbungsfrist einreichung einreichen einreichfrist interessenbekundung
    interessenbekundungsverfahren bewerben jetzt neu neue neuer neues neuen start startet gestartet starten
    veroeffentlicht veroeffentlichung geoeffnet oeffnet eroeffnet offen open opens launched launch new now bis ab noch
    wieder erneut laeuft aktuell aktuelle aktueller ruft schreibt sucht verlaengert verlaengerung letzte chance
    interesse bekunden endet beginnt ablaufend naechste naechster weitere weiterer wird
    eu europaeische europaeischen europaeischer union europe european kommission bund bundes bundesministerium land
    landes foerderung runde foerderrunde antragsrunde zuschuss zuschuesse finanzierung funding hinweis info infos
    information moeglich koennen kann wird werden ist sind the year jahr rahmenprogramm wettbewerb teilnahme
    bmz bmwsb bmukn bmuv bmwk bmwe bmi bmftr bmbf bmv bmdv bmleh bmel bmbfsfj bmfsfj bkm bbsr skew geht
    gehen startschuss
    januar februar maerz april mai juni juli august september oktober november dezember uhr thema themen topic
    """.split()
)
# Programmes of which many calls are parts: in a title beside the call's own name or not.
FAMILIES = frozenset(
    "cerv life erasmus interreg horizont horizon urbact eui digital efre esf leader nki esk ucpm amif".split()
)
# Concepts of the glossary that name a whole call and not a field in which there are many.
NAMING = frozenset(
    "twinning town_networks remembrance daphne action_network transfer_network innovative_action peer_review".split()
)
SOFT = ("kommun", "gemeind", "staedt", "stadt", "landkreis", "local", "municipal", "deutschland", "german")
NOT_NAMES = frozenset(
    """
    efre esf elr eler gap eu bmbf bmz bmi bmwk bmwe bmwsb bmuv bmukn bmfsfj bmbfsfj bmftr bmv bmdv bmel bmleh bmg bkm
    bbsr ble zug ptj kfw nki dfjw skew engagement global nrw bawue mwike stmwi eacea life horizon cerv erasmus digital
    interreg feader erdf nbank sab isb ilb ib bafa aa dstgb rgre rl frl vwv foer plus kmu ngo csr
    """.split()
)
LAND_WORDS = {fold(name): name for name in LAENDER} | {
    "nrw": "Nordrhein-Westfalen", "nordrhein": "Nordrhein-Westfalen", "bayerisch": "Bayern", "bayerns": "Bayern",
    "saechsisch": "Sachsen", "hessisch": "Hessen", "thueringer": "Thüringen", "niedersaechsisch": "Niedersachsen",
    "brandenburger": "Brandenburg", "hamburger": "Hamburg", "bremisch": "Bremen", "bremer": "Bremen",
    "saarlaendisch": "Saarland", "berliner": "Berlin", "badenwuerttembergisch": "Baden-Württemberg",
    "rheinlandpfaelzisch": "Rheinland-Pfalz", "schleswigholsteinisch": "Schleswig-Holstein", "bavaria": "Bayern",
    "saxony": "Sachsen", "hesse": "Hessen", "thuringia": "Thüringen", "bawue": "Baden-Württemberg",
}  # fmt: skip
# One name for a ministry under all its names, and for those that spend its money.
SAME_BODY = {
    "skew": "bmz", "engagement": "bmz", "giz": "bmz", "entwicklung": "bmz", "eacea": "eu", "commission": "eu",
    "kommission": "eu", "eismea": "eu", "cinea": "eu", "hadea": "eu", "rea": "eu", "urbact": "eu", "interreg": "eu",
    "innenministerium": "bmi",
    "klimaschutz": "bmuk", "zug": "bmuk", "bmuv": "bmuk", "bmukn": "bmuk", "bmwk": "bmwe", "wirtschaft": "bmwe",
    "bbsr": "bmwsb", "wohnen": "bmwsb", "bmbf": "bmftr", "forschung": "bmftr", "bmdv": "bmv", "verkehr": "bmv",
    "bmfsfj": "bmbfsfj", "familie": "bmbfsfj", "franzoesisches": "dfjw", "ofaj": "dfjw", "polnisches": "dpjw",
    "bmel": "bmleh", "landwirtschaft": "bmleh", "ble": "bmleh", "ernaehrung": "bmleh", "kultur": "bkm", "bkm": "bkm",
    "kreditanstalt": "kfw", "erdf": "eu", "efre": "eu", "europaeische": "eu", "european": "eu", "eu": "eu",
}  # fmt: skip
NO_BODY = frozenset(
    """
    der die das des und fuer von e v ev ggmbh gmbh deutschland deutsch deutsche deutsches jugendwerk bundesministerium
    land ministerium freistaat stiftung bank via durch und zur zum in beim im auf the of
    """.split()
)
