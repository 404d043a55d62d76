"""Characters that nobody can store or show are taken out of whole records, and only they."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.cleaning import clean, cleaned, texts
from funding import Contact, Problem, Programme, Stage

GOOD = Programme(portal="x", key="k", title="Über 🙂", contacts=(Contact(name="A"),), stages=(Stage(quote="q"),))


def test_a_clean_record_is_the_same_object() -> None:
    assert cleaned(GOOD) is GOOD


def test_every_text_however_deep() -> None:
    dirty = replace(GOOD, title="a\x1b", contacts=(Contact(name="b\x9b", email="c\ud800"),), keywords=("d\x00", "e"))
    made = cleaned(dirty)
    assert (made.title, made.contacts, made.keywords) == ("a ", (Contact(name="b ", email="c\ufffd"),), ("d ", "e"))
    assert made.stages is dirty.stages
    assert {"a ", "b ", "c\ufffd", "d ", "e"} <= set(texts(made))
    assert cleaned(Problem(portal="x", message="\udfff")).message == "\ufffd"


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters()) | st.text(st.sampled_from("a\n\t\x1b\x85\ud83d\ude42\udfff")))
def test_any_text_can_be_stored_and_shown(text: str) -> None:
    made = clean(text)
    assert made.encode().decode() == made
    assert clean(made) == made
    assert not any(char < " " and char not in "\t\n\r" for char in made)
    if text.isprintable():
        assert made == text
