"""What Scrapy writes to the log, without the content of programmes."""

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class BriefFormatter(LogFormatter):
    """Scraped items are not logged; an item that failed is named by its type."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]
        """Nothing: the run row counts them."""

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """One line, the traceback follows."""
        return super().item_error(type(item).__name__, exception, response, spider)
