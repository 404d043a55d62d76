"""Folding, squashing and the repair of characters that the export lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.text import fold, repair_lost_characters, squash


@pytest.mark.parametrize(
    ("lost", "shown"),
    [
        ("2021?2027", "2021–2027"),
        ("Filmförderungsgesetz ? FFG", "Filmförderungsgesetz – FFG"),
        ("das ?Abkommen? gilt", "das „Abkommen“ gilt"),
        ("Programm (?Wort und Wort?)", "Programm („Wort und Wort“)"),
        ("Was wird gefördert?", "Was wird gefördert?"),
        ("Wer? Was? Wann?", "Wer? Was? Wann?"),
        ("ohne alles", "ohne alles"),
    ],
)
def test_typical_losses_are_repaired_and_questions_stay(lost: str, shown: str) -> None:
    assert repair_lost_characters(lost) == shown


@given(st.text())
def test_repair_touches_only_question_marks(text: str) -> None:
    shown = repair_lost_characters(text)
    assert shown.translate({ord(c): "?" for c in "–„“’"}) == text.translate({ord(c): "?" for c in "–„“’"})


@pytest.mark.parametrize(
    ("text", "folded"), [("Größe", "groesse"), ("STRASSE", "strasse"), ("Île", "ile"), ("Žilina", "zilina")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(f"{text[0]}\u00ad{text[1:]}") == folded


@given(st.text())
def test_fold_and_squash_are_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squash(squash(text)) == squash(text)
    assert "\n" not in squash(text)
