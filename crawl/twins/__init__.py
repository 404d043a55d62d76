"""The same call in two portals: which programmes are one (groups.py), judged pair by pair (pairs.py)."""

from crawl.twins.groups import Group, Link, groups
from crawl.twins.pairs import Reason, judge, traits

__all__ = ["Group", "Link", "Reason", "groups", "judge", "traits"]
