"""A rendered digest as a message: two readings of one text, the calendar beside them."""

import hashlib
import json
import re
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from zoneinfo import ZoneInfo

from digest.content import Mail, Occasion
from digest.headers import POLICY, encoded, mailbox
from digest.hygiene import one_line, safe_link
from funding import InputError, Recipient

CALENDAR_FILE = "fristen.ics"
_LONGEST_HEADER = 900  # of the 998 characters that a line may have: an address cannot be folded


def message(
    mail: Mail, recipient: Recipient, sender: str, now: datetime, calendar: bytes = b"",
    *, occasion: Occasion, unsubscribe: str | None = None,
) -> EmailMessage:  # fmt: skip
    """The mail as it is sent and as it stands in an .eml file; equal arguments give equal bytes.

    `sender` is "Name <address>". The Message-ID comes from recipient and occasion, so that a mail sent twice after
    a crash is known as one. `unsubscribe` is a mailto or web address; with it the mail also names its list (RFC 2919),
    by which a mail program can sort it. Raises InputError for an address that no mail server takes.
    """
    name, sending, receiving = parseaddr(sender)[0], mailbox_address("sender", sender), _ascii(recipient.email)
    key = _key(recipient.email, occasion)
    made = EmailMessage(policy=POLICY)
    made["From"] = mailbox(name, sending)
    made["To"] = mailbox(recipient.name, receiving)
    made["Subject"] = encoded(mail.subject)
    made["Date"] = format_datetime(now.astimezone(ZoneInfo("Europe/Berlin")))
    made["Message-ID"] = f"<{key}@{sending.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    if unsubscribe is not None:
        made["List-Unsubscribe"] = _in_brackets(unsubscribe)
        made["List-Id"] = f"<{_label(occasion.kind)}.passgenau.{sending.rpartition('@')[2]}>"
    _fill(made, mail, calendar, key)
    return made


def mailbox_address(setting: str, mailbox: str) -> str:
    """The address of "Name <address>" as servers take it. Raises InputError, naming the setting, where none would."""
    try:
        return _ascii(parseaddr(mailbox)[1])
    except InputError as error:
        raise InputError(f"{setting} {one_line(mailbox, 80)!r}: erwartet wird name@ort.example.") from error


def _fill(made: EmailMessage, mail: Mail, calendar: bytes, key: str) -> None:
    made.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        # "=_" stands in no quoted-printable and no base64 text: nothing that is told can end a part.
        made.set_boundary(f"=_alternative_{key}")
    if calendar:
        made.add_attachment(
            calendar, maintype="text", subtype="calendar", params={"charset": "utf-8"}, filename=CALENDAR_FILE
        )
        made.set_boundary(f"=_mixed_{key}")


def _label(kind: str) -> str:
    """digest/greifswald as greifswald.digest: from the narrow to the wide, as in names of hosts."""
    return ".".join(re.sub("[^a-z0-9-]+", "-", part.casefold()) for part in reversed(kind.split("/")))


def _key(email: str, occasion: Occasion) -> str:
    return hashlib.sha256(json.dumps([email.casefold(), occasion.kind, occasion.period]).encode()).hexdigest()[:40]


def _ascii(address: str) -> str:
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        plain = ""
    if (
        not local
        or not domain
        or not plain.isascii()
        or not plain.isprintable()
        or any(c in plain for c in ' <>()"\\:;,')
    ):
        raise InputError(
            f"E-Mail-Adresse {one_line(address, 80)!r} ist nicht verwendbar: erwartet wird name@ort.example."
        )
    return plain


def _in_brackets(address: str) -> str:
    web = safe_link(address) if not address.startswith("mailto:") else address
    if not web or not web.isascii() or not web.isprintable() or len(web) > _LONGEST_HEADER or set(web) & set(" <>"):
        raise InputError(f"Abmelde-Adresse {one_line(address, 80)!r}: erlaubt sind mailto:, http: und https: in ASCII.")
    return f"<{web}>"
