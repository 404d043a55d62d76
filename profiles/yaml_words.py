"""What is told about YAML that cannot be used."""

from profiles.said import Said, say

ALIAS = Said(
    "Anker (&) oder Verweis (*); bitte den Inhalt ausschreiben oder „“ darum setzen",
    "anchor (&) or alias (*); please write the content out, or put it in quotes",
)
BLOCK_AS_KEY = Said(
    "eine Liste oder ein Block als Schlüssel; erlaubt ist ein Wort vor dem „:“",
    "a list or a block as a key; allowed is one word before the “:”",
)
CONTROL_IN_TEXT = Said(
    "Steuerzeichen in einem Text; erlaubt sind nur sichtbare Zeichen",
    "control character in a text; allowed are visible characters only",
)
EMPTY_FILE = Said(
    "leere Datei; erwartet werden mindestens „city:“ mit slug, name, ags, land, population",
    "empty file; expected is at least “city:” with slug, name, ags, land, population",
)
NO_KEY = Said(
    "kein Wort vor dem „:“; erlaubt ist eine Angabe wie „city:“",
    "no word before the “:”; allowed is a key such as “city:”",
)
SECOND = Said(
    "zweites YAML-Dokument („---“); erlaubt ist eine Stadt je Datei",
    "second YAML document (“---”); allowed is one city per file",
)
TAG = Said(
    "YAML-Typangabe („!…“); bitte weglassen oder den Text in Anführungszeichen setzen",
    "YAML tag (“!…”); please leave it out, or put the text in quotes",
)
TOO_DEEP = ("zu tief verschachtelt; erlaubt sind {most} Ebenen", "nested too deeply; allowed are {most} levels")
TWICE = (
    "„{key}“ steht zweimal (zuerst in Zeile {line}); erlaubt ist es einmal",
    "“{key}” stands twice (first in line {line}); allowed is once",
)
_PROBLEMS = (
    (
        "mapping values are not allowed",
        Said(
            "„:“ ist hier nicht erlaubt; Text mit Doppelpunkt in Anführungszeichen setzen",
            "“:” is not allowed here; put text with a colon in quotes",
        ),
    ),
    (
        "expected <block end>",
        Said(
            "die Einrückung passt nicht zu den Zeilen darüber; gleiche Ebene heißt gleich viele Leerzeichen",
            "the indentation does not fit the lines above; the same level needs the same number of blanks",
        ),
    ),
    ("unexpected end of stream", Said("ein Anführungszeichen wird nicht geschlossen", "a quote is never closed")),
    ("could not find expected ':'", Said("nach dem Wort fehlt „:“", "“:” is missing after the word")),
    (
        "expected ',' or",
        Said(
            "eine Klammer wird nicht geschlossen, oder ein Komma fehlt",
            "a bracket is never closed, or a comma is missing",
        ),
    ),
    (
        "cannot start any token",
        Said(
            "mit diesem Zeichen beginnt kein Text; bitte in Anführungszeichen setzen",
            "no text begins with this sign; please use quotes",
        ),
    ),
)


def invalid(problem: str) -> Said:
    """The YAML parser's complaint, in plain words where it is a common one."""
    first = problem.partition("\n")[0][:120]
    known = next((said for part, said in _PROBLEMS if part in first), Said(first, first))
    return say("kein gültiges YAML: {known}", "not valid YAML: {known}", known=known)
