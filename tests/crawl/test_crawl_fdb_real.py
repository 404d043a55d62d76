"""The real material: three programmes of the export, seven pages, and the programme that is in both."""

import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from crawl import fdb_pages, gsb, html
from crawl.fdb_pages import ListPage
from crawl.findings import Findings
from funding import Contact, Link, Problem, Programme
from funding.text import repair_lost_characters, squash

PLACE = "FDB/Content/DE/Foerderprogramm/"
TWIN = f"{PLACE}Bund/BKM/deutsch-franzoesische-kooperationen-film-ffa"
SECTORS = """
dienstleistungen freie_berufe gastgewerbe_tourismus handel handwerk kultur_kreativwirtschaft
land_forst_fischwirtschaft produzierendes_gewerbe
""".split()
SIZES = "grosses_unternehmen kleines_unternehmen kleinstunternehmen mittleres_unternehmen".split()
COMMON = (
    *(f"Unternehmensgroesse/{size}" for size in SIZES),
    "Unternehmensalter/nicht_relevant",
    "GRW/keine_grw_foerderung",
)
AGENCY = "Bundesagentur für Arbeit (BA)"
NUREMBERG = "Regensburger Straße 104, 90478 Nürnberg"


@pytest.fixture(scope="module")
def export(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Programme]:
    """The excerpt zipped into its original form, read; no problems."""
    source, path = shared / "data/foerderdatenbank/export_BMWI", tmp_path_factory.mktemp("fdb") / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.rglob("*.xml")):
            archive.write(file, f"BMWI/{file.relative_to(source).as_posix()}")
    found = list(gsb.read(gsb.open_export(path)))
    assert [item for item in found if isinstance(item, Problem)] == []
    assert found == list(gsb.read(gsb.open_export(source)))
    return {item.key: item for item in found if isinstance(item, Programme)}


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, tuple[Programme | ListPage | None, list[Problem]]]:
    return {path.stem: _page(path) for path in (shared / "data/foerderdatenbank/html").glob("*.html")}


def _page(path: Path) -> tuple[Programme | ListPage | None, list[Problem]]:
    findings = Findings("foerderdatenbank")
    page = html.parse(html.decode(path.read_bytes()))
    assert fdb_pages.is_list(page) is not fdb_pages.is_detail(page)
    read = fdb_pages.list_page if fdb_pages.is_list(page) else fdb_pages.detail_page
    return read(page, findings), findings.problems()


def stated(programme: Programme, *names: str) -> dict[str, object]:
    return {name: getattr(programme, name) for name in names}


def test_three_programmes(export: dict[str, Programme]) -> None:
    assert sorted(export) == [
        f"{PLACE}Bund/BA/eingliederungszuschuss-bund",
        TWIN,
        f"{PLACE}Bund/BMAS/einstiegsgeld",
    ]
    for key, programme in export.items():
        assert stated(programme, "language", "funder_level", "regions", "status_note", "source_status") == {
            "language": "de", "funder_level": "bund", "regions": ("bundesweit",), "status_note": None,
            "source_status": None,
        }  # fmt: skip
        assert programme.url == f"https://www.foerderdatenbank.de/{key}.html"
        assert "CC BY-ND 4.0" in (programme.attribution or "")
        assert programme.lossy
        assert stated(programme, "procedure", "processing_time", "documents", "deadlines_text", "stages") == {
            "procedure": None, "processing_time": None, "documents": None, "deadlines_text": None, "stages": (),
        }  # fmt: skip


def test_eingliederungszuschuss(export: dict[str, Programme]) -> None:
    programme = export[f"{PLACE}Bund/BA/eingliederungszuschuss-bund"]
    assert programme.title == "Finanzielle Unterstützungsmöglichkeiten bei Neueinstellungen (Eingliederungszuschüsse)"
    assert programme.funder == AGENCY
    assert stated(programme, "kinds", "applicants", "topics") == {
        "kinds": ("grant",),
        "applicants": ("unternehmen", "verband_vereinigung", "oeffentliche_einrichtung"),
        "topics": ("Arbeit",),
    }
    assert programme.categories == (
        *(f"Branchen/{sector}" for sector in SECTORS),
        *COMMON,
        "UF_Arbeit/eingliederung_besonderer_zielgruppen",
        "UF_Arbeit/betriebliche_arbeitsplaetze",
    )
    assert (programme.summary or "").startswith("Für die Einstellung von")
    assert (programme.text or "").count("\n\n") == 7
    assert (programme.text or "").endswith("bei der für Sie zuständigen Agentur für Arbeit.")
    assert "\n\n- Arbeitsverhältnisse, die bereits bestanden" in (programme.conditions or "")
    assert "Eingliederungszuschuss ? Finanzielle" in (programme.legal_text or "")
    assert programme.contacts == (
        Contact(
            name=AGENCY, phone="+49 800 455-5520", address=NUREMBERG, website="http://www.arbeitsagentur.de/"
        ),
    )  # fmt: skip
    assert [link.url for link in programme.links] == [
        "https://www.arbeitsagentur.de/unternehmen/finanziell/foerderung-arbeitsaufnahme",
        "https://web.arbeitsagentur.de/portal/metasuche/suche/dienststellen",
        "https://www.arbeitsagentur.de/datei/dok_ba033295.pdf",
    ]
    assert programme.keywords[:2] == ("Eingliederung", "Behinderte")


def test_einstiegsgeld(export: dict[str, Programme]) -> None:
    programme = export[f"{PLACE}Bund/BMAS/einstiegsgeld"]
    assert stated(programme, "title", "funder", "kinds", "applicants", "topics", "summary", "text", "conditions") == {
        "title": "Einstiegsgeld", "funder": AGENCY, "kinds": ("grant",), "applicants": ("existenzgruenderin",),
        "topics": ("Existenzgründung & -festigung",), "summary": None, "text": None, "conditions": None,
    }  # fmt: skip
    assert programme.categories == (
        *(f"Branchen/{sector}" for sector in SECTORS),
        *COMMON,
        "UF_ExistenzgruendungFestigung/lebensunterhalt_soziale_sicherung",
        "UF_ExistenzgruendungFestigung/betriebsmittel",
    )
    paragraphs = (programme.legal_text or "").split("\n\n")
    assert paragraphs[:2] == ["Einstiegsgeld", "Ziel und Gegenstand"]
    assert any("EUR 5.000 möglich, Darlehen auch darüber" in paragraph for paragraph in paragraphs)
    assert programme.contacts == (
        Contact(
            name="Bundesagentur für Arbeit ? Ansprechpartner",
            website="https://www.arbeitsagentur.de/ueber-uns/ansprechpartner",
        ),
        Contact(name=AGENCY, phone="+49 800 455-5500", address=NUREMBERG, website="http://www.arbeitsagentur.de/"),
    )
    assert programme.links[1:] == (
        Link(title="Internetseiten", url="https://www.bmas.de"),
        Link(title="www.existenzgruendungsportal.de", url="https://www.existenzgruender.de"),
    )


def test_film(export: dict[str, Programme]) -> None:
    programme = export[TWIN]
    assert stated(programme, "kinds", "applicants", "topics", "funder") == {
        "kinds": ("loan", "guarantee"), "applicants": ("unternehmen",), "topics": ("Kultur, Medien & Sport",),
        "funder": "Der Beauftragte der Bundesregierung für Kultur und Medien (BKM)",
    }  # fmt: skip
    assert programme.categories == ("Branchen/kultur_kreativwirtschaft", *COMMON, "UF_KulturMedienSport/film_fernsehen")
    assert "bis zum 20.04.2026 und 15.09.2026 gestellt werden." in (programme.legal_text or "")
    assert "(„Minitraité“)" in repair_lost_characters(programme.legal_text or "")
    assert len(programme.links) == 6
    assert programme.links[5].url.endswith("20260119_D_15_RL_Minitraite.pdf")
    assert programme.keywords[0] == "Minitraité"
    assert len(programme.keywords) == 10


def test_the_programme_that_is_in_both(
    export: dict[str, Programme], pages: dict[str, tuple[Programme | ListPage | None, list[Problem]]]
) -> None:
    """Between the page and the export the portal edited funder, texts and link titles; the page knows no codes."""
    page, xml = pages["detail_fail_07_25"][0], export[TWIN]
    assert isinstance(page, Programme)
    differ = {field.name for field in fields(Programme) if getattr(page, field.name) != getattr(xml, field.name)}
    assert differ == {"funder", "legal_text", "links", "categories", "lossy"}
    assert page.funder == "FFA Filmförderungsanstalt"
    ours, theirs = (
        {_lossy(line) for line in (text or "").split("\n") if line} for text in (page.legal_text, xml.legal_text)
    )
    assert {line for line in theirs - ours if "nicht barrierefrei" not in line} == {
        line for line in theirs if line.startswith(("Das jährliche Fördervolumen", "Für das Jahr 2026"))
    }
    assert {line for line in ours - theirs if not line.startswith("Weblink")} == {
        "? Bundesanstalt des öffentlichen Rechts ?",
        next(line for line in ours if line.startswith("Der Antrag ist spätestens")),
    }
    assert {link.url for link in page.links[:3]} == {link.url for link in xml.links[:3]}


def _lossy(text: str) -> str:
    return squash("".join(char if ord(char) <= 0xFF else "?" for char in text))


def test_the_list(pages: dict[str, tuple[Programme | ListPage | None, list[Problem]]]) -> None:
    page, problems = pages["overview"]
    assert isinstance(page, ListPage)
    assert (page.hits, len(page.programmes), problems) == (2395, 10, [])
    assert page.next_url is not None
    assert page.next_url.startswith("https://www.foerderdatenbank.de/SiteGlobals/FDB/Forms/Suche/")
    first = page.programmes[0]
    assert first.key == f"{PLACE}Land/Sachsen/buergschaft-sachsen-beteiligung"
    assert (first.applicants, first.topics[0]) == (
        ("existenzgruenderin", "unternehmen"),
        "Existenzgründung & -festigung",
    )
    assert all(card.applicants and card.topics and card.funder_level == "land" for card in page.programmes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "detail_fail_19_12",
            {
                "kinds": ("grant",),
                "regions": ("Hessen",),
                "applicants": ("unternehmen",),
                "topics": ("Forschung & Innovation (themenspezifisch)",),
                "summary": None,
            },
        ),
        (
            "detail_multi_desc",
            {
                "kinds": ("equity",),
                "regions": ("Thüringen",),
                "funder": None,
                "topics": ("Unternehmensfinanzierung",),
                "deadlines_text": None,
            },
        ),
        (
            "detail_rechts_only",
            {
                "kinds": ("grant",),
                "regions": ("Thüringen",),
                "applicants": ("bildungseinrichtung",),
                "topics": ("Aus- & Weiterbildung", "Umwelt- & Naturschutz"),
            },
        ),
        (
            "detail_single_desc",
            {
                "kinds": ("grant",),
                "regions": ("bundesweit",),
                "applicants": ("forschungseinrichtung", "hochschule"),
                "status_note": None,
            },
        ),
        (
            "details_single_desc_alt",
            {
                "kinds": (),
                "regions": None,
                "applicants": ("forschungseinrichtung", "hochschule"),
                "source_status": "closed",
                "status_note": "Förderprogramm aktiv, Antragsstellung nicht mehr möglich",
            },
        ),
    ],
)
def test_detail_pages(
    pages: dict[str, tuple[Programme | ListPage | None, list[Problem]]], name: str, expected: dict[str, object]
) -> None:
    programme, problems = pages[name]
    assert isinstance(programme, Programme)
    assert stated(programme, *expected) == expected
    assert len(programme.legal_text or "") > 100
    assert [problem.value for problem in problems] == (
        ["poststelle@@tmuenf.thueringen.de"] if name == "detail_rechts_only" else []
    )
    assert [contact.address is not None and contact.website is not None for contact in programme.contacts] == [True]
    assert all(link.url.startswith("https://") for link in programme.links)


def test_tabs(pages: dict[str, tuple[Programme | ListPage | None, list[Problem]]]) -> None:
    programme = pages["detail_multi_desc"][0]
    assert isinstance(programme, Programme)
    assert (programme.summary or "").startswith("Wenn Sie Investitionen planen")
    assert "- Sortimentswechsel und -erweiterungen." in (programme.text or "")
    assert (programme.conditions or "").startswith("Die Förderung ist an bestimmte Bedingungen")
    assert (programme.legal_text or "").startswith("Beteiligungsrichtlinien der")
    assert programme.contacts[0].phone == "0361 21350"
