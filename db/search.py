"""Full-text search in German: whole words first, then word stems and parts of compounds.

SQLite knows neither that ä is ae nor that a Fahrradweg is a Radweg. So both the texts and the question are folded by
`funding.text.fold`; `words` finds what begins with the words asked for, `parts` (trigrams of title, summary, funder,
topics and the beginning of the text) finds them inside others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter
from snowballstemmer import stemmer  # type: ignore[import-untyped]

from db.connection import Connection
from funding import Programme
from funding.text import fold, repair_lost_characters, squash

PARTS_OF_TEXT = 3_000  # characters; trigrams of everything would double the file and find noise
LONGEST_QUESTION, MOST_TERMS = 300, 12  # characters, words
SHORTEST_PART = 4  # "eu" stands inside "neu"
BEFORE, WIDTH = 60, 200  # characters of a snippet
_WORD = re.compile(r"[^\W_]+")
_ADAPTER: TypeAdapter[Programme] = TypeAdapter(Programme)
_STEMMER = stemmer("german")
_BEGINS = "SELECT rowid FROM words WHERE words MATCH ?"
_WITHIN = f"{_BEGINS} UNION SELECT rowid FROM parts WHERE length(?) >= {SHORTEST_PART} AND text LIKE ?"  # noqa: S608


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A programme that was found; `snippet`: the words around the first hit in its text, plain."""

    id: str
    title: str
    snippet: str


def said(programme: Programme) -> tuple[str, str, str, str, str]:
    """What can be searched: title, summary, funder, topics, everything else."""
    topics = ", ".join((*programme.topics, *programme.keywords, *programme.categories))
    text = "\n\n".join(words for field, words in programme.sections() if field != "summary")
    return programme.title, programme.summary or "", programme.funder or "", topics, text


def index(db: Connection, pk: int, programme: Programme) -> None:
    """Make a programme findable by what it says now."""
    title, summary, funder, topics, text = map(_folded, said(programme))
    db.execute(
        "INSERT OR REPLACE INTO words (rowid, title, summary, funder, topics, text) VALUES (?, ?, ?, ?, ?, ?)",
        pk, title, summary, funder, topics, text,
    )  # fmt: skip
    parts = "\n".join((title, topics, funder, summary, text[:PARTS_OF_TEXT]))
    db.execute("INSERT OR REPLACE INTO parts (rowid, text) VALUES (?, ?)", pk, parts)


def search(db: Connection, words: str, limit: int) -> list[Hit]:
    """The best `limit` programmes (vanished ones left out) that have every word. No word at all: nothing."""
    terms = list(dict.fromkeys(_WORD.findall(fold(words[:LONGEST_QUESTION]))))[:MOST_TERMS]
    if not terms or limit <= 0:
        return []
    roots = [_root(term) for term in terms]
    most = limit + _several(db)
    found = dict.fromkeys(_by_words(db, terms, most))
    if len(found) < most:
        found |= dict.fromkeys(_by_parts(db, roots, most + len(found)))
    calls = {call: pk for pk in reversed(found) for call in [_call(db, pk)]}
    return [_hit(_programme(db, pk), call, roots) for call, pk in list(calls.items())[::-1][:limit]]


def _by_words(db: Connection, terms: list[str], limit: int) -> Iterator[int]:
    rows = db.execute(
        """SELECT pk FROM words JOIN programmes ON pk = words.rowid WHERE words MATCH ? AND NOT vanished
            ORDER BY bm25(words, 10, 3, 4, 4, 1), pk LIMIT ?""",
        _match(terms), limit,
    )  # fmt: skip
    return (row["pk"] for row in rows)


def _by_parts(db: Connection, roots: list[str], limit: int) -> Iterator[int]:
    conditions = " AND ".join(f"pk IN ({_WITHIN})" for _ in roots)
    values = [value for root in roots for value in (_match([root]), root, f"%{root}%")]
    sql = f"""SELECT pk FROM programmes JOIN parts ON parts.rowid = pk WHERE NOT vanished AND {conditions}
        ORDER BY instr(text, ?) = 0, instr(text, ?), pk LIMIT ?"""  # noqa: S608 - only placeholders are joined
    return (row["pk"] for row in db.execute(sql, *values, roots[0], roots[0], limit))


def _match(terms: Iterable[str]) -> str:
    """Terms are letters and digits only, so that nothing of FTS5's query language can be in them."""
    return " AND ".join(f'"{term}"*' for term in terms)


def _root(term: str) -> str:
    """The stem where it is a long enough beginning of the term: "radwege" asks for "radweg" too."""
    stem = str(_STEMMER.stemWord(term))
    return stem if len(stem) >= SHORTEST_PART and term.startswith(stem) else term


def _several(db: Connection) -> int:
    """How many programmes another one of the same call stands for."""
    return int(db.execute("SELECT count(*) - count(DISTINCT head) AS n FROM twins")[0]["n"])


def _call(db: Connection, pk: int) -> str:
    sql = "SELECT coalesce(head, id) AS call FROM programmes LEFT JOIN twins ON programme = id WHERE pk = ?"
    return str(db.execute(sql, pk)[0]["call"])


def _programme(db: Connection, pk: int) -> Programme:
    return _ADAPTER.validate_json(db.execute("SELECT json FROM contents WHERE pk = ?", pk)[0]["json"])


def _hit(programme: Programme, call: str, roots: list[str]) -> Hit:
    show = repair_lost_characters if programme.lossy else str
    texts = [show(words) for _, words in programme.sections()]
    ordered = [show(programme.summary or ""), *texts]
    return Hit(id=call, title=squash(show(programme.title)), snippet=_snippet(ordered, roots))


def _snippet(texts: list[str], roots: list[str]) -> str:
    flat = [squash(text) for text in texts if text]
    for text in flat:
        at = _first(text, roots)
        if at is not None:
            return _window(text, at)
    return _window(flat[0], 0) if flat else ""


def _first(text: str, roots: list[str]) -> int | None:
    folded = fold(text)
    if not any(root in folded for root in roots):
        return None
    return next((word.start() for word in _WORD.finditer(text) if _has(fold(word[0]), roots)), None)


def _has(word: str, roots: list[str]) -> bool:
    return any(word.startswith(root) or (len(root) >= SHORTEST_PART and root in word) for root in roots)


def _window(text: str, at: int) -> str:
    start = text.rfind(" ", 0, at - BEFORE) + 1 if at > BEFORE else 0
    end = len(text) if len(text) <= start + WIDTH else max(text.rfind(" ", start, start + WIDTH), at + 1)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _folded(text: str) -> str:
    return fold(text).replace("\x00", " ")  # LIKE would stop reading there
