"""When a recipient is due: one period, one mail."""

from datetime import date, timedelta
from typing import get_args

from funding import Recipient
from funding.city import Weekday

_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def weekday_of(recipient: Recipient) -> int:
    """The recipient's weekday, Monday is 0."""
    return _WEEKDAYS.index(recipient.weekday)


def period(recipient: Recipient, day: date, *, early: bool = False) -> str | None:
    """The key of the period in which a mail is due on this day, or None; `early`: also before it is due.

    Daily "2026-11-23", from Monday to Friday; weekly the ISO week "2026-W48", from the recipient's weekday to its
    Sunday; monthly "2026-11", from the month's first such weekday to its end. So a day without power is caught up.
    """
    if recipient.rhythm == "daily":
        return day.isoformat() if early or day.weekday() < 5 else None
    if recipient.rhythm == "weekly":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}" if early or day.weekday() >= weekday_of(recipient) else None
    return f"{day:%Y-%m}" if early or day >= _first(recipient, day) else None


def begins(recipient: Recipient, day: date) -> bool:
    """Whether this is the very day on which the recipient's mail is due, not one on which it is made up for."""
    if recipient.rhythm == "daily":
        return day.weekday() < 5
    if recipient.rhythm == "weekly":
        return day.weekday() == weekday_of(recipient)
    return day == _first(recipient, day)


def next_day(recipient: Recipient, day: date) -> date:
    """The first such day from `day` on."""
    return day if begins(recipient, day) else next_day(recipient, day + timedelta(days=1))


def _first(recipient: Recipient, day: date) -> date:
    first = day.replace(day=1)
    return first + timedelta(days=(weekday_of(recipient) - first.weekday()) % 7)
