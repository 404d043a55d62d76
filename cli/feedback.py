"""`feedback`: what an officer says of a match, and the list of what was said."""

import click

from cli.finding import checked_cities, find_programme, find_project
from cli.match_rows import short, shown_title
from cli.output import Form, emit, output_options
from cli.settings import Settings
from db import Feedback, Store
from funding import InputError
from funding.feedback import ANSWERS, PUT_OFF, Answer, Remark, has_changed
from funding.fingerprint import stamp
from schedule import jobs

SHOWN = {
    "project": "Projekt", "told": "Antwort", "at": "am", "changed": "seither geändert", "title": "Programm",
    "why": "Grund",
}  # fmt: skip
COLUMNS = SHOWN | {"programme": "Kennung"}
_NOTHING = "Noch hat niemand etwas gesagt (passgenau feedback PROJEKT PROGRAMM ANTWORT)."
_THEN: dict[Answer, str] = {
    "fits": "Es bleibt in den Übersichten.",
    "not": "Es wird nicht mehr gezeigt, solange sich das Programm nicht ändert.",
    "applied": "Es wird gezeigt, gilt aber nicht mehr als neu.",
    "granted": "Es wird gezeigt, gilt aber nicht mehr als neu.",
    "later": f"Es wird {PUT_OFF.days // 7} Wochen lang nicht gezeigt, außer das Programm ändert sich.",
}


@click.command()
@click.argument("project", metavar="[PROJEKT", required=False)
@click.argument("programme", metavar="PROGRAMM", required=False)
@click.argument("answer", metavar="ANTWORT]", required=False, type=click.Choice(list(ANSWERS)))
@click.option("--why", metavar="TEXT", default="", help="Der Grund, in eigenen Worten.")
@output_options
@click.pass_obj
def feedback(
    settings: Settings, project: str | None, programme: str | None, answer: Answer | None, why: str, form: Form | None
) -> int:
    """Sagen, ob ein Programm passt; das Gesagte zeigen.

    ANTWORT ist fits (passt), not (passt nicht), applied (beantragt), granted (bewilligt) oder later (später). Was nicht
    passt, wird für dieses Projekt nicht mehr gezeigt, bis sich das Programm ändert; was auf später verschoben ist, acht
    Wochen lang nicht. Die letzte Antwort zählt.

    Beispiel: passgenau feedback greifswald/rad stadt-und-land not --why "nur Bundesstraßen"
    """
    with settings.filled_store() as store:
        if project is None:
            rows = [_row(store, remark, form) for remark in Feedback(store).listed()]
            emit(rows, COLUMNS if form else SHOWN, form, nothing=_NOTHING)
            return 0
        if programme is None or answer is None:
            raise InputError(f"Bitte PROJEKT, PROGRAMM und ANTWORT angeben; Antworten: {', '.join(ANSWERS)}.")
        remark = _remark(settings, store, project, programme, answer, why)
        Feedback(store).put(remark)
        row = _row(store, remark, form)
    if form:
        emit([row], COLUMNS, form, nothing="")
    else:
        click.echo(f"{remark.project}, {remark.programme}: {ANSWERS[answer][0]}. {_THEN[answer]}")
    return 0


def _remark(settings: Settings, store: Store, project: str, name: str, answer: Answer, why: str) -> Remark:
    profile, chosen = find_project(checked_cities(settings, store, None), project)
    record = find_programme(store, name)
    if record.origin == "page":
        raise InputError(f"{record.id} ist eine beobachtete Seite und kein Programm; Antworten gibt es zu Programmen.")
    return Remark(
        project=profile.project_id(chosen), programme=record.id, answer=answer, why=" ".join(why.split()),
        at=settings.now, stamp=stamp(record),
        features=jobs.features(store, profile, chosen, record.id, settings.day),
    )  # fmt: skip


def _row(store: Store, remark: Remark, form: Form | None) -> dict[str, object]:
    record = store.programme(remark.programme)
    changed = None if record is None else has_changed(remark, record.programme)
    title = None if record is None else shown_title(record.programme)
    return {
        "project": remark.project, "programme": remark.programme, "answer": remark.answer,
        "told": ANSWERS[remark.answer][0], "at": remark.at if form == "json" else remark.at.date(),
        "changed": changed if form == "json" or changed is None else "ja" if changed else "nein",
        "title": title if form else "\n".join(filter(None, (title, short(remark.programme)))),
        "why": remark.why or None, "features": remark.features,
    }  # fmt: skip
