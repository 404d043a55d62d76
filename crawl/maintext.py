"""The main text of a page as it stands from one day to the next: no menus, no dates of today, countdowns, counters."""

import re
from calendar import month_name
from copy import deepcopy
from datetime import date

from lxml.html import HtmlElement
from scrapy.http import Response

from crawl import html, shells
from crawl.callwords import has_word, left_out
from facts.sentences import MONTHS
from funding import PassgenauError
from funding.text import squash

MOST = 200_000  # characters; nobody writes more on one page
LEAST = 20  # words; a page that says less says nothing
_AROUND = ("nav", "footer", "aside", "form", "dialog", "noscript")
_LABEL = 6  # words of a label whose value stands in the next line
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?:\w+(?:tag|day|woch)),?\s+)?(?:den\s+)?(?:\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}\.?\s(?:{_MONTH})\.?\s\d{{4}}|(?:{_MONTH})\.?\s\d{{1,2}},?\s\d{{4}})"
    r"(?:,?\s+(?:um\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*Uhr)?)?"
)
_UNIT = r"(?:Tage?n?|Wochen?|Stunden?|Minuten?|Sekunden?|Std|Min|Sek|days?|weeks?|hours?|minutes?|seconds?)\b\.?"
_ENDS = "endet|schlie(?:ß|ss)t|beginnt|startet|l(?:ä|ae)uft|ends?|closes?|opens?|starts?"
_SPAN = rf"\d{{1,5}}\s{{0,3}}{_UNIT}"
_VOLATILE = re.compile(
    rf"""{_SPAN}(?:[\s,:und|&-]+{_SPAN})+                                   # 12 Tage 3 Stunden
    | \b(?:nur\ )?noch\s+{_SPAN} | {_SPAN}\s+(?:left|to\ go|remaining|until|till)\b
    | \b(?:{_ENDS})\s+(?:schon\s+)?in\s+{_SPAN} | \bin\s+{_SPAN}\s+(?:{_ENDS})\b
    | \bvor\s+(?:einem?r?|\d{{1,5}})\s+{_UNIT} | \b{_SPAN}\s+ago\b
    | (?:^|(?<=[(|·]))\s*as\ of\s+{_DAY}(?=[\s)|·.]*$)                        # not "may be sent as of 15 March"
    | \b(?:Stand|heute(?:\ ist)?
        |(?:zu)?letzte?\w*\s+(?:ge(?:ä|ae)ndert|aktualisiert|bearbeitet|Änderung|Aktualisierung)
        |(?:aktualisiert|abgerufen)(?=\ am)|today(?:\ is)?|(?:last\s+)?(?:updated|modified|changed?))
        (?:\s+(?:am|vom|on|der|den))?\s*:?\s*{_DAY}
    | \b(?:Seitenaufrufe|Aufrufe|Views|Zugriffe|Besucher\w*|Downloads|Likes|Kommentare|Shares)\s*:\s*\d[\d.,]{{0,14}}
    | \b\d[\d.,]{{0,14}}\s{{0,3}}(?:x|mal)?\s{{0,3}}(?:Seitenaufrufe|Views|Zugriffe|Besuche\w*|Downloads|Likes
        |Kommentare|Shares|gelesen|aufgerufen|angesehen|geteilt)\b""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_ONLY_DAY = re.compile(rf"(?:heute|today)?[\s:,]*{_DAY}", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")


def main_text(response: Response, today: date) -> str:
    """The page's main text; what changes by itself stands as "…".

    Raises PassgenauError (Blocked) for a bot wall, a script's empty frame, another file, and a page of hardly a word.
    """
    root = shells.page(response).root
    lines = [line for line in _joined(_lines(_without_frame(root))) if not _is_today(line, today)]
    text = "\n".join(_VOLATILE.sub("…", line) for line in lines)
    if len(text.split()) < LEAST:
        raise PassgenauError(
            f"{response.url} hat kaum noch Text („{shells.title_of(root)}“): Die Seite wurde wohl umgebaut oder "
            "verlangt eine Einwilligung. Nichts wurde ersetzt."
        )
    return text


def _without_frame(root: HtmlElement) -> HtmlElement:
    page = deepcopy(root)
    for node in list(page.iter(*_AROUND)):
        node.drop_tree()
    return page


def _lines(page: HtmlElement) -> list[str]:
    """As trafilatura finds them, and what it leaves out although it speaks of a call, such as the titles of a list.

    A page in which it finds next to nothing is read whole.
    """
    import trafilatura  # takes a third of a second, and only a crawl needs it

    whole = _squashed(html.text_of(page)[:MOST])  # before trafilatura, which takes the page apart
    main = trafilatura.extract(page, fast=True, favor_recall=True, include_comments=False, include_tables=True) or ""
    main = main[:MOST]
    if len(main.split()) < LEAST:
        return whole
    return [*_squashed(main), *left_out(whole, main)]


def _squashed(text: str) -> list[str]:
    return [line for line in map(squash, text.splitlines()) if line]


def _joined(lines: list[str]) -> list[str]:
    """A label and its value in one line: "Bewerbungsfrist" above "31.01.2027"."""
    joined: list[str] = []
    for line in lines:
        if joined and _NUMBERS.search(line) and _is_label(joined[-1]):
            joined[-1] = f"{joined[-1].rstrip(': ')}: {line.lstrip('- ')}"
        else:
            joined.append(line)
    return joined


def _is_label(line: str) -> bool:
    return len(line.split()) <= _LABEL and not _NUMBERS.search(line) and line[-1] not in ".!?" and has_word(line)


def _is_today(line: str, today: date) -> bool:
    """Whether a line is nothing but the date of today."""
    if not _ONLY_DAY.fullmatch(line):
        return False
    numbers = [int(number) for number in _NUMBERS.findall(line)]
    return today.day in numbers and today.year in numbers and _month_of(line, numbers, today)


def _month_of(line: str, numbers: list[int], today: date) -> bool:
    names = (MONTHS[today.month - 1].casefold(), month_name[today.month].casefold())
    return today.month in numbers or any(name in line.casefold() for name in names)
