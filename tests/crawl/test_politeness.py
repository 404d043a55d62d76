from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.middlewares import retry_after

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.mark.parametrize(("header", "seconds"), [
    (None, None), (b"", None), (b"0", 0.0), (b" 120 ", 120.0), (b"soon", None), (b"-5", None), (b"1.5", None),
    (b"Mon, 23 Nov 2026 06:02:00 GMT", 120.0),
    (b"Mon, 23 Nov 2026 07:02:00 +0100", 120.0),
    (b"Mon, 23 Nov 2026 06:02:00 -0000", 120.0),
    (b"Sun, 22 Nov 2026 06:00:00 GMT", 0.0),
    (b"9" * 400, 999_999_999.0),
    (b"Mon, 99 Nov 2026 06:02:00 GMT", None),
])  # fmt: skip
def test_retry_after_in_both_forms(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_no_header_is_too_strange(header: bytes) -> None:
    pause = retry_after(header, NOW)
    assert pause is None or pause >= 0


@settings(deadline=None, max_examples=100)
@given(st.integers(-10_000, 10_000_000))
def test_a_date_means_the_seconds_until_then(seconds: int) -> None:
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True).encode()
    assert retry_after(header, NOW) == max(0, seconds)
