"""The matches of a city after what its officers answered: dismissed ones hidden, the others marked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db import Feedback, Store
from funding import CityProfile, Match, Programme, Project, next_gate, status
from funding.feedback import HAD, Remark, is_hidden, mark
from funding.outbox import Telling, Told


def by_project(store: Store, profile: CityProfile, today: date) -> dict[str, list[Match]]:
    """The stored matches that may be shown, under the slug of their project, in the matcher's order.

    An answer that does not hide its match stands first in the evidence.
    """
    remarks = Feedback(store).of_city(profile.city.slug)
    matches = store.matches(profile.city.slug)
    return {
        project.slug: [
            shown
            for match in matches
            if match.project == profile.project_id(project)
            and (shown := _answered(store, match, remarks.get((match.project, match.programme)), today)) is not None
        ]
        for project in profile.projects
    }


def marked(store: Store, match: Match) -> Match:
    """The match with the office's answer as its first evidence, also where that hides it from the lists."""
    remark = Feedback(store).of_city(match.project.partition("/")[0]).get((match.project, match.programme))
    record = None if remark is None else store.programme(match.programme)
    if remark is None or record is None:
        return match
    return replace(match, evidence=(mark(remark, record.programme), *match.evidence))


def heard(
    store: Store, profile: CityProfile, programmes: Mapping[str, Programme], told: Mapping[str, Told], today: date,
    matches: Mapping[str, list[Match]],
) -> dict[str, Told]:  # fmt: skip
    """What a reader knows by mails and by the office's own answers, by programme.

    What was applied for is neither new nor to be reminded of; what was dismissed is not spoken of again.
    """
    fitting = {match.programme for found in matches.values() for match in found}
    projects = {profile.project_id(project): project for project in profile.projects}
    known = dict(told)
    for (name, key), remark in Feedback(store).of_city(profile.city.slug).items():
        project, programme = projects.get(name), programmes.get(key)
        if remark.answer in HAD and project is not None and programme is not None:
            known[key] = _had(remark, project, programme, told.get(key), today)
        elif key not in fitting and key in known and _hides(store, remark, today):
            del known[key]
    return known


def _hides(store: Store, remark: Remark, today: date) -> bool:
    record = store.programme(remark.programme)
    return record is not None and is_hidden(remark, record.programme, today)


def _answered(store: Store, match: Match, remark: Remark | None, today: date) -> Match | None:
    record = None if remark is None else store.programme(match.programme)
    if remark is None or record is None:
        return match
    if is_hidden(remark, record.programme, today):
        return None
    return replace(match, evidence=(mark(remark, record.programme), *match.evidence))


def _had(remark: Remark, project: Project, programme: Programme, mailed: Told | None, today: date) -> Told:
    """As if told at the answer, with today's gate and its last rung: only changes of the page are news."""
    start = project.start.earliest
    gate = next_gate(programme.stages, today, start) or next_gate(programme.stages, today)
    later = mailed is not None and mailed.at > remark.at
    last = Telling(
        programme=programme.id, project=project.slug, section="running", status=str(status(programme, today)),
        gate=None if gate is None else gate.day, rung=0,
        fingerprint=mailed.last.fingerprint if mailed and later else remark.stamp,
    )  # fmt: skip
    return Told(last=last, at=mailed.at if mailed and later else remark.at)
