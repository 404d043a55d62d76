"""The sample topics as data: `eu_topics.yaml` read into `Topic`s, and the portal made of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from demo.markup import to_html
from demo.sedia.index import SediaIndex
from demo.sedia.topics import Money, Topic, details, row

_FILE = Path(__file__).parents[1] / "eu_topics.yaml"
_TEXTS = ("description", "conditions", "support", "destination", "further")
_HEADING = re.compile(r"<h2>(.*?)</h2>")
_SECTION = '<span class="topicdescriptionkind">{}:</span>'
_NUMBERED = "<h4>{}</h4>"


@lru_cache
def eu_topics() -> tuple[Topic, ...]:
    """The sample rows as topics, in a fixed order: a topic's stub stands before its rich row."""
    data = YAML(typ="safe").load(_FILE)
    entries = [{**data["calls"].get(entry.get("call"), {}), **_without_call(entry)} for entry in data["topics"]]
    shared: dict[str, list[Money]] = defaultdict(list)
    for entry in entries:
        shared[entry.get("call_id", "")] += _money(entry)
    filled = [_texts(entry, data["paragraphs"]) for entry in entries]
    topics = TypeAdapter(tuple[Topic, ...]).validate_python(filled)
    return tuple(replace(topic, budget=tuple(shared[topic.call_id])) for topic in topics)


def eu_portal() -> SediaIndex:
    """The portal that knows the sample topics."""
    topics = eu_topics()
    full = (topic for topic in topics if topic.type == "1" and topic.language == "en" and not topic.stub)
    return SediaIndex(map(row, topics), {topic.identifier: details(topic) for topic in full})


def _without_call(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "call"}


def _money(entry: dict[str, Any]) -> Iterator[Money]:
    known = entry.get("money")
    if known is not None:
        yield Money(
            action=f"{entry['identifier']} - {entry['action']}", years=known.get("years", {}),
            grants=known.get("grants", 0), least=known.get("least", 0), most=known.get("most", 0),
            opens=entry.get("opens", "")[:10], model=entry.get("model", ""),
            deadlines=tuple(deadline[:10] for deadline in entry.get("deadlines", [])),
        )  # fmt: skip


def _texts(entry: dict[str, Any], paragraphs: dict[str, str]) -> dict[str, Any]:
    found = {name: entry[name] for name in _TEXTS if name in entry}
    return {name: value for name, value in {**entry, **_html_of(found, paragraphs)}.items() if name != "money"}


def _html_of(texts: dict[str, str], paragraphs: dict[str, str]) -> dict[str, str]:
    filled = {name: text.format(**paragraphs) for name, text in texts.items()}
    return {name: _html(text, _SECTION if name == "description" else _NUMBERED) for name, text in filled.items()}


def _html(text: str, heading: str) -> str:
    return _HEADING.sub(lambda found: heading.format(found[1]), to_html(text, _anchor, ""))


def _anchor(words: str, url: str) -> str:
    return f'<a href="{url}" target="_blank" rel="noopener noreferrer">{words}</a>'
