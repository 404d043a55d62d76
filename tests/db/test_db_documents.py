import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import Store
from funding import Evidence, Match, PassgenauError, Verdict

PAGES = [("https://probe.example/b", b"<html>b</html>" * 100), ("https://probe.example/a", b"\x00\xff")]


def bodies(store):
    return store.execute("SELECT count(*) AS n FROM bodies")[0]["n"]


def test_documents_come_back_sorted(store, now):
    run = store.start_run("probe", now)
    store.keep(run, iter(PAGES))
    assert list(store.documents(run)) == sorted(PAGES)
    assert list(store.documents(run + 1)) == []


def test_documents_by_url_are_read_when_asked_for(store, now):
    run = store.start_run("probe", now)
    store.keep(run, PAGES)
    kept = store.documents_by_url(run)
    assert dict(kept) == dict(PAGES)
    assert (len(kept), kept.get("https://probe.example/c")) == (2, None)
    assert dict(store.documents_by_url(run + 1)) == {}


def test_equal_bodies_and_equal_lists_are_stored_once(store, now):
    for pages in (PAGES, PAGES[::-1]):
        store.keep(store.start_run("probe", now), pages)
    assert bodies(store) == 3
    run = store.start_run("probe", now)
    store.keep(run, [PAGES[0], ("https://probe.example/a", b"new")])
    assert bodies(store) == 5
    assert dict(store.documents(run))["https://probe.example/a"] == b"new"


def test_documents_are_compressed(store, now):
    store.keep(store.start_run("probe", now), [("u", b"x" * 100_000)])
    assert store.execute("SELECT sum(length(body)) AS n FROM bodies")[0]["n"] < 1_000


def test_others_write_while_bodies_are_stowed(store, path, now, monkeypatch):
    monkeypatch.setattr("db.documents.BATCH", 100)
    run = store.start_run("probe", now)

    def pages():
        for number in range(4):
            yield f"u{number}", random.Random(number).randbytes(200)  # does not pack
            with Store(path, timeout=0) as other:
                other.start_run(f"other{number}", now)

    stowed = store.stow(pages())
    assert bodies(store) == 4
    assert list(store.documents(run)) == []
    store.enlist(run, stowed)
    assert store.addresses(run) == [url for url, _ in store.documents(run)] == ["u0", "u1", "u2", "u3"]


def test_a_damaged_body_is_told(store, now):
    run = store.start_run("probe", now)
    store.keep(run, PAGES)
    store.execute("UPDATE bodies SET body = x'00' WHERE id = 1")
    with pytest.raises(PassgenauError, match=r"https://probe.example/b ist beschädigt"):
        list(store.documents(run))


def test_keeping_in_portions_adds_up(store, now):
    run = store.start_run("probe", now)
    for page in PAGES:
        store.keep(run, [page])
    store.keep(run, [])
    assert list(store.documents(run)) == sorted(PAGES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(), st.binary(max_size=300), max_size=6))
def test_any_document_survives(tmp_path, now, pages):
    with Store(tmp_path / "any.db") as store:
        run = store.start_run("probe", now)
        store.keep(run, pages.items())
        assert dict(store.documents(run)) == pages


def match(programme, score):
    gate = Evidence(
        criterion="land", verdict=Verdict.UNCLEAR, city_side="Köln", programme_side="„NRW“", sentence="Unklar."
    )
    return Match(project="rad", programme=programme, score=score, eligibility=Verdict.UNCLEAR, evidence=(gate,))


def test_matches_of_a_city_are_replaced(store, settle, make, now):
    settle(new=(make("a"), make("b")))
    first = [match("probe:b", 70.25), match("probe:a", 12.0)]
    assert store.match_stamp("koeln") is None
    store.save_matches("koeln", "s1", first, now)
    store.save_matches("bonn", "s2", first[:1], now)
    assert store.matches("koeln") == first
    store.save_matches("koeln", "s3", first[1:], now + timedelta(days=1))
    assert (store.matches("koeln"), store.match_stamp("koeln")) == (first[1:], "s3")
    assert (store.matches("bonn"), store.match_stamp("bonn")) == (first[:1], "s2")
    store.save_matches("koeln", "s4", [], now)
    assert (store.matches("koeln"), store.match_stamp("koeln")) == ([], "s4")
