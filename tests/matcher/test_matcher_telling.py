"""A shared word is a reason only where it says something: neither what all texts share nor a measure of time."""

from datetime import date

import pytest

import matcher
from funding import City, CityProfile, Evidence, Programme, Project, Verdict

CITY = City(slug="x", name="X", ags="14713000", land="Sachsen", population=9_000)


def topic(description: str, *texts: str) -> Evidence:
    """What is said of the first text."""
    programmes = [Programme(portal="p", key=str(n), title=f"P{n}", text=text) for n, text in enumerate(texts)]
    project = Project(slug="a", title="A", description=description)
    profile = CityProfile(city=CITY, projects=(project,))
    made = matcher.Matcher(programmes, date(2026, 11, 23)).explain(profile, project, "p:0")
    return next(one for one in made.evidence if one.criterion == "topic")


@pytest.mark.parametrize("word", ["Tage", "Stunden", "Arbeiten", "kommunale"])
def test_measures_and_furniture_are_no_reason(word: str) -> None:
    said = topic(f"Melktechnik für fünf {word}.", f"Es dauert {word} bis zur Orgelmusik.", "Dächer.", "Häfen.")
    assert said.verdict is Verdict.UNCLEAR
    assert word not in said.sentence


def test_what_every_text_says_is_no_reason_beside_what_few_say() -> None:
    texts = [f"Auenpflege am Fluss {n}." for n in "abcdefghijklmnopqrstuvw"]
    said = topic("Auenpflege mit Orgelbälgen.", "Auenpflege und Orgelbälge.", *texts)
    assert (said.verdict, said.sentence) == (Verdict.YES, "Gemeinsame Wörter: Orgelbälgen.")
    assert topic("Auenpflege.", *texts).verdict is Verdict.UNCLEAR


def test_among_few_texts_no_word_is_frequent() -> None:
    assert topic("Auenpflege.", "Auenpflege.", "Auenpflege.").verdict is Verdict.YES
