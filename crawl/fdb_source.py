"""What `crawl foerderdatenbank --from PATH` reads: an export (ZIP or folder), or pages that somebody saved."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from crawl import fdb, gsb, html
from crawl.base import Found, RawDocuments
from crawl.fdb_pages import detail_page, is_detail, is_list, list_page
from crawl.findings import Findings
from crawl.gsb_archive import is_export, is_zip
from funding import InputError, Programme

MAX_PAGE = 20 * 1024 * 1024  # bytes
_ENDINGS = {".html", ".htm"}
_TAKEN = "Angenommen werden das ZIP des Exports, der Ordner des entpackten Exports und gespeicherte Seiten (.html)."


def read(source: Path) -> Iterator[Found]:
    """Programmes, problems and raw documents. Raises InputError where there is nothing to read, ExportError for a ZIP
    that cannot be used."""
    if not source.exists():
        raise InputError(f"{source} gibt es nicht.")
    if is_export(source) if source.is_dir() else is_zip(source):
        yield from from_export(source)
    else:
        yield from _pages(source, _saved(source))


def from_export(source: Path) -> Iterator[Found]:
    """All of an export. Raises ExportError when it cannot be used."""
    archive = gsb.open_export(source)
    yield from gsb.read(archive)
    yield RawDocuments(lambda: gsb.documents(archive))


def _saved(source: Path) -> list[Path]:
    files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    pages = [path for path in files if path.suffix.lower() in _ENDINGS]
    if not pages:
        raise _nothing(source)
    return pages


def _nothing(source: Path) -> InputError:
    if source.is_dir():
        return InputError(f"In {source} liegt kein Export und keine gespeicherte Seite der Förderdatenbank. {_TAKEN}")
    return InputError(f"{source} ist kein Export und keine gespeicherte Seite der Förderdatenbank. {_TAKEN}")


def _pages(source: Path, paths: list[Path]) -> Iterator[Found]:
    """Pages of programmes first: a list knows only titles, so it adds what no saved page tells in full."""
    findings = Findings(fdb.PORTAL)
    told: dict[str, Programme] = {}
    thin: dict[str, Programme] = {}
    root = source if source.is_dir() else source.parent
    names = {path: quote(path.relative_to(root).as_posix(), errors="surrogateescape") for path in paths}
    found = [_page(path, name, told, findings) for path, name in names.items()]
    for programme in (programme for cards in found for programme in cards or ()):
        thin.setdefault(programme.key, programme)
    yield from (thin | told).values()
    yield from findings.problems()
    if not any(cards is not None for cards in found):
        raise _nothing(source)
    yield RawDocuments(lambda: ((name, path.read_bytes()) for path, name in names.items()))


def _page(path: Path, name: str, told: dict[str, Programme], findings: Findings) -> tuple[Programme, ...] | None:
    """Notes the programme of a detail page in `told`; gives the cards of a list, None for a page of something else.

    `name` may be the page's own path.
    """
    if path.stat().st_size > MAX_PAGE:
        findings.add("Seite ist zu groß.", key=None, field="html", value=name)
        return None
    page = html.parse(html.decode(path.read_bytes()))
    if is_list(page):
        return list_page(page, findings).programmes
    programme = detail_page(page, findings, url=name) if is_detail(page) else None
    if programme is not None and programme.key in told:
        findings.add("Zwei Seiten desselben Programms: die erste gilt.", key=programme.key, value=name)
    elif programme is not None:
        told[programme.key] = programme
    elif not is_detail(page):
        findings.add("Seite ist weder Liste noch Programm.", key=None, field="html", value=name)
        return None
    return ()
