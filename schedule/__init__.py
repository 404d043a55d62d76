"""The daily rhythm: what is done after a crawl, in which order. Commands and timers call the same jobs."""
