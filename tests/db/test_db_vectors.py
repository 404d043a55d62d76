"""Vectors of texts: kept byte for byte, by model and key, however many."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store

VECTORS = st.dictionaries(st.text("0123456789abcdef", min_size=1, max_size=8), st.binary(min_size=4, max_size=16))


@settings(deadline=None, max_examples=20)
@given(VECTORS, VECTORS)
def test_what_is_kept_comes_back_and_the_first_stays(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "s.sqlite") as store:
        store.put_many("m", first)
        store.put_many("m", second)
        assert store.get_many("m", [*first, *second, "absent"]) == second | first


def test_many_keys_are_asked_for_in_parts_and_another_model_starts_anew(tmp_path: Path) -> None:
    many = {f"{at:064x}": bytes([at % 256]) * 4 for at in range(1_700)}
    with Store(tmp_path / "s.sqlite") as store:
        store.put_many("old", many)
        assert store.get_many("old", list(many)) == many
        assert store.get_many("new", list(many)) == {}
        store.put_many("new", {"a": b"1234"})
        assert store.get_many("old", list(many)) == {}
