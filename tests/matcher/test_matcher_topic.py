"""The reasons for a score: the best pair of sentences, and what both languages call the same."""

from typing import Any

from matcher_samples import TODAY, profile, programme

from funding import Evidence
from matcher import Matcher
from matcher.score import shipped

FILLER = [programme(key=f"f{n}", title="Melktechnik", text="Ställe und Futter.") for n in range(3)]
ENGLISH = [
    programme(key=f"g{n}", title="Milk", text="Cows and fodder.", language="en", regions=["EU"]) for n in range(3)
]


def told(project: dict[str, Any], **fields: Any) -> tuple[Evidence, float]:
    town = profile(project=project)
    one = programme(key="one", **fields)
    match = Matcher([one, *FILLER, *ENGLISH], TODAY).explain(town, town.projects[0], one.id)
    (topic,) = [item for item in match.evidence if item.criterion == "topic"]
    return topic, match.score


def test_an_english_call_shows_its_sentence_and_the_terms_in_both_languages() -> None:
    text = "Cows are fine. The action funds town twinning and cycling. Nothing else."
    project = {
        "title": "Radverkehr",
        "description": "Die Städtepartnerschaft stärkt den Radverkehr und den Hochwasserschutz.",
    }
    topic, _ = told(project, title="Call", text=text, language="en")
    assert topic.city_side == "Die Städtepartnerschaft stärkt den Radverkehr und den Hochwasserschutz."
    assert topic.programme_side == "The action funds town twinning and cycling."
    for sentence in (topic.sentence, topic.sentence_en):
        assert "Städtepartnerschaft = town twinning" in sentence
    assert "flood" not in topic.sentence
    assert topic.sentence.startswith("Gemeinsame Fachbegriffe")
    assert topic.sentence_en.startswith("Concepts in common")


def test_a_german_call_shows_words_and_terms() -> None:
    topic, _ = told({"title": "Neuer Radverkehr"}, title="Radverkehr", text="Gefördert wird Radverkehr.")
    assert "Radverkehr" in topic.sentence
    assert "= cycling" in topic.sentence


def test_the_frame_of_the_portal_is_no_evidence() -> None:
    text = "Wenn Sie den Radverkehr fördern, können Sie unter bestimmten Voraussetzungen einen Zuschuss erhalten."
    topic, _ = told({"title": "Mehr Radverkehr, Zuschuss und Voraussetzungen"}, title="Programm", text=text)
    assert topic.programme_side == "den Radverkehr fördern."


def test_nothing_in_common_is_said_so() -> None:
    topic, _ = told({"title": "Glockenspiel"}, title="Milk", text="Cows.", language="en")
    assert topic.sentence == "Gemeinsame Wörter fanden sich nicht."
    assert (topic.city_side, topic.programme_side) == ("", "")


def test_every_reason_has_its_share_and_they_stay_below_the_score_of_a_sure_match() -> None:
    town = profile(project={"title": "Radwege", "description": "Radwege und Abstellanlagen."})
    one = programme(key="one", title="Radwege", text="Radwege und Abstellanlagen.", applicants=["kommune"])
    found = Matcher([one, *FILLER], TODAY).explain(town, town.projects[0], one.id)
    shares = [item.weight for item in found.evidence]
    assert shipped("lexical").intercept < 0 < sum(shares) <= 100
