"""Kill the sender at random moments while a thousand digests go out over a slow server: what is lost, what comes twice?

Usage: python bench/mail_kills.py [--kills 200] [--mails 1000] [--pause 0.01]

Real processes of `passgenau digest send`, a real SMTP server on localhost that takes `--pause` seconds a mail, a real
database. Prints how many mails arrived, how many of them more than once, and whether those bear the same Message-ID.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parent.parent
_PROJECT = "Radwege und Abstellanlagen für den Radverkehr bauen, dazu eine Kampagne für mehr Fahrten mit dem Rad."
_TITLES = ("Radverkehr in Kommunen", "Wege und Abstellanlagen für Fahrräder", "Kampagnen für den Radverkehr")


class Inbox:
    """Takes its time and remembers who got which Message-ID."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self.got: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 - aiosmtpd calls it so
        """Count a mail as arrived at the moment at which the sender is told so."""
        await asyncio.sleep(self.pause)
        self.got.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"


class OnFreePort(Controller):
    """The library's own controller calls port 0 to see whether it is up."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def prepare(folder: Path, mails: int) -> None:
    """A city with so many recipients, and a few programmes."""
    people = "\n".join(f"  - {{email: person{number}@stadt.example, rhythm: daily}}" for number in range(mails))
    (folder / "profiles").mkdir()
    for part in range(0, mails, 500):  # a file holds 64 KiB
        chosen = "\n".join(people.split("\n")[part : part + 500])
        (folder / "profiles" / f"stadt{part}.yaml").write_text(
            f'city: {{slug: stadt{part}, name: Leipzig, ags: "14713000", land: Sachsen, population: 600000}}\n'
            f'recipients:\n{chosen}\nprojects:\n  - {{slug: rad, title: Radwege, description: "{_PROJECT}"}}\n',
            encoding="utf-8",
        )
    rows = [{"key": str(n), "title": title, "text": f"{title}: {_PROJECT}"} for n, title in enumerate(_TITLES)]
    (folder / "liste.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def sender(folder: Path, port: int, *words: str) -> subprocess.Popen[bytes]:
    """`passgenau WORDS` in the folder."""
    settings = {
        "PASSGENAU_DB": "db.sqlite", "PASSGENAU_PROFILES": "profiles", "PASSGENAU_TODAY": "2026-11-23",
        "PASSGENAU_MAIL": f"smtp+plain://127.0.0.1:{port}", "PASSGENAU_MODEL": "ohne", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    call = [sys.executable, "-P", "-m", "cli", *words]
    return subprocess.Popen(
        call, cwd=folder, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill_often(folder: Path, port: int, inbox: Inbox, kills: int, dice: random.Random) -> int:
    """Start it, kill it: half of the kills come at any moment, half while mails are going out. Gives how many hit."""
    hits = 0
    for number in range(kills):
        process, before = sender(folder, port, "digest", "send"), len(inbox.got)
        while number % 2 and len(inbox.got) == before and process.poll() is None:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.05 if number % 2 else 3))
        hits += process.poll() is None
        process.kill()
        process.wait()
    return hits


def main() -> int:
    """Run it and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--pause", type=float, default=0.01)
    options = parser.parse_args()
    inbox = Inbox(options.pause)
    server = OnFreePort(inbox, hostname="127.0.0.1", port=0)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder, options.mails)
            sender(folder, server.port, "import", "liste.jsonl").wait()
            hits = kill_often(folder, server.port, inbox, options.kills, random.Random(7))
            while sender(folder, server.port, "digest", "send").wait():
                pass
    finally:
        server.stop()
    return judged(inbox, options.mails, hits)


def judged(inbox: Inbox, mails: int, hits: int) -> int:
    """Print the figures; 1 where a promise is broken."""
    times = Counter(recipient for recipient, _ in inbox.got)
    names = {recipient: {name for who, name in inbox.got if who == recipient} for recipient in times}
    lost, twice = mails - len(times), sum(count == 2 for count in times.values())
    more, torn = sum(count > 2 for count in times.values()), sum(len(found) > 1 for found in names.values())
    print(f"{mails} mails, {hits} running senders killed: {lost} lost, {twice} arrived twice, {more} more often,")
    print(f"{torn} of these with different Message-IDs")
    return int(bool(lost or more or torn))


if __name__ == "__main__":
    sys.exit(main())
