import pytest

from facts import read_text

MODES = {
    "Anträge können jederzeit gestellt werden.": ("rolling",),
    "Die Antragstellung ist fortlaufend möglich.": ("rolling",),
    "Sie können das ganze Jahr über Anträge stellen.": ("rolling",),
    "Applications are accepted on a rolling basis.": ("rolling",),
    "Einreichung ständig möglich": ("rolling",),
    "Eine Antragstellung ist bis spätestens 15. Oktober 2026 durchgehend möglich.": ("fixed", "rolling"),
    "Voranfragen zum Antrag sind jederzeit möglich.": ("none",),
    "Anträge sind bis zum 31.10. des laufenden Jahres zu stellen.": ("recurring",),
    "Der Antrag gehört vor Baubeginn auf den Tisch der Bank.": ("before_start",),
    "Mit dem Vorhaben darf noch nicht begonnen worden sein.": ("before_start",),
    "Stellen Sie den Antrag vor Beginn, mindestens 6 Wochen vor Beginn der Maßnahme.": ("relative",),
    "Anträge können im Rahmen von Förderaufrufen gestellt werden.": ("elsewhere",),
    "Die Antragsfristen werden im Internet veröffentlicht.": ("elsewhere",),
    "Es gelten unterschiedliche Antragsfristen.": ("elsewhere",),
    "Gefördert werden Radwege, Brücken und Wettbewerbe.": ("none",),
    "": (),
}

SHUT = {
    "Eine Antragstellung ist nicht mehr möglich.": "closed",
    "Anträge können derzeit nicht gestellt werden.": "closed",
    "Zurzeit besteht keine Möglichkeit, einen Antrag zu stellen.": "closed",
    "Die Antragsfrist ist abgelaufen.": "closed",
    "Das Programm wurde zum Sommer vorläufig ausgesetzt.": "closed",
    "Aktuell ist kein Call geöffnet.": "closed",
    "Förderfenster geschlossen": "closed",
    "Die Fördermittel sind vollständig ausgeschöpft.": "exhausted",
}

NOT_SHUT = [
    "Sobald die Mittel ausgeschöpft sind, ist eine Antragstellung nicht mehr möglich.",
    "Anträge werden bewilligt, bis die Mittel ausgeschöpft sind.",
    "Nach Ablauf der Frist ist eine Antragstellung nicht mehr möglich.",
    "Eine rückwirkende Antragstellung ist nicht möglich.",
    "Eine Antragstellung in Papierform ist nicht mehr möglich.",
    "Von der Förderung ausgeschlossen sind Unternehmen.",
    "Für die Förderung wurden 3 Fachkräfte eingestellt.",
    "Nach Beginn des Vorhabens ist eine Förderung nicht mehr möglich.",
    "- Anträge für Modul B können derzeit nicht gestellt werden.",
]


@pytest.mark.parametrize("text", MODES)
def test_modes(text: str) -> None:
    assert read_text(text).modes == MODES[text]


@pytest.mark.parametrize("text", SHUT)
def test_closed_and_exhausted(text: str) -> None:
    shut = read_text(text).shut
    assert shut is not None
    assert (shut.code, shut.quote) == (SHUT[text], text)


@pytest.mark.parametrize("text", NOT_SHUT)
def test_conditions_and_parts_close_nothing(text: str) -> None:
    assert not read_text(text).closed


def test_a_round_still_ahead_keeps_it_open() -> None:
    text = "Anträge können derzeit nicht gestellt werden. Die nächste Antragsfrist ist der 1. März 2027."
    assert not read_text(text).closed
