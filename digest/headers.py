"""A small policy of our own: headers are ASCII before they are stored, and folded only at their blanks.

The standard library's policy re-encodes what it folds: it loses blanks of umlaut subjects and breaks long
List-Unsubscribe addresses. Here nothing is encoded twice and nothing but a blank is ever a fold.
"""

import base64
from collections.abc import Iterator
from email.policy import EmailPolicy
from typing import Any

from digest.hygiene import one_line

_WIDTH = 76
_WORD = 42  # bytes; as base64 with its frame at most 68 of the 75 characters that RFC 2047 allows


class MailPolicy(EmailPolicy):
    """Takes ASCII header values of one line only; CRLF line ends, 7-bit bodies."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"linesep": "\r\n", "cte_type": "7bit", **options})

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep the value as it is; what is not one line of ASCII is a mistake of ours."""
        text = str(value)
        if not (text.isascii() and text.isprintable()):
            msg = f"header {name} is not one line of ASCII"
            raise ValueError(msg)
        return name, text

    def fold(self, name: str, value: Any) -> str:
        """The header with its line end; lines of 76 characters where blanks allow."""
        lines = [f"{name}:"]
        for token in str(value).split(" "):
            # A header of white space only is illegal: the first token stays beside the name.
            if len(lines[-1]) + 1 + len(token) > _WIDTH and lines != [f"{name}:"]:
                lines.append("")
            lines[-1] += f" {token}"
        return self.linesep.join(lines) + self.linesep

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same in bytes."""
        return self.fold(name, value).encode("ascii")


POLICY = MailPolicy()


def encoded(text: str, limit: int = 300) -> str:
    """Text for a header: itself where that is safe, else RFC 2047 words that keep every blank."""
    line = one_line(text, limit)
    if line.isascii() and "=?" not in line and max(map(len, line.split(" "))) < _WIDTH - 20:
        return line
    return " ".join(f"=?utf-8?b?{base64.b64encode(part).decode()}?=" for part in _parts(line))


def mailbox(name: str | None, address: str) -> str:
    """`name <address>` with the name quoted or encoded; the address is ASCII already."""
    if not name:
        return address
    said = encoded(name, 120)
    if not said.startswith("=?"):
        escaped = said.replace("\\", "\\\\").replace('"', '\\"')
        said = f'"{escaped}"'
    return f"{said} <{address}>"


def _parts(line: str) -> Iterator[bytes]:
    part = b""
    for char in line:
        if len(part) + len(char.encode()) > _WORD:
            yield part
            part = b""
        part += char.encode()
    yield part
