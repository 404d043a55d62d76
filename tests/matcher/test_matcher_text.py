from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import profile, programme

from funding.text import fold
from matcher.bm25 import StemIndex
from matcher.boilerplate import core, gist
from matcher.countries import named
from matcher.ngrams import NgramIndex, ngrams
from matcher.pairs import best_pair
from matcher.reading import ask
from matcher.sparse import Postings, Queries
from matcher.words import Compounds, stems


def slow_grams(text: str) -> Iterator[str]:
    for word in "".join(char if char.isascii() and char.isalpha() else " " for char in text).split():
        for length in (3, 4, 5):
            padded = f" {word} "
            yield from (padded[at : at + length] for at in range(len(padded) - length + 1))


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_ngrams_are_those_of_a_plain_loop(text: str) -> None:
    folded = fold(text)
    fast, slow = ngrams(folded), list(slow_grams(folded))
    assert sorted(np.unique(fast, return_counts=True)[1].tolist()) == sorted(
        slow.count(gram) for gram in dict.fromkeys(slow)
    )


def test_cosine_is_one_with_itself_and_none_with_the_unlike() -> None:
    index = NgramIndex(["radwege am bahnhof", "melktechnik", ""])
    assert index.scores(["radwege am bahnhof"])[0] == pytest.approx([1, 0, 0], abs=1e-6)
    assert index.scores([""])[0] == pytest.approx([0, 0, 0])


def test_ngrams_reach_into_compounds() -> None:
    scores = NgramIndex(["fahrradwegebau", "krankenhausbau"]).scores(["radweg"])[0]
    assert scores[0] > 0.2
    assert scores[1] == 0


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=40))
def test_postings_count_like_a_table(pairs: list[tuple[int, int]]) -> None:
    batches = [np.array([term * 4 + row for term, row in pairs if row // 2 == half], np.int64) for half in (0, 1)]
    postings = Postings.of(batches, 4)
    asked, at = postings.find(np.arange(10))
    found = postings.products(Queries.joined([(at, np.ones(len(at)))]), postings.counts)
    assert found[0].tolist() == [sum(row == r for _, row in pairs) for r in range(4)]
    assert asked.tolist() == sorted({term for term, _ in pairs})


def test_stems_join_inflections_and_drop_what_every_programme_says() -> None:
    assert stems("der radweg die radwege des radweges", "de") == ["radweg"] * 3
    assert stems("foerderung der kommunen", "de") == stems("kommune", "de")
    assert stems("supporting cities", "en") == stems("support city", "en")


def test_compounds_open_into_words_that_occur() -> None:
    compounds = Compounds(["hochwasser", "vorsorge", "stadt", "teil", "arbeit"])
    assert compounds.parts("hochwasservorsorge") == ("hochwasser", "vorsorge")
    assert compounds.parts("arbeitsstadt") == ("arbeit", "stadt")
    assert compounds.parts("vorsorge") == ()


def test_bm25_prefers_the_rare_word() -> None:
    index = StemIndex(["radweg stadt", "stadt haus", "stadt garten", "stadt brunnen"], "de")
    scores = index.scores(["radweg stadt"])[0]
    assert scores[0] > 2 * scores[1] > 0


def test_an_opened_compound_finds_its_part() -> None:
    index = StemIndex(["vorsorge gegen hochwasser", "melktechnik"], "de")
    found, other = index.scores(["hochwasservorsorge"])[0]
    assert found > 0 == other


def test_boilerplate_goes_and_what_is_funded_stays() -> None:
    said = "Wenn Sie Radwege bauen, können Sie unter bestimmten Voraussetzungen einen Zuschuss erhalten. Mehr dazu."
    assert core(said) == "Radwege bauen. Mehr dazu."
    assert core("Wenn Sie Fragen haben, rufen Sie an.") == "Wenn Sie Fragen haben, rufen Sie an."


def test_gist_is_title_and_what_is_funded_first() -> None:
    one = programme(title="Titel", summary="Kurz.", text="### Volltext\n\nLang. " + "x" * 5000, legal_text="Recht")
    assert gist(one).startswith("Titel\nKurz.\n\n\nLang. xxx")
    assert len(gist(one)) <= 1_510
    assert gist(programme(title="Titel", legal_text="Richtlinie über Radwege")) == "Titel\nRichtlinie über Radwege"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Deutsch-Französischer Bürgerfonds", {"FR"}),
        ("Partnerstädte in Frankreich und in der Türkei", {"FR", "TR"}),
        ("cooperation with South Africa", {"ZA"}),
        ("Bosnien und Herzegowina", {"BA"}),
        ("mit tschechischen Schulen", {"CZ"}),
        ("in ganz Deutschland", set()),
        ("France, Italy, Spain, Poland, Austria, Greece, Malta, Cyprus", set()),
        ("Frankreichplatz", set()),
    ],
)
def test_countries_named(text: str, codes: set[str]) -> None:
    assert named(fold(text)) == codes


def test_a_project_reaches_where_it_says_and_not_where_the_city_has_partners() -> None:
    ties = [{"city": "Lyon", "country": "FR"}, {"city": "Sousse", "country": "TN"}]
    reach = {
        "Neuer Radweg": set(),
        "Garten mit der Partnerstadt": {"FR", "TN"},
        "Garten mit Sousse": {"TN"},
        "Austausch mit Polen": {"PL"},
    }
    for title, countries in reach.items():
        town = profile(project={"title": title}, partnerships=ties)
        assert ask(town, town.projects[0]).countries == countries
    town = profile(project={"title": "Mit der Partnerstadt", "countries": ["FR"]}, partnerships=ties)
    assert ask(town, town.projects[0]).countries == {"FR"}


def test_best_pair_is_none_where_nothing_is_shared() -> None:
    index = StemIndex([fold("Melktechnik für Ställe")], "de")
    assert best_pair("Radwege", programme(title="Melktechnik", text="Für Ställe."), index) is None


def test_best_pair_shows_the_matching_sentence_without_the_frame() -> None:
    text = "Allgemeines steht hier. Wenn Sie Radwege bauen, können Sie einen Zuschuss erhalten. Schluss."
    index = StemIndex([fold(text), "anderes"], "de")
    pair = best_pair("Die Stadt wächst. Sie plant neue Radwege.", programme(title="P", text=text), index)
    assert pair is not None
    assert (pair.project, pair.programme, pair.shared) == ("Sie plant neue Radwege.", "Radwege bauen.", ("Radwege",))
