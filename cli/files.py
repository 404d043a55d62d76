"""Writing files so that a reader never sees half of one."""

import shutil
from contextlib import suppress
from pathlib import Path

from funding import PassgenauError


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside the place and then rename; a file that was there keeps its rights."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        return beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise PassgenauError(f"{path} lässt sich nicht schreiben: {error.strerror}. Anderen Ordner wählen.") from error
