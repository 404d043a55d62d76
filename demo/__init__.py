"""Sample portals on localhost, with content written for this project: for `passgenau demo` and for tests."""

from datetime import date

TODAY = date(2026, 11, 23)  # the day on which the sample programmes show every status

__all__ = ["TODAY"]
