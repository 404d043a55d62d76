from dataclasses import replace
from datetime import date

import pytest

from facts import VERSION, read, read_text
from funding.gates import status
from funding.programme import Programme, Quote, Stage
from funding.vocabulary import Status

PLAIN = Programme(portal="p", key="k", title="Radwege")
DAY = "Anträge sind bis zum 15. Mai 2026 zu stellen."
OTHER_DAY = "Anträge sind bis zum 1. März 2026 zu stellen."


def closing(programme: Programme) -> list[date | None]:
    return [stage.closes for stage in programme.stages]


def test_everything_is_filled_with_quotes_from_the_sections() -> None:
    programme = read(
        replace(
            PLAIN,
            deadlines_text="Projektskizzen sind bis zum 1.4.2027, 12 Uhr, einzureichen.",
            text="Der Zuschuss beträgt bis zu 80 Prozent der Kosten, höchstens EUR 50.000 je Vorhaben.",
            conditions="Sie erbringen einen Eigenanteil von mindestens 10 %. Die Bagatellgrenze liegt bei EUR 2.000.",
        )
    )
    (stage,) = programme.stages
    assert (stage.stage, stage.closes, stage.source) == ("sketch", date(2027, 4, 1), "deadlines_text")
    assert (programme.rate_max, programme.own_share_min, programme.amount_max, programme.amount_min) == (
        80,
        10,
        50_000,
        2_000,
    )
    assert programme.modes == ("fixed",)
    assert {quote.field: quote.source for quote in programme.quotes} == {
        "rate_max": "text", "own_share_min": "conditions", "amount_max": "text", "amount_min": "conditions",
            "modes": "deadlines_text",
    }  # fmt: skip
    assert isinstance(programme.amount_max, int)


def test_what_the_portal_states_is_never_overwritten() -> None:
    told = Stage(closes=date(2026, 1, 1), source="portal")
    programme = replace(
        PLAIN, text=DAY + " Der Zuschuss beträgt bis zu 80 Prozent der Kosten. Die Mittel sind ausgeschöpft.",
        stages=(told,), rate_max=50.0, modes=("rolling",), source_status="open",
    )  # fmt: skip
    after = read(programme)
    assert (after.stages, after.rate_max, after.modes, after.source_status) == ((told,), 50.0, ("rolling",), "open")
    assert after.quotes == ()


def test_fristen_before_the_text_before_the_law() -> None:
    assert closing(read(replace(PLAIN, deadlines_text=DAY, text=OTHER_DAY, legal_text=OTHER_DAY))) == [
        date(2026, 5, 15)
    ]
    assert closing(read(replace(PLAIN, text=DAY, legal_text=OTHER_DAY))) == [date(2026, 5, 15)]
    assert closing(read(replace(PLAIN, text="Gefördert werden Wege.", legal_text=OTHER_DAY))) == [date(2026, 3, 1)]


def test_the_law_is_less_sure_and_silent_where_another_text_says_when() -> None:
    sure, less = (read(replace(PLAIN, **{name: DAY})).stages[0].confidence for name in ("text", "legal_text"))
    assert less < sure
    rolling = read(replace(PLAIN, text="Anträge können jederzeit gestellt werden.", legal_text=DAY))
    assert (rolling.stages, rolling.modes) == ((), ("rolling",))


def test_another_step_in_a_later_section_is_added() -> None:
    programme = read(replace(PLAIN, deadlines_text=DAY, text="Skizzen sind bis zum 1.2.2026 einzureichen."))
    assert [stage.stage for stage in programme.stages] == ["application", "sketch"]


def test_silence_in_the_fristen_section_means_applying() -> None:
    assert closing(read(replace(PLAIN, deadlines_text="Bis zum 1.8.2026 bei der Bank."))) == [date(2026, 8, 1)]
    assert closing(read(replace(PLAIN, text="Bis zum 1.8.2026 bei der Bank."))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Projektskizzen konnten bis zum 6.5.2027 eingereicht werden.", "closed"),
        ("Die Fördermittel sind ausgeschöpft.", "exhausted"),
        (DAY, None),
    ],
)
def test_source_status(text: str, said: str | None) -> None:
    programme = read(replace(PLAIN, text=text))
    assert programme.source_status == said
    assert (programme.quote("source_status") is not None) is (said is not None)


def test_prose_does_not_close_what_the_portal_itself_dates() -> None:
    told = Stage(closes=date(2027, 1, 1), source="portal")
    programme = read(replace(PLAIN, text="Die Fördermittel sind ausgeschöpft.", stages=(told,)))
    assert (programme.source_status, programme.quote("source_status")) == (None, None)


def test_a_shut_programme_reads_closed_even_before_its_day() -> None:
    programme = read(replace(PLAIN, text="Projektskizzen konnten bis zum 6.5.2027 eingereicht werden."))
    assert status(programme, date(2026, 11, 23)) is Status.CLOSED


@pytest.mark.parametrize(
    "text", [DAY, "Die Mittel sind ausgeschöpft.", "Anträge jederzeit möglich.", "Der Zuschuss beträgt 5 %."]
)
def test_reading_twice_is_reading_once(text: str) -> None:
    once = read(replace(PLAIN, text=text, legal_text=OTHER_DAY, amount_max=7, rate_max=None))
    assert read(once) == once


def test_an_earlier_reading_is_read_anew() -> None:
    old = replace(
        PLAIN, text="Gefördert werden Wege.", rate_max=12.0, quotes=(Quote(field="rate_max", words="x", source="text"),)
    )
    assert read(old).rate_max is None
    stale = replace(PLAIN, text=DAY, stages=(Stage(closes=date(2020, 1, 1), source="text"),))
    assert closing(read(stale)) == [date(2026, 5, 15)]


def test_without_any_text_nothing_is_said() -> None:
    assert read(PLAIN) == PLAIN


def test_the_title_is_read_as_a_first_line() -> None:
    assert read_text("Gefördert werden Wege.", title="Bewerbungsfrist: 1.3.2027").stages[0].closes == date(2027, 3, 1)


def test_version_is_a_whole_number() -> None:
    assert isinstance(VERSION, int)
