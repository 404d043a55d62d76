"""Limits that environment variables may set (PASSGENAU_…), read when they are needed."""

import os

from funding import InputError


def number(name: str, default: float, unit: str) -> float:
    """The number, 0 or more, in PASSGENAU_name, or the default where it is not set. Raises InputError for others."""
    text = os.environ.get(f"PASSGENAU_{name}", "")
    try:
        value = float(text or default)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise InputError(f"Umgebungsvariable PASSGENAU_{name}: {text!r} ist keine Zahl ab 0 ({unit}).")
    return value


def crawl_timeout() -> float:
    """Seconds after which a crawl is ended, whatever it is doing; a full Förderdatenbank takes about two minutes."""
    return number("CRAWL_TIMEOUT", 3600, "Sekunden")


def database_wait() -> float:
    """Seconds that a crawl waits for others who write: its result is worth more patience than a command has."""
    return number("DATABASE_WAIT", 60, "Sekunden")
