"""The sample programmes as the portal's HTML pages: the search list and the detail page."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from demo.categories import label
from demo.content import Body, SampleProgramme
from demo.markup import to_html

BASE = "https://www.foerderdatenbank.de/"
LIST = "/SiteGlobals/FDB/Forms/Suche/Foederprogrammsuche_Formular.html"
PER_PAGE = 10
_LIST_ID = "4f0d2c11-7a36-4d0e-9c55-demo00000001_list"


def list_page(programmes: Sequence[SampleProgramme], number: int = 1) -> str:
    """One page of the search list, ten programmes each; a number beyond the end has no cards."""
    shown = programmes[(number - 1) * PER_PAGE : number * PER_PAGE]
    cards = "".join(_card(programme) for programme in shown)
    return _document(
        "Fördersuche",
        '<div class="jumbotron"><div class="container container--headline"><div class="content">'
        '<h1 class="title">Fördersuche</h1></div></div></div>'
        '<div class="container content--main content--search for-aside-left"><div class="content">'
        f'<div class="search--hits"><span id="hits--count">{len(programmes)}</span> <span>Beiträge</span></div>'
        f'<div class="searchresult">{cards}</div>{_pagination(number, -(-len(programmes) // PER_PAGE))}</div></div>',
    )


def detail_page(programme: SampleProgramme) -> str:
    """The page of one programme; one with nothing but a Rechtsgrundlage has no tabs."""
    note = (
        f'<p class="subtitle--text"><span>{escape(programme.status_note)}</span></p>' if programme.status_note else ""
    )
    facts = "".join(f"<dt> {name}: </dt><dd> {text} </dd>" for name, text in _facts(programme))
    bodies = "".join([_organisation("Fördergeber", programme.funder),
                      *(_organisation("Ansprechpunkt", body) for body in programme.contacts)])  # fmt: skip
    links = "".join(_anchor(escape(web.title), web.url) for web in programme.links)
    more = f'<dt class="document-info-item">Weiterführende Links:</dt><dd>{links}</dd>' if links else ""
    return _document(
        escape(programme.title),
        '<div class="jumbotron"><div class="container container--headline container--guidelines">'
        '<div class="content"><p class="content--topline">Förderprogramm</p>'
        f'<h1 class="title"> {escape(programme.title)} </h1>{note}</div></div>'
        '<div class="container container--headline"><div class="content">'
        '<dl class="grid-modul--two-elements document-info-fundingprogram">'
        f"{facts}{bodies}{more}</dl></div></div></div>" + _main(programme),
    )


def _document(heading: str, main: str) -> str:
    return (
        f'<!doctype html><html lang="de" class="no-js"><head><base href="{BASE}"/><meta charset="UTF-8"/>'
        f"<title>Förderdatenbank - {heading} (Beispiel)</title></head>"
        f'<body><main class="main">{main}</main></body></html>\n'
    )


def _facts(programme: SampleProgramme) -> Iterator[tuple[str, str]]:
    rows = {
        "Förderart": ("Foerderart", programme.kinds), "Förderbereich": ("Foerderbereich", programme.topics),
        "Fördergebiet": ("Foerdergebiet", programme.regions),
        "Förderberechtigte": ("Foerderberechtigte", programme.applicants),
    }  # fmt: skip
    return ((name, _labels(taxonomy, codes)) for name, (taxonomy, codes) in rows.items() if codes)


def _labels(taxonomy: str, codes: Iterable[str]) -> str:
    return ", ".join(label(taxonomy, code) for code in codes)  # "&" stays bare, as on the real pages


def _organisation(role: str, body: Body) -> str:
    if role == "Fördergeber":
        kind, below = "Foerdergeber", '<div class="person-contact"> </div>'
    else:
        kind, below = "Kontakt/_Uebergeordnet", _address(body)
    href = f"FDB/Content/DE/{kind}/{body.key[0].upper()}/{body.key}.html"
    name = f'<p class="card--title"><a title="Öffnet die Einzelsicht" href="{href}"><span class="link--label">'
    return f'<dt>{role}:</dt><dd class="card">{name} {escape(body.name)} </span></a></p>{below}</dd>'


def _address(body: Body) -> str:
    street = f"{body.road} {body.house}".strip()
    place = f"{body.zip} {body.city}".strip()
    where = f'<p class="adr"> {escape(street)} </p>' if street else ""
    town = f'<p class="locality"> {escape(place)} </p>' if place else ""
    phone = f'<p class="tel"> Tel: {escape(body.phone)} </p>' if body.phone else ""
    label_ = f'<span class="link--label">{body.email}</span>'
    mail = f'<p class="email"><a href="mailto:{body.email}">{label_}</a></p>' if body.email else ""
    site = f'<a target="_blank" href="{body.website}"><span class="link--label">{escape(body.name)}</span></a>'
    web = f'<p class="website">{site}</p>' if body.website else ""
    return f'<div class="address">{where}{town}</div><div class="person-contact">{phone}{mail}{web}</div>'


def _main(programme: SampleProgramme) -> str:
    tabs = [
        ("Kurzzusammenfassung", [("Kurztext", programme.summary), ("Volltext", programme.text)]),
        ("Zusatzinfos", [("Fristen", programme.deadlines), ("rechtliche Voraussetzungen", programme.conditions),
                         ("Verfahrensablauf", programme.procedure), ("Bearbeitungsdauer", programme.processing),
                         ("Erforderliche Unterlagen", programme.documents)]),
        ("Rechtsgrundlage", [("Richtlinie", programme.legal)]),
    ]  # fmt: skip
    filled = [(name, [(h3, text) for h3, text in sections if text]) for name, sections in tabs]
    shown = [(name, sections) for name, sections in filled if sections]
    if [name for name, _ in shown] == ["Rechtsgrundlage"]:
        plain = f'<h5 class=""> Rechtsgrundlage</h5>{_html(programme.legal)}'
        return f'<div class="container content--main for-aside-right">{_content(plain)}</div>'
    openers = "".join(_tab(number, *tab) for number, tab in enumerate(shown, start=1))
    return f'<div class="container content--main for-aside-right horizontal--tab">{_content(openers)}</div>'


def _content(inner: str) -> str:
    return f'<div class="content"><div class="rich--text">{inner}</div></div>'


def _tab(number: int, name: str, sections: list[tuple[str, str]]) -> str:
    texts = "".join(f'<div class="rich--text"><h3>{h3}</h3>{_html(text)}</div>' for h3, text in sections)
    opener = (
        f'<h2 class="horizontal--tab-opener" data-toggleid="tab{number}"><span class="btn--label">{name} </span></h2>'
    )
    return f'{opener}<article class="content--tab-text">{texts}</article>'


def _html(text: str) -> str:
    return to_html(text, _anchor, 'class="" title="Abkürzung"')


def _anchor(words: str, url: str) -> str:
    return f'<a class="link link-external" target="_blank" href="{url}"><span class="link--label">{words}</span></a>'


def _card(programme: SampleProgramme) -> str:
    facts = {"Wer wird gefördert?": _labels("Foerderberechtigte", programme.applicants),
             "Was wird gefördert?": _labels("Foerderbereich", programme.topics)}  # fmt: skip
    rows = "".join(f"<dt> {name}: </dt><dd> {text} </dd>" for name, text in facts.items())
    return (
        '<div class="card card--horizontal card--fundingprogram"><p class="card--topline">Förderprogramm</p>'
        f'<p class="card--title"><a class="" title="Öffnet die Einzelsicht" href="{programme.page[1:]}">'
        f'<span class="link--label"> {escape(programme.title)} </span></a></p>'
        f'<dl class="grid-modul--two-elements document-info-fundingprogram">{rows}</dl></div>'
    )


def _pagination(number: int, last: int) -> str:
    forward = f'<li><a href="{_page_link(number + 1)}" class="forward button">weiter</a></li>' if number < last else ""
    back = '<span class="back button">zurück</span>'
    if number > 1:
        back = f'<a href="{_page_link(number - 1)}" class="back button">zurück</a>'
    pages = "".join(
        f'<li><span class="current">{n}</span></li>' if n == number
        else f'<li><a href="{_page_link(n)}" class="page">{n}</a></li>' for n in range(1, last + 1)
    )  # fmt: skip
    return f'<div class="pagination"><ul><li>{back}</li>{pages}{forward}</ul></div>'


def _page_link(number: int) -> str:
    return f"{LIST[1:]}?gtp=%2526{_LIST_ID}%253D{number}&amp;filterCategories=FundingProgram"
