"""The mail server of a simulated year: it refuses now and then, and senders die while it has their mail."""

import random
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from digest.transport import Later, Never, NoWay


class Killed(BaseException):
    """The sender died after the server had taken a mail and before that was written down."""


@dataclass
class Post:
    """A mail server in memory, with moods. What it took, in order, with the times it came."""

    dice: random.Random
    down: bool = False
    calm: bool = False
    took: Counter[str] = field(default_factory=Counter)
    torn: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open."""

    def deliver(self, message: bytes, sender: str, recipient: str, key: str) -> None:  # noqa: ARG002 - as a transport
        """Take it, refuse it, or take it and die."""
        if self.down:
            raise NoWay("nicht zu erreichen")
        mood = 1.0 if self.calm or key in self.torn else self.dice.random()
        if mood < 0.03:
            raise Later("451 später")
        if mood < 0.035:
            raise Never("550 nie")
        self.took[key] += 1
        if mood < 0.045:
            self.torn.add(key)
            raise Killed
