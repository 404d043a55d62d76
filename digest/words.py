"""The labels in German and English: the form of a catalogue, so that a missing word fails the type check."""

from dataclasses import dataclass

Plural = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One language. A pair is (for one, for many); names in braces are filled in."""

    heading: str
    for_city: str
    due_now: Plural
    new: Plural
    changes: Plural
    announced: Plural
    silent: Plural
    none: str
    nothing_new: str
    nothing_since: str
    still: Plural
    still_more: Plural
    whole_list: str
    nothing: str
    no_project: str
    nothing_for: str
    project: str
    sections: dict[str, str]
    is_new: str
    change: str
    news: dict[str, str]
    page_changed: str
    no_longer_shut: str
    fields: dict[str, str]
    untitled: str
    more: Plural
    more_due: Plural
    funder: str
    funder_unknown: str
    kind_unknown: str
    prize: str
    partner_only: str
    score: str
    summary: str
    reasons: str
    reasons_unknown: str
    open_points: str
    more_points: Plural
    also_fits: str
    more_projects: Plural
    deadline: str
    until: str
    clock: str
    local_time: str
    today: str
    days: Plural
    weeks: Plural
    opens: str
    missed_start: str
    reckoned: str
    check: str
    in_text: str
    by_rule: str
    rolling: str
    before_start: str
    spans: dict[str, Plural]
    forthcoming: str
    no_deadline: str
    by: str
    check_briefly: str
    deadline_unknown: str
    looks_closed: str
    looks_exhausted: str
    money: str
    up_to: str
    between: str
    at_least: str
    at_least_cost: str
    sum_unknown: str
    rate: str
    rate_normal: str
    own_share: str
    own_share_unknown: str
    contact: str
    page: str
    source: str
    sources: str
    last_read: str
    last_imported: str
    never_read: str
    silent_since: Plural
    silent_always: Plural
    binding: str
    why_you: str
    all_projects: str
    rhythms: dict[str, str]
    shown_from: str
    event: str
    event_off: str
    feed: str
    quotes: tuple[str, str]
