"""Write docs/cli.md, docs/portals.md and docs/profile-fields.md from the code; `--check` exits 1 where out of date."""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli.app import COMMANDS, app
from crawl.base import portal_classes
from crawl.cards import cards
from crawl.systems import STATES, systems
from crawl.watch import pages
from funding.reference import GROUPS, HANDLUNGSFELDER, SDGS
from profiles.schema import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"
_INTRODUCTION = """Descriptions are those that an editor shows. A dot (·) marks what may be left out: missing means \
unknown, not no.
How to begin: [profiles.md](profiles.md)."""
_SOURCES = "When each was last read whole: `passgenau portals`. A new one: [adding-a-portal.md](adding-a-portal.md)."
_WATCHED = """## Watched pages

No programmes: a new sentence about a call is told to those whom the page concerns (`crawl/watch.yaml`)."""
_CARDS = """## Rule cards

Recurring programmes written down by people; the source is watched and a card goes stale after a year
(`crawl/cards.yaml`)."""
_SYSTEMS = """## What the Städtetag's paper names

Every programme, body and network named in the paper on cities' international work, and its state here \
(`passgenau portals systems`)."""
_PARTS = {
    "CityProfile": "The file",
    "City": "`city`",
    "Partnership": "`partnerships`",
    "Project": "`projects`",
    "StartWindow": "`start` of a project",
    "Department": "`departments`",
    "Recipient": "`recipients`",
    "SharedFile": "`_defaults.yaml`",
}
_TYPES = {"string": "text", "integer": "whole number", "boolean": "`true`, `false`"}
_HEAD = "<!-- Written by scripts/docs.py; do not edit. -->\n\n"


def main() -> int:
    """Write the generated pages, or compare them."""
    pages = {
        DOCS / "cli.md": cli_page(),
        DOCS / "portals.md": portals_page(),
        DOCS / "profile-fields.md": profile_fields_page(),
    }
    if "--check" not in sys.argv:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path.name for path, text in pages.items() if not path.is_file() or path.read_text("utf-8") != text]
    print(f"out of date: {', '.join(stale)}; run python scripts/docs.py" if stale else "docs are true")
    return int(bool(stale))


def cli_page() -> str:
    """Every command with its help, as a user sees it."""
    root = click.Context(app, info_name="passgenau", terminal_width=100)
    blocks = [_block(root)]
    for name in COMMANDS:
        command = app.get_command(root, name)
        if command is not None and not command.hidden:
            blocks += [_block(context) for context in _contexts(command, name, root)]
    return f"{_HEAD}# The command line\n\nSettings that stand elsewhere: [settings.md](settings.md).\n\n" + "\n".join(
        blocks
    )


def portals_page() -> str:
    """Every spider with what its class says of the portal."""
    portals = "\n".join(_portal(name, cls) for name, cls in portal_classes().items())
    rows = "\n".join(f"| {s.name} | {STATES[s.state][1]} | {', '.join(s.by)} | {s.why_en} |" for s in systems())
    table = f"| name | state | by | why |\n|---|---|---|---|\n{rows}\n"
    return f"{_HEAD}# Portals\n\n{_SOURCES}\n\n{portals}\n{_curated()}\n{_SYSTEMS}\n\n{table}"


def _curated() -> str:
    """The watched pages and the rule cards."""
    watched = "\n".join(f"| {p.key} | [{p.title}]({p.url}) | {p.by} |" for p in pages())
    carded = "\n".join(f"| {c.key} | [{c.title}]({c.page}) | {c.funder} | {c.checked or 'never'} |" for c in cards())
    return (
        f"{_WATCHED}\n\n| key | page | of |\n|---|---|---|\n{watched}\n\n"
        f"{_CARDS}\n\n| key | programme and source | funder | checked on |\n|---|---|---|---|\n{carded}\n"
    )


def profile_fields_page() -> str:
    """Every field of a profile, from the schema that editors use."""
    defs = schema()["$defs"]
    parts = "\n".join(_fields(title, defs[name]) for name, title in _PARTS.items())
    return f"{_HEAD}# Fields of a profile\n\n{_INTRODUCTION}\n\n{parts}\n{_topics()}"


def _fields(title: str, part: dict[str, Any]) -> str:
    rows = (_field(name, field, needed=name in part.get("required", ())) for name, field in part["properties"].items())
    head = f"## {title}\n\n{part.get('description', '')}\n\n| key | meaning | allowed (example) |\n|---|---|---|\n"
    return head.replace("\n\n\n\n", "\n\n") + "\n".join(rows) + "\n"


def _field(name: str, field: dict[str, Any], *, needed: bool) -> str:
    meaning = field.get("description", "see below")
    return f"| `{name}`{'' if needed else ' ·'} | {meaning} | {_allowed(field)} |"


def _allowed(field: dict[str, Any]) -> str:
    kind = next((part for part in field.get("anyOf", [field]) if part.get("type") != "null"), field)
    inner = kind.get("items", kind)
    if "enum" in inner:
        words = ", ".join(f"`{value}`" for value in inner["enum"])
    else:
        words = _TYPES.get(inner.get("type", ""), "block") + (_example(field) if "examples" in field else "")
    return f"list: {words}" if "array" in kind.get("type", "") else words


def _example(field: dict[str, Any]) -> str:
    return f" ({json.dumps(field['examples'][0], ensure_ascii=False)})"


def _topics() -> str:
    fields = "\n".join(f"| `{code}` | {topic.de} | {topic.en} |" for code, topic in HANDLUNGSFELDER.items())
    goals = "\n".join(f"| `{number}` | {topic.de} | {topic.en} |" for number, topic in SDGS.items())
    groups = "\n".join(f"| {group.de} | {group.as_of} | {group.source} |" for group in GROUPS.values())
    return (
        f"## Handlungsfelder\n\n| code | German | English |\n|---|---|---|\n{fields}\n\n"
        f"## Sustainable Development Goals\n\n| number | German | English |\n|---|---|---|\n{goals}\n\n"
        f"## Groups of countries that decide\n\n| group | as of | source |\n|---|---|---|\n{groups}\n"
    )


def _contexts(command: click.Command, name: str, parent: click.Context) -> Iterator[click.Context]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100)
    yield context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _contexts(found, child, context)


def _block(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


def _portal(name: str, cls: type) -> str:
    low, high = cls.expected
    return (
        f"## {cls.title} (`{name}`)\n\n{inspect.getdoc(cls)}\n\n"
        f"- Address: <{cls.homepage}>\n- Way in: {cls.way_in}\n- Conditions: {cls.terms}\n"
        f"- Expected size of a full run: {low} to {high} programmes\n"
        f"- Shown with every text: {cls.attribution}\n- Language: {cls.language}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
