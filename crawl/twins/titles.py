"""What a title names, apart from the words that any programme's title may have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.fuzz import ratio
from ruamel.yaml import YAML
from snowballstemmer import stemmer  # type: ignore[import-untyped]

from crawl.twins.vocabulary import COMMON, FAMILIES, LAND_WORDS, NOT_NAMES, SOFT
from funding.places import country_words
from funding.text import fold, squash

Words = frozenset[str]
_WORD = re.compile(r"[a-z0-9]+")
_QUOTED = re.compile("[„“”\"»«‚‘']([^„“”\"»«‚‘']{4,120})[“”\"«»‘’']")
_DASH = re.compile(r"\s[-–—]\s")
_PARTED = re.compile(r"\s[-–—]\s|:")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(r"(?<!\d)20\d\d\s?(?:[-–—/?]|bis|to)\s?(?:20)?\d\d(?!\d)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ORDINALS = {
    "erst": "1", "zweit": "2", "dritt": "3", "viert": "4", "fuenft": "5", "sechst": "6",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
}  # fmt: skip
_NO_PART = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)|"
    r"\d[\d.,]*\s?(?:x|euro|eur|%|prozent|mio|millionen|uhr|jahre|wochen|tage|monate)\b|"
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\b(?:call|aufruf|runde|phase|foerderaufruf|round)\s+(?:nr\.?\s*)?\d{1,2}\b|"
    r"\b\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:call|foerderaufruf|aufruf|runde|foerderrunde|phase|ausschreibung|round|"
    r"projektaufruf)"
)
_OUTLINE = re.compile(r"(?<![\w.])\d{1,2}(?:\.\d{1,2})+(?![\w.])")
_COUNTED = re.compile(rf"(?:{'|'.join(_ORDINALS)})(?:er|e|en|es)?")
_ROUND = re.compile(
    rf"\b({'|'.join(_ORDINALS)})(?:er|e|en|es)?\s+(?:[a-z-]+\s)?(?:call|foerderaufruf|aufruf|runde|foerderrunde|phase|"
    r"ausschreibung|round|cut-?off|stufe|projektaufruf|wettbewerbsrunde)"
)
_PART = re.compile(
    r"\b(?:teil|modul|module|baustein|saeule|foerderbereich|foerdergegenstand|massnahme|los|lot|strand|schwerpunkt|"
    r"priority|prioritaet|part|stream|linie|foerderlinie|programmteil|abschnitt|handlungsfeld|themenfeld|track|axis|"
    r"komponente|variante)\s*([a-h]|\d{1,2}(?:\.\d+)*|[ivx]{1,4})\b"
)
_WOMEN = re.compile(r"(\w{3,}(?:er|te|nt))(?:innen\b|[/*:_]-?innen\b|in\b)")
_LETTER = re.compile(r"(?:^|[–—:-]\s*)([a-h]\d?)\s*[.):–—-]")
SIMILAR, _LEAST, _STEM = 88, 4, 6  # of 100; letters
_ENDING = 2  # letters
_COUNTRY = 5  # letters of a country's name; shorter ones are words of other meaning too
_STEMMER = stemmer("german")
_LAND = re.compile(rf"\b({'|'.join(sorted(LAND_WORDS, key=len, reverse=True))})\w{{0,2}}\b")


@dataclass(frozen=True, slots=True)
class Title:
    """`names`: each set of words that alone names the whole; `last`: those after the last dash; `split`: those before
    and after the first dash or colon; `bracketed`: those in brackets; `plain`: no dash, no colon; `letters`: all of it
    without blanks; `odd`: words with capitals inside; `shorts`: short names for the whole; `quoted`: a name in quotes
    and what stands around it; `parts`: modules and numbers; `rounds`; `concepts`: what the glossary knows of it, and
    countries but Germany; `laender` named.
    """

    names: frozenset[Words]
    last: Words
    split: tuple[Words, Words]
    bracketed: Words
    plain: bool
    letters: str
    odd: Words
    shorts: Words
    quoted: tuple[tuple[Words, Words], ...]
    years: frozenset[int]
    parts: frozenset[str]
    rounds: frozenset[str]
    concepts: Words
    laender: frozenset[str]

    @property
    def words(self) -> Words:
        """All of its telling words."""
        return frozenset().union(*self.names)


@lru_cache(maxsize=20_000)
def title(text: str) -> Title:
    """Read a title; pure, and the same for the same text."""
    flat = fold(squash(text))
    bare = _SPAN.sub(" ", flat)
    rounds, parts = frozenset(_rounds(bare)), frozenset(_parts(bare))
    whole, short = telling(_BRACKETS.sub(" ", text)), frozenset(_abbreviations(text))
    names = {whole, telling(text), *(frozenset({one}) for one in short), *_also(text)} - {frozenset()}
    return Title(
        names=frozenset(names), last=_last(text), split=_split(text), plain=_PARTED.search(text) is None,
        bracketed=telling(" ".join(_BRACKETS.findall(text))), letters="".join(_WORD.findall(flat)), odd=_odd(text),
        shorts=short | _capitals(text),
        quoted=tuple(_quoted(text)), years=frozenset(map(int, _YEAR.findall(bare))), parts=parts, rounds=rounds,
        concepts=concepts(flat), laender=frozenset(laender(flat)),
    )  # fmt: skip


def telling(text: str) -> Words:
    """The stems of the words that tell one title from another; no years, numbers, Länder."""
    flat = _LAND.sub(" ", _YEAR.sub(" ", _WOMEN.sub(r"\1", fold(squash(text)))))
    words = (word for word in _WORD.findall(flat) if word not in COMMON and len(word) > 1 and not word[0].isdigit())
    return frozenset(_stem(word) for word in words if word not in _ROMAN and not _COUNTED.fullmatch(word))


def laender(flat: str) -> Iterator[str]:
    """The Länder that a folded text names."""
    spoken = flat.replace("sachsen anhalt", "sachsen-anhalt")
    return (LAND_WORDS[found[1]] for found in _LAND.finditer(spoken))


def concepts(flat: str) -> Words:
    """What the glossary knows of a folded text."""
    pattern, known = _glossary()
    spoken = flat.replace("-", " ")
    lands = country_words()
    return frozenset(known[found[1]] for found in pattern.finditer(spoken)) | {
        lands[word] for word in _WORD.findall(spoken) if len(word) >= _COUNTRY and word in lands and lands[word] != "DE"
    }


def same(one: Words, other: Words) -> bool:
    """Whether each word of either has its like in the other, but for "kommunal" and the like."""
    return bool(one and other) and not (hard(left(one, other)) or hard(left(other, one)))


def left(one: Words, other: Words) -> Words:
    """The words of the one without their like in the other."""
    return frozenset(word for word in one - other if not any(_alike(word, also) for also in other))


def hard(words: Words) -> Words:
    """Without the words that a title may have or not."""
    return frozenset(word for word in words if not any(_is(word, soft) for soft in SOFT))


def _is(word: str, beginning: str) -> bool:
    """Whether a stem is that word with an ending, not a longer one made with it."""
    return word.startswith(beginning) and len(word) - len(beginning) <= _ENDING


def is_special(words: Words) -> bool:
    """Whether words are too many or too odd to name two programmes: three of them, or a name that is a word of ours."""
    telling_words = hard(words)
    return len(telling_words) >= 3 or sum(len(word) for word in telling_words) >= 24


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or any(letter.isdigit() for letter in short + long):
        return False
    endings = 3 if len(short) >= _STEM else 2
    return ratio(one, other) >= SIMILAR or (long.startswith(short) and len(long) - len(short) <= endings)


def _rounds(flat: str) -> Iterator[str]:
    yield from (_ORDINALS[found[1]] for found in _ROUND.finditer(flat))
    yield from re.findall(r"\b(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:call|foerderaufruf|aufruf|runde|foerderrunde|phase|"
                          r"ausschreibung|round|projektaufruf)", flat)  # fmt: skip
    yield from re.findall(r"\b(?:call|aufruf|runde|phase|foerderaufruf|round)\s+(?:nr\.?\s*)?(\d{1,2})\b", flat)
    rest = _PART.sub(" ", flat)
    yield from (_ROMAN[word] for word in re.findall(r"(?<=[a-z0-9] )(ii|iii|iv|vi|vii|viii|ix)\b", rest))


def _parts(flat: str) -> Iterator[str]:
    """Modules, letters and every number that is no date, round or sum: "Zuschuss 432", "Teil B", "BENE2"."""
    yield from (_ROMAN.get(found[1], found[1]) for found in _PART.finditer(flat))
    yield from (found[1] for found in _LETTER.finditer(flat))
    rest = _NO_PART.sub(" ", _ROUND.sub(" ", _OUTLINE.sub(" ", _PART.sub(" ", flat))))
    yield from _OUTLINE.findall(flat)
    yield from (word for word in _WORD.findall(rest) if any(letter.isdigit() for letter in word))
    yield from re.findall(r"(?<![\w.])[b-h](?![\w.'])|(?<=\s)a$", rest)


def _quoted(text: str) -> Iterator[tuple[Words, Words]]:
    for found in _QUOTED.finditer(text):
        inside, around = telling(found[1]), telling(text[: found.start()] + " " + text[found.end() :])
        if inside:
            yield inside, frozenset(around)


def _also(text: str) -> Iterator[Words]:
    """Names within a title that may stand for all of it: what is in brackets or last, in two telling words at least."""
    inside = [found[1] for found in _BRACKETS.finditer(text)]
    last = _DASH.split(_BRACKETS.sub(" ", text))[1:][-1:]
    yield from (words for words in map(telling, (*inside, *last)) if len(hard(words)) > 1)


def _odd(text: str) -> Words:
    """Names such as AnpaSo or KommPräv; no well-known short names."""
    words = (word for word in re.findall(r"[^\W\d_]{4,}", text) if not word.isupper() and not word[1:].islower())
    return frozenset(fold(word) for word in words) - NOT_NAMES - LAND_WORDS.keys()


def _capitals(text: str) -> Words:
    """A short name alone before or after a dash or colon: "... - NAKOPA"."""
    ends = (part.strip() for part in _PARTED.split(_YEAR.sub("", text)))
    found = (fold(end) for end in ends if re.fullmatch(r"[^\W\d_]{4,12}", end) and end.isupper())
    return frozenset(_stem(word) for word in found if word not in NOT_NAMES | FAMILIES)


def _split(text: str) -> tuple[Words, Words]:
    found = _PARTED.search(text)
    return (telling(text[: found.start()]), telling(text[found.end() :])) if found else (telling(text), frozenset())


def _last(text: str) -> Words:
    """The words after the last dash: "Klimaschutz im kommunalen Umfeld - Kommunalrichtlinie"."""
    return telling((_DASH.split(text)[1:] or [""])[-1])


def _abbreviations(text: str) -> Iterator[str]:
    """What a title abbreviates itself to: its letters stand in the same order in the words before it."""
    for found in _BRACKETS.finditer(text):
        spelled = "".join(_WORD.findall(fold(text[: found.start()])))
        for word in re.findall(r"[\w-]{3,}", _YEAR.sub(" ", found[1])):
            short = fold(word).replace("-", "")
            odd = sum(letter.isupper() for letter in word) >= 2 or word == found[1].strip()
            if odd and short not in NOT_NAMES and short not in LAND_WORDS and _abbreviates(short, spelled):
                yield _stem(short)


def _abbreviates(short: str, spelled: str) -> bool:
    letters = iter(spelled)
    return len(spelled) > 2 * len(short) and all(letter in letters for letter in short)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


@lru_cache
def _glossary() -> tuple[re.Pattern[str], dict[str, str]]:
    table = YAML(typ="safe").load(Path(__file__).with_name("glossary.yaml"))
    known = {fold(word).replace("-", " "): concept for concept, words in table.items() for word in words}
    beginnings = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.compile(rf"\b({beginnings})\w*"), known
