"""Sample portals that are plain files, `demo/sites/<host>/…`: own words in the structure of the real pages."""

from pathlib import Path
from urllib.parse import unquote

from demo.pages import HTML, Page

ROOT = Path(__file__).parent / "sites"
_TYPES = {
    ".html": HTML, ".xml": "application/rss+xml; charset=utf-8", ".json": "application/json", ".txt": "text/plain",
}  # fmt: skip


class StaticSite:
    """The files of one host. `/aufrufe/` and `/aufrufe` are `aufrufe.html` or `aufrufe/index.html`; the query
    `?page=2` is asked of `aufrufe__page=2.html`. `changed` maps a path to another body, as from one day to the next.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.changed: dict[str, bytes] = {}

    def page(self, target: str) -> Page | None:
        """The answer to a path with its query, or None where there is no such file."""
        path, _, query = target.partition("?")
        file = self._file(unquote(path).strip("/"), query)
        if file is None:
            return None
        body = self.changed.get(target, file.read_bytes())
        return Page(body=body, content_type=_TYPES[file.suffix])

    def _file(self, path: str, query: str) -> Path | None:
        """Only files inside the folder, whatever the path says."""
        name = f"{path}__{query}" if query else path
        stems = (name, f"{name}.html", f"{name}/index.html" if name else "index.html")
        found = (self._folder / stem for stem in stems)
        return next((file for file in found if file.suffix in _TYPES and self._holds(file)), None)

    def _holds(self, file: Path) -> bool:
        return file.is_file() and file.resolve().is_relative_to(self._folder.resolve())


def static_sites(root: Path = ROOT) -> dict[str, StaticSite]:
    """Every folder is a host."""
    return {folder.name: StaticSite(folder) for folder in sorted(root.iterdir()) if folder.is_dir()}
