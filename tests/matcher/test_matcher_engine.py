from pathlib import Path

import pytest
from matcher_samples import TODAY, profile, programme

from bench.match_data import DAY, has_a_fit, load, ndcg, recall
from funding import InputError, Verdict
from matcher import Matcher
from matcher.score import Coefficients, Mode, shipped
from matcher.signals import AGAINST, LEXICAL, SIGNALS, Signal

BIKES = "Gefördert werden Radwege, Abstellanlagen und sichere Kreuzungen. Der Antrag ist schriftlich zu stellen."
PROGRAMMES = [
    programme(key="bikes", title="Radverkehr in Kommunen", text=BIKES, applicants=["kommune"], regions=["Sachsen"]),
    programme(key="bavaria", title="Radwege in Bayern", text=BIKES, applicants=["kommune"], regions=["Bayern"]),
    programme(key="farm", title="Stallbauten", text="Gefördert werden Ställe und Melktechnik.", regions=["Sachsen"]),
    programme(key="france", title="Deutsch-französische Begegnungen", text="Jugendliche treffen sich.",
              partner_rule={"rule": "list", "countries": ["FR"]}),
    programme(key="english", title="Urban mobility", language="en", text="Cycling in European cities.", regions=["EU"]),
]  # fmt: skip
TOWN = profile(
    project={"title": "Neue Radwege", "description": "Ein Radweg zum Bahnhof. Dazu Abstellanlagen für Räder."},
    partnerships=[{"city": "Lyon", "country": "FR"}],
)
ABROAD = profile(
    project={"title": "Jugendaustausch mit der Partnerstadt", "countries": ["FR"]},
    partnerships=[{"city": "Lyon", "country": "FR"}],
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(PROGRAMMES, TODAY)


def test_the_fitting_programme_is_first_and_the_gated_one_stays_with_its_reason(matcher: Matcher) -> None:
    found = {match.programme: match for match in matcher.match(TOWN, TOWN.projects[0])}
    assert len(found) == len(PROGRAMMES)
    open_ = [key for key, match in found.items() if match.eligibility is not Verdict.NO]
    assert open_[0] == "test:bikes"
    assert found["test:bavaria"].eligibility is Verdict.NO
    assert found["test:bikes"].score > found["test:farm"].score + 20


def test_the_best_sentence_pair_is_verbatim_and_names_the_shared_words(matcher: Matcher) -> None:
    match = matcher.explain(TOWN, TOWN.projects[0], "test:bikes")
    (topic,) = [item for item in match.evidence if item.criterion == "topic"]
    assert topic.programme_side in BIKES
    assert topic.city_side in {"Neue Radwege", "Ein Radweg zum Bahnhof.", "Dazu Abstellanlagen für Räder."}
    assert "Abstellanlagen" in topic.sentence or "Radweg" in topic.sentence
    assert topic.weight > 0


def test_points_add_up_to_the_distance_from_a_typical_pair(matcher: Matcher) -> None:
    signals = matcher.signals(TOWN, TOWN.projects[0])
    fitted = shipped()
    typical = Coefficients(fitted.intercept, fitted.weights, fitted.typical)
    usual = {name: signals[name] * 0 + fitted.typical[name] for name in signals}
    for row in range(len(PROGRAMMES)):
        gained = sum(fitted.points(signals, row).values())
        assert gained == pytest.approx(fitted.scores(signals)[row] - typical.scores(usual)[row], abs=0.11)


def test_the_partner_country_outweighs_better_wording() -> None:
    words = "Jugendaustausch mit der Partnerstadt"
    found = Matcher(
        [
            programme(key="wording", title=words, text="Gefördert wird der Jugendaustausch mit einer Partnerstadt."),
            programme(key="country", title="Begegnungen", text="Jugendliche treffen sich.",
                      partner_rule={"rule": "list", "countries": ["FR"]}),
            programme(key="elsewhere", title="Begegnungen", text="Gefördert wird der Jugendaustausch.",
                      partner_rule={"rule": "list", "countries": ["PL"]}),
            *PROGRAMMES[:3],
        ],
        TODAY,
    ).match(ABROAD, ABROAD.projects[0])  # fmt: skip
    ranks = {match.programme: rank for rank, match in enumerate(found)}
    assert ranks["test:country"] < ranks["test:elsewhere"]
    (said,) = [item for item in found[ranks["test:country"]].evidence if item.criterion == "country"]
    assert said.sentence == "Das Programm nennt ein Land des Projekts: Frankreich."
    assert said.weight > 5


def test_a_programme_for_the_south_or_another_land_sinks_and_says_why() -> None:
    text = "Gefördert werden Radwege und Abstellanlagen am Bahnhof"
    many = [
        programme(key="here", title="Radwege", text=f"{text}."),
        programme(key="bavaria", title="Radwege", text=f"Der Freistaat Bayern fördert Vorhaben. {text}."),
        programme(key="south", title="Radwege", text=f"{text} im Rahmen kommunaler Entwicklungspolitik."),
        programme(key="research", title="Radwege", text=f"{text}, wenn sie der Forschung dienen."),
        programme(
            key="firms", title="Radwege", text=f"{text} für Unternehmen; Unternehmen und Betriebe stellen Anträge."
        ),
    ]
    matcher = Matcher(many, TODAY)
    scores = {match.programme: match.score for match in matcher.match(TOWN, TOWN.projects[0])}
    criteria = {"bavaria": "elsewhere", "south": "global_south", "research": "research", "firms": "business"}
    for key, criterion in criteria.items():
        assert scores[f"test:{key}"] < scores["test:here"]
        (said,) = [
            i for i in matcher.explain(TOWN, TOWN.projects[0], f"test:{key}").evidence if i.criterion == criterion
        ]
        assert said.verdict is Verdict.UNCLEAR
        assert said.weight < 0


def test_an_english_call_is_found_through_the_glossary() -> None:
    calls = [
        programme(
            key="cycling", title="Cycling infrastructure in cities", language="en", text="Bike lanes and parking."
        ),
        programme(key="batteries", title="Battery cells in cities", language="en", text="Cells for vehicles."),
        programme(key="wine", title="Viticulture", language="en", text="Promotion of wine."),
    ]
    found = Matcher(calls, TODAY).match(TOWN, TOWN.projects[0])
    assert found[0].programme == "test:cycling"
    assert found[0].score > found[1].score


def test_a_call_in_english_says_so(matcher: Matcher) -> None:
    match = matcher.explain(TOWN, TOWN.projects[0], "test:english")
    (said,) = [item for item in match.evidence if item.criterion == "language"]
    assert "englisch" in said.sentence
    assert said.verdict is Verdict.UNCLEAR


def test_characters_lost_at_the_source_are_repaired_where_shown() -> None:
    text = "Gefördert wird das Programm ?Radwege 2021?2027?."
    one = programme(title="Förderlinie", text=text, lossy=True)
    (topic,) = [
        item for item in Matcher([one], TODAY).match(TOWN, TOWN.projects[0])[0].evidence if item.criterion == "topic"
    ]
    assert topic.programme_side == "Gefördert wird das Programm „Radwege 2021–2027“."


def test_reasons_are_spelled_out_for_the_best_only() -> None:
    many = [programme(key=f"p{at:03}", title=f"Radwege {at}", text=BIKES) for at in range(70)]
    matches = Matcher(many, TODAY).match(TOWN, TOWN.projects[0])
    assert [any(item.criterion == "topic" for item in match.evidence) for match in matches] == [True] * 50 + [
        False
    ] * 20


def test_no_programmes_no_matches() -> None:
    assert Matcher([], TODAY).match(TOWN, TOWN.projects[0]) == []


def test_explain_names_an_unknown_programme(matcher: Matcher) -> None:
    with pytest.raises(InputError, match="test:nirgends"):
        matcher.explain(TOWN, TOWN.projects[0], "test:nirgends")


@pytest.mark.parametrize(("mode", "signals"), [("semantic", SIGNALS), ("lexical", LEXICAL)])
def test_coefficients_belong_to_the_signals_and_contradict_no_sense(mode: Mode, signals: tuple[Signal, ...]) -> None:
    fitted = shipped(mode)
    names = [signal.__name__ for signal in signals]
    assert list(fitted.weights) == names
    assert list(fitted.typical) == names
    for signal in signals:
        weight = fitted.weights[signal.__name__]
        assert weight <= 0 if signal in AGAINST else weight >= 0


def test_floor_on_the_shared_benchmark(shared: Path) -> None:
    """Under what is measured with projects left out (.67 and .80, lexical), far over characters alone (.30)."""
    bench = load(shared / "bench")
    matcher = Matcher(bench.programmes, DAY)
    figures = []
    for ranking in matcher.rank(bench.asked):
        grades = bench.grades[ranking.asked.project.slug]
        order = [bench.programmes[row].id for row in ranking.split()[0]]
        if has_a_fit(grades):
            figures.append((ndcg(order, grades), recall(order, grades)))
    assert sum(f[0] for f in figures) / len(figures) >= 0.60
    assert sum(f[1] for f in figures) / len(figures) >= 0.60
