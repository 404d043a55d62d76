"""Real SMTP servers on localhost: plain, STARTTLS and TLS with a certificate made here, with a password or without."""

import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "passgenau", "geheim"


@dataclass
class Inbox:
    """What a server got; `answer` may give another answer to a mail than "250 OK"."""

    mails: list[tuple[str, bytes]] = field(default_factory=list)
    answer: Callable[[str, int], str | None] = lambda recipient, count: None
    rcpt: Callable[[str], str | None] = lambda recipient: None
    asked: int = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if (refusal := self.rcpt(address)) is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.asked += 1
        recipient = envelope.rcpt_tos[0]
        if (other := self.answer(recipient, self.asked)) is not None:
            return other
        assert isinstance(envelope.content, bytes)
        self.mails.append((recipient, envelope.content))
        return "250 OK"


class _OnFreePort(Controller):
    """The library's own controller calls port 0 to see whether it is up."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def server(inbox: Inbox, **options: Any) -> Iterator[tuple[str, int]]:
    """Host and port of a running server."""
    running = _OnFreePort(inbox, hostname="127.0.0.1", port=0, **options)
    running.start()
    try:
        yield "127.0.0.1", running.port
    finally:
        running.stop()


def authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Takes one user with one password."""
    return AuthResult(success=data.login == USER.encode() and data.password == PASSWORD.encode(), handled=False)


def certificate(folder: Path, name: str = "localhost", address: str = "127.0.0.1") -> tuple[Path, ssl.SSLContext]:
    """A certificate of its own authority, and the server's context with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address(address))])
    made = (
        x509.CertificateBuilder().subject_name(issuer).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2099, 1, 1, tzinfo=dt.UTC)).add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    public, private = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return public, context
