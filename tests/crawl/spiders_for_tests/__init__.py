"""Two tiny portals that the tests of the crawl machinery crawl."""
