import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawl.base import Blocked
from crawl.reasons import Refused, explain, without_rules
from funding import InputError, PassgenauError

REQUEST = Request("https://www.beispiel.test/liste?seite=2")


def http(status: int) -> HttpError:
    return HttpError(Response(REQUEST.url, status=status))


@pytest.mark.parametrize(("error", "outcome", "words"), [
    (Blocked("Captcha."), "blocked", "Captcha."),
    (Refused("Fremder Host."), "blocked", "Fremder Host."),
    (PassgenauError("Keine ZIP-Datei."), "failed", "Keine ZIP-Datei."),
    (InputError("Kein Ordner."), "failed", "Kein Ordner."),
    (http(401), "blocked", "lehnt die Anfrage ab (HTTP 401)"),
    (http(403), "blocked", "lehnt die Anfrage ab (HTTP 403)"),
    (http(410), "failed", "hat diese Seite nicht mehr (HTTP 410)"),
    (http(502), "failed", "meldet einen Fehler (HTTP 502)"),
    (DownloadTimeoutError("x"), "failed", "antwortet nicht rechtzeitig"),
    (DownloadConnectionRefusedError("x"), "failed", "nimmt keine Verbindung an"),
    (CannotResolveHostError("x"), "failed", "Internetverbindung"),
    (DownloadCancelledError("x"), "failed", "größer als erlaubt"),
    (IgnoreRequest("Forbidden by robots.txt"), "blocked", "robots.txt von www.beispiel.test"),
    (IgnoreRequest("something new"), "failed", "Nicht abgerufen (something new)"),
    (ZeroDivisionError("division by zero"), "failed", "Programmfehler"),
])  # fmt: skip
def test_every_failure_has_one_line_for_the_operator(error: Exception, outcome: str, words: str) -> None:
    told = explain(error, REQUEST)
    assert told[0] == outcome
    assert words in told[1]
    own = isinstance(error, (PassgenauError, Refused))
    assert own or REQUEST.url in told[1], "which page it was"


@pytest.mark.parametrize(("why", "outcome", "words"), [
    (CannotResolveHostError("x"), "failed", "www.x.test ist nicht erreichbar (Name nicht gefunden): Netzverbindung"),
    (DownloadConnectionRefusedError("x"), "failed", "(Verbindung abgelehnt): Netzverbindung oder Proxy prüfen."),
    (DownloadTimeoutError("x"), "failed", "(Zeitüberschreitung): Netzverbindung oder Proxy prüfen."),
    (DownloadCancelledError("zu groß"), "failed", "Die robots.txt von www.x.test ist nicht lesbar (zu groß)"),
    (502, "failed", "www.x.test gibt seine robots.txt nicht heraus (HTTP 502)"),
    (429, "blocked", "www.x.test gibt seine robots.txt nicht heraus (HTTP 429)"),
])  # fmt: skip
def test_no_network_is_no_refusal(why: int | Exception, outcome: str, words: str) -> None:
    told = explain(without_rules("www.x.test", why), REQUEST)
    assert told[0] == outcome
    assert words in told[1]
