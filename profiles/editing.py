"""Adding a block to a profile's file; comments, order and every line that stands there stay as they are."""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from funding import InputError
from profiles import decoding, reading
from profiles.dumping import item
from profiles.reading import Tree

_BOM = b"\xef\xbb\xbf"


def add(content: bytes, name: str, values: Mapping[str, Any]) -> bytes:
    """The file with one more block in its list `name`, made where it is missing.

    Raises InputError where the file is written in a way that does not allow it, or cannot be read.
    """
    try:
        text = decoding.text(content)
        tree = reading.parse(text)
    except decoding.RefusedError as refused:
        raise InputError(f"Zuerst die Datei berichtigen: {refused.said.de}.") from refused
    made = _added(text.replace("\r\n", "\n"), tree, name, values)
    _verify(tree, made, name, values)
    if "\r\n" in text:
        made = made.replace("\n", "\r\n")
    return (_BOM if decoding.has_mark(content) else b"") + made.encode()


def _added(text: str, tree: Tree, name: str, values: Mapping[str, Any]) -> str:
    lines = text.removesuffix("\n").split("\n")
    if not tree.data.get(name):
        kept = [line for n, line in enumerate(lines, 1) if n != tree.keys.get((name,), (0, 0))[0]]
        return "\n".join([*kept, "", f"{name}:", *item(values, "  "), ""])
    line, column = tree.values[name, 0]
    dash = re.fullmatch(r"( *)- +", lines[line - 1][: column - 1])
    if not dash:
        return _through_ruamel(text, name, values)
    end = _end(lines, tree, name, len(dash[1]))
    return "\n".join([*lines[:end], *item(values, dash[1]), *lines[end:], ""])


def _end(lines: list[str], tree: Tree, name: str, indent: int) -> int:
    """The line after the last of the list; comments that belong to what follows stay with that."""
    start = tree.keys[(name,)][0]
    following = [line for path, (line, _) in tree.keys.items() if len(path) == 1 and line > start]
    end = min(following, default=len(lines) + 1) - 1
    while not (last := lines[end - 1]).strip() or _is_comment(last, indent):
        end -= 1
    return end


def _is_comment(line: str, indent: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) <= indent


def _through_ruamel(text: str, name: str, values: Mapping[str, Any]) -> str:
    """A list in brackets grows inside its brackets."""
    yaml = YAML()
    yaml.preserve_quotes = True  # of the new block too: a bare NO is no country
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    data[name].append(yaml.load("\n".join(item(values, "")))[0])
    told = io.StringIO()
    yaml.dump(data, told)
    return told.getvalue()


def _verify(old: Tree, text: str, name: str, values: Mapping[str, Any]) -> None:
    """Nothing but the new block may differ."""
    try:
        found = reading.parse(text).data
    except decoding.RefusedError as refused:
        raise InputError(_BY_HAND.format(name=name)) from refused
    fresh = reading.parse("\n".join(item(values, ""))).data
    expected = {**old.data, name: [*(old.data.get(name) or []), *fresh]}
    if found != expected:
        raise InputError(_BY_HAND.format(name=name))


_BY_HAND = "In diese Datei lässt sich unter „{name}“ nichts einfügen; bitte von Hand, eine Zeile mit „- “ je Eintrag."
