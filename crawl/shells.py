"""Answers that look like a page and are none: a bot wall, a frame that only a script would fill, another kind of file.

Every spider reads its HTML through `page`, so that such an answer fails the run instead of looking like "no calls".
"""

import re
from copy import deepcopy

from lxml.html import HtmlElement
from parsel import Selector
from scrapy.http import Response, TextResponse

from crawl import html
from crawl.base import Blocked
from funding import PassgenauError

_WALL_BELOW = 120  # words; a page that says more than this has something to read
_BARE = 15  # words beside navigation; a page with a script and fewer than this is filled by it
_FRAME_BELOW = 80  # the same where the page itself says that a script fills it: cookie notices have words too
_WALL = re.compile(
    r"""captcha | access\ (?:to\ this\ page\ )?(?:has\ been\ )?denied | not\ a\ (?:ro)?bot\b
    | request\ (?:blocked|unsuccessful) | unusual\ traffic | just\ a\ moment | checking\ your\ browser
    | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human | requested\ url\ was\ rejected | pardon\ our\ interruption
    | ddos[\ -](?:protection|schutz) | kein\ roboter | zugriff\ verweigert | browser\ wird\ (?:\w+\ )?(?:ge|über)prüft
    | sind\ sie\ ein\ mensch""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_WALL_CODE = re.compile(r"captcha-delivery\.com|_Incapsula_Resource|gokuProps|sucuri_cloudproxy|anubis_challenge")
_NEEDS_SCRIPT = re.compile(r"java\s?script", re.IGNORECASE)
_MOUNTS = frozenset("root app __next __nuxt ___gatsby app-root svelte".split())
_AROUND = ("nav", "header", "footer")
_ALONE = 10  # words outside a form; a page with more has a form with a captcha and is none
_MENDS = "Nichts wurde ersetzt."


def page(response: Response) -> Selector:
    """The page of a response, comments removed; `selector.root` is what `html.text_of` reads.

    Raises Blocked for a bot wall, PassgenauError for a script's empty frame, a page without words or another file.
    """
    if not isinstance(response, TextResponse):
        kind = (response.headers.get("Content-Type") or b"eine Datei").decode("latin-1")
        raise PassgenauError(f"{response.url} ist keine HTML-Seite, sondern {kind}. {_MENDS}")
    root = html.parse(response.text)
    if is_wall(root):
        raise Blocked(f"{response.url} zeigt eine Bot-Abwehr („{title_of(root)}“) und nicht die Seite. {_MENDS}")
    if is_shell(root):
        raise PassgenauError(
            f"{response.url} ist nur noch eine Hülle, die erst ein Skript im Browser füllt („{title_of(root)}“): "
            f"Das Portal wurde umgebaut und braucht einen anderen Weg. {_MENDS}"
        )
    if not html.text_of(root):
        raise PassgenauError(f"{response.url} ist eine leere Seite. {_MENDS}")
    return Selector(root=root, type="html")


def without_entries(response: Response, what: str) -> PassgenauError:
    """The error of a listing that has none of the entries it is known for; `what` names them, in German."""
    title = title_of(html.parse(response.text)) if isinstance(response, TextResponse) else ""
    return PassgenauError(
        f"Auf {response.url} („{title}“) ist kein Eintrag der bekannten Form zu finden ({what}): "
        f"Die Seite wurde wohl umgebaut. {_MENDS}"
    )


def is_wall(root: HtmlElement) -> bool:
    """Whether a page of few words asks for proof of being human."""
    words = _everything(root)
    if len(words.split()) >= _WALL_BELOW:
        return False
    codes = (
        f"{node.text or ''} {node.get('src') or ''} {node.get('id') or ''}" for node in root.iter("script", "iframe")
    )
    return _WALL.search(words) is not None or any(_WALL_CODE.search(code) for code in codes)


def is_shell(root: HtmlElement) -> bool:
    """Whether a page has scripts and hardly a word beside navigation, or an empty place that a script fills."""
    if next(root.iter("script"), None) is None:
        return False
    words = len(_without(root, *_AROUND).split())
    return words < _BARE or (words < _FRAME_BELOW and (_has_empty_mount(root) or _asks_for_script(root)))


def title_of(root: HtmlElement) -> str:
    """The page's title in one line, shortened; "ohne Titel" where it has none."""
    title = next((" ".join(node.itertext()) for node in root.iter("title")), "")
    return " ".join(title.split())[:80] or "ohne Titel"


def _everything(root: HtmlElement) -> str:
    """Every word, of the title and of `noscript` too; of a form only where there is hardly anything else."""
    hints = (" ".join(node.itertext()) for node in root.iter("title", "noscript"))
    outside = _without(root, "form")
    shown = outside if len(outside.split()) >= _ALONE else html.text_of(root)
    return f"{shown} {' '.join(hints)}"


def _without(root: HtmlElement, *tags: str) -> str:
    copy = deepcopy(root)
    for node in list(copy.iter(*tags)):
        node.drop_tree()
    return html.text_of(copy)


def _has_empty_mount(root: HtmlElement) -> bool:
    mounts = (
        node for node in root.iter("div", "main", "app-root") if node.tag == "app-root" or node.get("id") in _MOUNTS
    )
    return any(not html.text_of(node) for node in mounts)


def _asks_for_script(root: HtmlElement) -> bool:
    return any(_NEEDS_SCRIPT.search(" ".join(node.itertext())) for node in root.iter("noscript"))
