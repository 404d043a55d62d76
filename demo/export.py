"""The sample programmes as the portal's XML export: documents, their links, and the ZIP."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape

from demo.categories import AREA_CLASSIFIERS, label
from demo.content import Body, SampleProgramme
from demo.gsbxml import Document, Property, anchor, classified, link_list, rich, title, value
from demo.markup import links, to_html
from funding.text import fold

_CONTENT = "/FDB/Content/DE"
_CATEGORY = "/SiteGlobals/Categories/FDB"
_ABBREVIATION = 'class="logic--abbr sblogic--true" data-gsb="true"'
_MAY_HOLD_LINKS = "text conditions procedure documents deadlines legal".split()
# Rich-text properties of a programme that the portal keeps and never fills.
_UNUSED = """
challenge customerBenefit functions procDescription procQuality referenceCustomer remark requirements
serviceDescription serviceFeeDescr termsOfPayment
""".split()
_COMMON = (rich("comment"), rich("header"), rich("remark"), rich("teaserText"))
_GERMAN = link_list("languageInd", ["/SiteGlobals/Languages/Deutsch"])
_INDEXED = value("shouldNotBeIndexed", "0", "Long")


def export_zip(programmes: Iterable[SampleProgramme]) -> bytes:
    """The export as the portal gives it; equal programmes make equal bytes."""
    files = {document.file: document.xml() for programme in programmes for document in documents(programme)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 22, 3, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def documents(programme: SampleProgramme) -> Iterator[Document]:
    """The programme's own document and every document that it names."""
    yield _programme(programme)
    yield _body("Foerdergeber", programme.funder)
    for contact in programme.contacts:
        yield from _contact(contact)
    for words, url in _webs(programme):
        yield _external(words, url)
    for taxonomy, code in _categories(programme):
        name = rich("title", f"<p>{label(taxonomy, code).replace('&', '&amp;')}</p>")
        yield Document(path=f"{_CATEGORY}/{taxonomy}", name=code, type="Category", properties=(name, _GERMAN))


def _programme(programme: SampleProgramme) -> Document:
    own = (
        title(programme.title), *(rich(name) for name in _UNUSED), *_texts(programme), *_lists(programme),
        _GERMAN, _INDEXED, value("dateOfIssue", f"{programme.issued}T08:00:00.000+01:00", "Date"),
        value("keywords", programme.keywords), value("subType", "ServiceOffer-FundingProgram"),
        rich("comment", "<p>Beispiel</p>"),
    )  # fmt: skip
    return Document(path=programme.path, name=programme.slug, type="ServiceOffer", properties=own)


def _texts(programme: SampleProgramme) -> Iterator[Property]:
    fields = {
        "teaserText": programme.summary, "summary": programme.text, "bodyText": programme.legal,
        "regulatoryFWork": programme.conditions, "procMethod": programme.procedure, "progress": programme.processing,
        "competenceDescr": programme.documents, "procInfluence": programme.deadlines, "header": programme.status_note,
    }  # fmt: skip
    return (rich(name, to_html(text, _anchor, _ABBREVIATION)) for name, text in fields.items())


def _lists(programme: SampleProgramme) -> Iterator[Property]:
    areas: dict[str, list[str]] = {}
    for area in programme.areas:
        areas.setdefault("UF" + area.partition("/")[0], []).append(f"{_CATEGORY}/UF_{area}")
    contacts = [_place("Kontakt", body.key) for body in programme.contacts]
    yield classified("cl2Contacts", [("Kontakt", contacts)])
    yield classified("cl2CustServices", [("ExternerLink", [_link(web.title) for web in programme.links])])
    yield classified("cl2Location", [("Foerdertermin", [])])
    yield classified("cl2Processes", list(_processes(programme)))
    yield classified("cl2Satisfaction", [(name, areas.get(name, [])) for name in AREA_CLASSIFIERS])


def _processes(programme: SampleProgramme) -> Iterator[tuple[str, list[str]]]:
    for taxonomy, codes in _taxonomies(programme):
        yield taxonomy, [f"{_CATEGORY}/{taxonomy}/{code}" for code in codes]
        if taxonomy == "Foerderberechtigte":
            yield from (("BranchenExistenzgruenderin", []), ("BranchenUnternehmen", []), ("Unternehmensgroesse", []))
    yield "Foerderorganisation", [_place("Foerdergeber", programme.funder.key)]


def _taxonomies(programme: SampleProgramme) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Foerderart", programme.kinds
    yield "Foerdergebiet", programme.regions
    yield "Foerdergeber", (programme.level,)
    yield "Foerderberechtigte", programme.applicants
    yield "Unternehmensalter", ("nicht_relevant",)
    yield "Foerderbereich", programme.topics
    yield "GRW", ("keine_grw_foerderung",)


def _categories(programme: SampleProgramme) -> Iterator[tuple[str, str]]:
    for taxonomy, codes in _taxonomies(programme):
        yield from ((taxonomy, code) for code in codes)
    for area in programme.areas:
        taxonomy, _, code = area.partition("/")
        yield f"UF_{taxonomy}", code


def _webs(programme: SampleProgramme) -> Iterator[tuple[str, str]]:
    yield from ((web.title, web.url) for web in programme.links)
    for name in _MAY_HOLD_LINKS:
        yield from links(getattr(programme, name))


def _contact(body: Body) -> Iterator[Document]:
    yield _body("Kontakt", body)
    yield _body("Kontakt/_Uebergeordnet", body)
    yield _external(body.name, body.website)
    filled = {"road": body.road, "houseId": body.house, "zipCode": body.zip, "city": body.city}
    lines = (value(name, text) for name, text in filled.items() if text)
    folder, _, name = _place("Adresse", body.key).rpartition("/")
    yield Document(path=folder, name=name, type="Address",
                   properties=(title(body.name), *lines, *_COMMON, _GERMAN, _INDEXED))  # fmt: skip


def _body(kind: str, body: Body) -> Document:
    contact = kind == "Kontakt"
    reach = {"email": body.email, "phone": body.phone} if contact else {}
    lists = [
        classified("cl2Addresses", [("Adresse", [_place("Adresse", body.key)] if contact else [])]),
        classified("cl2Images", [("Bild", [])]),
        *([classified("cl2RespTargets", [("UebergeordneteEinheit", [_place("Kontakt/_Uebergeordnet", body.key)])])]
          if contact else []),
        *([link_list("website", [_link(body.name)])] if kind != "Foerdergeber" else []),
    ]  # fmt: skip
    lines = (value(name, text) for name, text in reach.items() if text)
    sort = value("subType", "ContactData-FundingOrganisation")
    folder, _, name = _place(kind, body.key).rpartition("/")
    return Document(path=folder, name=name, type="ContactData",
                    properties=(title(body.name), *lines, *lists, *_COMMON, sort, _GERMAN, _INDEXED))  # fmt: skip


def _external(words: str, url: str) -> Document:
    folder, _, name = _link(words).rpartition("/")
    own = (title(f"{unescape(words)} (externer Link)"), value("url", url), rich("bodyText"),
           classified("cl2Images", [("Bild", [])]))  # fmt: skip
    return Document(path=folder, name=name, type="ExternalLink", properties=(*own, *_COMMON, _GERMAN, _INDEXED))


def _anchor(words: str, _url: str) -> str:
    return anchor(words, _link(words))


def _link(words: str) -> str:
    return _place("ExternerLink", re.sub(r"[^a-z0-9]+", "-", fold(unescape(words))).strip("-"))


def _place(kind: str, name: str) -> str:
    return f"{_CONTENT}/{kind}/{name[0].upper()}/{name}"
