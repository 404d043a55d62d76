"""The way mails go, as one address in the settings: `smtp://nutzer@mail.stadt.example`, `file:post` and so on."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from digest.folders import FileTransport, MaildirTransport
from digest.hygiene import one_line
from digest.smtp import Security, SmtpTransport
from digest.transport import Transport
from funding import InputError

PASSWORD, PASSWORD_FILE = "PASSGENAU_MAIL_PASSWORD", "PASSGENAU_MAIL_PASSWORD_FILE"
FORMS = (
    "smtp://nutzer@server:587 (STARTTLS), smtps://nutzer@server:465 (TLS), smtp+plain://server:25 (unverschlüsselt), "
    "file:ORDNER, maildir:ORDNER"
)
_SMTP: Mapping[str, tuple[Security, int]] = {
    "smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25),
}  # fmt: skip
_FOLDERS: Mapping[str, Callable[[Path], Transport]] = {"file": FileTransport, "maildir": MaildirTransport}
_HERE = {"localhost", "127.0.0.1", "::1"}


def way(address: str, environment: Mapping[str, str], cafile: Path | None = None) -> Transport:
    """The transport behind an address; the password comes from the environment or a file that it names.

    Raises InputError for an address that is none of FORMS, for a password inside it, for a password that would go
    unencrypted to another machine, and for a file of passwords or certificates that cannot be read.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _unknown(address) from error
    if parts.scheme in _FOLDERS and parts.path:
        return _FOLDERS[parts.scheme](Path(unquote(parts.path)))
    if parts.scheme not in _SMTP or not parts.hostname or parts.path not in {"", "/"}:
        raise _unknown(address)
    if parts.password is not None:
        raise InputError(f"mail: das Passwort gehört nicht in die Adresse, sondern in {PASSWORD} oder {PASSWORD_FILE}.")
    return _smtp(parts, port, environment, cafile)


def _smtp(parts: SplitResult, port: int | None, environment: Mapping[str, str], cafile: Path | None) -> SmtpTransport:
    security, usual = _SMTP[parts.scheme]
    host, user = parts.hostname or "", unquote(parts.username or "")
    if user and security == "none" and host not in _HERE:
        raise InputError(f"mail: mit Benutzer nur verschlüsselt (smtp:// oder smtps://), nicht smtp+plain an {host}.")
    if cafile is not None and not cafile.is_file():
        raise InputError(f"mail_cafile: die Datei {cafile} mit Zertifikaten gibt es nicht.")
    password = _password(environment) if user else ""
    return SmtpTransport(host, port or usual, security, user, password, cafile)


def _password(environment: Mapping[str, str]) -> str:
    if given := environment.get(PASSWORD):
        return given
    if named := environment.get(PASSWORD_FILE):
        try:
            return Path(named).read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{PASSWORD_FILE} nennt {named}, das ist nicht zu lesen.") from error
    raise InputError(f"mail nennt einen Benutzer, aber kein Passwort ist gesetzt: {PASSWORD} oder {PASSWORD_FILE}.")


def _unknown(address: str) -> InputError:
    return InputError(f"mail: {one_line(_without_password(address), 100)!r} ist kein Weg für Mails. Möglich: {FORMS}.")


def _without_password(address: str) -> str:
    before, at, after = address.rpartition("@")
    return f"…{at}{after}" if at and ":" in before.partition("//")[2] else address
