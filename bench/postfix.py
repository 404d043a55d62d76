"""Send the demo's digests through Debian's postfix, with STARTTLS, and see whether every mail arrives whole.

Usage (as root, on a machine to throw away): python bench/postfix.py

Installs postfix with apt-get where it is missing. It runs from a temporary folder with a configuration, queue and
certificate of its own, listens on 127.0.0.1 only, delivers every address into one Maildir and is stopped at the end.
A digest is whole when the file that postfix delivered ends with the bytes of the outbox.
"""

import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "postfix")
PARTS = ["text/plain", "text/html", "text/calendar"]
_MAIN = """
compatibility_level = 3.6
queue_directory = {here}/queue
data_directory = {here}/data
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.stadt.example
mydestination =
mynetworks = 127.0.0.0/8
maillog_file = {here}/log
maillog_file_prefixes = {here}
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {here}/server.pem
smtpd_tls_key_file = {here}/server.key
smtpd_tls_received_header = yes
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:inbox/
virtual_mailbox_base = {here}/mail
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def certificate(folder: Path) -> Path:
    """A certificate for localhost that signs itself."""
    made = folder / "server.pem"
    call = (
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "server.key", "-out", made,
    )  # fmt: skip
    subprocess.run(call, check=True, capture_output=True)
    return made


@contextmanager
def postfix(here: Path, port: int) -> Iterator[None]:
    """A running postfix of its own."""
    owner = pwd.getpwnam("postfix")
    for name in ("conf", "queue", "data", "mail"):
        (here / name).mkdir(mode=0o755)
    for name in ("data", "mail"):
        os.chown(here / name, owner.pw_uid, owner.pw_gid)
    here.chmod(0o755)
    main = _MAIN.format(here=here, uid=owner.pw_uid, gid=owner.pw_gid)
    (here / "conf" / "main.cf").write_text(main, encoding="utf-8")
    (here / "conf" / "master.cf").write_text(_MASTER.format(port=port), encoding="utf-8")
    subprocess.run(("postfix", "-c", here / "conf", "start"), check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(("postfix", "-c", here / "conf", "stop"), check=True, capture_output=True)


def free_port() -> int:
    """One that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def passgenau(folder: Path, *words: str, **settings: str) -> str:
    """What the command says; a failure ends this script with its reason."""
    environment = {"PYTHONPATH": str(ROOT), "PASSGENAU_MODEL": "ohne", "PASSGENAU_TODAY": "2026-11-23"}
    call = [sys.executable, "-P", "-m", "cli", *words]
    done = subprocess.run(
        call, check=False, cwd=folder, env=os.environ | environment | settings, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"passgenau {' '.join(words)}: {done.stderr}")
    return done.stdout


def arrived(maildir: Path, count: int, patience: float = 60) -> dict[str, bytes]:
    """What was delivered, by Message-ID, once `count` mails are there or patience has ended."""
    end = time.monotonic() + patience
    while len(files := list(maildir.glob("new/*"))) < count and time.monotonic() < end:
        time.sleep(0.1)
    return {message_from_bytes(raw)["Message-ID"]: raw for raw in (file.read_bytes() for file in files)}


def faults(row: Mapping[str, object], raw: bytes | None) -> Iterator[str]:
    """What is wrong with one mail as it arrived."""
    if raw is None:
        yield "not there"
        return
    assert isinstance(row["message"], bytes)
    if not raw.endswith(row["message"].replace(b"\r\n", b"\n")):
        yield "other bytes"
    mail = message_from_bytes(raw)
    if str(make_header(decode_header(mail["Subject"]))) != row["subject"]:
        yield f"subject {mail['Subject']!r}"
    if mail["List-Unsubscribe"] != "<mailto:passgenau@stadt.example?subject=abmelden>":
        yield f"List-Unsubscribe {mail['List-Unsubscribe']!r}"
    if (parts := _parts(mail)) not in (PARTS, PARTS[:2]):
        yield f"parts {parts}"


def _parts(mail: Message) -> list[str]:
    return [part.get_content_type() for part in mail.walk() if not part.is_multipart()]


def main() -> int:
    """Run it and judge."""
    if shutil.which("postfix") is None:
        subprocess.run(INSTALL, check=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    with tempfile.TemporaryDirectory() as name:
        here, port = Path(name), free_port()
        cafile = certificate(here)
        passgenau(here, "demo")
        database = here / "passgenau-demo" / "demo.sqlite"
        with postfix(here, port):
            said = passgenau(
                here, "digest", "send", PASSGENAU_DB=str(database), PASSGENAU_PROFILES=str(ROOT / "profiles"),
                PASSGENAU_MAIL=f"smtp://127.0.0.1:{port}", PASSGENAU_MAIL_CAFILE=str(cafile),
                PASSGENAU_SENDER="Fördermittel <passgenau@stadt.example>",
            )  # fmt: skip
            return judged(database, here, said)


def judged(database: Path, here: Path, said: str) -> int:
    """Compare the outbox with the Maildir; 1 where anything differs."""
    with sqlite3.connect(database) as db:
        db.row_factory = sqlite3.Row
        rows = [dict(row) for row in db.execute("SELECT * FROM outbox WHERE state = 'sent' AND message <> x''")]
    got = arrived(here / "mail" / "inbox", len(rows))
    wrong = [f"{row['address']}: {fault}" for row in rows for fault in faults(row, got.get(row["message_id"]))]
    umlauts = sum(not str(row["subject"]).isascii() for row in rows)
    encrypted = sum(b"using TLSv1" in raw for raw in got.values())
    print(said.strip().splitlines()[-1])
    print(f"{len(rows)} digests sent, {len(got)} arrived, {encrypted} over TLS, {umlauts} subjects with umlauts,")
    print(f"{len(wrong)} not as they were sent", *wrong, sep="\n")
    return int(bool(wrong) or not rows or len(got) != len(rows) or encrypted != len(rows))


if __name__ == "__main__":
    sys.exit(main())
