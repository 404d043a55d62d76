"""Lets the tests here share `matcher_samples` and use the measures of `bench/`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]
