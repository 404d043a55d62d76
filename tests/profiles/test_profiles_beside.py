"""What is odd only beside other files of the folder."""

from pathlib import Path

import pytest
from profile_samples import GOOD, read

from funding import InputError
from profiles import load


def test_two_cities_with_one_official_key_are_odd(tmp_path: Path) -> None:
    loaded = read(tmp_path, GOOD, andere=GOOD.replace("musterstadt", "b"))
    assert [(w.file.name, w.line, w.column) for w in loaded.warnings] == [("andere.yaml", 4, 8), ("stadt.yaml", 4, 8)]
    assert "den AGS 14713000 trägt auch die Stadt in stadt.yaml" in loaded.warnings[0].message


def test_a_file_of_another_name_is_odd_only_where_some_file_has_that_name(tmp_path: Path) -> None:
    other = GOOD.replace("14713", "14714")
    assert read(tmp_path, GOOD, b=other.replace("musterstadt", "c")).warnings == ()
    warnings = read(tmp_path, GOOD.replace("musterstadt", "b"), b=other.replace("musterstadt", "c")).warnings
    assert [(w.file.name, w.line, w.column, "b.yaml" in w.message) for w in warnings] == [("stadt.yaml", 2, 9, True)]


def test_a_file_that_is_not_read_for_its_ending_is_told(tmp_path: Path) -> None:
    for name in ("Bonn.YAML", "koeln.yaml.txt", "essen.yml.TXT", "notiz.txt", ".ulm.YAML", "bild.yamlx"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"Bonn\.YAML: diese Datei wird nicht gelesen"):
        load(tmp_path)
    told = {w.file.name: w.message for w in read(tmp_path, GOOD).warnings}
    assert sorted(told) == ["Bonn.YAML", "essen.yml.TXT", "koeln.yaml.txt"]
    assert "klein geschrieben sein; bitte in Bonn.yaml umbenennen" in told["Bonn.YAML"]
    assert told["koeln.yaml.txt"].endswith("bitte in koeln.yaml umbenennen")
