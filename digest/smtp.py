"""Mails to a mail server: STARTTLS or TLS with checked certificates, a password, and what each refusal means."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from digest.hygiene import one_line
from digest.transport import Later, Never, NoWay, Torn

Security = Literal["starttls", "tls", "none"]
_TIMEOUT = 60.0  # seconds for one answer; RFC 5321 4.5.3.2 allows servers minutes
_SAID = 300
_WANTS_LOGIN = {530, 534, 535, 538}  # RFC 4954: not about this mail


class _Line(smtplib.SMTP):
    """Knows whether the server had been given a mail when the line broke."""

    handing_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handing_over = True
        answer = super().data(msg)
        self.handing_over = False
        return answer


class _SecureLine(_Line, smtplib.SMTP_SSL):
    """The same over TLS."""


@dataclass(slots=True)
class SmtpTransport:
    """A server with one connection for many mails. `cafile`: certificates to trust besides the system's."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    cafile: Path | None = None
    timeout: float = _TIMEOUT
    _line: _Line | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def deliver(self, message: bytes, sender: str, recipient: str, key: str) -> None:  # noqa: ARG002 - servers know Message-IDs
        """Send over the open connection, or over a new one where the server has closed it meanwhile."""
        line = self._connected()
        line.handing_over = False
        try:
            line.sendmail(sender, [recipient], message)
        except smtplib.SMTPRecipientsRefused as error:
            raise self._refusal(*next(iter(error.recipients.values()))) from error
        except smtplib.SMTPSenderRefused as error:
            said = _told(error.smtp_code, error.smtp_error)
            refusal = Later if error.smtp_code < 500 else NoWay
            raise refusal(f"Der Mailserver nimmt den Absender {sender} nicht an: {said}") from error
        except smtplib.SMTPDataError as error:
            raise self._refusal(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            broken = Torn if line.handing_over else Later
            raise broken(f"Verbindung abgebrochen: {_line(error)}") from error

    def _refusal(self, code: int, said: bytes | str) -> Exception:
        if code in _WANTS_LOGIN:
            return NoWay(f"Der Mailserver {self.host}:{self.port} verlangt eine Anmeldung: {_told(code, said)}")
        return Never(_told(code, said)) if code >= 500 else Later(_told(code, said))

    def _connected(self) -> _Line:
        if self._line is not None and not _alive(self._line):
            self._hang_up()
        if self._line is None:
            self._line = self._connect()
        return self._line

    def _connect(self) -> _Line:
        where = f"Der Mailserver {self.host}:{self.port}"
        try:
            return self._greeted()
        except ssl.SSLCertVerificationError as error:
            raise NoWay(f"{where} zeigt ein Zertifikat, dem nicht zu trauen ist: {error.verify_message}.") from error
        except smtplib.SMTPNotSupportedError as error:
            raise NoWay(f"{where} bietet nicht, was verlangt ist (STARTTLS oder Anmeldung): {_line(error)}") from error
        except smtplib.SMTPAuthenticationError as error:
            said = _told(error.smtp_code, error.smtp_error)
            raise NoWay(f"{where} nimmt Benutzer oder Passwort nicht an: {said}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise NoWay(f"{where} ist nicht zu erreichen: {_line(error)}") from error

    def _greeted(self) -> _Line:
        context = ssl.create_default_context(cafile=self.cafile)
        line: _Line
        if self.security == "tls":
            line = _SecureLine(self.host, self.port, timeout=self.timeout, context=context)
        else:
            line = _Line(self.host, self.port, timeout=self.timeout)
        try:
            if self.security == "starttls":
                line.starttls(context=context)
            if self.user:
                line.login(self.user, self.password)
        except BaseException:
            line.close()
            raise
        return line

    def _hang_up(self) -> None:
        if self._line is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._line.quit()
            self._line.close()
        self._line = None


def _alive(line: smtplib.SMTP) -> bool:
    try:
        return line.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _told(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return one_line(f"{code} {words}", _SAID)


def _line(error: Exception) -> str:
    return one_line(str(error) or type(error).__name__, _SAID)
