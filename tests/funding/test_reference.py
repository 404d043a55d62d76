"""Reference data: complete, dated, sourced."""

import re
import tomllib
from pathlib import Path

import pytest

import funding
from funding.places import LAENDER, NUTS_OF_LAND, country_name, country_words, groups_of, is_country
from funding.reference import GROUPS, HANDLUNGSFELDER, NETWORKS, SDGS, STATES
from funding.vocabulary import PARTNERSHIP_TYPES

DATA = sorted((Path(funding.__file__).parent / "data").glob("*.toml"))


def tables(value: object) -> list[dict[str, object]]:
    """Every table that holds facts: itself dated, or each of its parts."""
    assert isinstance(value, dict)
    if "as_of" in value:
        return [value]
    return [found for name, part in value.items() if name != "spellings" for found in tables(part)]


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_table_has_a_date_and_a_source(path: Path) -> None:
    found = tables(tomllib.loads(path.read_text(encoding="utf-8")))
    assert found
    for table in found:
        assert re.match(r"(19|20)\d\d", str(table["as_of"]))
        assert len(str(table["source"])) > 10


def test_sixteen_laender() -> None:
    assert [land.ags for land in STATES] == [f"{n:02}" for n in range(1, 17)]
    assert len({land.nuts for land in STATES}) == len(LAENDER) == 16
    assert all(re.fullmatch("DE[1-9A-G]", land.nuts) for land in STATES)
    assert NUTS_OF_LAND["Sachsen"] == "DED"
    assert all(land.en for land in STATES)


def test_eleven_handlungsfelder_and_seventeen_goals() -> None:
    assert list(HANDLUNGSFELDER) == [f"hf{n:02}" for n in range(1, 12)]
    assert list(SDGS) == list(range(1, 18))
    for topic in (*HANDLUNGSFELDER.values(), *SDGS.values()):
        assert topic.de != topic.en
        assert len(topic.words) >= 4


def test_keywords_are_our_own(shared: Path) -> None:
    theirs = (shared / "data" / "vocab" / "sdgs_de_en.json").read_text("utf-8")
    own = [word for topic in SDGS.values() for word in topic.words]
    assert sum(f'"{word}"' in theirs for word in own) / len(own) < 0.15


def test_groups_hold_countries_only_and_are_told_with_their_date() -> None:
    for group in GROUPS.values():
        assert all(is_country(code) for code in group.codes)
        assert group.as_of in group.dated()
        assert group.as_of in group.dated("en")
    assert not GROUPS["dac"].codes & GROUPS["eu"].codes
    assert groups_of("TN") == ("dac", "horizon", "maghreb")
    assert groups_of("UA") == ("dac", "candidates", "horizon", "oestliche_partnerschaft")
    assert {"westbalkan", "nahost"} <= set(GROUPS)


@pytest.mark.parametrize(
    ("word", "code"),
    [("brasilien", "BR"), ("brazil", "BR"), ("bra", "BR"), ("br", "BR"), ("uk", "GB"), ("usa", "US"), ("turkei", None)],
)
def test_what_people_write_for_a_country(word: str, code: str | None) -> None:
    assert country_words().get(word) == code


def test_every_country_has_two_names() -> None:
    codes = set(country_words().values())
    assert len(codes) > 240
    assert all(country_name(code) != code and country_name(code, "en") != code for code in codes)


def test_partnership_types_and_networks_have_names() -> None:
    assert PARTNERSHIP_TYPES["klimapartnerschaft"] == ("Klimapartnerschaft", "climate partnership")
    assert len(NETWORKS) == len(set(NETWORKS)) >= 25
