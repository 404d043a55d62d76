"""What fits, to subscribe to: an Atom feed (RFC 4287) and a calendar of all gates (RFC 5545)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree as ET

from digest.calendars import entries
from digest.catalogue import words
from digest.choose import fitting
from digest.content import Item, Source
from digest.hygiene import one_line, safe_link
from digest.rendering import entry_html
from digest.state import BERLIN
from digest.wording import worded
from funding import City, CityProfile, Match, Programme, Recipient

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100  # entries of the Atom feed, the newest; the calendar has every gate
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(  # noqa: PLR0913 - everything that a digest is made of, and when it came
    profile: CityProfile, recipient: Recipient, matches: Mapping[str, Sequence[Match]],
    programmes: Mapping[str, Programme], sources: Sequence[Source], today: date, now: datetime,
    *, seen: Mapping[str, datetime],
) -> tuple[bytes, bytes]:  # fmt: skip
    """The Atom feed and the calendar of all that fits, whatever was mailed; equal arguments give equal bytes.

    `seen`: when a programme came or last changed, by id. An entry is updated then, and again whenever its gate comes
    within a rung of the recipient's ladder; its id never changes.
    """
    items = [item for item in fitting(profile, recipient, matches, programmes, today) if item.section != "shut"]
    desk = _Desk(profile.city, recipient, {source.portal: source for source in sources}, today, seen)
    gates = [item for item in items if item.gate]
    title = words(recipient.language).feed.format(city=one_line(profile.city.name, 80))
    return desk.atom(items, title), entries(gates, recipient, today, now, desk.updated, name=title)


@dataclass(frozen=True, slots=True)
class _Desk:
    city: City
    recipient: Recipient
    sources: dict[str, Source]
    today: date
    seen: Mapping[str, datetime]

    def updated(self, item: Item) -> datetime:
        """When it came, changed, or its gate came near; without a record, the start of the day."""
        moments = [self.seen.get(item.programme.id, self._midnight(self.today))]
        if item.day is not None and item.rung is not None:
            moments.append(self._midnight(item.day - timedelta(weeks=item.rung)))
        return max(moments)

    def atom(self, items: Sequence[Item], title: str) -> bytes:
        """The newest first, entries of one moment by id."""
        newest = sorted(items, key=lambda item: (-self.updated(item).timestamp(), item.programme.id))[:_MOST]
        root = ET.Element("feed", {"xmlns": _ATOM, _XML_LANG: self.recipient.language})
        last = max((self.updated(item) for item in newest), default=self._midnight(self.today))
        _add(root, "id", self._id(""))
        _add(root, "title", title)
        _add(root, "updated", last.isoformat(timespec="seconds"))
        _add(_add(root, "author"), "name", "passgenau")
        for item in newest:
            self._entry(root, item)
        ET.indent(root)
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"

    def _entry(self, root: ET.Element, item: Item) -> None:
        view = worded(item, self.sources, self.today, self.recipient.language, self.city.budget, counting=False)
        entry = _add(root, "entry")
        _add(entry, "id", self._id(item.programme.id))
        _add(entry, "title", view.title)
        _add(entry, "updated", self.updated(item).isoformat(timespec="seconds"))
        if link := safe_link(view.url):
            _add(entry, "link", rel="alternate", href=link)
        project = one_line(item.project.title, 140)
        _add(entry, "category", term=item.project.slug, label=project)
        _add(entry, "content", entry_html(project, view), type="html")

    def _id(self, programme: str) -> str:
        name = f"passgenau:{self.city.slug}:{self.recipient.email.casefold()}:{programme}"
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), BERLIN)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child
