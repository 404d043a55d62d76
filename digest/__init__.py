"""What goes to officers: choose, word, render, wrap into a mail and a calendar."""

from digest.calendars import calendar
from digest.choose import DEFAULT_THRESHOLD, build
from digest.content import Digest, Group, Item, Mail, Occasion, Source
from digest.envelope import message
from digest.rendering import render

__all__ = [
    "DEFAULT_THRESHOLD", "Digest", "Group", "Item", "Mail", "Occasion", "Source", "build", "calendar", "message",
    "render",
]  # fmt: skip
