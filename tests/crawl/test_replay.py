from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.replay import name_of, names_of, replay
from db import Store
from funding import InputError, PassgenauError

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGES = {
    "https://a.test/": b"home",
    "https://a.test/liste.html?seite=2": b"list",
    "https://a.test/FDB/Content/DE/x.html": b"x",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.sqlite")


def test_a_run_becomes_a_folder_or_a_zip_again(store: Store, tmp_path: Path) -> None:
    names = {"index.html": b"home", "liste__seite=2.html": b"list", "FDB/Content/DE/x.html": b"x"}
    with store:
        run = store.start_run("a", NOW)
        store.keep(run, PAGES.items())
        assert replay(store, run, tmp_path / "ordner") == 3
        assert replay(store, run, tmp_path / "seiten.zip") == 3
        assert {name: (tmp_path / "ordner" / name).read_bytes() for name in names} == names
        with ZipFile(tmp_path / "seiten.zip") as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == names
        with pytest.raises(InputError, match="gibt es schon"):
            replay(store, run, tmp_path / "ordner")
        empty = store.start_run("a", NOW)
        with pytest.raises(InputError, match="keine Seiten aufbewahrt"):
            replay(store, empty, tmp_path / "leer")


CLASHES = (
    ("https://a.test/x?p=1!", "https://a.test/x?p=1?", "https://b.test/x?p=1_", "https://b.test/X?p=1_"),
    ("https://a.test/x", "https://a.test/x/y", "https://a.test/x/y/z.html", "https://b.test/x/y/z.html"),
    ("https://a.test/doppelt.html", "https://a.test/doppelt.html"),
    (f"https://a.test/{'ä' * 400}.html", f"https://a.test/{'ä' * 401}.html", f"https://a.test/x?{'q' * 300}"),
)


@pytest.mark.parametrize("target", ["ordner", "seiten.zip", "neu/seiten.zip"])
@pytest.mark.parametrize("urls", CLASHES, ids=["query", "folder", "twins", "long"])
def test_no_document_is_lost_to_another(store: Store, tmp_path: Path, urls: tuple[str, ...], target: str) -> None:
    bodies = {str(number).encode() for number in range(len(urls))}
    with store:
        run = store.start_run("a", NOW)
        store.keep(run, zip(urls, sorted(bodies), strict=True))
        assert replay(store, run, tmp_path / target) == len(urls)
    place = tmp_path / target
    if place.is_dir():
        assert {path.read_bytes() for path in place.rglob("*") if path.is_file()} == bodies
    else:
        with ZipFile(place) as archive:
            assert {archive.read(name) for name in archive.namelist()} == bodies
    assert {path.name for path in tmp_path.iterdir() if "s.sqlite" not in path.name} == {target.partition("/")[0]}
    assert [path.name for path in place.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("target", ["ordner", "seiten.zip"])
def test_what_cannot_be_written_whole_leaves_nothing(store: Store, tmp_path: Path, target: str) -> None:
    with store:
        run = store.start_run("a", NOW)
        store.keep(run, PAGES.items())
        store.execute("UPDATE bodies SET body = x'00' WHERE id = 2")
        with pytest.raises(PassgenauError, match="beschädigt"):
            replay(store, run, tmp_path / target)
    assert [path.name for path in tmp_path.iterdir() if "seiten" in path.name or "ordner" in path.name] == []


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(alphabet="aA/.?%ä", max_size=8), max_size=8))
def test_names_never_stand_in_each_others_way(tails: list[str]) -> None:
    names = [str(name).casefold() for name in names_of([f"https://a.test/{tail}" for tail in tails])]
    assert len(set(names)) == len(names)
    folders = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    assert not folders & set(names)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="a./\\%2eFf?=& ä\0\n:", max_size=40))
def test_no_url_leads_out_of_the_folder(tail: str) -> None:
    name = name_of(f"https://a.test/{tail}")
    assert not name.is_absolute()
    assert name.parts
    assert not {"..", ".", ""} & set(name.parts)
    assert "\0" not in str(name)
    assert "\\" not in str(name)
    assert PurePosixPath("/x") / name != PurePosixPath("/x")
