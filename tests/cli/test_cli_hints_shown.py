"""`programmes show`: news are told as news, with the way to the funder; a curated condition once."""

from datetime import date

from cli.showing import _facts
from crawl.conditions import with_conditions
from funding import Link, Programme
from funding.cards import caution

TODAY = date(2026, 11, 23)


def test_a_hint_says_that_it_is_one_and_leads_to_the_funder() -> None:
    links = tuple(Link(title=str(number), url=f"https://geber.example/{number}") for number in range(5))
    hint = Programme(portal="association_news", key="rgre/x", title="Aufruf", origin="hint", links=links)
    told = dict(_facts(hint, TODAY))
    assert told["Herkunft"] == "Meldung über den Aufruf eines anderen; maßgeblich ist dessen Seite"
    assert caution(hint, TODAY) == "nur eine Meldung; maßgeblich ist die Seite des Fördergebers"
    assert told["Verweise"] == "https://geber.example/0, https://geber.example/1, https://geber.example/2"


def test_what_holds_for_all_calls_of_a_portal_is_shown_once() -> None:
    told = dict(_facts(with_conditions(Programme(portal="eui", key="neuer-aufruf", title="New call")), TODAY))
    assert told["Berechtigte"] == "Kommune"
    said = told["Bedingung"] or ""
    assert said.count("allein oder gemeinsam") == 1
