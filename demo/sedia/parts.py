"""A multipart body -> its parts, as strictly as the portal's own reader."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Any
from urllib.parse import parse_qs

READ = ("query", "languages", "sort")


class NotAFilePartError(Exception):
    """A part that is read as JSON does not say `Content-Type: application/json`: the portal answers 500."""


class BadRequestError(Exception):
    """What was sent is not understood: the portal answers 400."""


def read_parts(body: bytes, content_type: str) -> dict[str, Any]:
    """The JSON of the parts `query`, `languages` and `sort`, as far as they are there; others are not read.

    A part counts when its own `Content-Type` is `application/json`, with a file name or without. The same name as a
    plain field, be the form multipart or URL-encoded, raises `NotAFilePartError`; broken JSON raises `BadRequestError`.
    """
    kind, _, settings = content_type.partition(";")
    if kind.strip().lower() == "application/x-www-form-urlencoded":
        _refuse_fields(body)
    if kind.strip().lower() != "multipart/form-data":
        return {}
    boundary = re.search(r'boundary="?([^";]+)"?', settings)
    if boundary is None:
        raise BadRequestError("multipart without a boundary")
    parts = _parts(body, b"--" + boundary[1].strip().encode())
    return {name: _json(name, head, content) for name, head, content in parts if name in READ}


def _refuse_fields(body: bytes) -> None:
    if set(READ) & set(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)):
        raise NotAFilePartError


def _parts(body: bytes, delimiter: bytes) -> Iterator[tuple[str, Message, bytes]]:
    for piece in (b"\r\n" + body).split(b"\r\n" + delimiter)[1:]:
        if piece.startswith(b"--"):
            return
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesHeaderParser().parsebytes(head + b"\r\n\r\n")
        name = headers.get_param("name", header="Content-Disposition")
        yield str(name), headers, content
    raise BadRequestError("multipart without an end")


def _json(name: str, headers: Message, content: bytes) -> Any:
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotAFilePartError
    try:
        return json.loads(content)
    except ValueError as error:
        raise BadRequestError(f"{name}: {error}") from error
