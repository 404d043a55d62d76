"""Adding a block to a profile's file; comments, order and every line that stands there stay as they are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import SequenceNode
from ruamel.yaml.tokens import ScalarToken

from funding import InputError
from profiles import decoding, reading
from profiles.dumping import item, scalar
from profiles.reading import Tree

_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*")


def add(content: bytes, name: str, values: Mapping[str, Any]) -> bytes:
    """The file with one more block in its list `name`, made where it is missing.

    Raises InputError where the file is written in a way that does not allow it, or cannot be read.
    """
    try:
        text = decoding.text(content)
        tree = reading.parse(text)
    except decoding.RefusedError as refused:
        raise InputError(f"Zuerst die Datei berichtigen: {refused.said.de}.") from refused
    if tree.refused:
        raise InputError(f"Zuerst die Datei berichtigen: {tree.refused[0][1].de}.")
    if not isinstance(tree.data, dict) or not isinstance(tree.data.get(name, []), list):
        raise InputError(_BY_HAND.format(name=name))
    made = _added(text, tree, name, values)
    _verify(text, tree, made, name, values)
    return (_BOM if decoding.has_mark(content) else b"") + made.encode()


def _added(text: str, tree: Tree, name: str, values: Mapping[str, Any]) -> str:
    """Only adds; of what stands there nothing but the sign of an empty list goes."""
    if (name,) not in tree.keys:
        lines = text.splitlines(keepends=True)
        return _inserted(lines, len(lines), ["", f"{name}:", *item(values, "  ")])
    node = _node(text, name)
    start, end = node.start_mark, node.end_mark
    if tree.data.get(name) and not node.flow_style:
        indent = outer = start.column
    elif tree.data.get(name) or start.line != end.line:
        return _in_brackets(text, node, values)
    else:
        text = text[: start.index].rstrip(" ") + text[end.index :]
        outer = tree.keys[(name,)][1] - 1
        indent = outer + 2
    lines = text.splitlines(keepends=True)
    return _inserted(lines, _end(lines, tree, name, outer), item(values, " " * indent))


def _node(text: str, name: str) -> Any:
    """The value under a key, with its places."""
    root = YAML(typ="safe", pure=True).compose(text)
    return next(value for key, value in root.value if key.value == name)


def _inserted(lines: list[str], at: int, fresh: Iterable[str]) -> str:
    """New lines after the first `at`, ending as the line before them does."""
    broken = (found[0] for line in (lines[at - 1], lines[0]) if (found := _BREAK.search(line)))
    end = next(broken, "\n")
    before = "".join(lines[:at])
    whole = before if before.endswith(("\r", "\n")) else before + end
    return whole + "".join(f"{line}{end}" for line in fresh) + "".join(lines[at:])


def _end(lines: list[str], tree: Tree, name: str, indent: int) -> int:
    """The line after the last of the list; comments that belong to what follows stay with that."""
    start = tree.keys[(name,)][0]
    following = [line for path, (line, _) in tree.keys.items() if len(path) == 1 and line > start]
    end = min(following, default=len(lines) + 1) - 1
    while end > start and (not (last := lines[end - 1]).strip() or _is_comment(last, indent)):
        end -= 1
    return end


def _is_comment(line: str, indent: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) <= indent


def _in_brackets(text: str, node: SequenceNode, values: Mapping[str, Any]) -> str:
    """A list in brackets grows inside them: on a line of its own where the closing one has that too."""
    block = f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in values.items())}}}"
    close = node.end_mark.index - 1
    last = node.value[-1].end_mark.index if node.value else node.start_mark.index + 1
    rest = text[last:close]
    comma = "," if node.value and "," not in _COMMENT.sub("", rest) else ""
    margin = re.search(r"(\r\n|\r|\n)( *)$", rest)
    if margin is None:
        return text[:last] + (", " if node.value else "") + block + text[last:]
    lines = (text[:last] + comma + rest[: margin.end(1)]).splitlines(keepends=True)
    return _inserted(lines, len(lines), [f"{margin[2]}  {block},"]) + margin[2] + text[close:]


def _verify(old: str, tree: Tree, text: str, name: str, values: Mapping[str, Any]) -> None:
    """Nothing but the new block may differ, and every comment has to stand there still."""
    try:
        found = reading.parse(text)
    except decoding.RefusedError as refused:
        raise InputError(_BY_HAND.format(name=name)) from refused
    fresh = reading.parse("\n".join(item(values, ""))).data
    expected = {**tree.data, name: [*tree.data.get(name, []), *fresh]}
    if found.refused or found.data != expected or _comments(old) - _comments(text):
        raise InputError(_BY_HAND.format(name=name))


def _comments(text: str) -> Counter[str]:
    """Every comment, and how often; what only looks like one inside a value is none."""
    bare = text
    for token in YAML(typ="safe", pure=True).scan(text):
        if isinstance(token, ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            bare = bare[:start] + re.sub(r"\S", "_", text[start:end]) + bare[end:]
    return Counter(comment.rstrip() for comment in _COMMENT.findall(bare))


_BY_HAND = "In diese Datei lässt sich unter „{name}“ nichts einfügen; bitte von Hand, eine Zeile mit „- “ je Eintrag."
