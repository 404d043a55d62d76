import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import programme

from funding.text import fold
from funding.vocabulary import Language
from matcher.glossary import concepts, glossary
from matcher.lands import lands
from matcher.semantic import background


def names(text: str, language: Language) -> set[str]:
    return {glossary()[number].name("de") for number in concepts(fold(text), language)}


def test_the_glossary_is_large_and_says_nothing_twice() -> None:
    assert len(glossary()) >= 400
    for language in ("de", "en"):
        terms = Counter(term.casefold() for concept in glossary() for term in getattr(concept, language))
        assert [term for term, count in terms.items() if count > 1] == []
        assert all(term == term.strip() and re.search(r"\w\w", term) for term in terms)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_term_is_found_in_its_own_language(language: Language) -> None:
    for number, concept in enumerate(glossary()):
        for term in getattr(concept, language):
            assert number in concepts(fold(f"xyz {term} xyz"), language), term


@pytest.mark.parametrize(
    ("german", "english", "shared"),
    [
        ("Städtepartnerschaft mit Lyon", "Call for Town Twinning", "Städtepartnerschaft"),
        ("kommunale Daseinsvorsorge sichern", "services of general interest", "Daseinsvorsorge"),
        ("Ladeinfrastruktur im Hafen", "recharging infrastructure in ports", "Hafen"),
        ("Radverkehrskonzept der Stadt", "cycling in towns", "Radverkehr"),
        ("gegen Energiearmut", "household energy poverty", "Energiearmut"),
    ],
)
def test_both_languages_meet(german: str, english: str, shared: str) -> None:
    assert shared in names(german, "de") & names(english, "en")


def test_a_part_of_another_word_is_no_concept() -> None:
    assert "Einsamkeit" not in names("wir arbeiten gemeinsam", "de")
    assert "Bus" not in names("Business Robustheit", "de")
    assert names("", "de") == set()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sampled_from(["de", "en"]))
def test_any_text_has_only_concepts_that_are_there(text: str, language: Language) -> None:
    assert set(concepts(fold(text), language)) <= set(range(len(glossary())))


def test_the_background_is_large_bilingual_and_without_doubles() -> None:
    sentences = background()
    assert len(sentences) == len(set(sentences)) >= 60
    english = sum(sentence.startswith(("The ", "A ", "Two ", "Young ")) for sentence in sentences)
    assert 5 <= english <= len(sentences) / 2


@pytest.mark.parametrize(
    ("title", "opening", "regions", "found"),
    [
        ("Radwege", "Der Freistaat Sachsen unterstützt Sie.", None, {"Sachsen"}),
        ("Radwege", "Das Land Sachsen-Anhalt unterstützt Sie.", None, {"Sachsen-Anhalt"}),
        ("Bayerisches Radprogramm", "", None, {"Bayern"}),
        ("Europa vor Ort (NRW)", "", None, {"Nordrhein-Westfalen"}),
        ("Forum (BMBF, NRW)", "", None, {"Nordrhein-Westfalen"}),
        ("Hilfe im NRWeiten Netz", "", None, set()),
        ("Vier Länder", "Bayern, Hessen, Sachsen und Thüringen machen mit.", None, set()),
        ("Radwege", "Bayern ist schön.", ["bundesweit"], set()),
        ("Radwege in Bayern", "", ["Hessen"], {"Hessen"}),
    ],
)
def test_the_laender_a_programme_is_for(title: str, opening: str, regions: list[str] | None, found: set[str]) -> None:
    assert lands(programme(title=title, regions=regions), opening) == found
