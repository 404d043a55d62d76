"""The rows of `matches`: one project and one programme, as JSON and as people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from cli.output import euros, german
from db import Store
from funding import CityProfile, Match, Programme, Project, Status, Verdict, next_gate, own_share, status
from funding.cards import caution
from funding.text import repair_lost_characters
from funding.vocabulary import STATUSES, VERDICTS, label
from matcher.steps import ASKS, steps
from schedule import answers

SHOWN = {
    "score": "Punkte", "eligibility": "passt", "status": "Stand", "next_gate": "nächste Frist",
    "own_share_eur": "Eigenanteil", "title": "Programm und Kennung",
}  # fmt: skip
COLUMNS = {"project": "Projekt", "programme": "Kennung"} | SHOWN | {"url": "Adresse"}
SHUT = {Status.CLOSED, Status.EXHAUSTED}


def city_rows(
    store: Store, profile: CityProfile, known: Mapping[str, Programme], today: date, *,
    everything: bool = False, limit: int, least: float = 0,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The stored matches of a city, best first within each project; what seems closed comes last."""
    by_project = answers.by_project(store, profile, today)
    for project in profile.projects:
        fitting = (m for m in by_project[project.slug] if everything or m.eligibility != Verdict.NO)
        shown = [m for m in fitting if m.score >= least and m.programme in known]
        for found in sorted(shown, key=lambda m: status(known[m.programme], today) in SHUT)[:limit]:
            yield match_row(profile, project, found, known[found.programme], today)


def match_row(
    profile: CityProfile, project: Project, found: Match, programme: Programme, today: date
) -> dict[str, Any]:
    """The stable JSON form of a match, described in docs/matching.md."""
    gate = next_gate(programme.stages, today, project.start.earliest, project.start.latest)
    share = own_share(project.cost_eur, programme, profile.city.budget)
    return {
        "project": profile.project_id(project), "city": profile.city.slug, "programme": programme.id,
        "title": shown_title(programme), "url": programme.url, "score": round(found.score, 1),
        "eligibility": str(found.eligibility), "status": str(status(programme, today)),
        "next_gate": None if gate is None else gate.day.isoformat(), "own_share_eur": share.eur,
        "own_share_reason": share.reason, "own_share_reason_en": share.reason_en,
        "caution": caution(programme, today),
        "feedback": next((e.sentence for e in found.evidence if e.criterion == "feedback"), None),
        "evidence": [
            {
                "criterion": e.criterion, "verdict": str(e.verdict), "weight": round(e.weight, 1),
                "city_side": e.city_side, "programme_side": e.programme_side,
                "sentence": e.sentence, "sentence_en": e.sentence_en,
            }
            for e in found.evidence
        ],
        "missing": [e.sentence for e in found.evidence if e.criterion in ASKS and e.verdict == Verdict.UNCLEAR],
        "steps": [asdict(step) for step in steps(found.evidence, programme)],
        "why_not": "; ".join(e.sentence for e in found.evidence if e.verdict == Verdict.NO),
    }  # fmt: skip


def shown_title(programme: Programme) -> str:
    """The title as people should read it."""
    return mended(programme, programme.title)


def mended(programme: Programme, text: str) -> str:
    """A text of the programme with the signs that its source lost."""
    return repair_lost_characters(text) if programme.lossy else text


_TELLING = 8  # letters; EuropeAid's identifiers end in a country


def short(programme_id: str) -> str:
    """The last part of an id where that says enough, else its key; `show` and `explain` also take these."""
    last = programme_id.rpartition("/")[2]
    return last if len(last) >= _TELLING else programme_id.partition(":")[2]


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Codes as labels, for a spreadsheet."""
    return row | {
        "eligibility": label(VERDICTS, row["eligibility"]),
        "status": label(STATUSES, row["status"]),
        "score": round(row["score"]),
    }


def readable(row: dict[str, Any]) -> dict[str, Any]:
    day = row["next_gate"]
    guessed = row["status"] in SHUT and row["eligibility"] != Verdict.NO
    return row | {
        "title": "\n".join(filter(None, (row["title"], short(row["programme"]), row["caution"], row["feedback"]))),
        "score": round(row["score"]),
        "eligibility": label(VERDICTS, row["eligibility"]),
        "status": f"{'wohl ' if guessed else ''}{label(STATUSES, row['status'])}",
        "next_gate": german(None if day is None else date.fromisoformat(day)),
        "own_share_eur": euros(row["own_share_eur"]),
    }
