"""The words that say whether a day is over, due, moved, opens or ends something."""

from facts.rules import Rule

PAST = (
    Rule("could", r"\bkonnten?\b", "Skizzen konnten bis zum 6.5.2024 eingereicht werden"),
    Rule("had to", r"\bmussten?\b", "mussten eingereicht werden"),
    Rule("ended", r"\bendeten?\b|\blief(?:en)?\b.{0,80}\b(?:ab|aus|bis)\b", "Die Frist endete am 14.2.2025"),
    Rule("is over", r"abgelaufen|verstrichen|\bvorbei\b|geschlossen", "Die Frist ist abgelaufen"),
    Rule("closed", r"\bschloss(?:en)?\b", "Das Portal schloss am 3. Mai 2024"),
    Rule("was", r"\b(?:war|waren)\b", "Der Call war bis 15. Dezember 2025 geöffnet"),
    Rule(
        "were taken in",
        r"\bwurden?\b.{0,120}(?:entgegengenommen|angenommen)",
        "wurden bis zum 1.3. entgegengenommen",
    ),
    Rule(
        "have been able to",
        r"\b(?:haben?|hat)\b.{0,80}\b(?:einreichen|stellen|bewerben|beantragen|abgeben)\s+können|"
        r"\bhatten?\b.{0,80}\b(?:zeit|gelegenheit|möglichkeit)\b",
        "haben Städte Skizzen einreichen können",
    ),
    Rule("had until", r"\bhad\suntil\b|\bhad\sto\sbe\b|\bwere\sto\sbe\b|\bcould\sbe\b", "Towns had until 3 May"),
    Rule("English", r"\bclosed\b|\bended\b|\bwas\b|\bhas passed\b", "the call closed on 3 May 2024"),
)
OPENS = (
    Rule(
        "what follows the day says that it opens",
        r"^\s(?:(?:wieder|neu|erneut)\s)?(?:geöffnet|eröffnet|freigeschaltet|gestartet|starten|beginnen|öffnen)\b",
        " geöffnet",
    ),
)
STILL = (
    Rule(
        "the clause itself speaks of now or later",
        r"\b(?:endet|enden|kann|können|läuft|laufen|schließt|schließen|öffnet|öffnen|ist\b.{0,60}\bmöglich|"
        r"sind\b.{0,60}"
        r"\beinzureichen|nimmt|nehmen|muss|müssen|wird|werden|bleibt|reichen\s+sie|stellen\s+sie|ends|closes|can|must"
        r"|nächste[rns]?|next|gilt|gelten)\b",
        "die nächste endet am 25. März 2027",
    ),
)
MOVED = (
    Rule(
        "a deadline was moved",
        r"verlänger|verschob|verlegt|hinausgeschoben|neu\s+festgesetzt|extended|postponed",
        "Die Frist wurde auf den 30. April 2027 verlängert",
    ),
)
