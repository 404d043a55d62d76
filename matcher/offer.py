"""Gates: what a programme offers, and where its money may be spent."""

import re

from funding import Evidence, Programme
from funding.places import country_name
from funding.text import fold
from funding.vocabulary import KINDS
from matcher.case import Case, labels, say
from matcher.partners import project_countries
from matcher.prose import told

_MONEY = frozenset({"grant", "prize"})
_HOME = frozenset({"bund", "land", "kommune"})
_SHORTEST = 4  # letters of a word that may rule something out by its beginning


def kind(case: Case) -> Evidence | None:
    """Bietet das Programm, was das Projekt sucht?

    yes: Bietet, was gesucht wird: {wanted}. | Offers what is wanted: {wanted}.
    unclear: Bietet {offered}, gesucht wird: {wanted}. | Offers {offered}; wanted: {wanted}.
    """
    wanted, offered = case.project.kind, case.programme.kinds
    if wanted is None or not offered or (wanted not in offered and _MONEY & set(offered)):
        return None  # money pays for an exchange or a post as well
    key = "yes" if wanted in offered else "unclear"
    names, wish = labels(KINDS, offered), labels(KINDS, (wanted,))
    return say(kind, key, city=wish[0], source=names[0], offered=names, wanted=wish)


def excluded(case: Case) -> Evidence | None:
    """Ist es etwas, was für das Projekt nicht in Frage kommt?

    unclear: Für das Projekt kommt nicht in Frage: {excluded}; das Programm nennt es. | The project rules out: {excluded}; the programme names it.
    no: Bietet nur {offered}; das kommt für das Projekt nicht in Frage. | Offers only {offered}, which the project rules out.
    """  # noqa: E501 - one sentence, one line
    if not case.project.exclusions:
        return None
    offered = case.programme.kinds
    ruled_out = ", ".join(case.project.exclusions)
    if offered and all(_rules_out(case, word) for word in offered):
        key = "unclear" if case.programme.was_read("kinds") else "no"
        names = labels(KINDS, offered)
        return say(excluded, key, city=ruled_out, source=names[0], offered=names, excluded=names)
    named = next((words for words in case.project.exclusions if _is_named(case, words)), None)
    if named is None:
        return None
    return say(excluded, "unclear", city=ruled_out, source=head(case.programme), excluded=named)


def abroad(case: Case) -> Evidence | None:
    """Darf das Geld im Ausland ausgegeben werden?

    yes: Auch Ausgaben im Ausland kommen in Frage. | Spending abroad is possible too.
    unclear-domestic: Gefördert wird nach dem Text nur im Inland; das Projekt reicht nach {countries}. | By its text only for measures in Germany; the project reaches to {countries}.
    unclear: Ob Ausgaben in {countries} gefördert werden, sagt die Quelle nicht; von Zusammenarbeit über Grenzen spricht sie nirgends. | The source does not say whether spending in {countries} is funded; it speaks nowhere of cooperation across borders.
    """  # noqa: E501 - one sentence, one line
    countries = [code for code in project_countries(case.profile, case.project) if code != "DE"]
    if not countries or (case.programme.partner_rule and case.programme.partner_rule.rule != "none"):
        return None  # a fund for partners abroad is judged by its rule for partners
    german, english = (", ".join(country_name(code, language) for code in countries) for language in ("de", "en"))
    key, words = spending(case.programme)
    return say(abroad, key, city=german, source=words, countries=(german, english)) if key else None


def spending(programme: Programme) -> tuple[str, str]:
    """What a programme says of spending abroad: a line of `abroad` or "", and the source's words."""
    if only := told(programme, "domestic"):
        return "unclear-domestic", only
    if stated := told(programme, "abroad"):
        return "yes", stated
    silent = programme.funder_level in _HOME and not told(programme, "across")
    return ("unclear", "") if silent else ("", "")


def _rules_out(case: Case, offered: str) -> bool:
    names = {fold(name) for name in (*KINDS.get(offered, ()), offered)}
    return any(fold(words) in names or _starts(fold(words), names) for words in case.project.exclusions)


def _starts(words: str, names: set[str]) -> bool:
    """ "Bürgschaften" rules out "Bürgschaft/Garantie"."""
    parts = {part for name in names for part in name.split("/") if len(part) >= _SHORTEST}
    return any(words.startswith(part) for part in parts)


def _is_named(case: Case, words: str) -> bool:
    return len(words) >= _SHORTEST and re.search(rf"\b{re.escape(fold(words))}", fold(head(case.programme))) is not None


def head(programme: Programme) -> str:
    """Title, topics and categories, by which a programme names what it is for."""
    return "; ".join((programme.title, *programme.topics, *programme.categories))
