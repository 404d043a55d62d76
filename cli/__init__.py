"""The command `passgenau`: parse, call, print."""

from cli.app import main

__all__ = ["main"]
