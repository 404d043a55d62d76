"""`_defaults.yaml`: what all cities share; a city's own word wins."""

from pathlib import Path

from profile_samples import GOOD, PROJECT, read

SHARED = """\
departments: [{slug: umwelt, name: Umweltamt}, {slug: kultur, name: Kulturamt}]
recipients: [{email: alle@kreis.example, departments: [umwelt]}]
defaults:
  city: {lead_time_weeks: 9, memberships: [Eurocities]}
  project: {maturity: idea}
  recipient: {weekday: thu, reminder_weeks: [6], when_nothing: line}
"""


def test_shared_departments_recipients_and_values(tmp_path: Path) -> None:
    loaded = read(tmp_path, PROJECT + "department: umwelt\n", _defaults=SHARED)
    assert (loaded.faults, loaded.warnings) == ((), ())
    (profile,) = loaded.profiles
    assert [department.slug for department in profile.departments] == ["umwelt", "kultur"]
    assert [(r.email, r.weekday, r.reminder_weeks) for r in profile.recipients] == [("alle@kreis.example", "thu", (6,))]
    assert profile.recipients[0].when_nothing == "line"
    assert (profile.city.lead_time_weeks, profile.projects[0].maturity) == (9, "idea")


def test_a_city_says_otherwise(tmp_path: Path) -> None:
    own = PROJECT.replace("  name:", "  lead_time_weeks: 2\n  name:") + (
        "maturity: ready\n    department: umwelt\n"
        "departments: [{slug: umwelt, name: Eigenes Amt}]\n"
        "recipients: [{email: alle@kreis.example, weekday: fri}]\n"
    )
    (profile,) = read(tmp_path, own, _defaults=SHARED).profiles
    assert [(d.slug, d.name) for d in profile.departments] == [("umwelt", "Eigenes Amt"), ("kultur", "Kulturamt")]
    assert [(r.weekday, r.departments) for r in profile.recipients] == [("fri", ())]
    assert (profile.city.lead_time_weeks, profile.projects[0].maturity) == (2, "ready")


def test_a_broken_shared_file_is_told_once_and_stops_no_city(tmp_path: Path) -> None:
    wrong = (
        "recipients: [{email: x@y.example, max_items: 99}]\ndefaults: {city: {slug: x}, recipient: {weekday: sun}}\n"
    )
    loaded = read(tmp_path, PROJECT + "department: umwelt\n", b=GOOD.replace("musterstadt", "b"), _defaults=wrong)
    assert [(fault.file.name, fault.line) for fault in loaded.faults] == [("_defaults.yaml", n) for n in (1, 2, 2)]
    assert "erlaubt sind budget, memberships, areas" in str(loaded.faults[1])
    assert len(loaded.profiles) == 2
    assert loaded.shared_broken


def test_an_empty_shared_file_is_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, GOOD, _defaults="# nichts\n")
    assert (loaded.faults, loaded.shared_broken) == ((), False)


def test_a_shared_word_for_departments_that_only_cities_have_is_a_warning_told_once(tmp_path: Path) -> None:
    shared = (
        "recipients: [{email: alle@kreis.example, departments: [umwelt]}]\ndefaults: {project: {department: umwelt}}\n"
    )
    own = PROJECT.replace("musterstadt", "b").replace("14713", "14714") + "\ndepartments: [{slug: umwelt, name: Amt}]\n"
    loaded = read(tmp_path, PROJECT, b=own, _defaults=shared)
    assert (loaded.faults, loaded.shared_broken) == ((), False)
    assert [(w.file.name, w.line, w.column) for w in loaded.warnings] == [
        ("_defaults.yaml", 1, 56),
        ("_defaults.yaml", 2, 34),
    ]
    assert "nicht unter departments (dort: noch keine); gilt nur in Städten mit" in str(loaded.warnings[0])
    there, without = loaded.profiles
    assert (there.projects[0].department, without.projects[0].department) == ("umwelt", None)
    assert [profile.recipients[0].departments for profile in loaded.profiles] == [("umwelt",), ("umwelt",)]
    assert without.projects_of(without.recipients[0]) == without.projects, "what belongs to nobody goes to everybody"


def test_a_city_that_names_a_department_nobody_defines_is_still_wrong(tmp_path: Path) -> None:
    loaded = read(tmp_path, PROJECT + "department: nix\n", _defaults="defaults: {project: {department: nix}}\n")
    assert [(fault.file.name, fault.line) for fault in loaded.faults] == [("stadt.yaml", 10)]
