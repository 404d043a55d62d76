import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.markup import Plain
from facts.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frist ist der 31. März. Danach ist Schluss mit 2 Anträgen.", 2),
        ("Nach Nr. 5 und Abs. 2 gilt z. B. Ziff. 3 der Anlage.", 1),
        ("Der Satz beträgt 60 v. H. der Kosten im 1. Jahr.", 1),
        ("Anträge bis 31.3. Die Bewilligung folgt im 2. Quartal.", 2),
        ("Im 1. Quartal 2026 beginnt es. Im 2. Quartal endet es.", 2),
        ("Senden Sie 2 Kopien an den Verein e. V. Diese prüft er.", 2),
        ("Ca. 30 Kommunen, max. 5 Mio. Euro insgesamt, inkl. 3 Reisen.", 1),
        ("Die Summe beträgt EUR 3.000. Pro Jahr sind 3 möglich.", 2),
    ],
)
def test_german_stops(text: str, expected: int) -> None:
    assert len(list(sentences(text))) == expected


def test_list_items_know_what_they_hang_on() -> None:
    text = "Ein Satz davor mit 1.\n\nFolgende Antragsfristen gelten:\n\n- Teil A: 1.3.\n- Teil B:\n  - Stufe 1: 1.5.\n"
    first, *_, last = [s for s in sentences(text) if s.item]
    assert first.lead == "Folgende Antragsfristen gelten:"
    assert "Teil B" in last.lead
    assert last.text == "Stufe 1: 1.5."


@pytest.mark.parametrize("heading", ["### Fristen", "Fristen", "<h3>Fristen</h3>"])
def test_headings_are_known(heading: str) -> None:
    assert [s.heading for s in sentences(Plain(f"{heading}\n\nAm 1.3.2026 ist Schluss.").text)][-1] == "Fristen"


def test_soft_line_breaks_do_not_part_a_sentence() -> None:
    assert [s.text for s in sentences("Anträge sind bis zum 1.3.2026\nzu stellen.")] == [
        "Anträge sind bis zum 1.3.2026\nzu stellen."
    ]


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from("aB.1 \n-*#<p>/é\u2028\x00Nr,;:"), max_size=300))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    for sentence in sentences(text):
        if "<" not in text:
            assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        assert sentence.text.strip()


def test_text_without_a_full_stop_is_cut() -> None:
    assert max(len(s.text) for s in sentences("1 wort " * 20_000)) <= 1200
