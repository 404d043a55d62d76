"""Why a crawl did not work, in one German line that the operator of a town hall's server understands."""

from pathlib import Path
from traceback import extract_tb
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from crawl.base import Blocked
from crawl.harvest import Refusal
from funding import PassgenauError

REFUSED = {401, 403, 429}
GONE = {404, 410}
_NETWORK: tuple[tuple[type[Exception], str], ...] = (
    (DownloadTimeoutError, "{host} antwortet nicht rechtzeitig"),
    (DownloadConnectionRefusedError, "{host} nimmt keine Verbindung an"),
    (CannotResolveHostError, "Der Name {host} ist im Netz nicht zu finden; besteht eine Internetverbindung?"),
    (ResponseDataLossError, "Die Antwort von {host} brach ab, bevor sie vollständig war"),
    (DownloadFailedError, "{host} hat die Verbindung abgebrochen oder unverständlich geantwortet"),
    (DownloadCancelledError, "Die Antwort von {host} ist größer als erlaubt"),
)  # fmt: skip
_UNREACHABLE: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "Name nicht gefunden"),
    (DownloadConnectionRefusedError, "Verbindung abgelehnt"),
    (DownloadTimeoutError, "Zeitüberschreitung"),
    (ResponseDataLossError, "Antwort abgebrochen"),
    (DownloadFailedError, "Verbindung abgebrochen"),
)
_IGNORED = (
    ("robots", "blocked", "Die robots.txt von {host} verbietet diese Seite"),
    ("max redirections", "failed", "{host} leitet im Kreis weiter"),
    ("decompression", "failed", "Die entpackte Antwort von {host} ist größer als erlaubt"),
)  # fmt: skip


class Refused(IgnoreRequest):
    """A request that our own rules stop; the text is the reason for the operator."""


class Unreachable(Refused):
    """A host whose robots.txt we could not ask for: no refusal of the portal, so the run has failed."""


class Gone(IgnoreRequest):
    """The page of a programme that leads back to a list or the home page: there is no such page any more."""


def explain(error: BaseException, request: Request) -> tuple[Refusal, str]:
    """Outcome and reason of a request that brought no response to its callback, or of what it led to."""
    if isinstance(error, (PassgenauError, Refused, Gone)):
        return ("failed" if type(error) is PassgenauError else _own(error)), str(error)
    if isinstance(error, HttpError):
        return _status(error.response.status, request)
    return _network(error, request) or _ignored(error, request) or ("failed", bug(error, request.url))


def without_rules(host: str, why: int | Exception) -> Refused:
    """What stops all requests to a host whose robots.txt was answered with this status, or not at all."""
    if isinstance(why, int):
        kind = Refused if why in REFUSED else Unreachable
        return kind(f"{host} gibt seine robots.txt nicht heraus (HTTP {why}); ohne sie wird nichts abgerufen.")
    line = next((line for kind, line in _UNREACHABLE if isinstance(why, kind)), None)
    if line is None:
        return Unreachable(f"Die robots.txt von {host} ist nicht lesbar ({why}); ohne sie wird nichts abgerufen.")
    return Unreachable(f"{host} ist nicht erreichbar ({line}): Netzverbindung oder Proxy prüfen.")


def bug(error: BaseException, what: str) -> str:
    """An error in our own program, with its place, so that the report is of use."""
    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"Programmfehler bei {what}: {type(error).__name__}: {error}{place}. Bitte melden."


def _own(error: BaseException) -> Refusal:
    return "blocked" if isinstance(error, (Blocked, Refused)) and not isinstance(error, Unreachable) else "failed"


def _status(status: int, request: Request) -> tuple[Refusal, str]:
    host = urlsplit(request.url).netloc
    if status in REFUSED:
        return "blocked", f"{host} lehnt die Anfrage ab (HTTP {status}): {request.url}"
    if status in GONE:
        return "failed", f"{host} hat diese Seite nicht mehr (HTTP {status}): {request.url}"
    return "failed", f"{host} meldet einen Fehler (HTTP {status}): {request.url}"


def _network(error: BaseException, request: Request) -> tuple[Refusal, str] | None:
    line = next((line for kind, line in _NETWORK if isinstance(error, kind)), None)
    return None if line is None else ("failed", _filled(line, request))


def _ignored(error: BaseException, request: Request) -> tuple[Refusal, str] | None:
    if not isinstance(error, IgnoreRequest):
        return None
    for word, outcome, line in _IGNORED:
        if word in str(error):
            return ("blocked" if outcome == "blocked" else "failed"), _filled(line, request)
    return "failed", f"Nicht abgerufen ({error}): {request.url}"


def _filled(line: str, request: Request) -> str:
    return f"{line.format(host=urlsplit(request.url).netloc)}: {request.url}"
