from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.replay import name_of, replay
from db import Store
from funding import InputError

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
