"""Rule cards: their gates, and how a changed source makes one doubtful until somebody has checked it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawl.base import portal_classes
from crawl.cards import Card, cards, source_changed
from crawl.conditions import Conditions
from crawl.entries import entries
from crawl.harvest import Harvest
from crawl.settle import settle
from crawl.watch import Watched
from crawl.worker import _known as known_to
from db import Known, Store
from funding import CrawlRun, InputError, Problem, Programme, next_gate

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
TERMS = "Der Fonds fördert Begegnungen und Projekte von Städten, Vereinen und Schulen beiderseits der Grenze."
KEY = "deutsch-tschechischer-zukunftsfonds"


def named(key: str) -> Card:
    return next(card for card in cards() if card.key == key)


def known(programme: Programme) -> Known:
    return Known(programme=programme, fingerprint="", first_seen=NOW, last_seen=NOW, missed=0, vanished=False)


def read(line: str | None, *, before: list[Programme]) -> list[Programme | Problem]:
    """What the spider makes of a page with this line more (None: an empty frame), after what is stored."""
    spider = portal_classes()["rule_cards"](harvest=Harvest(known={p.key: known(p) for p in before}))
    spider.settings = Settings({"NOW": NOW.isoformat(), "WORK": "."})
    words = f"<main><h1>Fonds</h1><p>{TERMS}</p><p>{TERMS[::-1]}</p><p>{line}</p></main>"
    body = "<script></script><div id=root></div>" if line is None else words
    response = HtmlResponse(named(KEY).page, body=f"<html><body>{body}</body></html>".encode())
    return list(spider.looked(response, KEY))  # type: ignore[attr-defined]


def flag(found: list[Programme | Problem]) -> date | None:
    [card] = [item for item in found if isinstance(item, Programme) and item.origin == "card"]
    return card.source_changed


def test_a_source_that_changes_makes_the_card_doubtful() -> None:
    first = read("Termin ist der 31. Dezember.", before=[])
    stored = [item for item in first if isinstance(item, Programme)]
    assert flag(first) is None, "at first sight nothing has changed"
    assert flag(read("Termin ist der 31. Dezember.", before=stored)) is None
    assert flag(read("Termin ist der 15. Dezember.", before=stored)) == TODAY
    assert flag(read("", before=stored)) == TODAY, "what is taken away counts too"
    assert flag(read("Termin ist der 31. Dezember. Wir sind umgezogen.", before=stored)) is None
    elsewhere = [replace(item, url="https://fonds.example/alt") for item in stored]
    assert flag(read("Termin ist der 15. Dezember.", before=elsewhere)) is None, "another page was never read before"


def test_a_page_that_fails_does_not_lose_the_card_nor_its_doubt() -> None:
    doubtful = named(KEY).as_programme("rule_cards", date(2026, 11, 23))
    found = read(None, before=[doubtful])
    assert [item.key for item in found if isinstance(item, Problem)] == [f"{KEY}.quelle"]
    assert flag(found) == date(2026, 11, 23)
    spider = portal_classes()["rule_cards"](harvest=Harvest())
    spider.settings = Settings({"NOW": NOW.isoformat()})
    [card] = spider.unanswered(Request(named(KEY).page, cb_kwargs={"key": KEY}))
    assert isinstance(card, Programme)
    assert (card.key, card.source_changed) == (KEY, None)


@pytest.mark.parametrize(("day", "stays"), [(None, True), (1, True), (5, True), (6, False)])
def test_the_doubt_stays_until_the_card_is_checked_again(day: int | None, stays: bool) -> None:
    card = named(KEY).model_copy(update={"checked": day and date(2026, 11, day)})
    old = known(card.as_programme("rule_cards", date(2026, 11, 5)))
    assert (source_changed(card, old, None, None, TODAY) is not None) is stays


def test_a_may_project_asks_the_zukunftsfonds_by_the_end_of_december() -> None:
    stages = named(KEY).as_programme("rule_cards", None).stages
    days = {month: next_gate(stages, TODAY, date(2027, month, 1)) for month in (5, 8, 11)}
    assert {month: gate and gate.day for month, gate in days.items()} == {
        5: date(2026, 12, 31), 8: date(2027, 3, 31), 11: date(2027, 6, 30),
    }  # fmt: skip


def test_cards_state_what_they_know_and_name_their_source() -> None:
    for card in cards():
        programme = card.as_programme("rule_cards", None)
        assert programme.origin == "card"
        assert card.funder in (programme.attribution or "")
        assert all(stage.quote and stage.source == "curated" for stage in programme.stages)
        assert not any(programme.was_read(quote.field) for quote in programme.quotes)


def test_a_condition_says_when_it_was_checked_and_nothing_where_it_was_not() -> None:
    assert Conditions(said="Nur für Kreise.").quote == "Nur für Kreise."
    assert Conditions(said="Nur für Kreise.", checked=TODAY).quote == f"Nur für Kreise. (geprüft am {TODAY:%d.%m.%Y})"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("rate_max: 120", "„rate_max“: 120 geht nicht"),
        ("land: Preußen", "„land“"),
        ("partner: [Frankreich]", "„partner"),
        ("gates: [{said: x}]", "genau eines von yearly"),
        ("gates: [{said: x, closes: 2027-01-01, before_start: {amount: 3, unit: months}}]", "genau eines von yearly"),
        ("gates: [{said: x, yearly: {month: 13, day: 1}}]", "„gates.0"),
        ("url: ftp://x", "„url“"),
        ("deadline: morgen", "„deadline“: gibt es hier nicht."),
    ],
)
def test_a_wrong_card_is_told_in_one_line(tmp_path: Path, fields: str, says: str) -> None:
    whole = {"title": "T", "funder": "F", "funder_level": "land", "url": "https://x.de", "summary": "s" * 60}
    lines = [f"  {name}: {value}" for name, value in whole.items() if not fields.startswith(name)]
    file = tmp_path / "cards.yaml"
    file.write_text("\n".join(["karte:", *lines, f"  {fields}"]), encoding="utf-8")
    with pytest.raises(InputError) as error:
        entries(file, Card)
    assert str(error.value).startswith("cards.yaml, „karte“, ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_the_card_of_the_docs_is_a_card(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "adding-a-portal.md").read_text(encoding="utf-8")
    page, card = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    file = tmp_path / "liste.yaml"
    file.write_text(page, encoding="utf-8")
    assert [entry.by for entry in entries(file, Watched)] == ["Beispielstiftung"]
    file.write_text(card, encoding="utf-8")
    (found,) = entries(file, Card)
    assert found.as_programme("rule_cards", None).stages[0].recurring is not None


def test_what_is_stored_is_known_after_an_update_of_the_program_too(tmp_path: Path) -> None:
    card = named(KEY).as_programme("rule_cards", TODAY)
    with Store(tmp_path / "s.sqlite") as store:
        old = CrawlRun(id=store.start_run("rule_cards", NOW), portal="rule_cards", started=NOW, reader="gestern")
        assert settle(store, old, (card,), (), (), NOW, expected=(1, 9)).outcome == "ok"
        harvest = known_to(store, replace(old, id=2, reader="heute"))
        assert harvest.known[KEY].programme.source_changed == TODAY
        assert not harvest.read_alike
        assert known_to(store, old).read_alike
