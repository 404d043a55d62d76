"""`python -P -m cli`: how a crawl's own process is started."""

from cli.app import main

main()
