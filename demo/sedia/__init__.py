"""The sample EU Funding & Tenders Portal (SEDIA): search, facets and topic details as the real one answers.

    with SamplePortals() as portals:
        portals.sedia = from_results(lines)             # another day, or SediaIndex(rows, details, labels, seed=1)

**Search**: `POST /search-api/prod/rest/search?apiKey=SEDIA&text=***&pageSize=100&pageNumber=1`, multipart parts
`query`, `languages`, `sort`, each with `Content-Type: application/json` (`demo.sedia.parts`); the query language stands
in `demo.sedia.query`, order and disorder of the rows in `demo.sedia.index`. Told by people who use the real one:
sorted by `identifier` pages are steady, by `sortStatus` or not at all they are not; rows that lack the field of a sort
are left out, of `totalResults` too (`REFERENCE` is missing in the old index); without `languages` every language
comes; a few cascade rows have no `metadata`, their fields lie beside `reference`.
**Facets**: same parts without `sort` (with it: 500, as was seen once); labels come half URL-encoded and without `+`.
**Details**: `GET /info/funding-tenders/opportunities/data/topicDetails/<identifier in lower case>.json`.

A row is `{"reference", "url", "language", "summary", "content", …, "metadata": {field: [text, …]}}`. Fields of type 1:
identifier title type status sortStatus startDate deadlineDate deadlineModel frameworkProgramme programmePeriod
programmeDivision typesOfAction typeOfMGAs callIdentifier callTitle callccm2Id ccm2Id keywords descriptionByte (HTML,
sections begin with `<span class="topicdescriptionkind">`) topicConditions supportInfo destinationDescription
DATASOURCE REFERENCE language url; as JSON in a list of one: actions budgetOverview links latestInfos. Types 2 and 8
have `budget` in place of budgetOverview; type 8 also caName projectAcronym description furtherInformation. Any may be
missing. Days are written "11 February 2027" in actions and "2027-02-11" in budgetOverview.
A document is `{"TopicDetails": {…}}` with identifier title frameworkProgramme{id abbreviation description}
actions[{status types plannedOpeningDate submissionProcedure deadlineDates}] budgetOverviewJSONItem description
conditions supportInfo links latestInfos callDetailsJSONItem and more: see `demo.sedia.topics.details`.

Assumed, not known: bodies of 400, 401 and 405; 400 beyond the window of 10,000; robots.txt (API: 404); `ETag` of the
details.
"""

from demo.sedia.feeders import from_history, from_open_calls, from_results, labels_of
from demo.sedia.index import Search, SediaIndex
from demo.sedia.sites import API_HOST, DETAILS, FACET, PORTAL_HOST, SEARCH, SearchApi, TopicPages
from demo.sedia.topics import Money, Topic, details, row

__all__ = [
    "API_HOST",
    "DETAILS",
    "FACET",
    "PORTAL_HOST",
    "SEARCH",
    "Money",
    "Search",
    "SearchApi",
    "SediaIndex",
    "Topic",
    "TopicPages",
    "details",
    "from_history",
    "from_open_calls",
    "from_results",
    "labels_of",
    "row",
]
