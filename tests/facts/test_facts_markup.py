import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import read_text
from facts.markup import Plain


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            'Der Zuschuss beträgt maximal <abbr title="Euro">EUR</abbr> 15.000.',
            'maximal <abbr title="Euro">EUR</abbr> 15.000',
        ),
        ("Der Zuschuss beträgt **höchstens EUR 15.000**.", "höchstens EUR 15.000"),
        (
            "Für Vorhaben dieser Art gilt: Der Zuschuss beträgt nach der Richtlinie maximal EUR\n15.000.",
            "maximal EUR\n15.000",
        ),
    ],
)
def test_tags_and_wrapped_lines_hide_no_sum_and_quotes_stay_verbatim(text: str, quote: str) -> None:
    found = read_text(text).amount_max
    assert found is not None
    assert (found.value, found.quote) == (15_000, quote)
    assert quote in text


def test_blocks_begin_lines() -> None:
    text = "<h3>Fristen</h3><ul><li>Anträge bis 1.3.2027</li><li>Skizzen bis 1.2.2027</li></ul>"
    assert [stage.stage for stage in read_text(text).stages] == ["application", "sketch"]


def test_short_lines_are_not_joined() -> None:
    assert Plain("Überschrift\nDer Text").text == "Überschrift\nDer Text"


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(["ab", " ", "<b>", "</b>", "**", "<p>", "\n", "x. Y"]), max_size=30), st.data())
def test_every_piece_of_the_plain_text_is_found_again(parts: list[str], data: st.DataObject) -> None:
    plain = Plain("".join(parts))
    begin = data.draw(st.integers(0, len(plain.text)))
    quote = plain.text[begin : begin + 8].strip()
    restored = plain.verbatim(quote)
    assert restored in "".join(parts) or not plain.changed
    assert restored.startswith(quote[:1])
