"""What marks a mail as one of a list, and a plain note of the operator's."""

from datetime import UTC, datetime

from digest import Mail, Occasion, message
from funding import Recipient

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
ANNA = Recipient(email="anna@stadt.example")
SENDER = "passgenau <passgenau@stadt.example>"


def test_a_digest_names_its_list_and_how_to_leave_it() -> None:
    occasion = Occasion(kind="digest/Bad Ems", period="2026-W48")
    made = message(
        Mail(subject="x", text="y", html="<p>y"), ANNA, SENDER, NOW, occasion=occasion, unsubscribe="mailto:a@b.example"
    )
    assert made["List-Id"] == "<bad-ems.digest.passgenau.stadt.example>"
    assert made["List-Unsubscribe"] == "<mailto:a@b.example>"


def test_a_note_to_the_operator_is_plain_text_and_no_list() -> None:
    made = message(
        Mail(subject="x", text="y", html=""), ANNA, SENDER, NOW, occasion=Occasion(kind="operator", period="1")
    )
    assert (made.get_content_type(), made["List-Id"], made["List-Unsubscribe"]) == ("text/plain", None, None)
