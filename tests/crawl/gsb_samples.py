"""Small exports for the tests, in the real layout."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = "/BMWI/FDB/Content/DE/Foerderprogramm/Bund/X"


def programme(name: str = "a", title: str = "Titel", body: str = "<p>Text</p>", path: str = FOLDER) -> bytes:
    texts = _rich("title", title) + _rich("bodyText", body)
    head = f'<?xml version="1.0" encoding="UTF-8"?><document name="{name}" path="{path}" type="gsb:ServiceOffer">'
    return f"{head}{texts}</document>".encode()


def _rich(name: str, html: str) -> str:
    text = escape(f"<![CDATA[<div>{html}</div>]]>")
    return f'<property name="gsb:{name}" type="RichText"><text>{text}</text></property>'


def name_of(name: str = "a") -> str:
    return f"{FOLDER.removeprefix('/')}/{name}.xml"


def zipped(path: Path, files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files:
            archive.writestr(name, body)
    return path
