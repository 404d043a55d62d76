"""`programmes twins` and `apart`: which portals show the same call, why, and the operator's word against it."""

from collections.abc import Iterator, Mapping, Sequence

import click

from cli.changing import FIELDS
from cli.match_rows import mended, shown_title
from cli.output import Form, emit, output_options, say
from cli.settings import Settings
from crawl.twins.linking import relink
from db import Store
from funding import InputError, Programme
from funding.merging import differing

COLUMNS = {
    "call": "Aufruf", "programme": "Kennung", "portal": "Portal", "title": "Titel dort", "reason": "verbunden durch",
    "vanished": "verschwunden",
}  # fmt: skip
_MORE = {
    "rate_max": "Förderquote", "rate_normal": "Förderquote", "own_share_min": "Eigenanteil",
    "own_share_normal": "Eigenanteil", "amount_max": "Beträge", "amount_min": "Beträge", "amount_min_kind": "Beträge",
    "currency": "Beträge", "population_min": "Einwohnerzahl", "population_max": "Einwohnerzahl", "stages": "Fristen",
    "modes": "Fristen", "preconditions": "Voraussetzungen", "consortium_rule": "Partner", "municipality": "Kommunen",
    "partnership_types": "Partnerschaft", "formal_partnership": "Partnerschaft", "costs_paid": "Kosten",
    "handlungsfelder": "Handlungsfelder", "sdgs": "SDGs",
}  # fmt: skip


@click.command()
@output_options
@click.pass_obj
def twins(settings: Settings, form: Form | None) -> int:
    """Zeigen, welche Programme mehrerer Portale derselbe Aufruf sind, und woran das erkannt wurde.

    Ein Aufruf, die verlässlichste Quelle zuerst. Was nicht zusammengehört, trennt `passgenau programmes apart`.

    Beispiel: passgenau programmes twins
    """
    with settings.filled_store() as store:
        rows = [row for call in _calls(store) for row in _rows(store, call)]
        parted = store.standing().parted
    if form:
        emit(rows, COLUMNS, form, nothing="")
        return 0
    for line in _lines(rows):
        click.echo(line)
    for one, other in parted:
        click.echo(f"Getrennt: {one} und {other}")
    return 0


@click.command()
@click.argument("one", metavar="KENNUNG")
@click.argument("other", metavar="KENNUNG")
@click.option("--undo", is_flag=True, help="Die Trennung aufheben.")
@click.pass_obj
def apart(settings: Settings, one: str, other: str, undo: bool) -> int:
    """Sagen, dass zwei Programme nicht derselbe Aufruf sind.

    Die Kennungen sind die der beiden Portale, wie `passgenau programmes twins` sie zeigt. Das gilt, bis es mit --undo
    aufgehoben wird.

    Beispiel: passgenau programmes apart skew:nakopa foerderdatenbank:FDB/Content/DE/Foerderprogramm/Bund/BMZ/nakopa
    """
    with settings.filled_store() as store:
        known = set(store.standing().order)
        for name in (one, other):
            if name not in known:
                raise InputError(f"Kein Programm {name!r}; die Kennungen zeigt `passgenau programmes twins`.")
        if one == other or one.partition(":")[0] == other.partition(":")[0]:
            raise InputError("Zwei Programme eines Portals sind nie derselbe Aufruf; bitte Kennungen zweier Portale.")
        store.part(one, other, None if undo else settings.now)
        relink(store)
    say("Die Trennung ist aufgehoben." if undo else "Die beiden gelten von jetzt an als zwei Aufrufe.")
    return 0


def source_lines(found: Sequence[Programme]) -> Iterator[str]:
    """Every place of a programme that has several: id, page, whom to name, and what is taken from it."""
    if len(found) < 2:
        return
    fields = differing(found)
    yield "\nQuellen, die verlässlichste zuerst"
    for place, one in enumerate(found):
        yield f"  {one.id}: {shown_title(one)}"
        yield from (f"    {line}" for line in (one.url, mended(one, one.attribution or "")) if line)
        taken = dict.fromkeys(_MORE.get(name) or FIELDS.get(name, name) for name in fields if fields[name] == place)
        if taken:
            yield f"    von hier: {', '.join(taken)}"


def given_by(found: Sequence[Programme]) -> Mapping[str, str]:
    """The source of each field that is not from the first one."""
    return {field: found[place].id for field, place in differing(found).items()}


def _lines(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    if not rows:
        yield "Kein Aufruf steht in mehreren Portalen."
    for number, row in enumerate(rows):
        if number == 0 or row["call"] != rows[number - 1]["call"]:
            yield f"{row['title'] or row['call']}"
        yield f"  {row['programme']}{' (verschwunden)' if row['vanished'] else ''}"
        if row["reason"]:
            yield f"    {row['reason']}"


def _calls(store: Store) -> list[str]:
    return list(dict.fromkeys(twin.head for twin in store.standing().twins))


def _rows(store: Store, call: str) -> Iterator[dict[str, object]]:
    there = {one.id: one for one in store.places(call)}
    for twin in store.standing().twins:
        if twin.head == call:
            one = there.get(twin.programme)
            yield {
                "call": call, "programme": twin.programme, "portal": twin.programme.partition(":")[0],
                "title": None if one is None else shown_title(one), "reason": twin.reason or None,
                "vanished": one is None,
            }  # fmt: skip
