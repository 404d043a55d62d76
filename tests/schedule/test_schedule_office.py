"""The steps as the schedule takes them: profiles read anew each time, and what is wrong with them is a reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawl.settle import settle
from db import JobRuns, Outbox, Store
from digest.folders import FileTransport
from funding import CrawlRun, InputError, Programme
from profiles import load
from schedule.office import Office
from schedule.running import Rota
from schedule.timetable import DIGESTS, Step, timetable

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TOWN = """
city: {slug: stadt, name: Stadt, ags: "14713000", land: Sachsen, population: 600000}
recipients: [{email: %s, rhythm: daily}]
projects:
  - {slug: rad, title: Radwege, description: "Radwege und Abstellanlagen für den Radverkehr in der Stadt bauen."}
"""


@pytest.fixture(autouse=True)
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSGENAU_MODEL", "ohne")


def office(folder: Path, sender: str = "passgenau@stadt.example") -> Office:
    with Store(folder / "db.sqlite") as store:
        run = CrawlRun(id=store.start_run("liste", NOW), portal="liste", started=NOW)
        text = "Gemeinden erhalten Zuschüsse für Radwege und Abstellanlagen für Fahrräder."
        url = "https://geld.example/radverkehr"
        found = [Programme(portal="liste", key="a", title="Radwege und Radverkehr", summary=text, url=url)]
        assert settle(store, run, found, (), (), NOW, expected=(1, 9)).outcome == "ok"
    return Office(
        db=folder / "db.sqlite", load=lambda: load(folder / "profiles"), sender=sender, clock=lambda: NOW,
        way=lambda: FileTransport(folder / "post"), operator="",
    )  # fmt: skip


def town(folder: Path, email: str) -> None:
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles" / "stadt.yaml").write_text(TOWN % email, encoding="utf-8")


def mails(work: Office) -> dict[str, str]:
    with Store(work.db) as store:
        return {mail.recipient: mail.state for mail in Outbox(store).listed()}


def test_a_changed_profile_counts_from_the_next_round_on(tmp_path: Path) -> None:
    work = office(tmp_path)
    town(tmp_path, "anna@stadt.example")
    assert "Städte abgeglichen: 1, Übersichten gemacht: 1;" in work.digests()
    town(tmp_path, "bert@stadt.example")
    assert "Übersichten gemacht: 1" in work.digests()
    assert mails(work) == {"anna@stadt.example": "sent", "bert@stadt.example": "sent"}


@pytest.mark.parametrize(
    ("rhythm", "days", "sent_on"),
    [
        ("rhythm: weekly, weekday: mon", [28, 29, 30], [30]),  # Saturday, Sunday, Monday
        ("rhythm: weekly, weekday: mon", [24, 26, 31], [31]),  # known since Tuesday, the machine was off on Monday
        ("rhythm: weekly, weekday: thu", [24, 26], [26]),
        ("rhythm: monthly, weekday: mon", [24, 30, 38], [38]),  # the 7th of December is its first Monday, the 8th due
        ("rhythm: daily", [28, 30], [30]),
        ("rhythm: daily", [27, 28], [27]),
    ],
)
def test_the_first_mail_comes_on_the_recipients_own_day(
    tmp_path: Path, rhythm: str, days: list[int], sent_on: list[int]
) -> None:
    town(tmp_path, f"anna@stadt.example, {rhythm}")
    file = tmp_path / "profiles" / "stadt.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(", rhythm: daily}", "}"), encoding="utf-8")
    work = office(tmp_path)
    went: list[int] = []
    for day in days:
        moments = [datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(days=day - 1)] * 9
        replace(work, clock=moments.pop).digests()
        if len(list((tmp_path / "post").glob("*"))) > len(went):
            went.append(day)
    assert went == sent_on


def test_a_crawl_that_died_before_it_linked_makes_no_second_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = office(tmp_path)
    town(tmp_path, "anna@stadt.example")
    assert "Übersichten gemacht: 1;" in work.digests()
    monkeypatch.setattr("crawl.settle.relink", lambda _: None)
    with Store(work.db) as store:
        (known,) = store.programmes()
        run = CrawlRun(id=store.start_run("andere", NOW), portal="andere", started=NOW)
        settle(store, run, [replace(known, portal="andere")], (), (), NOW, expected=(1, 9))
        assert len(store.programmes()) == 2
    moments = [NOW + timedelta(days=1)] * 9
    assert "Übersichten gemacht: 0;" in replace(work, clock=moments.pop).digests()


def test_without_the_folder_of_profiles_the_step_fails_with_its_reason(tmp_path: Path) -> None:
    steps = tuple(step for step in timetable({}) if step.name == DIGESTS)
    work = office(tmp_path)
    rota = Rota(db=work.db, steps=steps, do=work.do, clock=work.clock, say=lambda line: None)
    assert not rota.catch_up()
    with Store(work.db) as store:
        last = JobRuns(store).last()[DIGESTS]
    assert last.outcome == "failed"
    assert "profiles" in last.reason
    assert "Programmfehler" not in last.reason


def test_a_wrong_sender_does_not_use_up_anybodys_digest(tmp_path: Path) -> None:
    town(tmp_path, "anna@stadt.example")
    with pytest.raises(InputError, match="sender 'niemand'"):
        office(tmp_path, "niemand").do(Step(DIGESTS, "6"))
    work = office(tmp_path)
    assert mails(work) == {}
    work.digests()
    assert mails(work) == {"anna@stadt.example": "sent"}


def test_who_stands_there_twice_gets_one_mail_of_the_departments_of_both(tmp_path: Path) -> None:
    work = office(tmp_path)
    town(tmp_path, "a@x.example, rhythm: daily, departments: [gruen]}, {email: A@X.example, departments: [rad]")
    file = tmp_path / "profiles" / "stadt.yaml"
    departments = "departments: [{slug: gruen, name: Grün}, {slug: rad, name: Rad}]\n"
    text = file.read_text(encoding="utf-8").replace("title:", "department: rad, title:")
    file.write_text(text + departments, encoding="utf-8")
    assert "Übersichten gemacht: 1" in work.digests()
    (mail,) = (tmp_path / "post").iterdir()
    assert b"Radwege und Radverkehr" in mail.read_bytes()
