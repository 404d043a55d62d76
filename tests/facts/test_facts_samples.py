"""The sample programmes, written for the demo and not for the reader, through their portal's parser."""

from datetime import date
from pathlib import Path

import pytest

import facts
from crawl import gsb
from demo import TODAY
from demo.content import SampleProgramme, programmes
from demo.export import export_zip
from funding import Programme, next_gate, status


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Programme]:
    path: Path = tmp_path_factory.mktemp("samples") / "export.zip"
    path.write_bytes(export_zip(programmes()))
    found = [item for item in gsb.read(gsb.open_export(path)) if isinstance(item, Programme)]
    return {item.key.rpartition("/")[2].removesuffix(".html"): facts.read(item) for item in found}


def gate_of(programme: Programme) -> date | None:
    gate = next_gate(programme.stages, TODAY)
    shut = status(programme, TODAY) in {"closed", "exhausted"}
    return None if gate is None or shut else gate.day


@pytest.mark.parametrize("sample", programmes(), ids=lambda sample: sample.slug)
def test_a_sample_is_read_as_a_careful_reader_would(sample: SampleProgramme, read: dict[str, Programme]) -> None:
    found, expected = read[sample.page.rpartition("/")[2].removesuffix(".html")], sample.expected
    assert (status(found, TODAY), found.rate_max, found.amount_max) == (
        expected.status,
        expected.rate,
        expected.amount_max,
    )
    assert gate_of(found) == (None if expected.status in {"closed", "exhausted"} else expected.gate)
