"""What somebody probably did when the YAML parser gives up: the place of the cause, not of its consequence.

The parser stops where it can go on no longer, which is often lines after the slip. Its complaint, the place where it
began what it could not end, and the words of that line say which of the common slips it was.
"""

import re
from collections.abc import Callable

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.tokens import AliasToken, ScalarToken

from profiles import slip_words as words
from profiles.decoding import Found, Place
from profiles.refusal import Refusal, indent, inside, last_token, open_quote, start
from profiles.said import Said, say

_WORD = r"[\w-]+"
_BULLET = re.compile(r" *([–—−•·‣▪]|[*+](?=[ \u00a0]))[ \u00a0]?")
_NO_BLANK_AFTER_DASH = re.compile(rf" *-(?=[\w{{\"']{_WORD}?)")
_NO_BLANK_AFTER_COLON = re.compile(rf" *(?:- +)?({_WORD}):(?=[^\s:/])")
_ODD_BLANK = re.compile(rf" *(?:- +)?{_WORD}:?([\u00a0\u2000-\u200a\u202f\u3000])")
_ODD_SIGN = re.compile(rf" *(?:- +)?({_WORD})( *= *|： *|; *(?=\S))")
_FIRST_WORD = re.compile(r" *(?:- +)?([^\s:]+)")
_KEY_LIKE = re.compile(r"[a-z_]+")


def diagnose(text: str, error: MarkedYAMLError) -> Found:
    """The place and the words for a complaint of the parser."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    refusal = Refusal(
        text=text,
        problem=str(error.problem).partition("\n")[0],
        at=(mark.line + 1, mark.column + 1) if mark else (1, 1),
        began=(context.line + 1, context.column + 1) if context else None,
    )
    judge = next((judge for part, judge in _JUDGES if part in refusal.problem), _unknown)
    place, said = judge(refusal)
    return place, _invalid(said)


def _invalid(said: Said) -> Said:
    return say("kein gültiges YAML: {said}", "not valid YAML: {said}", said=said)


def _unknown(refusal: Refusal) -> Found:
    return refusal.at, words.UNKNOWN


def _no_colon(refusal: Refusal) -> Found:
    """A line in which a key was expected, from the line's own words."""
    number, _ = place = refusal.began or refusal.at
    return _line_slip(refusal, number) or (place, _without_colon(refusal.line(number)))


def _without_colon(line: str) -> Said:
    if line.lstrip().startswith(("//", "/*", "<!--", "%")):
        return words.COMMENT
    first = _FIRST_WORD.match(line)
    word = first[1][:40] if first else ""
    if not _KEY_LIKE.fullmatch(word):
        return words.LOST_LINE
    return say(*(words.NO_COLON if line.strip("- ") == word else words.NO_COLON_OR_LOST), word=word)


def _line_slip(refusal: Refusal, number: int, slips: "_Slips | None" = None) -> Found | None:
    """A slip that the line shows by itself, of all or of these."""
    line = refusal.line(number)
    for pattern, told in slips or _LINE_SLIPS:
        if found := pattern.match(line):
            at = found.end() if pattern in _AT_END else found.start(1) if pattern.groups else found.start()
            return (number, at + 1), say(told.de, told.en, word=found[1] if pattern.groups else "")
    return None


def _colon(refusal: Refusal) -> Found:
    """A colon where none may stand: in a text, or after a line that is indented too far or lacks its own."""
    number, column = refusal.at
    before = refusal.here[: column - 1]
    if ": " in before or before.lstrip(" -").startswith(("'", '"')):
        return refusal.at, words.COLON_IN_TEXT
    above = number - 1
    while above > 1 and not refusal.line(above).partition("#")[0].strip():
        above -= 1
    if ":" not in refusal.line(above):
        return _line_slip(refusal, above) or (start(refusal, above), _without_colon(refusal.line(above)))
    if slip := _line_slip(refusal, above, _LIST_SLIPS):
        return slip
    here, there = inside(refusal.here), inside(refusal.line(above))
    if here > there:
        return (number, here + 1), say(*words.DEEPER, line=above, here=here, there=there)
    return refusal.at, words.COLON_IN_TEXT


def _block(refusal: Refusal) -> Found:
    """Something that fits nothing above: text after a quote or bracket, a comma, or an indentation."""
    if quote := open_quote(refusal):
        return quote, words.QUOTE_OPEN
    for sign, told in ((",", words.COMMA), ("]", words.CLOSING), ("}", words.CLOSING)):
        if refusal.sign == sign and "<scalar>" not in refusal.problem:
            first = _line_slip(refusal, refusal.at[0])
            opening = sign == "," and "}" in refusal.here and "{" not in refusal.here
            return first or (refusal.at, words.NO_OPENING if opening else told)
    if alias := _alias(refusal):
        return alias
    last = last_token(refusal)
    if last is not None and last.end_mark.line + 1 == refusal.at[0] and refusal.here[: refusal.at[1] - 1].strip():
        return refusal.at, words.AFTER_QUOTE if isinstance(last, ScalarToken) else words.AFTER_BRACKET
    return _line_slip(refusal, refusal.at[0]) or _indentation(refusal)


def _alias(refusal: Refusal) -> Found | None:
    """A text that begins with `*`, which to YAML is an alias and whatever follows too much."""
    last = last_token(refusal)
    if not isinstance(last, AliasToken) or last.start_mark.line + 1 != refusal.at[0]:
        return None
    return (refusal.at[0], last.start_mark.column + 1), say(*words.NO_START, sign="*")


def _indentation(refusal: Refusal) -> Found:
    number, column = refusal.at
    if refusal.here.lstrip().startswith("- ") and (first := _dashless(refusal)):
        return first, say(*words.DASH_MISSING, line=number)
    measure = indent if refusal.here.lstrip().startswith("- ") else inside
    above = sorted({measure(refusal.line(n)) for n in range(1, number) if refusal.line(n).strip()})
    fitting = [indent for indent in above if indent < column - 1][-1:] + [i for i in above if i > column - 1][:1]
    there = Said(" oder ".join(map(str, fitting)) or "0", " or ".join(map(str, fitting)) or "0")
    return (number, column), say(*words.INDENT, here=column - 1, there=there)


def _dashless(refusal: Refusal) -> Place | None:
    """The first line of a block above that has no dash, though the next entry of the same list has one."""
    dash = indent(refusal.here)
    for number in range(refusal.at[0] - 1, 0, -1):
        line = refusal.line(number)
        if line.strip() and indent(line) <= dash:
            first = number + 1
            inside = refusal.line(first)
            bare = line.rstrip().endswith(":") and not inside.lstrip().startswith("- ") and indent(inside) > dash
            return (first, indent(inside) + 1) if bare else None
    return None


def _bracket(refusal: Refusal) -> Found:
    """A list in brackets that does not end, or lacks a comma."""
    began = refusal.began or refusal.at
    if quote := open_quote(refusal):
        return quote, words.QUOTE_OPEN
    if alias := _alias(refusal):
        return alias
    opened = refusal.line(began[0])[began[1] - 1 : began[1]]
    if refusal.at[0] != began[0]:
        return began, say(*words.BRACKET_OPEN, sign=opened)
    if refusal.sign in {"]", "}"}:
        return refusal.at, say(*words.WRONG_BRACKET, sign=refusal.sign, opened=opened)
    last = last_token(refusal)
    if isinstance(last, ScalarToken) and refusal.sign not in {":", '"', "'"} and last.style:
        return refusal.at, words.COMMA_OR_QUOTE
    return refusal.at, words.COMMA_MISSING


def _quote(refusal: Refusal) -> Found:
    return refusal.began or refusal.at, words.QUOTE_OPEN


def _content(refusal: Refusal) -> Found:
    """Nothing where a value is expected."""
    return refusal.at, words.COMMA_TWICE if refusal.sign == "," else words.CLOSING if refusal.sign else words.UNKNOWN


def _sign(refusal: Refusal) -> Found:
    """A character with which nothing may begin."""
    said = words.TAB if refusal.sign == "\t" else say(*words.NO_START, sign=refusal.sign)
    return refusal.at, said


def _word_sign(refusal: Refusal) -> Found:
    """A sign that means something to YAML before a text."""
    place = refusal.began or refusal.at
    sign = refusal.line(place[0])[place[1] - 1 : place[1]]
    return _line_slip(refusal, place[0]) or (place, say(*words.NO_START, sign=sign))


def _folded(refusal: Refusal) -> Found:
    place = refusal.began or refusal.at
    sign = refusal.line(place[0])[place[1] - 1 : place[1]]
    return place, say(*words.AFTER_BAR, sign=sign)


def _outside(refusal: Refusal) -> Found:
    """Something after what is a whole file to YAML already."""
    if quote := open_quote(refusal):
        return quote, words.QUOTE_OPEN
    numbers = range(1, refusal.at[0])
    first = next((n for n in numbers if refusal.line(n).strip() and not refusal.line(n).lstrip().startswith("#")), 1)
    if refusal.line(first).startswith("%"):
        return (first, 1), say(*words.NO_START, sign="%")
    if indent(refusal.line(first)):
        return start(refusal, first), words.FIRST_INDENTED
    return refusal.at, words.UNKNOWN if refusal.sign.isalnum() else say(*words.NO_START, sign=refusal.sign)


def _dots(refusal: Refusal) -> Found:
    return (refusal.at[0], 1), words.DOTS


def _dash(refusal: Refusal) -> Found:
    return refusal.at, words.DASH_IN_LINE


def _escape(refusal: Refusal) -> Found:
    return (refusal.at[0], max(1, refusal.at[1] - 1)), words.BACKSLASH


_Slips = tuple[tuple[re.Pattern[str], Said], ...]
_LIST_SLIPS: _Slips = ((_BULLET, words.BULLET), (_NO_BLANK_AFTER_DASH, words.NO_BLANK_AFTER_DASH))
_LINE_SLIPS: _Slips = (
    (_BULLET, words.BULLET),
    (_ODD_BLANK, words.ODD_BLANK),
    (_NO_BLANK_AFTER_COLON, words.NO_BLANK_AFTER_COLON),
    (_NO_BLANK_AFTER_DASH, words.NO_BLANK_AFTER_DASH),
    (_ODD_SIGN, words.NOT_A_COLON),
)
_AT_END = {_NO_BLANK_AFTER_COLON, _NO_BLANK_AFTER_DASH}
_Judge = Callable[[Refusal], Found]
_JUDGES: tuple[tuple[str, _Judge], ...] = (
    ("expected '<document start>'", _outside),
    ("after document end marker", _dots),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("expected <block end>", _block),
    ("expected ',' or", _bracket),
    ("unexpected end of stream", _quote),
    ("unexpected document separator", _quote),
    ("expected the node content", _content),
    ("cannot start any token", _sign),
    ("mapping keys are not allowed", _sign),
    ("expected alphabetic or numeric", _word_sign),
    ("sequence entries are not allowed", _dash),
    ("expected a comment or a line break", _folded),
    ("expected chomping or indentation", _folded),
    ("expected indentation indicator", _folded),
    ("unknown escape character", _escape),
    ("expected escape sequence", _escape),
)
NOT_YAML = _invalid(words.UNKNOWN)
