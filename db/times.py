"""Moments as text that sorts: UTC, always with microseconds."""

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    """The stored form. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The moment behind a stored form, in UTC."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """As `moment`, where nothing may be stored."""
    return None if text is None else moment(text)
