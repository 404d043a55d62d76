"""Every saved case of every portal: `tests/pages/<portal>/<case>/`, read by the portal's own spider.

A case has `meta.json` and `expected.json`. In `meta.json`, `from` names what `crawl PORTAL --from` would read; or
`callback`, `page` and `url` name the spider's method and the response that it gets, `kwargs` what else it is given.
`expected.json` has the
programmes (fields that are not default), the problems and the requests; it is written by hand or checked by eye.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse, XmlResponse
from scrapy.settings import Settings

from crawl.base import Found, PortalSpider, portal_classes
from crawl.harvest import Harvest
from funding import Problem, Programme

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/meta.json"))
RESPONSES = {".xml": XmlResponse, ".json": JsonResponse}
NOW = "2026-11-23T06:00:00+00:00"
PROGRAMME = TypeAdapter(Programme)
PROBLEM = TypeAdapter(Problem)
DEFAULTS = {field.name: field.default for field in fields(Programme)}


def spider_of(case: Path, work: Path) -> PortalSpider:
    spider = portal_classes()[case.parent.name](harvest=Harvest())
    spider.settings = Settings({"NOW": NOW, "WORK": str(work)})
    return spider


def found_in(case: Path, work: Path) -> list[Found]:
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    spider = spider_of(case, work)
    if "from" in meta:
        return list(spider.read(case / meta["from"]))
    body = (case / meta["page"]).read_bytes()
    response = RESPONSES.get(Path(meta["page"]).suffix, HtmlResponse)(meta["url"], body=body, encoding="utf-8")
    return list(getattr(spider, meta["callback"])(response, **meta.get("kwargs", {})))


def told(found: list[Found]) -> dict[str, list[Any]]:
    return {
        "programmes": [_told(item) for item in found if isinstance(item, Programme)],
        "problems": [
            {name: value for name, value in PROBLEM.dump_python(item, mode="json").items() if value is not None}
            for item in found
            if isinstance(item, Problem)
        ],
        "requests": [item.url for item in found if isinstance(item, Request)],
    }


def _told(programme: Programme) -> dict[str, Any]:
    everything = PROGRAMME.dump_python(programme, mode="json")
    return {name: value for name, value in everything.items() if getattr(programme, name) != DEFAULTS[name]}


def differences(case: str, expected: Any, actual: Any) -> list[str]:
    """Where two JSON values differ, each with the path of the field."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        names = [*expected, *(name for name in actual if name not in expected)]
        return [d for n in names for d in differences(f"{case}.{n}", expected.get(n, "-"), actual.get(n, "-"))]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(expected, actual, strict=True))
        return [d for i, (old, new) in pairs for d in differences(f"{case}[{i}]", old, new)]
    return [] if expected == actual else [f"{case}: expected {expected!r}, got {actual!r}"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_saved_page_is_read_as_expected(case: Path, tmp_path: Path) -> None:
    actual = told(found_in(case, tmp_path))
    path = case / "expected.json"
    if not path.is_file():
        pytest.fail(
            f"{path} is missing; if this is right, save it:\n{json.dumps(actual, ensure_ascii=False, indent=1)}"
        )
    wrong = differences(case.name, json.loads(path.read_text(encoding="utf-8")), actual)
    assert not wrong, "\n".join(wrong)


def test_every_portal_has_saved_pages_and_every_folder_is_a_case() -> None:
    assert {case.parent.name for case in CASES} == set(portal_classes())
    folders = {path for path in HERE.glob("*/*") if path.is_dir() and path.parent.name != "__pycache__"}
    assert folders == set(CASES)


def test_a_difference_names_its_field() -> None:
    assert differences("fall", {"a": [{"b": 1}], "c": 2}, {"a": [{"b": 3}]}) == [
        "fall.a[0].b: expected 1, got 3",
        "fall.c: expected 2, got '-'",
    ]


def test_an_unfinished_case_cannot_pass(tmp_path: Path) -> None:
    case = tmp_path / "foerderdatenbank" / "neu"
    case.mkdir(parents=True)
    (case / "meta.json").write_text('{"from": "seite.html"}')
    (case / "seite.html").write_bytes((HERE / "foerderdatenbank" / "list" / "page.html").read_bytes())
    with pytest.raises(pytest.fail.Exception, match=r"expected\.json is missing"):
        test_a_saved_page_is_read_as_expected(case, tmp_path)
