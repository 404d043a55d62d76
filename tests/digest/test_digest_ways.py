"""The address of the way mails go."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.folders import FileTransport, MaildirTransport
from digest.smtp import SmtpTransport
from digest.ways import PASSWORD, PASSWORD_FILE, way
from funding import InputError

WITH_PASSWORD = {PASSWORD: "geheim"}


@pytest.mark.parametrize(
    ("address", "host", "port", "security", "user"),
    [
        ("smtp://anna@mail.example", "mail.example", 587, "starttls", "anna"),
        ("smtp://mail.example:2525", "mail.example", 2525, "starttls", ""),
        ("smtps://a%40b@mail.example/", "mail.example", 465, "tls", "a@b"),
        ("smtp+plain://relay.intern", "relay.intern", 25, "none", ""),
        ("smtp+plain://anna@localhost:1025", "localhost", 1025, "none", "anna"),
    ],
)
def test_servers(address: str, host: str, port: int, security: str, user: str) -> None:
    found = way(address, WITH_PASSWORD)
    assert isinstance(found, SmtpTransport)
    assert (found.host, found.port, found.security, found.user) == (host, port, security, user)
    assert found.password == ("geheim" if user else "")


def test_folders() -> None:
    assert way("file:post/aus", {}) == FileTransport(Path("post/aus"))
    assert way("maildir:/var/mail/stadt", {}) == MaildirTransport(Path("/var/mail/stadt"))


def test_a_password_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("geheim \n")
    found = way("smtp://anna@mail.example", {PASSWORD_FILE: str(tmp_path / "pw")})
    assert isinstance(found, SmtpTransport)
    assert found.password == "geheim "


@pytest.mark.parametrize(
    ("address", "environment", "said"),
    [
        ("mail.example", {}, "kein Weg für Mails"),
        ("http://mail.example", {}, "kein Weg für Mails"),
        ("smtp://", {}, "kein Weg für Mails"),
        ("smtp://mail.example:abc", {}, "kein Weg für Mails"),
        ("smtp://mail.example/ordner", {}, "kein Weg für Mails"),
        ("file:", {}, "kein Weg für Mails"),
        ("smtp://anna:geheim@mail.example", {}, "das Passwort gehört nicht in die Adresse"),
        ("smtp://anna@mail.example", {}, "kein Passwort ist gesetzt"),
        ("smtp://anna@mail.example", {PASSWORD_FILE: "/gibt/es/nicht"}, "das ist nicht zu lesen"),
        ("smtp+plain://anna@mail.example", WITH_PASSWORD, "nur verschlüsselt"),
    ],
)
def test_what_is_refused(address: str, environment: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        way(address, environment)
    assert "geheim" not in str(caught.value)


def test_missing_certificates(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Zertifikaten gibt es nicht"):
        way("smtp://mail.example", {}, tmp_path / "ca.pem")


@given(st.text())
def test_any_text_is_a_way_or_refused(address: str) -> None:
    try:
        way(address, WITH_PASSWORD)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
