"""The last metre: a rendered mail to a mail server, or into a folder. Each way says why it did not go."""

from types import TracebackType
from typing import Protocol, Self


class Undelivered(Exception):  # noqa: N818 - what happened to the mail
    """This mail did not go; the reason is one line. The next mail may."""


class Later(Undelivered):
    """It may go another time (4xx, a line cut off)."""


class Torn(Later):
    """The line broke off while the server had the mail: it may have arrived."""


class Never(Undelivered):
    """It will never go as it is (5xx for this recipient or this content)."""


class NoWay(Exception):  # noqa: N818 - no mail can go
    """Nothing can be sent now: the server is not there, refuses the sender or the password. One German line."""


class Transport(Protocol):
    """A way for mails; open from `__enter__` to `__exit__`. Raises Later, Never or NoWay."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def deliver(self, message: bytes, sender: str, recipient: str, key: str) -> None:
        """Hand the mail over. `key` is unique to it: a folder that has it already keeps one."""
