"""The labels in German and English: two catalogues of one form, so that a missing word fails the type check."""

from dataclasses import dataclass

from funding.vocabulary import Language

Plural = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One language. A pair is (for one, for many); names in braces are filled in."""

    heading: str
    for_city: str
    due_in: Plural
    due_in_week: Plural
    new: Plural
    fitting: Plural
    none: str
    nothing: str
    no_project: str
    nothing_for: str
    project: str
    due: str
    fresh: str
    other: str
    is_new: str
    untitled: str
    more: Plural
    more_due: Plural
    funder: str
    funder_unknown: str
    kind_unknown: str
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
    check: str
    in_text: str
    rolling: str
    before_start: str
    spans: dict[str, Plural]
    forthcoming: str
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
    own_share: str
    own_share_unknown: str
    contact: str
    page: str
    source: str
    sources: str
    last_read: str
    never_read: str
    silent_since: str
    silent_always: str
    binding: str
    why_you: str
    all_projects: str
    rhythms: dict[str, str]
    shown_from: str
    event: str
    quotes: tuple[str, str]


GERMAN = Words(
    heading="Förderhinweise für {city}",
    for_city="{what} – {city}",
    due_in=("{n} Frist in den nächsten {weeks} Wochen", "{n} Fristen in den nächsten {weeks} Wochen"),
    due_in_week=("{n} Frist in den nächsten 7 Tagen", "{n} Fristen in den nächsten 7 Tagen"),
    new=("{n} neues Programm", "{n} neue Programme"),
    fitting=("{n} passendes Programm", "{n} passende Programme"),
    none="Kein passendes Programm",
    nothing="Zurzeit passt kein bekanntes Programm zu Ihren Projekten.",
    no_project="Im Profil steht noch kein Projekt, für das Sie zuständig sind; deshalb gibt es nichts zu melden.",
    nothing_for="Zurzeit kein passendes Programm für: {projects}.",
    project="Projekt {n} von {total}: {title}",
    due="Frist naht",
    fresh="Neu",
    other="Weitere passende Programme",
    is_new="neu in dieser Mail",
    untitled="ohne Titel",
    more=("und {n} weiteres Programm: {command}", "und {n} weitere: {command}"),
    more_due=("und {n} weitere, davon {due} mit naher Frist: {command}",) * 2,
    funder="Förderer",
    funder_unknown="nicht angegeben",
    kind_unknown="Förderart nicht angegeben",
    score="Passung {score} von 100",
    summary="Kurztext",
    reasons="Warum es passt",
    reasons_unknown="ohne einzelne Begründung; bitte selbst prüfen",
    open_points="Noch offen",
    more_points=("Dazu {n} weiterer offener Punkt.", "Dazu {n} weitere offene Punkte."),
    also_fits="Passt auch zu",
    more_projects=("und einem weiteren Projekt", "und {n} weiteren Projekten"),
    deadline="Nächste Frist",
    until="{stage} bis {day}",
    clock="{time} Uhr",
    local_time="Ortszeit {place}",
    today="heute ist der letzte Tag",
    days=("noch {n} Tag", "noch {n} Tage"),
    weeks=("rund {n} Woche", "rund {n} Wochen"),
    opens="Antragstellung ab {day}",
    missed_start="für den geplanten Projektbeginn ist die Frist vorbei, genannt ist die nächste Runde",
    check="automatisch gelesen, bitte prüfen",
    in_text="im Text: {quote}",
    rolling="laufend möglich",
    before_start="Antrag mindestens {span} vor Projektbeginn",
    spans={
        "days": ("{n} Tag", "{n} Tage"), "weeks": ("{n} Woche", "{n} Wochen"),
        "months": ("{n} Monat", "{n} Monate"), "years": ("{n} Jahr", "{n} Jahre"),
    },
    forthcoming="angekündigt, Termine noch nicht bekannt",
    deadline_unknown="Frist unbekannt – bitte auf der Seite prüfen",
    looks_closed="nach dem Text der Quelle wohl geschlossen – bitte auf der Seite prüfen",
    looks_exhausted="nach dem Text der Quelle sind die Mittel wohl ausgeschöpft – bitte auf der Seite prüfen",
    money="Geld",
    up_to="bis zu {high}",
    between="{low} bis {high}",
    at_least="ab {low}",
    at_least_cost="ab {low} Projektkosten",
    sum_unknown="Summe nicht angegeben",
    rate="Förderquote bis zu {rate}",
    own_share="Eigenanteil mindestens {share} von {cost} (Förderung {reason})",
    own_share_unknown="Eigenanteil unbekannt ({reason})",
    contact="Kontakt",
    page="Seite",
    source="Quelle",
    sources="Woher die Angaben stammen",
    last_read="{source}: zuletzt gelesen am {day}.",
    never_read="{source}: noch nicht vollständig gelesen.",
    silent_since="{source}: schweigt seit {day}. Neue Programme und geänderte Fristen von dort können fehlen.",
    silent_always="{source}: schweigt. Programme von dort fehlen.",
    binding="Fristen, Summen und Bedingungen sind automatisch gelesen. Verbindlich ist die Seite des Förderers.",
    why_you="Sie erhalten diese Mail, weil {email} im Profil von {city} eingetragen ist: {what}, {rhythm}.",
    all_projects="alle Projekte",
    rhythms={"daily": "täglich", "weekly": "wöchentlich", "monthly": "monatlich"},
    shown_from="Gezeigt werden Programme mit mindestens {score} von 100 Punkten, höchstens {n} je Projekt. "
    "Beides lässt sich im Profil ändern.",
    event="Frist: {title} ({stage})",
    quotes=("„", "“"),
)  # fmt: skip

ENGLISH = Words(
    heading="Funding news for {city}",
    for_city="{what} – {city}",
    due_in=("{n} deadline in the next {weeks} weeks", "{n} deadlines in the next {weeks} weeks"),
    due_in_week=("{n} deadline in the next 7 days", "{n} deadlines in the next 7 days"),
    new=("{n} new programme", "{n} new programmes"),
    fitting=("{n} fitting programme", "{n} fitting programmes"),
    none="No fitting programme",
    nothing="At present no known programme fits your projects.",
    no_project="The profile lists no project of yours yet, so there is nothing to report.",
    nothing_for="At present no fitting programme for: {projects}.",
    project="Project {n} of {total}: {title}",
    due="Deadline approaching",
    fresh="New",
    other="Other fitting programmes",
    is_new="new in this mail",
    untitled="untitled",
    more=("and {n} more: {command}",) * 2,
    more_due=("and {n} more, {due} of them with a deadline soon: {command}",) * 2,
    funder="Funder",
    funder_unknown="not stated",
    kind_unknown="kind of funding not stated",
    score="fit {score} of 100",
    summary="Summary",
    reasons="Why it fits",
    reasons_unknown="no single reason given; please check yourself",
    open_points="Still open",
    more_points=("Also {n} more open point.", "Also {n} more open points."),
    also_fits="Also fits",
    more_projects=("and one more project", "and {n} more projects"),
    deadline="Next deadline",
    until="{stage} by {day}",
    clock="{time}",
    local_time="local time {place}",
    today="today is the last day",
    days=("{n} day left", "{n} days left"),
    weeks=("about {n} week", "about {n} weeks"),
    opens="applications from {day}",
    missed_start="too late for the planned project start, this is the next round",
    check="read automatically, please check",
    in_text="in the text: {quote}",
    rolling="open at any time",
    before_start="apply at least {span} before the project starts",
    spans={
        "days": ("{n} day", "{n} days"), "weeks": ("{n} week", "{n} weeks"),
        "months": ("{n} month", "{n} months"), "years": ("{n} year", "{n} years"),
    },
    forthcoming="announced, dates not known yet",
    deadline_unknown="deadline unknown – please check the page",
    looks_closed="probably closed, judging by the source's text – please check the page",
    looks_exhausted="funds are probably exhausted, judging by the source's text – please check the page",
    money="Money",
    up_to="up to {high}",
    between="{low} to {high}",
    at_least="from {low}",
    at_least_cost="project cost from {low}",
    sum_unknown="sum not stated",
    rate="funding rate up to {rate}",
    own_share="own share at least {share} of {cost} (grant {reason})",
    own_share_unknown="own share unknown ({reason})",
    contact="Contact",
    page="Page",
    source="Source",
    sources="Where this comes from",
    last_read="{source}: last read on {day}.",
    never_read="{source}: not yet read completely.",
    silent_since="{source}: silent since {day}. New programmes and moved deadlines from there may be missing.",
    silent_always="{source}: silent. Programmes from there are missing.",
    binding="Deadlines, sums and conditions were read automatically. Only the funder's page is binding.",
    why_you="You receive this mail because {email} is listed in the profile of {city}: {what}, {rhythm}.",
    all_projects="all projects",
    rhythms={"daily": "daily", "weekly": "weekly", "monthly": "monthly"},
    shown_from="Shown are programmes with at least {score} of 100 points, at most {n} per project. "
    "Both can be changed in the profile.",
    event="Deadline: {title} ({stage})",
    quotes=("“", "”"),
)  # fmt: skip


def words(language: Language) -> Words:
    """The catalogue of a language."""
    return ENGLISH if language == "en" else GERMAN
