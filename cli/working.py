"""`crawl-worker`: the other end of `crawl`, one portal in a process of its own."""

import click

from crawl.worker import main


@click.command(name="crawl-worker", hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def crawl_worker(words: tuple[str, ...]) -> int:
    """Run one crawl in this process (called by `crawl`)."""
    return main(list(words))
