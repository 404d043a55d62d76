"""An option wins over the environment, that over passgenau.toml, that over the default."""

import re
from datetime import date
from pathlib import Path

import pytest

from cli.settings import Settings, read_settings
from funding import InputError


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    assert read_settings({}, {}) == Settings()


def test_each_layer_wins_over_the_next() -> None:
    Path("passgenau.toml").write_text('db = "toml.sqlite"\nprofiles = "toml"\nsender = "a@b.example"\n')
    told = read_settings({"db": Path("option.sqlite")}, {"PASSGENAU_DB": "env.sqlite", "PASSGENAU_PROFILES": "env"})
    assert (told.db, told.profiles, told.sender) == (Path("option.sqlite"), Path("env"), "a@b.example")


def test_dates_and_flags_are_read_from_the_environment() -> None:
    told = read_settings({}, {"PASSGENAU_TODAY": "2026-11-23", "PASSGENAU_VERBOSE": "1"})
    assert (told.day, told.verbose) == (date(2026, 11, 23), True)
    assert told.now.date() == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("toml", "environment", "words"),
    [
        ('dbb = "x"', {}, ["passgenau.toml, Zeile 1: dbb: diese Einstellung gibt es nicht", "'db'"]),
        ("db = ", {}, ["passgenau.toml, Zeile 1 ('db'): nicht lesbar", "Anführungszeichen"]),
        ("# x\n\nsender = geheim@stadt.example", {}, ["passgenau.toml, Zeile 3 ('sender'): nicht lesbar"]),
        ('db = "x"\ndb = "y"', {}, ["Zeile 2 ('db'): steht zweimal"]),
        ('sender = """x', {}, ["passgenau.toml, Zeile 1"]),
        ("db = 5", {}, ["passgenau.toml, Zeile 1: db: erwartet wird Text in Anführungszeichen"]),
        ('\ntoday = "bald"', {}, ["passgenau.toml, Zeile 2: today: erwartet wird ein Tag wie 2026-11-23"]),
        ('verbose = "gern"', {}, ["verbose: erwartet wird true oder false"]),
        ('[mail]\nserver = "x"', {}, ["passgenau.toml, Zeile 1: mail: erwartet wird Text"]),
        ("", {"PASSGENAU_TODAY": "31.11.2026"}, ["Umgebung: PASSGENAU_TODAY: erwartet wird ein Tag"]),
        ("", {"PASSGENAU_TODAY": "9999-12-31"}, ["today: 9999-12-31 liegt zu fern", "2000 bis 2100"]),
        ("", {"PASSGENAU_CONFIG": "fehlt.toml"}, ["fehlt.toml", "PASSGENAU_CONFIG"]),
    ],
)
def test_what_is_wrong_is_named_with_its_place(toml: str, environment: dict[str, str], words: list[str]) -> None:
    Path("passgenau.toml").write_text(toml)
    with pytest.raises(InputError) as error:
        read_settings({}, environment)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert "\n" not in str(error.value)
    assert not {"geheim", "Input", "Invalid", "line", "should"} & set(re.findall("[a-zA-Z]+", str(error.value)))


def test_toml_that_is_not_utf8_is_one_line() -> None:
    Path("passgenau.toml").write_bytes(b'sender = "\xe4"')
    with pytest.raises(InputError, match=r"passgenau\.toml, Zeile 1: .* UTF-8"):
        read_settings({}, {})
