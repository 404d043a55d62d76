"""The export's ZIP: what is refused, and that one broken document does not stop the rest."""

import stat
import zipfile
from pathlib import Path

import pytest
from gsb_samples import name_of, programme, zipped

from crawl import gsb, gsb_archive
from crawl.gsb_archive import ExportError, FolderArchive, ZipArchive
from funding import Problem, Programme

GOOD = (name_of("gut"), programme("gut"))


def titles(path: Path) -> list[str]:
    return [item.title for item in gsb.read(gsb.open_export(path)) if isinstance(item, Programme)]


def test_a_good_zip_and_its_documents(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", [GOOD, ("BMWI/liesmich.txt", b"nichts")])
    assert titles(path) == ["Titel"]
    assert list(gsb.documents(gsb.open_export(path))) == [GOOD]


@pytest.mark.parametrize("root", ["BMWI/", ""])
def test_a_folder_with_or_without_its_root(tmp_path: Path, root: str) -> None:
    file = tmp_path / root / name_of().removeprefix("BMWI/")
    file.parent.mkdir(parents=True)
    file.write_bytes(programme())
    (file.parent / "fern.xml").symlink_to(file)
    assert gsb_archive.is_export(tmp_path)
    assert titles(tmp_path) == ["Titel"]
    assert [name for name, _ in gsb.documents(FolderArchive(tmp_path))] == [name_of()]


@pytest.mark.parametrize("body", [b"", b"<html>Captcha</html>", b"PK\x03\x04" + b"x" * 200])
def test_no_zip(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(body)
    with pytest.raises(ExportError, match=r"^export\.zip ist kein vollständiges ZIP\. Nichts wurde übernommen"):
        gsb.open_export(path)


def test_cut_off_anywhere(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "e.zip", [GOOD, (name_of("b"), programme("b"))]).read_bytes()
    for cut in range(0, len(whole) - 1, 7):
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:cut])
        with pytest.raises(ExportError):
            titles(path)


def test_flipped_bytes_are_found_or_harmless(tmp_path: Path) -> None:
    whole = bytearray(zipped(tmp_path / "e.zip", [GOOD]).read_bytes())
    for place in range(0, len(whole), 3):
        flipped = whole.copy()
        flipped[place] ^= 0x55
        path = tmp_path / "flip.zip"
        path.write_bytes(flipped)
        try:
            read = titles(path)
        except ExportError:
            continue
        assert read == ["Titel"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_STORED], ids=["lzma", "bz2", "no"])
def test_damage_in_oddly_packed_files(tmp_path: Path, method: int) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(*GOOD)
        start = archive.infolist()[0].header_offset + 30 + len(archive.infolist()[0].filename)
        end = archive.start_dir
    whole = path.read_bytes()
    assert titles(path) == ["Titel"]
    found = 0
    for at in range(start, end, max(1, (end - start) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        archive_of = gsb.open_export(path)
        try:
            assert archive_of.read(next(archive_of.entries())) == GOOD[1]
        except ExportError:
            found += 1
    assert found > 50


@pytest.mark.parametrize(
    "name",
    [
        "../hinaus.xml",
        "BMWI/../../hinaus.xml",
        "/etc/passwd.xml",
        "C:/hinaus.xml",
        "BMWI\\..\\hinaus.xml",
        "a/../b.xml",
    ],
)
def test_names_that_lead_outside(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "e.zip", [GOOD, (name, b"<document/>")])
    with pytest.raises(ExportError, match="führt aus dem Archiv hinaus"):
        gsb.open_export(path)


def test_symlinks_and_passwords(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("BMWI/link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ExportError, match="Verknüpfung"):
        gsb.open_export(zipped(tmp_path / "l.zip", [GOOD, (link, b"/etc/passwd")]))
    locked = bytearray(zipped(tmp_path / "p.zip", [GOOD]).read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "p.zip").write_bytes(locked)
    with pytest.raises(ExportError, match="verschlüsselt"):
        gsb.open_export(tmp_path / "p.zip")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = programme(body="<p>" + "A" * 2_000_000 + "</p>")
    with pytest.raises(ExportError, match="auffällig stark gepackt"):
        gsb.open_export(zipped(tmp_path / "b.zip", [GOOD, (name_of("b"), bomb)]))
    with pytest.raises(ExportError, match="zu groß"):
        gsb.open_export(zipped(tmp_path / "g.zip", [(name_of(), b"A" * (gsb_archive.MAX_ENTRY + 1))]))
    many = [(name_of(str(number)), b"A" * 200_000) for number in range(20)]
    with pytest.raises(ExportError, match="verdächtig"):
        gsb.open_export(zipped(tmp_path / "m.zip", many))


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gsb_archive, "MAX_ENTRIES", 3)
    with pytest.raises(ExportError, match="4 Dateien"):
        gsb.open_export(zipped(tmp_path / "e.zip", [(name_of(str(number)), b"") for number in range(4)]))


def test_nothing_in_it(tmp_path: Path) -> None:
    for files in ([], [("BMWI/FDB/Content/DE/Kontakt/a.xml", programme())], [(name_of(), b"kaputt")]):
        with pytest.raises(ExportError, match="kein einziges Förderprogramm"):
            titles(zipped(tmp_path / "e.zip", files))


def test_a_damaged_entry_is_a_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(*GOOD)
    path.write_bytes(path.read_bytes().replace(b"Text", b"Gext"))
    with pytest.raises(ExportError, match=r"beschädigt: BMWI/FDB/.*gut\.xml"):
        titles(path)


def test_one_name_twice_in_the_zip(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "e.zip", [GOOD, (GOOD[0], programme("gut", title="Zweitfassung"))])
    found = list(gsb.read(ZipArchive(path)))
    assert [item.title for item in found if isinstance(item, Programme)] == ["Titel"]
    assert [(item.message, item.value) for item in found if isinstance(item, Problem)] == [
        ("Zwei Dokumente mit demselben Pfad: das erste gilt.", "Zweitfassung")
    ]
    assert list(gsb.documents(ZipArchive(path))) == [GOOD]


def test_the_same_fault_many_times_is_one_problem(tmp_path: Path) -> None:
    link = '<a xlink:href="target:/BMWI/FDB/Content/DE/ExternerLink/X/weg">hier</a>'
    files = [(name_of(str(number)), programme(str(number), body=link)) for number in range(30)]
    problems = [item for item in gsb.read(ZipArchive(zipped(tmp_path / "e.zip", files))) if isinstance(item, Problem)]
    assert [(p.message, p.field, p.value) for p in problems] == [
        ("Verknüpftes Dokument fehlt im Export. (30-mal)", "links", "/BMWI/FDB/Content/DE/ExternerLink/X/weg")
    ]
