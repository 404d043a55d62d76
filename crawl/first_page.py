"""The first page of a new portal, fetched by the rules: robots.txt asked, one host, a cap on size. For `portal new`."""

from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from protego import Protego

from crawl import settings
from funding import InputError, PassgenauError

_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What came: the address after redirects, the body, the media type without its parameters, the charset if named."""

    url: str
    body: bytes
    media_type: str
    charset: str | None


def fetch(url: str, sample_server: str = "") -> FirstPage:
    """The page at `url`; `sample_server` is asked in its host's place (demo, tests).

    Raises InputError for what is no web address, PassgenauError where robots.txt forbids it or it cannot be read.
    """
    host = urlsplit(url).hostname
    if urlsplit(url).scheme not in {"http", "https"} or not host:
        raise InputError(f"{url} ist keine Webadresse; sie beginnt mit https://.")
    try:
        if not _allowed(url, sample_server):
            raise PassgenauError(f"Die robots.txt von {host} erlaubt {url} nicht.")
        return _get(url, sample_server)
    except HTTPError as error:
        raise PassgenauError(f"{url}: der Server antwortet mit HTTP {error.code}.") from error
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise PassgenauError(f"{url} ist nicht zu erreichen ({reason}).") from error


def _allowed(url: str, sample_server: str) -> bool:
    """No robots.txt (404) forbids nothing; one that fails otherwise forbids all (RFC 9309)."""
    parts = urlsplit(url)
    try:
        rules = _get(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), sample_server)
    except HTTPError as error:
        if 400 <= error.code < 500 and error.code not in {401, 403, 429}:
            return True
        raise
    text = rules.body.decode("utf-8", "replace")
    return bool(Protego.parse(text).can_fetch(url, settings.ROBOTSTXT_USER_AGENT))


def _get(url: str, sample_server: str) -> FirstPage:
    parts = urlsplit(url)
    sent = url
    if sample_server:
        sample = urlsplit(sample_server)
        sent = urlunsplit((sample.scheme, sample.netloc, parts.path, parts.query, ""))
    asked = Request(sent, headers={"User-Agent": settings.USER_AGENT, "Host": parts.netloc})  # noqa: S310 - checked above
    with build_opener(_SameHost()).open(asked, timeout=_SECONDS) as answer:
        body = answer.read(settings.DOWNLOAD_MAXSIZE + 1)
        if len(body) > settings.DOWNLOAD_MAXSIZE:
            raise PassgenauError(f"{url} ist größer als {settings.DOWNLOAD_MAXSIZE // 2**20} MiB.")
        came = url if sample_server else answer.url
        return FirstPage(came, body, answer.headers.get_content_type(), answer.headers.get_content_charset())


class _SameHost(HTTPRedirectHandler):
    """A redirect to another host is refused: nobody has asked whether that one may be read."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            raise PassgenauError(f"{req.full_url} leitet um auf {newurl}; bitte diese Adresse prüfen und angeben.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
