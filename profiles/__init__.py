"""The cities' profiles: one YAML file each in this folder, and their loader.

A wrong file is told by file, line and column in German or English and never stops the others.
"""

from profiles.fault import Fault, Loaded
from profiles.loading import load, load_files
from profiles.said import Said

__all__ = ["Fault", "Loaded", "Said", "load", "load_files"]
