"""Write docs/cli.md and docs/portals.md from the code; `--check` exits 1 where they are out of date."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from cli.app import COMMANDS, app
from crawl.base import portal_classes

DOCS = Path(__file__).resolve().parent.parent / "docs"
_HEAD = "<!-- Written by scripts/docs.py; do not edit. -->\n\n"


def main() -> int:
    """Write the generated pages, or compare them."""
    pages = {DOCS / "cli.md": cli_page(), DOCS / "portals.md": portals_page()}
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
    return f"{_HEAD}# Portals\n\n" + "\n".join(_portal(name, cls) for name, cls in portal_classes().items())


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
        f"- Address: <{cls.homepage}>\n- Expected size of a full run: {low} to {high} programmes\n"
        f"- Shown with every text: {cls.attribution}\n- Language: {cls.language}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
