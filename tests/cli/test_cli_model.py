"""What commands say about the sentence model."""

import pytest
from cli_runs import Demo

from matcher import NOTICE

pytestmark = pytest.mark.xdist_group("demo")


def test_lexical_mode_is_said_once_and_doctor_knows_what_was_chosen(demo: Demo) -> None:
    assert demo.ask("match", "--city", "leipzig").err.count(NOTICE[0]) == 1
    assert "keines, wie eingestellt" in demo.ask("doctor", PASSGENAU_MODEL="ohne").out


def test_a_model_that_is_not_there_is_one_line(demo: Demo) -> None:
    told = demo.ask("match", "--city", "leipzig", PASSGENAU_MODEL="nobody/none")
    assert told.code == 2
    assert "nobody/none" in told.err
    assert "Traceback" not in told.err
    told = demo.ask("doctor", PASSGENAU_MODEL="nobody/none")
    assert told.code == 1
    assert "Sprachmodell" in told.out
