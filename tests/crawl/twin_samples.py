"""Pairs of programmes from a YAML file in its short form, and how well the linker tells them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from crawl.twins import judge, traits
from funding import Contact, Link, Programme, Stage

PORTALS = {
    "fdb": "foerderdatenbank", "eu": "eu_funding_tenders", "skew": "skew", "urbact": "urbact", "eui": "eui",
    "interreg": "interreg", "cerv": "cerv_kontaktstelle", "ruhr": "europa_infos_ruhr", "news": "association_news",
    "cc": "connective_cities", "nki": "klimaschutz", "bmftr": "bmftr", "evz": "evz", "cards": "rule_cards",
    "list": "liste-musterstadt", "pages": "watched_pages",
}  # fmt: skip
ORIGINS = {"cerv": "hint", "ruhr": "hint", "news": "hint", "cards": "card"}


@dataclass(frozen=True)
class Pair:
    why: str
    same: bool
    one: Programme
    other: Programme

    @property
    def right(self) -> bool:
        one, other = traits(self.one), traits(self.other)
        return (judge(one, other) is not None) is self.same and (judge(other, one) is not None) is self.same


def pairs(path: Path) -> list[Pair]:
    listed = YAML(typ="safe").load(path)
    return [
        Pair(row["why"], row["same"], programme(row["a"], f"a{number}"), programme(row["b"], f"b{number}"))
        for number, row in enumerate(listed)
    ]


def programme(short: dict[str, Any], key: str) -> Programme:
    """A programme from the fields explained at the head of twins.yaml."""
    portal = short["p"]
    return Programme(
        portal=PORTALS[portal], key=short.get("k", key), title=short["t"], url=short.get("u"), call=short.get("c"),
        origin=short.get("o", ORIGINS.get(portal, "official")), funder=short.get("f"), funder_level=short.get("l"),
        language=short.get("lang", "en" if portal == "eu" else "de"), regions=_tuple(short.get("r")),
        kinds=tuple(short.get("m", ())), summary=short.get("s"), amount_max=short.get("a"),
        links=tuple(Link(title="Seite", url=url) for url in short.get("x", ())), lossy=short.get("lossy", False),
        stages=tuple(Stage(closes=day, source="portal") for day in short.get("d", ())),
        contacts=tuple(Contact(name="Stelle", email=email) for email in short.get("e", ())),
    )  # fmt: skip


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def figures(rows: list[Pair]) -> tuple[float, float]:
    """Precision and recall of saying "the same"."""
    hits = sum(row.same and row.right for row in rows)
    wrong = sum(not row.same and not row.right for row in rows)
    return hits / max(hits + wrong, 1), hits / max(sum(row.same for row in rows), 1)
