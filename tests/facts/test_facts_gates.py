from datetime import date

import pytest

from facts import read, read_text
from funding.programme import Programme

DEADLINES = {
    # fixed
    "Anträge sind bis zum 15.04.2026 einzureichen.": ["application 2026-04-15"],
    "Der Antrag muss spätestens am 3. Mai 2026 vorliegen.": ["application 2026-05-03"],
    "Bewerben können sich Städte bis einschließlich Freitag, 12. Juni 2026, 12 Uhr.": ["application 2026-06-12 12:00"],
    "Die Bewerbung ist bis einschließlich Freitag, 12. Juni 2026, 12 Uhr möglich.": ["application 2026-06-12 12:00"],
    "Reichen Sie Ihre Projektskizze bitte bis zum 1.9.2026, 24:00 Uhr, ein.": ["sketch 2026-09-01 23:59"],
    "Antragsfrist: 30.06.2026": ["application 2026-06-30"],
    "Bewerbungsschluss ist der 30. Juni 2026.": ["application 2026-06-30"],
    "Anmeldeschluss: Mittwoch, 11. November 2026": ["registration 2026-11-11"],
    "Die Anträge müssen am 1.12.2026 bei der Behörde eingegangen sein.": ["application 2026-12-01"],
    "Interessenbekundungen nehmen wir bis 31.7.26 entgegen.": ["eoi 2026-07-31"],
    "Der Antrag kann vom 1. Februar bis 31. März 2026 gestellt werden.": ["application 2026-03-31"],
    "Anträge können zwischen dem 1.10.2026 und dem 15.11.2026 gestellt werden.": ["application 2026-11-15"],
    "Anträge sind im Jahr 2026 bis zum 30.9. zu stellen.": ["application 2026-09-30"],
    "Stichtage für Skizzen sind der 31.3.2026, 30.9.2026 und 31.3.2027.": [
        "sketch 2026-03-31", "sketch 2026-09-30", "sketch 2027-03-31",
    ],
    "Stichtage für Anträge sind der 15. März und 15. September 2026.": [
        "application 2026-03-15", "application 2026-09-15",
    ],
    # several steps, the later one first
    "Anträge sind bis zum 31. August 2026 zu stellen; zuvor ist bis 31. Mai 2026 eine Skizze einzureichen.": [
        "application 2026-08-31", "sketch 2026-05-31",
    ],
    "Eine Skizze ist bis zum 2.3.2026 und ein Antrag bis zum 1.7.2026 einzureichen.": [
        "sketch 2026-03-02", "application 2026-07-01",
    ],
    "Die Interessenbekundung endet am 6. März 2026. Anträge folgen dann bis 7. Mai 2026.": [
        "eoi 2026-03-06",
        "application 2026-05-07",
    ],
    "Der Antrag für den Förderabschnitt vom 1.1.2027 bis 31.12.2028 ist bis zum 30.11.2026 zu stellen.": [
        "application 2026-11-30"
    ],
    "Anträge sind in der Laufzeit (1.1.2026 bis 31.12.2027) möglich.": [],
    # yearly
    "Ihren Antrag stellen Sie bis zum 31.10. des Vorjahres.": ["application 10-31 previous_year"],
    "Der Antrag ist bis 1. Oktober des dem Projektbeginn vorangehenden Jahres zu stellen.": [
        "application 10-01 previous_year"
    ],
    "Stellen Sie den Antrag bis zum 30.11. für das folgende Haushaltsjahr.": ["application 11-30 previous_year"],
    "Anträge für das Folgejahr richten Sie bitte bis zum 15.9. an das Amt.": ["application 09-15 previous_year"],
    "Anträge sind bis 15.10. des laufenden Jahres für das folgende Jahr zu stellen.": [
        "application 10-15 previous_year"
    ],
    "Anträge sind bis zum 15.3. des Förderjahres einzureichen.": ["application 03-15 year"],
    "Stellen Sie Ihren Antrag bis zum 31.3. für das kommende Schuljahr.": ["application 03-31 year"],
    "Anträge sind jeweils zum 15. April und 15. Oktober einzureichen.": [
        "application 04-15 any", "application 10-15 any",
    ],
    "Richten Sie Ihren Antrag jährlich bis zum 1.2. an die Stiftung.": ["application 02-01 any"],
    "Anträge können bis zum 31.3. eines Jahres gestellt werden.": ["application 03-31 any"],
    "Ihren Antrag stellen Sie bis Ende September des Vorjahres.": ["application 09-30 previous_year"],
    # spans before the start
    "Der Antrag ist mindestens 6 Wochen vor Beginn der Maßnahme zu stellen.": ["application -6 weeks"],
    "Richten Sie Ihren Antrag spätestens drei Monate vor Projektbeginn an die Stiftung.": ["application -3 months"],
    "Der Antrag soll 4 bis 6 Wochen vor dem geplanten Reisebeginn vorliegen.": ["application -4 weeks"],
    "Ihren Antrag stellen Sie rechtzeitig vor Maßnahmenbeginn (mindestens 10 Tage).": ["application -10 days"],
    # English
    "Applications must be submitted by 16 June 2026, 17:00 (Brussels time).": ["application 2026-06-16 17:00"],
    "The deadline for expressions of interest is 1 October 2026.": ["eoi 2026-10-01"],
    "Proposals can be submitted from 17 March to 17 June 2026.": ["application 2026-06-17"],
    "Apply at least six weeks before the start of the project.": ["application -6 weeks"],
}  # fmt: skip

NO_DEADLINE = [
    "Diese Richtlinie gilt bis zum 31.12.2027.",
    "Die Richtlinie tritt am 1.1.2026 in Kraft und mit Ablauf des 31.12.2028 außer Kraft.",
    "Die Förderung ist bis zum 31. Dezember 2026 befristet.",
    "Maßgeblich ist das Gesetz vom 23.12.2024 in der Fassung vom 3. Januar 2025.",
    "Bekanntmachung vom 5.5.2026, Bundesanzeiger vom 7.5.2026",
    "Stand: 11.11.2026",
    "Der Verwendungsnachweis ist bis zum 30.6.2027 vorzulegen.",
    "Anträge auf Auszahlung sind bis zum 15. November 2026 zu stellen.",
    "Der letzte Mittelabruf muss bis zum 30.11.2026 eingereicht werden.",
    "Das Projekt muss bis zum 31.12.2027 abgeschlossen sein.",
    "Der Bewilligungszeitraum endet spätestens am 31.12.2028.",
    "Die Preisverleihung findet am 9. November 2026 statt.",
    "Das Ministerium entscheidet bis zum 30.6. über die Anträge.",
    "Das Projekt darf frühestens am 1.1.2027 beginnen.",
    "Anträge, die vor dem 1. April 2026 gestellt wurden, werden nach altem Recht beschieden.",
    "Anträge können frühestens 12 Monate vor Projektbeginn gestellt werden.",
    "Antragsberechtigt sind Städte, die zum 31.12.2025 mindestens 20.000 Menschen zählten.",
    "Eine Verlängerung der Antragsfrist bis zum 31.3.2027 ist möglich.",
    "Closing in 1 month 2 weeks",
    "Anträge sind bis zum 31.4.2026 einzureichen.",
    "Der Sachbericht ist bis zum 31.3. des Folgejahres einzureichen.",
    "Ein Antrag auf Restmittel ist bis zum 31.3. des Folgejahres zu stellen.",
    "Die Laufzeit beträgt 36 Monate, ab Oktober 2026 bis Dezember 2029.",
    "Die Prioritätenliste ist dem Ministerium bis zum 1.3. mit den Anträgen vorzulegen.",
]


@pytest.mark.parametrize("text", DEADLINES)
def test_deadlines(text: str, gates_of) -> None:
    assert gates_of(read_text(text)) == DEADLINES[text]


@pytest.mark.parametrize("text", NO_DEADLINE)
def test_distractors_are_no_deadlines(text: str, gates_of) -> None:
    assert gates_of(read_text(text)) == []


@pytest.mark.parametrize("text", NO_DEADLINE)
def test_nor_are_they_in_the_section_about_deadlines(text: str) -> None:
    assert read(Programme(portal="p", key="k", title="t", deadlines_text=text)).stages == ()


@pytest.mark.parametrize("text", [text for text in NO_DEADLINE if "31.4." not in text and "über die" not in text])
def test_a_deadline_beside_a_distractor_is_still_read(text: str, gates_of) -> None:
    both = f"{text}\n\nAnträge sind bis zum 15. Mai 2026 zu stellen."
    assert gates_of(read_text(both)) == ["application 2026-05-15"]


@pytest.mark.parametrize(
    ("text", "shut"),
    [
        ("Projektskizzen konnten bis zum 6.5.2024 eingereicht werden.", True),
        ("Die Frist zur Einreichung von Anträgen endete am 14.02.2025.", True),
        ("Der zweite Aufruf war bis 15. Dezember 2025 geöffnet.", True),
        ("Die erste Antragsrunde endete am 1.3.2026. Anträge der zweiten Runde sind bis 1.9.2026 einzureichen.", False),
        ("Anträge sind bis zum 6.5.2024 einzureichen.", False),
    ],
)
def test_past_tense_closes_when_no_round_is_ahead(text: str, shut: bool) -> None:
    facts = read_text(text)
    assert facts.stages
    assert facts.closed is shut


def test_a_yearly_day_told_in_the_past_is_no_gate() -> None:
    assert read_text("Anträge wurden jeweils bis zum 15. September eines Jahres entgegengenommen.").stages == ()


def test_openings_come_with_their_closing_day() -> None:
    (stage,) = read_text("Der Antrag kann vom 15. Dezember bis zum 31. März 2026 gestellt werden.").stages
    assert (stage.opens, stage.closes) == (date(2025, 12, 15), date(2026, 3, 31))


def test_an_opening_day_alone_is_kept_where_nothing_closes() -> None:
    (stage,) = read_text("Anträge können ab dem 1. März 2027 gestellt werden.").stages
    assert (stage.opens, stage.closes) == (date(2027, 3, 1), None)


def test_lists_take_their_topic_from_the_lead(gates_of) -> None:
    text = (
        "Sie müssen folgende Antragsfristen einhalten:\n\n- Bünde: 15.7. des laufenden Jahres für das kommende Jahr,\n"
        "- Kleinprojekte: mindestens 4 Wochen vor Beginn des Projekts,\n- Reisen: gemäß Förderbekanntmachung."
    )
    facts = read_text(text)
    assert gates_of(facts) == ["application 07-15 previous_year", "application -4 weeks"]
    assert facts.modes == ("recurring", "relative", "elsewhere")


def test_named_rounds_are_numbered() -> None:
    text = "Antragsfristen:\n\n- 1. Einreichungsrunde: 31.08.2026\n- 2. Einreichungsrunde: 31.08.2027"
    assert [stage.round for stage in read_text(text).stages] == [1, 2]


def test_quotes_hold_what_qualifies_the_day() -> None:
    (stage,) = read_text("Ihren Antrag stellen Sie bitte bis spätestens 31.10. des vorangehenden Jahres dort.").stages
    assert stage.quote == "bis spätestens 31.10. des vorangehenden Jahres"


def test_vague_and_unqualified_days_are_less_sure() -> None:
    sure, bare, vague = (
        read_text(f"Anträge sind bis {when} zu stellen.").stages[0].confidence
        for when in ("zum 30.9. des Vorjahres", "zum 30.9.", "Ende September")
    )
    assert sure > bare > vague
    assert vague < 0.5
