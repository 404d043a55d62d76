import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import Settled, Store
from db.search import PARTS_OF_TEXT
from funding import Programme

HOSTILE = [
    '"', '""', "'", "*", "a*", "NEAR(a b)", "AND", "a AND", "NOT a", "title:radweg", "(", "^radweg", "-radweg", "{a b}",
    "%", "_", "'; DROP TABLE programmes; --", "\x00", "a\x00b", "\ud800", "🚲", "+", "\\", "radweg OR 1=1", " " * 1000,
    "a " * 5000, "ä" * 100_000,
]  # fmt: skip


@pytest.fixture
def ids(store):
    return lambda words, limit=20: [hit.id.removeprefix("probe:") for hit in store.search(words, limit)]


def test_folding_stems_and_compounds(settle, make, ids):
    settle(
        new=(
            make("compound", "Fahrradwegebau in der Fläche"),
            make("plain", "Radweg am Fluss"),
            make("other", "Förderung von Straßenbäumen"),
        )
    )
    assert ids("Radweg") == ["plain", "compound"]
    assert ids("radwege") == ["plain", "compound"]
    assert ids("FOERDERUNG strassenbäume") == ["other"]
    assert ids("flaeche") == ["compound"]
    assert ids("Fo\u0308rder\u00adung") == ["other"]
    assert ids("rad flu") == ["plain"]
    assert ids("Radweg Straßenbäume") == []


def test_the_title_outweighs_the_text(settle, make, ids):
    filler = "Allgemeines zur Förderung. " * 20
    settle(new=(make("text", "Etwas", text=filler + "Brunnen"), make("title", "Brunnen", text=filler)))
    assert ids("Brunnen") == ["title", "text"]


def test_every_part_of_a_programme_is_searched(settle, make, ids):
    settle(
        new=(
            make(
                summary="Sommer", text="Herbst", funder="Winterstiftung", topics=("Frühling",), keywords=("Ostern",),
                categories=("Advent",), legal_text="Mittsommernacht", conditions="Karneval", procedure="Kirmes",
                documents="Erntedank", deadlines_text="Silvester",
            ),
        )
    )  # fmt: skip
    for word in "Sommer Herbst Winter Frühling Ostern Advent Mittsommer Karneval Kirmes Erntedank Silvester".split():
        assert ids(word) == ["a"], word
    assert ids("stiftung") == ["a"]


def test_compounds_are_sought_at_the_beginning_of_a_text_only(settle, make, ids):
    settle(new=(make("early", text="Fahrradwegebau"), make("late", "Spät", text="x " * PARTS_OF_TEXT + "Bahnradweg")))
    assert ids("radwegebau") == ["early"]
    assert ids("bahnrad") == ["late"]


def test_short_words_are_not_sought_inside_others(settle, make, ids):
    settle(new=(make("new", "Neues Museum"), make("eu", "EU-Mittel")))
    assert ids("EU") == ["eu"]


def test_changed_and_vanished_programmes(settle, make, ids):
    settle(new=(make(title="Brunnen"),))
    settle(changed=(make(title="Fahrradwege"),))
    assert (ids("Brunnen"), ids("Fahrradwege"), ids("radwege")) == ([], ["a"], ["a"])
    settle(vanished=("a",))
    assert (ids("Fahrradwege"), ids("radwege")) == ([], [])
    settle(back=(make(title="Fahrradwege"),))
    assert ids("Fahrradwege") == ["a"]


def test_a_limit_holds_over_both_ways_of_finding(settle, make, ids):
    settle(new=tuple(make(f"{n:02}", "Radweg" if n % 2 else "Fahrradweg") for n in range(20)))
    assert ids("radweg", 10) == [f"{n:02}" for n in range(1, 20, 2)]
    assert ids("radweg", 12)[10:] == ["00", "02"]
    assert len(ids("radweg", 50)) == 20
    assert ids("radweg", 0) == ids("radweg", -1) == []


def test_a_snippet_shows_the_words_around(store, settle, make):
    long = "Vorher steht einiges. " * 30 + "Wir bauen Fahrradwege im Tal. " + "Danach noch mehr. " * 30
    settle(new=(make(title="Etwas\nanderes", summary="Kurz und gut.", text=long),))
    (hit,) = store.search("radweg")
    assert hit.title == "Etwas anderes"
    assert "Fahrradwege im Tal" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) < 220
    assert store.search("anderes")[0].snippet == "Kurz und gut."


def test_lost_characters_are_repaired_for_display_only(store, settle, make):
    lossy = make(title="Mittel 2021?2027", summary="Das Programm ?Brunnen? hilft.", lossy=True)
    settle(new=(lossy,))
    (hit,) = store.search("Brunnen")
    assert hit.title == "Mittel 2021–2027"
    assert hit.snippet == "Das Programm „Brunnen“ hilft."
    assert store.programme("probe:a").programme == lossy


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_syntax_is_harmless(store, settle, make, words):
    settle(new=(make(text="a AND b NEAR radweg"),))
    assert len(store.search(words)) <= 1
    assert len(store.programmes()) == 1


WORDS = st.text(st.sampled_from("abcdefghijklmnoprstuwzäöüßéABCÄÖÜẞ0123456789"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_what_is_written_is_found(tmp_path, now, words, data):
    title = " ".join(words)
    with Store(tmp_path / "words.db") as store:
        run = store.start_run("probe", now)
        store.apply(run, Settled(new=(Programme(portal="probe", key=title, title=title),)), now)
        word = data.draw(st.sampled_from(words))
        for asked in (word, word.upper(), word.swapcase(), word[: max(1, len(word) // 2)]):
            assert f"probe:{title}" in {hit.id for hit in store.search(asked, 1000)}, asked


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_may_be_asked_and_stored(tmp_path, now, text):
    with Store(tmp_path / "any.db") as store:
        run = store.start_run("probe", now)
        told = Programme(portal="probe", key="a", title="Brunnen", text=text.encode("utf-8", "replace").decode())
        store.apply(run, Settled(new=(told,)), now)
        assert len(store.search(text)) <= 1
        assert [hit.id for hit in store.search("Brunnen")] == ["probe:a"]


def test_real_programmes(store, now, shared):
    lines = (shared / "bench/programmes.jsonl").read_text(encoding="utf-8").splitlines()
    raw = [json.loads(line) for line in lines[::3]]
    programmes = tuple(Programme(portal="probe", key=d["key"], title=d["title"], text=d.get("text")) for d in raw)
    store.apply(store.start_run("probe", now), Settled(new=programmes), now)
    hits = store.search("Radverkehr")
    assert hits
    assert all("radverkehr" in (hit.title + hit.snippet).lower() for hit in hits)
    assert store.search("Staedtepartnerschaft", 5)
    assert "Twinning" in store.search("twinning towns", 3)[0].title
