from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl.base import Found, PortalSpider, RawDocuments
from crawl.cards import Card, cards, source_changed
from crawl.watch import domains, text_of
from funding import PassgenauError, Problem, Programme


class RuleCards(PortalSpider):
    """Recurring programmes that no portal lists (`crawl/cards.yaml`): bilateral funds and youth offices, Erasmus+ for
    apprentices, lines of the Länder. Rules of deadlines, sums and conditions are written down by people in own words,
    with the day on which they were checked. The source page of each card is watched: when a sentence about a call, a
    date, a sum or a rate changes there, the card is shown as "zu prüfen" until it is checked again; cards that nobody
    checked within a year are shown as unchecked. A page that fails is told to the operator, its card stays.
    """

    name = "rule_cards"
    title = "Regelkarten"
    homepage = cards()[0].url
    way_in = "curated YAML; one HTML page each is watched"
    terms = "own words; the source is named and linked with each card"
    rhythm = "daily"
    expected = (len(cards()), 2 * len(cards()))
    apart = True
    allowed_domains: ClassVar = domains(card.page for card in cards())
    custom_settings = {"CONCURRENT_REQUESTS": 1}  # noqa: RUF012 - one site after the other

    def begin(self) -> Iterator[Found]:
        """The source page of every card."""
        for card in cards():
            about, meta = {"key": card.key}, {"programme": card.page_key}
            yield Request(card.page, self.looked, dont_filter=True, cb_kwargs=about, meta=meta)

    def looked(self, response: Response, key: str) -> Iterator[Found]:
        """The card with this key, beside what its source page says now."""
        card = _named(key)
        try:
            text = text_of(response, card.page, self.today)
        except PassgenauError as error:
            yield self.problem(str(error), key=card.page_key, field="text", value=response.url)
            yield self.card(card, None)
        else:
            yield card.page_as_programme(self.name, text)
            yield self.card(card, text)

    def unanswered(self, request: Request) -> Iterator[Programme | Problem | RawDocuments]:
        """A card does not need its page."""
        yield self.card(_named(request.cb_kwargs["key"]), None)

    def card(self, card: Card, text: str | None) -> Programme:
        """The card, doubtful or not."""
        known = self.harvest.known
        changed = source_changed(card, known.get(card.key), known.get(card.page_key), text, self.today)
        return card.as_programme(self.name, changed)


def _named(key: str) -> Card:
    return next(card for card in cards() if card.key == key)
