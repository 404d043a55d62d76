"""Mails into a folder: one .eml file each, or a Maildir that a mail program reads."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from digest.transport import NoWay


@dataclass(frozen=True, slots=True)
class _Folder:
    folder: Path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open."""


class FileTransport(_Folder):
    """One file a mail, named by recipient and key; whole or not at all."""

    __slots__ = ()

    def deliver(self, message: bytes, sender: str, recipient: str, key: str) -> None:  # noqa: ARG002 - stands in the mail
        """Write the mail; a second time gives the same file."""
        name = re.sub(r"[^a-z0-9]+", "-", recipient.casefold()).strip("-")[:60]
        _write(self.folder, self.folder, f"{name}-{_digest(key)}.eml", message)


class MaildirTransport(_Folder):
    """A Maildir (qmail's): written in tmp, moved to new."""

    __slots__ = ()

    def deliver(self, message: bytes, sender: str, recipient: str, key: str) -> None:  # noqa: ARG002 - stands in the mail
        """Write the mail, unless a reader has it already."""
        name = f"{_digest(key)}.passgenau"
        if not any((self.folder / "cur").glob(f"{name}*")):
            _write(self.folder / "tmp", self.folder / "new", name, message, self.folder / "cur")


def _write(first: Path, then: Path, name: str, message: bytes, *extra: Path) -> None:
    try:
        for folder in (first, then, *extra):
            folder.mkdir(parents=True, exist_ok=True)
        part = first / f".{name}.part"
        with part.open("wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        part.replace(then / name)
    except OSError as error:
        raise NoWay(f"In {then} lässt sich keine Mail ablegen: {error.strerror}.") from error


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
