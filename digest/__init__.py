"""What goes to officers: choose, word, render, wrap into a mail and a calendar."""

from digest.calendars import calendar
from digest.choose import DEFAULT_THRESHOLD, build, everything
from digest.content import Changed, Digest, Group, Item, Mail, News, Occasion, PageChange, Source
from digest.envelope import message
from digest.feed import feed
from digest.periods import begins, next_day, period
from digest.rendering import render

__all__ = [
    "DEFAULT_THRESHOLD", "Changed", "Digest", "Group", "Item", "Mail", "News", "Occasion", "PageChange", "Source",
    "begins", "build", "calendar", "everything", "feed", "message", "next_day", "period", "render",
]  # fmt: skip
