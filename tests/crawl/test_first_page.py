import pytest

from crawl.first_page import fetch
from demo.faults import Fault
from demo.pages import Page
from demo.server import SamplePortals
from funding import InputError, PassgenauError

URL = "https://skew.engagement-global.de/seite.html"


class Site:
    """Two pages and the rules."""

    def page(self, target: str) -> Page | None:
        pages = {
            "/robots.txt": Page(body=b"User-agent: *\nDisallow: /intern/\n", content_type="text/plain"),
            "/seite.html": Page(
                body="<title>Förderung</title>".encode("latin-1"), content_type="text/html; charset=latin-1"
            ),
        }
        return pages.get(target)


@pytest.fixture
def portals() -> SamplePortals:
    made = SamplePortals()
    made.sites["skew.engagement-global.de"] = Site()
    return made


def test_a_page_comes_with_its_type_and_charset(portals: SamplePortals) -> None:
    with portals:
        page = fetch(URL, portals.url)
    assert (page.url, page.media_type, page.charset) == (URL, "text/html", "latin-1")
    assert "Förderung" in page.body.decode("latin-1")
    assert [asked.path for asked in portals.requests] == ["/robots.txt", "/seite.html"]


@pytest.mark.parametrize("url", ["skew.de", "file:///etc/passwd", "ftp://skew.de/x", "https://"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="keine Webadresse"):
        fetch(url)


def test_robots_are_obeyed(portals: SamplePortals) -> None:
    with portals, pytest.raises(PassgenauError, match=r"robots\.txt .* erlaubt .* nicht"):
        fetch("https://skew.engagement-global.de/intern/x", portals.url)
    assert [asked.path for asked in portals.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("path", "fault", "told"),
    [
        ("/seite.html", Fault.status(500), "HTTP 500"),
        ("/robots.txt", Fault.status(503), "HTTP 503"),
        ("/seite.html", Fault.reset(), "nicht zu erreichen"),
        ("/seite.html", Fault.redirect("https://wetten.example/"), "leitet um auf https://wetten"),
    ],
)
def test_a_failure_is_one_line(portals: SamplePortals, path: str, fault: Fault, told: str) -> None:
    portals.faults[path] = fault
    with portals, pytest.raises(PassgenauError, match=told) as error:
        fetch(URL, portals.url)
    assert "\n" not in str(error.value)


def test_no_robots_forbid_nothing(portals: SamplePortals) -> None:
    portals.faults["/robots.txt"] = Fault.status(404)
    with portals:
        assert fetch(URL, portals.url).url == URL
