"""The run of an import: it keeps the file, it ends whatever happens, and one odd programme does not stop it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import facts
from crawl.imports import import_list
from crawl.replay import replay
from db import Store
from funding import PassgenauError, Programme

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
LIST = "Schlüssel;Titel\na;Radwege\nb;Brücken\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.sqlite")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Liste ä.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_the_file_is_kept_and_can_be_imported_again(store: Store, file: Path, tmp_path: Path) -> None:
    with store:
        run = import_list(store, file, "land", NOW).run
        assert (run.outcome, run.found) == ("ok", 2)
        assert replay(store, run.id, tmp_path / "wieder") == 1
        again = tmp_path / "wieder" / file.name
        assert again.read_bytes() == file.read_bytes()
        assert import_list(store, again, "land", NOW).run.new == 0


def test_one_programme_that_facts_stumble_over_does_not_stop_the_rest(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = facts.read

    def read(programme: Programme) -> Programme:
        if "Brücke" in programme.title:
            raise RecursionError("zu tief")
        return real(programme)

    monkeypatch.setattr(facts, "read", read)
    with store:
        run = import_list(store, file, "land", NOW).run
        assert (run.outcome, run.found) == ("ok", 2)
        [problem] = [problem for problem in store.problems(run.id) if "RecursionError" in problem.message]
        assert problem.key is not None
        assert len(store.programmes()) == 2


@pytest.mark.parametrize(
    ("error", "outcome", "words"),
    [
        (PassgenauError("Kein Platz."), "failed", "Kein Platz."),
        (ZeroDivisionError("x"), "failed", "ZeroDivisionError"),
        (KeyboardInterrupt(), "aborted", "Strg+C"),
    ],
    ids=["told", "bug", "interrupted"],
)
def test_an_import_that_fails_says_so_and_stores_nothing(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, outcome: str, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Store, "add_problems", refuse)
    monkeypatch.setattr(Store, "apply", refuse)
    with store:
        with pytest.raises(type(error)):
            import_list(store, file, "land", NOW)
        [run] = store.runs("land")
        assert (run.outcome, run.finished is not None, words in run.reason) == (outcome, True, True), run.reason
        assert store.programmes() == []


def test_a_file_that_is_no_list_leaves_no_run(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("", encoding="utf-8")
    with store:
        with pytest.raises(PassgenauError):
            import_list(store, tmp_path / "x.csv", "land", NOW)
        assert store.runs("land") == []
