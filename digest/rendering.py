"""Three templates a mail: subject, text and HTML, from one page of harmless strings."""

import textwrap
from functools import lru_cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from digest.content import Digest, Mail
from digest.hygiene import one_line
from digest.page import Page, page
from digest.wording import ItemView

HTML_LIMIT = 100_000  # bytes; Gmail clips a message at 102 KB
COLUMNS = 78
_SUBJECT = 200
_SHORTEST = 20  # of a title that shares its row


def render(digest: Digest) -> Mail:
    """Subject (one line), text (at most 78 columns, links whole) and HTML (inlined CSS, nothing remote)."""
    said = page(digest)
    return Mail(
        subject=one_line(_filled("subject.txt", said), _SUBJECT), text=_filled("digest.txt", said), html=_html(said)
    )


def entry_html(project: str, item: ItemView) -> str:
    """One item of a feed, under the project it fits: a fragment, without styles."""
    return _templates().get_template("entry.html").render(project=project, item=item)


def html_size(digest: Digest) -> int:
    """Bytes of the HTML part."""
    return len(_html(page(digest)).encode())


def _html(said: Page) -> str:
    # Mail clients drop <style>; what they keep of it is the dark colours.
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(_filled("digest.html", said))


def _filled(template: str, said: Page) -> str:
    return _templates().get_template(template).render(page=said)


@lru_cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("digest"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=select_autoescape(enabled_extensions=("html",), default=False),
    )  # fmt: skip
    environment.filters |= {"wrapped": _wrapped, "beside": _beside}
    return environment


def _beside(title: str, line: str) -> str:
    """Both in one row; the title gives way."""
    return f"- {one_line(title, max(COLUMNS - len(line) - len('- : '), _SHORTEST))}: {line}"


def _wrapped(text: str, indent: int = 0, first: str = "") -> str:
    margin = " " * indent
    lines = textwrap.wrap(
        text, COLUMNS, initial_indent=first or margin, subsequent_indent=margin,
        break_on_hyphens=False, break_long_words="://" not in text,
    )  # fmt: skip
    return "\n".join(lines)
