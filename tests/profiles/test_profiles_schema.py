"""The committed JSON Schema is true, every field is described, and it judges the samples as the loader does."""

import json
from pathlib import Path
from typing import Any

import pytest
from profile_samples import GOOD, read
from ruamel.yaml import YAML

import profiles
from profiles.schema import EDITOR_LINE, schema, schema_text

FOLDER = Path(profiles.__file__).parent
SAMPLES = sorted(FOLDER.glob("*.yaml"))


def test_the_committed_schema_is_up_to_date() -> None:
    told = "run: passgenau profiles schema --out profiles/schema.json"
    assert (FOLDER / "schema.json").read_text("utf-8") == schema_text(), told


def test_every_field_has_a_german_description_and_an_example_that_is_right(validator: Any) -> None:
    for name, part in schema()["$defs"].items():
        for key, field in part["properties"].items():
            assert len(field["description"]) >= 8, f"{name}.{key}"
            assert field["examples"], f"{name}.{key}"
            if not {"$ref"} & set(json.dumps(field).split('"')) and (name, key) != ("CityProfile", "city"):
                assert all(validator.evolve(schema=field).is_valid(example) for example in field["examples"])


def test_codes_are_shown_with_their_titles() -> None:
    fields = schema()["$defs"]["Project"]["properties"]
    for name, count in (("handlungsfelder", 11), ("sdgs", 17)):
        items = fields[name]["items"]
        assert len(items["enum"]) == len(items["enumDescriptions"]) == count
        assert all(len(title) > 5 for title in items["enumDescriptions"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_tell_editors_where_the_schema_is(path: Path) -> None:
    assert path.read_text("utf-8").startswith(EDITOR_LINE + "\n")


def as_json(text: str) -> Any:
    """YAML as editors see it: dates are strings."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: schema not tried on files")
    return jsonschema.Draft202012Validator(schema())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_valid_by_the_schema(validator: Any, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(as_json(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("Sachsen", "Saxonia"), GOOD.replace('"14713000"', "14713000"), GOOD + "projekte: []\n",
        GOOD + "projects: [{slug: a}]\n", GOOD + 'partnerships: [{city: X, country: "Frankreich"}]\n',
        "defaults: {city: {slug: x}}\n", GOOD + 'projects: [{slug: a, title: "   "}]\n',
        GOOD.replace("14713000", "147١3000"), GOOD + "projects: [{slug: a, title:}]\n",
        GOOD + "projects: [{slug: a, title: A, started: yes}]\n",
        GOOD + "recipients: [{email: 'mailto:a@b.example'}]\n", GOOD + "projekte:\n",
    ],
)  # fmt: skip
def test_what_the_loader_refuses_the_schema_refuses(validator: Any, tmp_path: Path, text: str) -> None:
    assert list(validator.iter_errors(as_json(text)))
    assert "defaults:" in text or read(tmp_path, text).faults


@pytest.mark.parametrize("name", ["partnerships", "projects", "departments", "recipients"])
def test_a_key_without_a_value_is_right_for_both(validator: Any, tmp_path: Path, name: str) -> None:
    for text in (
        GOOD + f"{name}:\n",
        GOOD + "projects: [{slug: a, title: A, description: , start: , sdgs: , kind: }]\n",
    ):
        assert read(tmp_path, text).faults == ()
        assert list(validator.iter_errors(as_json(text))) == []


@pytest.mark.parametrize("text", [
    GOOD.replace("5000", "59.000"), GOOD + 'partnerships: [{city: X, country: "XX"}]\n',
    GOOD + "partnerships: [{city: Oslo, country: NO}]\n",
])  # fmt: skip
def test_what_only_the_loader_sees_is_said_in_the_schema(validator: Any, tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).faults
    assert list(validator.iter_errors(as_json(text))) == []
    assert all(word in schema()["description"] for word in ("profiles check", "59.000", '"NO"', "Kürzel eines Staates"))
