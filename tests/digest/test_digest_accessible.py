"""The page in a real browser: axe-core finds nothing against WCAG 2.2 AA, light and dark, and 360 px are enough."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from digest_samples import (
    ALL,
    LAST_WEEK,
    MATCHES,
    ROLLING,
    ROOFS,
    UNKNOWN,
    WATER,
    YEARLY,
    after,
    asked,
    built,
    told,
)

import digest
from funding.outbox import Telling

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: uv sync")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core: uv sync")
BROWSER = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LONG = replace(UNKNOWN, title="Wirtschaftlichkeitsberechnungsverordnung" * 12, summary="<b>x</b> " * 90, url=ROOFS.url)


def everything() -> digest.Digest:
    """Every section and kind of item: due, new, changed, closed, running, watched, shut."""
    known = after(built(), at=LAST_WEEK)
    known[YEARLY.id] = told(Telling(programme=YEARLY.id, project="solar", section="new", status="open"))[YEARLY.id]
    known.pop(UNKNOWN.id)
    now = {one.id: one for one in ALL}
    now[ROLLING.id] = replace(ROLLING, source_status="exhausted")
    now[WATER.id] = replace(WATER, stages=(replace(WATER.stages[0], closes=date(2027, 1, 15)),))
    now[UNKNOWN.id] = replace(LONG, source_status="forthcoming")
    return built(told=known, programmes=tuple(now.values()), matches=MATCHES)


PAGES = {
    "first": built(recipient=asked(language="en")), "all": everything(), "nothing": built(matches={}),
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as runner:
        opened = runner.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield opened
        opened.close()


def test_the_samples_show_every_section() -> None:
    shown = {item.section for item in everything().items()}
    assert shown >= {"due", "changed", "running", "watched"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_fits_360_pixels(browser: Any, name: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, offline=True)
    page = context.new_page()
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.set_content(digest.render(PAGES[name]).html)
    results = axe.Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert "color-contrast" in {rule["id"] for rule in results.response["passes"]}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == {
        "light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)",
    }[scheme]  # fmt: skip
    assert asked_for == []
    context.close()
