"""What is said, in German and in English, and how it is wrapped."""

import re
from dataclasses import fields, replace
from datetime import date, time, timedelta
from string import Formatter

import pytest
from digest_samples import (
    BEFORE,
    PARTNER,
    RECIPIENT,
    ROLLING,
    ROOFS,
    SOLAR,
    SOURCES,
    TODAY,
    UNKNOWN,
    WATER,
    YEARLY,
    asked,
    built,
    match,
    one,
    profile,
    programme,
    told,
    unclear,
    yes,
)  # fmt: skip

import digest
from digest.english import ENGLISH
from digest.german import GERMAN
from funding import Stage
from funding.programme import Contact, Quote

EN = asked(language="en")


def said(made: digest.Digest) -> str:
    """The text as one line with plain blanks."""
    return " ".join(digest.render(made).text.split())


def test_subject_says_what_is_inside():
    assert digest.render(built()).subject == "2 Fristen nahen, 4 neue Programme – Hafenstadt"
    assert digest.render(built(recipient=EN)).subject == "2 deadlines approaching, 4 new programmes – Hafenstadt"
    assert digest.render(one(UNKNOWN)).subject == "1 neues Programm – Hafenstadt"
    assert digest.render(one(ROOFS)).subject == "1 Frist naht – Hafenstadt"


def test_nothing_fitting_is_one_honest_line():
    mail = digest.render(built(matches={}, told=told(SOURCES[1].telling)))
    assert mail.subject == "Kein passendes Programm – Hafenstadt"
    assert "Zurzeit passt kein bekanntes Programm zu Ihren Projekten." in mail.text
    assert "Projekt 1" not in mail.text
    assert "Schweigt seit Montag, 2. November 2026: SKEW" in mail.text


def test_no_project_at_all_says_so():
    assert "noch kein Projekt" in said(built(recipient=asked(departments=("nirgends",))))


def test_a_project_without_anything_is_named():
    assert "kein passendes Programm für: Trinkwasser mit der Partnerstadt." in said(
        built(matches={"solar": [digest_match()]})
    )


def digest_match():
    return built().groups[0].items[0].match


def test_the_two_strongest_reasons_and_no_third():
    text = said(built())
    assert "Warum es passt: Beide handeln von Solarstrom auf Schulen. Gemeinden in Ihrem Land dürfen" in text
    assert "Schwach" not in text


def test_open_points_are_shown_and_the_rest_counted():
    points = [unclear(f"Punkt {n} ist offen.") for n in range(4)]
    assert "Noch offen: Punkt 0 ist offen. Punkt 1 ist offen. Dazu 2 weitere offene Punkte." in said(
        one(ROOFS, evidence=points)
    )


def test_the_deadline_is_told_once():
    twice = replace(unclear("Eine Frist ist nicht bekannt."), criterion="application")
    text = said(one(UNKNOWN, evidence=[twice]))
    assert "Noch offen" not in text
    assert "Frist unbekannt" in text


def test_what_only_looks_shut_says_so_and_gives_no_date():
    note = Quote(field="source_status", words="Mittel ausgeschöpft", source="text")
    spent = replace(ROOFS, source_status="exhausted", quotes=(note,))
    past = replace(WATER, portal="fdb", stages=(replace(ROOFS.stages[0], closes=TODAY - timedelta(days=1)),))
    matches = {"solar": [match(SOLAR, found, 60) for found in (spent, past, UNKNOWN)]}
    text = said(built(matches=matches, programmes=(spent, past, UNKNOWN)))
    assert f"- {spent.title}: nach dem Text der Quelle sind die Mittel wohl ausgeschöpft – bitte" in text
    assert "Dezember" not in text
    assert f"- {past.title}: nach dem Text der Quelle wohl geschlossen – bitte auf der Seite prüfen" in text


def test_english_sentence_and_german_where_there_is_none():
    text = said(one(ROOFS, recipient=EN, evidence=[yes("Deutsch.", 9, "Both: solar."), yes("Nur deutsch.", 8)]))
    assert "Why it fits: Both: solar. Nur deutsch." in text


@pytest.mark.parametrize(
    ("days", "left"),
    [(0, "heute ist der letzte Tag"), (1, "noch 1 Tag"), (6, "noch 6 Tage"), (7, "noch 7 Tage (rund 1 Woche)"),
     (11, "noch 11 Tage (rund 2 Wochen)"), (17, "noch 17 Tage (rund 2 Wochen)")],
)  # fmt: skip
def test_days_and_rounded_weeks_left(days, left):
    text = said(one(programme("x", "X", stages=(Stage(closes=TODAY + timedelta(days=days)),))))
    assert f", {left} Geld:" in text


def test_gate_with_weekday_and_time_and_foreign_clock():
    stage = Stage(stage="sketch", closes=date(2026, 12, 14), closes_at=time(17), zone="Europe/Brussels")
    text = said(one(programme("x", "X", stages=(stage,))))
    assert "Nächste Frist: Skizze bis Montag, 14. Dezember 2026, 17:00 Uhr (Ortszeit Brüssel), noch 21 Tage" in text
    english = said(one(programme("x", "X", stages=(replace(stage, zone="Europe/Berlin"),)), recipient=EN))
    assert "Next deadline: sketch by Monday, 14 December 2026, 17:00, 21 days left (about 3 weeks)" in english


def test_doubtful_dates_ask_to_be_checked_and_sure_ones_do_not():
    check = "automatisch gelesen, bitte prüfen"
    assert check not in said(one(ROOFS))
    assert f"{check}; im Text: „bis 8.1., 12 Uhr“" in said(one(WATER))
    assert check in said(one(YEARLY))
    assert check not in said(one(replace(WATER, stages=(replace(WATER.stages[0], confidence=0.8),))))


def test_no_date_is_never_silence():
    assert "Nächste Frist: laufend möglich Geld:" in said(one(ROLLING))
    assert "laufend möglich; Antrag mindestens 6 Wochen vor Projektbeginn" in said(one(BEFORE, PARTNER))
    assert "gerechnet für einen Beginn am 01.06.2027" in said(one(BEFORE, SOLAR))
    assert "Frist unbekannt – bitte auf der Seite prüfen" in said(one(UNKNOWN))
    assert "angekündigt, Termine noch nicht bekannt" in said(one(replace(UNKNOWN, source_status="forthcoming")))
    opens = Stage(opens=date(2027, 2, 1), closes=date(2027, 4, 1))
    assert "Antragstellung ab Montag, 1. Februar 2027" in said(one(programme("x", "X", stages=(opens,))))


def test_unknown_is_never_shown_as_zero_or_open_ended():
    text = said(one(UNKNOWN))
    assert "Summe nicht angegeben; Eigenanteil unbekannt (Förderquote nicht angegeben)" in text
    assert "laufend" not in text
    assert " 0 €" not in text
    assert "Eigenanteil unbekannt (Projektkosten fehlen im Profil)" in said(one(ROOFS, replace(SOLAR, cost_eur=None)))


def test_own_share_in_euros():
    assert "10.000 € bis 250.000 €; Förderquote bis zu 60 %; Eigenanteil mindestens 160.000 € von 400.000 €" in said(
        one(ROOFS)
    )
    assert "€10,000 to €250,000; funding rate up to 60%; own share at least €160,000 of €400,000" in said(
        one(ROOFS, recipient=EN)
    )
    cost = programme("x", "X", amount_min=5_000, amount_min_kind="cost", amount_max=9_000, rate_max=66.67)
    assert "Geld: bis zu 9.000 €, ab 5.000 € Projektkosten; Förderquote bis zu 66,67 %;" in said(one(cost))


def test_own_share_is_reckoned_for_the_budget_of_the_city():
    graded = replace(ROOFS, rate_max=90.0, rate_normal=60.0, amount_max=None)
    city = profile(SOLAR).city
    shares = {
        "normal": ("160.000 €", "60 % bei normalem Haushalt"),
        "haushaltssicherung": ("40.000 €", "90 % wegen Haushaltssicherung"),
        "haushaltsnotlage": ("40.000 €", "90 % wegen Haushaltsnotlage"),
    }
    for budget, (share, reason) in shares.items():
        held = replace(profile(SOLAR), city=replace(city, budget=budget))
        made = built(profile=held, matches={"solar": [match(SOLAR, graded, 60)]}, programmes=(graded,))
        why = f"(Förderung begrenzt durch Förderquote von {reason})"
        assert f"bis zu 90 %, bei normalem Haushalt 60 %; Eigenanteil mindestens {share} von 400.000 € {why}" in said(
            made
        )


def test_a_loan_and_foreign_money_are_no_own_share():
    assert "Eigenanteil unbekannt (Darlehen" in said(one(replace(ROOFS, kinds=("loan",))))
    zloty = said(one(replace(ROOFS, currency="PLN")))
    assert "250.000 PLN" in zloty
    assert "Eigenanteil unbekannt (Höchstbetrag nicht in Euro)" in zloty


def test_a_prize_is_not_taken_for_a_grant():
    prize = replace(ROOFS, kinds=("prize",))
    assert "(EU); Preis, kein Zuschuss; Passung" in said(one(replace(prize, funder_level="eu")))
    assert "Eigenanteil unbekannt (Preis statt Zuschuss)" in said(one(prize))
    soon = replace(prize, stages=(Stage(opens=TODAY + timedelta(days=9)),))
    assert "Preis, kein Zuschuss; " in said(one(soon)).partition("Beobachtet")[2]
    assert "a prize, not a grant" in said(one(prize, recipient=EN))


def test_excerpt_is_verbatim_short_and_cut_at_a_word():
    excerpt = re.search("„(.*?)“", said(one(ROOFS)))[1]
    assert len(excerpt) <= 198
    assert ROOFS.summary.startswith(excerpt.removesuffix("…"))
    assert ROOFS.summary[len(excerpt) - 1] == " "


def test_lossy_texts_are_repaired_for_display_and_others_left_alone():
    lossy = programme("x", "EFRE 2021?2027", summary="Das Programm ?Stadtgrün? hilft.", lossy=True)
    assert "- EFRE 2021–2027" in said(one(lossy))
    assert "„Stadtgrün“ hilft" in said(one(lossy))
    assert "- EFRE 2021?2027" in said(one(replace(lossy, lossy=False)))


def test_contact_link_source_and_licence():
    text = said(built())
    assert "Kontakt: Energieagentur Nordufer; rat@energie.example; 03831 1234-0" in text
    assert "Quelle: Förderdatenbank, BMWE, CC BY-ND 4.0 Seite: https://www.foerderdatenbank.example/roofs.html" in text
    assert "Quelle: SKEW" in text
    assert "Passt auch zu: Trinkwasser mit der Partnerstadt" in text


def test_sources_are_always_told():
    text = said(
        built(
            sources=(
                *SOURCES,
                digest.Source(portal="a", title="A"),
                digest.Source(portal="b", title="B", silent=True),
                digest.Source(portal="c", title="C", silent=True),
            )
        )
    )
    assert "Zuletzt gelesen am Sonntag, 22. November 2026: Förderdatenbank." in text
    assert "Schweigt seit Montag, 2. November 2026: SKEW. Neue Programme und geänderte Fristen" in text
    assert "Noch nicht vollständig gelesen: A." in text
    assert "Schweigen: B; C. Programme von dort fehlen." in text


def test_why_this_mail():
    text = said(built())
    assert (
        "weil amt@hafenstadt.example im Profil von Hafenstadt eingetragen ist: Klimaschutz, Eine Welt, wöchentlich"
        in text
    )
    assert f"mindestens {digest.DEFAULT_THRESHOLD} von 100 Punkten, höchstens 5 je Projekt" in text
    assert "all projects, daily" in said(built(recipient=asked(language="en", departments=(), rhythm="daily")))


def test_new_and_due_is_marked_new():
    assert f"- {ROOFS.title} (neu in dieser Mail)" in digest.render(built()).text


def test_many_other_projects_are_counted():
    item = replace(built().groups[0].items[0], also_fits=(PARTNER,) * 5)
    made = built()
    made = replace(made, groups=(replace(made.groups[0], items=(item,)),))
    assert "und 2 weiteren Projekten" in said(made)


def test_lines_fit_78_columns_and_links_stay_whole():
    long = "https://www.foerderdatenbank.example/" + "x" * 300
    text = digest.render(one(replace(ROOFS, title="W" * 5000, url=long, contacts=(Contact(name="N" * 200),)))).text
    assert f"  Seite: {long}\n" in text
    assert all(len(line) <= 78 for line in text.splitlines() if "https://" not in line)


def test_bullets_and_structure_are_plain_ascii():
    text = digest.render(built()).text
    assert not set(text) & set("•▪►→─═│*#=_")
    assert text.endswith(".\n")
    assert text.count("\n- ") == 6 + len(SOURCES)
    assert "\t" not in text


def test_both_catalogues_have_the_same_blanks_to_fill():
    def blanks(value: object) -> set[str]:
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        flat = [text for item in texts for text in (item if isinstance(item, tuple) else (item,))]
        return {name for text in flat for _, name, *_ in Formatter().parse(str(text)) if name}

    for field in fields(GERMAN):
        assert blanks(getattr(GERMAN, field.name)) == blanks(getattr(ENGLISH, field.name)), field.name


def test_english_mail_has_no_german_label():
    text = digest.render(built(recipient=replace(RECIPIENT, language="en"))).text
    for word in ("Frist ", "Projekt ", "Quelle", "Kontakt", "noch ", "Förderer:", "laufend"):
        assert word not in text
