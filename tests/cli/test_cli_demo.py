"""The whole way once: sample portals -> database -> matches -> digests."""

from email import message_from_bytes, policy

import pytest
from cli_runs import Demo
from icalendar import Calendar

pytestmark = pytest.mark.xdist_group("demo")


def test_the_demo_runs_through_and_says_what_to_do_next(demo: Demo) -> None:
    assert (demo.first.code, demo.second.code) == (0, 0), demo.first.err + demo.second.err
    for words in (
        "Leipzig",
        "Göttingen",
        "Dinkelsbühl",
        "der 8 Städte",
        "Greifswald (59.000",
        "Wie weiter?",
        "in Ordnung",
    ):
        assert words in demo.first.out


def test_the_second_run_has_nothing_new(demo: Demo) -> None:
    assert "seit dem letzten Lauf: nichts" in demo.second.out
    assert "seit dem letzten Lauf: nichts" not in demo.first.out


def test_best_matches_have_reasons(demo: Demo) -> None:
    assert demo.first.out.count("         + ") >= 20


def test_every_officer_has_a_mail_a_page_a_text_and_a_calendar(demo: Demo) -> None:
    written = {path.suffix: path for path in sorted((demo.folder / "passgenau-demo").glob("leipzig-foerdermittel*"))}
    assert set(written) == {".eml", ".html", ".ics", ".txt"}
    mail = message_from_bytes(written[".eml"].read_bytes(), policy=policy.default)
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html", "text/calendar"}
    assert written[".html"].read_text("utf-8").lower().startswith("<!doctype html>")
    assert "Leipzig" in written[".txt"].read_text("utf-8")
    assert Calendar.from_ical(written[".ics"].read_bytes()).walk("VEVENT")


def test_nothing_half_written_is_left(demo: Demo) -> None:
    assert not list(demo.folder.rglob("*.part"))


def test_the_sample_content_shows_every_status_and_gate(demo: Demo) -> None:
    rows = demo.ask("programmes", "list", "--limit", "1000", "--json").rows
    assert len(rows) >= 60
    assert {row["status"] for row in rows} == {"open", "closed", "rolling", "forthcoming", "exhausted", "unknown"}
    told = demo.ask("matches", "--all", "--limit", "200", "--json").rows
    shut = {e["criterion"] for row in told for e in row["evidence"] if e["verdict"] == "no"}
    assert {"applicant", "land", "application"} <= shut, shut


def test_news_and_unchecked_cards_are_marked_in_lists(demo: Demo) -> None:
    rows = demo.ask("programmes", "list", "--limit", "1000", "--json").rows
    marked = {row["caution"] for row in rows}
    assert {"nur eine Meldung; maßgeblich ist die Seite des Fördergebers", "ungeprüft", None} <= marked
    assert "nur eine Meldung" in demo.ask("programmes", "list", "--limit", "1000").out
