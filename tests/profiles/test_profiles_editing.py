"""Adding to a file keeps every line of it; a profile survives load, dump, load; random YAML is never a traceback."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from profile_samples import GOOD, PROJECT
from pydantic import TypeAdapter

import profiles
from funding import CityProfile, InputError
from funding.places import LAND_OF_AGS, country_words
from profiles import load_files
from profiles.dumping import dump, scalar
from profiles.editing import add

SAMPLES = sorted(Path(profiles.__file__).parent.glob("*.yaml"))
NEW = {"slug": "neu", "title": 'Mit "Zitat": # und NO', "countries": ["NO"], "sdgs": [4, 11]}
COMMENTED = (
    GOOD
    + """\
# vor den Vorhaben
projects:   # Liste
  - slug: a
    title: A   # Titel
    description: |
      Text
      # kein Kommentar

    # gehört zu a
# gehört zu recipients
recipients: []   # Ende
"""
)


def loaded(folder: Path, content: bytes) -> CityProfile:
    path = folder / "stadt.yaml"
    path.write_bytes(content)
    found = load_files([path])
    assert [str(fault) for fault in found.faults] == []
    return found.profiles[0]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["projects", "partnerships"])
def test_every_line_of_a_sample_stays(tmp_path: Path, path: Path, name: str) -> None:
    values = NEW if name == "projects" else {"city": "Hamar", "country": "NO", "since": 1999}
    made = add(path.read_bytes(), name, values)
    old, new = path.read_text("utf-8").splitlines(), made.decode().splitlines()
    at = next(n for n, (before, after) in enumerate(zip([*old, None], new, strict=False)) if before != after)
    assert new[:at] + new[at + len(new) - len(old) :] == old
    assert len(getattr(loaded(tmp_path, made), name)) == len(getattr(loaded(tmp_path, path.read_bytes()), name)) + 1


def test_comments_stay_with_what_they_belong_to(tmp_path: Path) -> None:
    made = add(COMMENTED.encode(), "projects", NEW).decode()
    assert made.index("# gehört zu a\n") > made.index("# kein Kommentar")
    assert made.index('slug: "neu"') < made.index("# gehört zu recipients")
    assert made.index("# kein Kommentar") < made.index('slug: "neu"')
    profile = loaded(tmp_path, made.encode())
    assert [project.slug for project in profile.projects] == ["a", "neu"]
    assert profile.projects[1].title == NEW["title"]
    assert profile.projects[1].countries == ("NO",)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.removesuffix("\n"),
        GOOD + "projects: []\n",
        GOOD + "projects:\n",
        GOOD + "projects: [{slug: a, title: A}]  # kurz\n",
        GOOD + "projects:\n- slug: a\n  title: A\nrecipients: []\n",
        GOOD + "projects:\n      -   slug: a\n          title: A\n",
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + PROJECT + "sdgs: [1]\n",
        "# oben\n" + PROJECT + "sdgs: [1]\n\n\n# unten\n",
    ],
)
def test_other_ways_to_write_a_list(tmp_path: Path, text: str) -> None:
    before = loaded(tmp_path, text.encode())
    made = add(text.encode(), "projects", NEW)
    after = loaded(tmp_path, made)
    assert after.projects[:-1] == before.projects
    assert after.projects[-1].slug == "neu"
    assert made.startswith(b"\xef\xbb\xbf") == text.startswith("\ufeff")
    assert (b"\r\n" in made) == ("\r\n" in text)
    assert all(f"# {word}" in made.decode() for word in ("oben", "unten", "kurz") if word in text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("projects: []  # noch keine\n# unten\n", "projects:  # noch keine\n  - slug: …# unten\n"),
        ("projects:   # siehe docs\n# unten\n", "projects:   # siehe docs\n  - slug: …# unten\n"),
        ("projects: null # so\nrecipients: []\n", "projects: # so\n  - slug: …recipients: []\n"),
        ("projects:\n  # - slug: rad\n", "projects:\n  # - slug: rad\n  - slug: …"),
        ("projects: [ # eins\n  # zwei\n]\n", "projects: [ # eins\n  # zwei\n  {…]\n"),
        (
            'projects: [\n  {slug: a, title: "A # B"},  # seit langem\n  # Ratsbeschluss fehlt\n]  # Ende\n',
            'projects: [\n  {slug: a, title: "A # B"},  # seit langem\n  # Ratsbeschluss fehlt\n  {…]  # Ende\n',
        ),
        (
            "projects: [\n  {slug: a, title: A}  # eins, zwei\n]\n",
            "projects: [\n  {slug: a, title: A},  # eins, zwei\n  {…]\n",
        ),
        ("projects:\n  - # eins\n    slug: a # zwei\n    title: A\n",
         "projects:\n  - # eins\n    slug: a # zwei\n    title: A\n  - slug: …"),
    ],
)  # fmt: skip
def test_no_comment_is_lost_and_an_empty_list_grows_in_its_place(tmp_path: Path, text: str, told: str) -> None:
    made = add((GOOD + text).encode(), "projects", NEW).decode().removeprefix(GOOD)
    before, after = told.split("…")
    assert made.startswith(before)
    assert made.endswith(after)
    assert loaded(tmp_path, (GOOD + made).encode()).projects[-1].title == NEW["title"]


@pytest.mark.parametrize("text", [GOOD, GOOD + "projects: []\n", PROJECT + "sdgs: [1]\n"])
def test_line_ends_stay_as_they_are(tmp_path: Path, text: str) -> None:
    made = add(text.replace("\n", "\r").encode(), "projects", NEW)
    assert b"\n" not in made
    assert made.replace(b"\r", b"\n") == add(text.encode(), "projects", NEW)
    mixed = text.replace("\n", "\r\n", 2)
    made = add(mixed.encode(), "projects", NEW)
    assert made.count(b"\r\n") == 2
    assert made.replace(b"\r\n", b"\n") == add(text.encode(), "projects", NEW)


LISTS = st.lists(
    st.sampled_from(["{slug: a1, title: A},", "{slug: b1, title: 'B # b'}, # drin", "# dazwischen", "", "#"]),
    max_size=5,
)


@settings(deadline=None, max_examples=100)
@given(lines=LISTS, tail=st.sampled_from(["]", " ]  # zu", "]\n# unten"]), ends=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_list_in_brackets_only_grows(lines: list[str], tail: str, ends: str) -> None:
    unique = [line for n, line in enumerate(lines) if not line.startswith("{") or line not in lines[:n]]
    text = (GOOD + "\n".join(["projects: [  # auf", *unique, tail]) + "\n").replace("\n", ends)
    try:
        made = add(text.encode(), "projects", NEW).decode()
    except InputError:
        return
    rest = iter(made)
    assert all(character in rest for character in text), "what stood there stands there, in its order"


@pytest.mark.parametrize("text", ["{city: {slug: a}}\n", "city: [", GOOD + "...\n", "- a\n", GOOD + "projects: a\n"])
def test_a_file_that_cannot_be_added_to_is_left_to_people(text: str) -> None:
    with pytest.raises(InputError):
        add(text.encode(), "projects", NEW)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30).map(
    lambda text: text.replace("\ufeff", "").strip() or "NO"
)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
CODES = st.sampled_from(sorted(set(country_words().values())))
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
MONEY = st.none() | st.integers(0, 10**11)


@st.composite
def cities(draw: st.DrawFn) -> CityProfile:
    """Any valid profile."""
    start = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    slugs = draw(st.lists(SLUGS, unique=True, max_size=3))
    departments = draw(st.lists(SLUGS, unique=True, max_size=2))
    ags = draw(st.sampled_from(sorted(LAND_OF_AGS))) + draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    values = {
        "city": {
            "slug": draw(SLUGS), "name": draw(WORDS), "ags": ags, "land": LAND_OF_AGS[ags[:2]],
            "population": draw(st.integers(1, 10**7)), "memberships": draw(st.lists(WORDS, max_size=3)),
            "budget": draw(st.sampled_from(["normal", "haushaltsnotlage"])), "own_share_capacity_eur": draw(MONEY),
        },
        "partnerships": [
            {"city": draw(WORDS), "country": draw(CODES), "since": draw(st.none() | st.integers(1900, 2100)),
             "formal": draw(st.none() | st.booleans()), "topics": draw(st.lists(WORDS, max_size=2))}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "departments": [{"slug": slug, "name": draw(WORDS)} for slug in departments],
        "projects": [
            {"slug": slug, "title": draw(WORDS), "description": draw(st.lists(WORDS).map("\n".join)).strip(),
             "sdgs": draw(st.lists(st.integers(1, 17), max_size=3)), "countries": draw(st.lists(CODES, max_size=2)),
             "start": draw(st.sampled_from([{}, {"earliest": start[0], "latest": start[1]}])), "cost_eur": draw(MONEY),
             "started": draw(st.booleans()), "department": draw(st.sampled_from([None, *departments]))}
            for slug in slugs
        ],
        "recipients": [
            {"email": "a@b.example", "language": "en", "reminder_weeks": draw(st.lists(st.integers(1, 52)))}
        ],
    }  # fmt: skip
    return TypeAdapter(CityProfile).validate_python(values)


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(profile=cities())
def test_any_valid_profile_survives_dump_and_load(tmp_path: Path, profile: CityProfile) -> None:
    assert loaded(tmp_path, dump(profile).encode()) == profile


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_survive(tmp_path: Path, path: Path) -> None:
    profile = loaded(tmp_path, path.read_bytes())
    assert loaded(tmp_path, dump(profile).encode()) == profile


def test_only_what_differs_from_the_defaults_is_written(tmp_path: Path) -> None:
    assert dump(loaded(tmp_path, GOOD.encode())).count("\n") == GOOD.count("\n")


KEYS = st.sampled_from(
    "city slug name ags land population partnerships projects title countries sdgs start earliest departments "
    "recipients email defaults memberships threshold".split()
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**9)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | CODES
    | DAYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5),
    max_leaves=25,
)


def yaml(value: object) -> str:
    """Flow YAML of any value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    return scalar(value)


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(value=st.dictionaries(KEYS, VALUES, max_size=6), shared=st.none() | VALUES)
def test_any_random_yaml_is_faults_or_a_profile(tmp_path: Path, value: object, shared: object) -> None:
    (tmp_path / "_defaults.yaml").write_text(yaml(shared), encoding="utf-8", errors="replace")
    path = tmp_path / "stadt.yaml"
    path.write_text(yaml(value), encoding="utf-8", errors="replace")
    found = load_files([path], today=date(2026, 11, 23))
    assert found.profiles or found.faults
    assert all(len(fault.told(lang).splitlines()) == 1 for fault in found.faults for lang in ("de", "en"))
    assert all(len(fault.shown().splitlines()) in {1, 3} for fault in found.faults)


TEXTS = [path.read_text("utf-8") for path in SAMPLES]


@settings(
    deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), lines=st.booleans(), times=st.integers(1, 3))
def test_any_mutation_of_a_valid_file_is_faults_or_a_profile(
    tmp_path: Path, data: st.DataObject, lines: bool, times: int
) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    parts = text.splitlines(keepends=True) if lines else list(text)
    for _ in range(times):
        at, other = (data.draw(st.integers(0, max(0, len(parts) - 1))) for _ in range(2))
        how = data.draw(st.sampled_from(["delete", "double", "swap"]))
        if how == "swap":
            parts[at], parts[other] = parts[other], parts[at]
        else:
            parts[at : at + 1] = [] if how == "delete" else parts[at : at + 1] * 2
    path = tmp_path / "stadt.yaml"
    path.write_text("".join(parts), encoding="utf-8", newline="")
    found = load_files([path], today=date(2026, 11, 23))
    assert bool(found.profiles) != bool(found.faults)
    for fault in (*found.faults, *found.warnings):
        assert all(len(fault.shown(lang).splitlines()) in {1, 3} for lang in ("de", "en"))
        assert fault.line is None or 1 <= fault.line <= len("".join(parts).splitlines()) + 1
        assert "None" not in fault.message
    for profile in found.profiles:
        assert loaded(tmp_path, dump(profile).encode()) == profile
