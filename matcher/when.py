"""Gates: whether a programme takes applications, and whether there is time."""

from datetime import date

from funding import Evidence, Gate, Programme, Status, next_gate, status
from funding.gates import shut_by_source
from matcher.case import Case, day, say
from matcher.prose import told


def application(case: Case) -> Evidence:
    """Nimmt das Programm Anträge an?

    yes: Nimmt Anträge an, nächste Frist am {when}. | Open, next deadline on {when}.
    yes-rolling: Nimmt laufend Anträge an. | Open at any time.
    yes-soon: Öffnet am {when}. | Opens on {when}.
    yes-announced: Ist angekündigt, aber noch nicht geöffnet. | Announced, not open yet.
    unclear: Eine Frist ist nicht bekannt. | No deadline is known.
    unclear-closed: Ist nach dem Text der Quelle wohl geschlossen. | Probably closed, judging by the source's text.
    unclear-exhausted: Die Mittel sind nach dem Text der Quelle wohl ausgeschöpft. | Funds are probably exhausted, judging by the source's text.
    no-closed: Nimmt nach Angabe der Quelle keine Anträge mehr an. | No longer takes applications, the source says.
    no-exhausted: Die Mittel sind nach Angabe der Quelle ausgeschöpft. | Funds are exhausted, the source says.
    """  # noqa: E501 - one sentence, one line
    programme, now = case.programme, status(case.programme, case.today)
    if now in {Status.CLOSED, Status.EXHAUSTED}:
        verdict = "no" if shut_by_source(programme, case.today) else "unclear"
        return say(application, f"{verdict}-{now}", source=_words(programme))
    if now is Status.FORTHCOMING:
        opens = _opens(programme, case.today)
        return say(application, "yes-soon", when=day(opens)) if opens else say(application, "yes-announced")
    gate = deadline(case)
    if gate is not None:
        return say(application, "yes", source=gate.quote, when=day(gate.day))
    return say(application, {Status.ROLLING: "yes-rolling"}.get(now, "unclear"))


def lead_time(case: Case) -> Evidence | None:
    """Reicht die Zeit bis zur nächsten Frist?

    yes: Bis zur Frist am {when} bleiben {left} Tage. | {left} days remain until {when}.
    unclear: Bis zur Frist am {when} bleiben {left} Tage; die Stadt rechnet mit {weeks} Wochen Vorlauf. | {left} days remain until {when}; the city plans {weeks} weeks ahead.
    """  # noqa: E501 - one sentence, one line
    gate = deadline(case)
    if gate is None:
        return None
    left, weeks = gate.days_left(case.today), case.profile.city.lead_time_weeks
    key = "yes" if left >= weeks * 7 else "unclear"
    return say(
        lead_time,
        key,
        city=f"{weeks} Wochen Vorlauf",
        source=gate.quote,
        when=day(gate.day),
        left=str(left),
        weeks=str(weeks),
    )


def started(case: Case) -> Evidence | None:
    """Hat die Maßnahme schon begonnen?

    unclear-stated: Die Maßnahme hat begonnen; verlangt wird nach dem Text der Antrag vor dem Beginn. | The measure has started; by the text it must be applied for before the start.
    unclear: Die Maßnahme hat begonnen; die meisten Zuschüsse verlangen den Antrag vor dem Beginn. | The measure has started; most grants must be applied for before the start.
    """  # noqa: E501 - one sentence, one line
    if not case.project.started:
        return None
    stated = told(case.programme, "before_start")
    return say(started, "unclear-stated" if stated else "unclear", city=case.project.title, source=stated)


def deadline(case: Case) -> Gate | None:
    """The next gate of the programme for this project."""
    window = case.project.start
    return next_gate(case.programme.stages, case.today, window.earliest, window.latest)


def _words(programme: Programme) -> str:
    last = max(programme.stages, key=lambda stage: stage.closes or date.min, default=None)
    return programme.status_note or programme.quote("source_status") or (last.quote if last else "")


def _opens(programme: Programme, today: date) -> date | None:
    return min((stage.opens for stage in programme.stages if stage.opens and stage.opens > today), default=None)
