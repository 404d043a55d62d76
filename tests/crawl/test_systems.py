"""The table of what the paper names must not claim what is not there."""

from crawl.base import portal_classes
from crawl.cards import cards
from crawl.systems import systems
from crawl.watch import pages


def test_every_state_is_backed_by_a_source() -> None:
    sources = {*portal_classes(), *(f"card:{card.key}" for card in cards()), *(f"page:{page.key}" for page in pages())}
    assert {by for system in systems() for by in system.by} <= sources
    for system in systems():
        assert bool(system.by) == (system.state in {"collected", "watched", "card"}), system.name


def test_names_are_told_once() -> None:
    names = [system.name for system in systems()]
    assert len(names) == len(set(names)) >= 34
