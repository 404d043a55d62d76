"""All that knows SQLite: one file, one Store."""

from db.documents import Stowed
from db.feedback import Feedback
from db.jobs import JobRuns
from db.outbox import Outbox
from db.planning import Plan
from db.search import Hit
from db.settled import HistoryEntry, KeptProfile, Known, Record, Settled
from db.store import Store
from db.twins import Standing, Twin

__all__ = [
    "Feedback",
    "HistoryEntry",
    "Hit",
    "JobRuns",
    "KeptProfile",
    "Known",
    "Outbox",
    "Plan",
    "Record",
    "Settled",
    "Standing",
    "Store",
    "Stowed",
    "Twin",
]
