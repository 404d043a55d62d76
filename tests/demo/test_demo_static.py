from pathlib import Path

import pytest

from demo.static import StaticSite


@pytest.fixture
def site(tmp_path: Path) -> StaticSite:
    folder = tmp_path / "www.beispiel.de"
    (folder / "aufrufe").mkdir(parents=True)
    (tmp_path / "geheim.html").write_text("geheim")
    (folder / "aufrufe" / "index.html").write_text("alle")
    (folder / "aufrufe" / "eins.html").write_text("eins")
    (folder / "termine__page_e140=2.html").write_text("zwei")
    (folder / "feed.xml").write_text("<rss/>")
    return StaticSite(folder)


@pytest.mark.parametrize(
    ("target", "body"),
    [("/aufrufe/", "alle"), ("/aufrufe", "alle"), ("/aufrufe/eins", "eins"), ("/aufrufe/eins.html", "eins"),
     ("/termine?page_e140=2", "zwei"), ("/feed.xml", "<rss/>")],
)  # fmt: skip
def test_a_path_is_a_file(site: StaticSite, target: str, body: str) -> None:
    page = site.page(target)
    assert page is not None
    assert page.body.decode() == body


@pytest.mark.parametrize("target", ["/", "/nichts", "/../geheim.html", "/%2e%2e/geheim.html", "/aufrufe/eins?x=1"])
def test_nothing_else_is_served(site: StaticSite, target: str) -> None:
    assert site.page(target) is None


def test_a_page_may_change(site: StaticSite) -> None:
    site.changed["/aufrufe"] = b"anders"
    page = site.page("/aufrufe")
    assert page is not None
    assert page.body == b"anders"
