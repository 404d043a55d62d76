"""Whether the Förderdatenbank refuses us: captcha, bot wall, a page in place of the export. Told, never evaded."""

from urllib.parse import urlsplit

from scrapy.http import Response

_WALL = "perfdrive.com"
_CAPTCHA_BELOW = 4096  # bytes; the captcha page is under 2 KB
_HOME = ("", "/", "/FDB/DE/Home/home.html")
_MENDS = "Nichts wurde ersetzt; der Export lässt sich mit `crawl foerderdatenbank --from DATEI` von Hand einlesen."


def blocked(response: Response, body: bytes | None = None) -> str | None:
    """Why a response is not what was asked for, as one German line, or None.

    `body`: the first 4 KiB of a body that was streamed to a file and should be the export's ZIP.
    """
    where = _host(response.url) + " " + _host((response.headers.get("Location") or b"").decode("latin-1"))
    if _WALL in where:
        return f"Das Portal leitet auf seine Bot-Abwehr um ({_WALL}). {_MENDS}"
    seen = response.body if body is None else body
    if len(seen) < _CAPTCHA_BELOW and b"captcha" in seen.lower():
        return f"Das Portal zeigt eine Captcha-Seite. {_MENDS}"
    return None if body is None or not _is_html(response, body) else _instead(response)


def _instead(response: Response) -> str:
    if urlsplit(response.url).path in _HOME:
        return f"Das Portal leitet vom Export auf seine Startseite um. {_MENDS}"
    return f"Das Portal gibt in Gestalt des Exports eine HTML-Seite heraus ({response.url}). {_MENDS}"


def _is_html(response: Response, body: bytes) -> bool:
    declared = (response.headers.get("Content-Type") or b"").lower().startswith(b"text/html")
    return not body.startswith(b"PK") and (declared or body.lstrip()[:1] == b"<")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return url
