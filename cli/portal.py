"""`portal new` and `portal check`: for those who add or mend a source."""

import json
import keyword
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import click

from cli.crawling import show_problems
from cli.output import Form, emit, output_options, say
from cli.settings import Settings, hint
from crawl import blueprint, html
from crawl.base import portal_classes
from crawl.first_page import FirstPage, fetch
from crawl.run import CrawlOptions
from crawl.run import crawl as crawl_portal
from crawl.validity import validity
from db import Store
from funding import InputError, PassgenauError, Problem, Programme

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
_COLUMNS = {
    "field": "Angabe", "filled": "gefüllt %", "distinct": "verschiedene", "example": "Beispiel", "faults": "Auffällig",
}  # fmt: skip
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html"}


@click.group()
def portal() -> None:
    """Eine Quelle anlegen oder prüfen (im Quellcode von passgenau).

    Beispiel: passgenau portal check foerderdatenbank
    """


@portal.command()
@click.argument("name", metavar="NAME")
@click.argument("url", metavar="URL")
@click.option("--title", metavar="TITEL", help="Name der Quelle, wie er in Übersichten steht (sonst der der Seite).")
@click.pass_obj
def new(settings: Settings, name: str, url: str, title: str | None) -> int:
    """Eine neue Quelle beginnen: Seite sichern, Spider und Test entwerfen.

    Beispiel: passgenau portal new beispielstiftung https://www.beispielstiftung.example/foerderung
    """
    here = _checkout(Path.cwd(), name)
    page = fetch(url, settings.sample_server)
    if page.media_type not in _ENDINGS:
        raise InputError(
            f"{url} ist keine HTML-Seite ({page.media_type}); wie man Feeds liest, zeigt spiders/bmftr.py."
        )
    text = html.decode(page.body)
    drafted = blueprint.draft(text)
    host = urlsplit(page.url).hostname or ""
    code = blueprint.spider(name, title or _title(text) or host, page.url, host, drafted)
    for path in _written(here, name, page, code):
        click.echo(f"geschrieben: {path.relative_to(here)}")
    click.echo(_next(name, drafted))
    return 0


@portal.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--crawl", "anew", is_flag=True, help="Neu abrufen, ohne etwas zu speichern (sonst: was gespeichert ist)."
)
@output_options
@click.pass_obj
def check(settings: Settings, name: str, anew: bool, form: Form | None) -> int:
    """Angabe für Angabe zeigen, was eine Quelle liefert und was daran nicht stimmen kann.

    Ist nichts da oder etwas auffällig, ist der Fehlercode 1.

    Beispiel: passgenau portal check foerderdatenbank
    """
    found = _crawled(settings, name) if anew else _stored(settings, name)
    if not found:
        todo = "" if anew else f" Mit `passgenau portal check {name} --crawl` wird die Quelle neu gelesen."
        raise PassgenauError(f"{name}: kein einziges Programm.{todo}")
    reports = validity(found, settings.day)
    rows: list[dict[str, Any]] = [
        {"field": r.field, "filled": r.filled, "distinct": r.distinct, "example": r.example, "faults": r.faults}
        for r in reports
    ]
    emit(
        rows if form else [row | {"faults": ", ".join(row["faults"]) or None} for row in rows],
        _COLUMNS,
        form,
        nothing="",
    )
    odd = sum(bool(report.faults) for report in reports)
    say(f"{len(found)} Programme; {odd} Angaben auffällig." if odd else f"{len(found)} Programme; nichts auffällig.")
    return int(odd > 0)


def _checkout(here: Path, name: str) -> Path:
    """The checkout, in which there is no portal of that name yet."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise InputError(f"{name!r} geht nicht als Name: kleine Buchstaben, Ziffern und _, z. B. beispiel_stiftung.")
    if not ((here / "spiders").is_dir() and (here / "tests" / "pages").is_dir()):
        raise InputError(
            f"{here} ist nicht der Quellcode von passgenau (spiders/ und tests/pages/ fehlen); dorthin wechseln."
        )
    taken = [path for path in (here / "spiders" / f"{name}.py", here / "tests" / "pages" / name) if path.exists()]
    if taken:
        raise InputError(f"{taken[0].relative_to(here)} gibt es schon; es wird nichts überschrieben.")
    return here


def _written(here: Path, name: str, page: FirstPage, code: str) -> list[Path]:
    case = here / "tests" / "pages" / name / "first"
    about = {
        "about": "The page from which the spider was drafted.",
        "callback": "parse",
        "page": "page.html",
        "url": page.url,
    }
    files = {
        here / "spiders" / f"{name}.py": code.encode(),
        case / "page.html": page.body,
        case / "meta.json": json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n",
    }
    case.mkdir(parents=True)
    for path, body in files.items():
        path.write_bytes(body)
    return list(files)


def _next(name: str, drafted: blueprint.Draft) -> str:
    return (
        f"{drafted.count} Blöcke sehen nach Aufrufen aus ({drafted.blocks}).\n"
        f"1. `uv run pytest tests/pages -k {name}` zeigt, was der Entwurf liest.\n"
        f"2. spiders/{name}.py verbessern, bis es stimmt.\n"
        "3. Die gesicherte Seite in eigenen Worten neu schreiben: fremde Texte gehören nicht ins Projekt.\n"
        "4. Das geprüfte Ergebnis als expected.json sichern.\n"
        f"5. `passgenau portal check {name} --crawl`. Alles Weitere: docs/adding-a-portal.md."
    )


def _title(text: str) -> str:
    found = html.parse(text).find(".//title")
    return "" if found is None else html.line_of(found).strip() or " ".join((found.text or "").split())


def _stored(settings: Settings, name: str) -> list[Programme]:
    with settings.filled_store() as store:
        known = store.portals()
        if name not in known:
            _known(name, known)
        return _programmes(store, name)


def _crawled(settings: Settings, name: str) -> list[Programme]:
    _known(name, list(portal_classes()))
    with TemporaryDirectory(prefix="passgenau-check-") as room:
        db = Path(room) / "check.sqlite"
        options = CrawlOptions(
            sample_server=settings.sample_server or None, now=settings.now, verbose=settings.verbose, expect=(1, 10**6)
        )
        run = crawl_portal(name, db=db, options=options)
        if run.reason:
            say(f"{name}: {run.reason}")
        with Store(db) as store:
            show_problems([replace(problem, message=_placed(problem)) for problem in store.problems(run.id)])
            return _programmes(store, name)


def _placed(problem: Problem) -> str:
    where = ", ".join(part for part in (problem.key, problem.field, problem.value) if part)
    return f"{problem.message} ({where})" if where else problem.message


def _programmes(store: Store, name: str) -> list[Programme]:
    return [known.programme for known in store.known(name).values() if not known.vanished]


def _known(name: str, known: list[str]) -> None:
    if name not in known:
        raise InputError(f"Keine Quelle {name!r}.{hint(name, known)} Alle nennt `passgenau portals`.")
