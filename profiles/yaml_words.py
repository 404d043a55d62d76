"""What is told about YAML that cannot be used."""

from profiles.said import Said

ALIAS = Said(
    'Anker (&) oder Verweis (*); bitte den Inhalt ausschreiben oder in Anführungszeichen setzen: "…"',
    'anchor (&) or alias (*); please write the content out, or put it in quotes: "…"',
)
BLOCK_AS_KEY = Said(
    "eine Liste oder ein Block als Schlüssel; erlaubt ist ein Wort vor dem „:“",
    "a list or a block as a key; allowed is one word before the “:”",
)
CONTROL_IN_TEXT = Said(
    "Steuerzeichen in einem Text, wohl durch ein „\\“; erlaubt sind nur sichtbare Zeichen, „\\“ in einfachen „'“",
    "control character in a text, probably by a “\\”; allowed are visible characters only, “\\” in single “'”",
)
CUT = (
    'ab hier gilt „{rest}“ als Anmerkung und fehlt im Text; den Text in Anführungszeichen setzen: "…" (oder: „# “)',
    'from here on “{rest}” counts as a comment and is lost to the text; put the text in quotes: "…" (or write “# ”)',
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
TWICE_IN_LIST = (
    "„{key}“ steht zweimal (zuerst in Zeile {line}); erlaubt ist es einmal, und ein neuer Eintrag beginnt mit „- “",
    "“{key}” stands twice (first in line {line}); allowed is once, and a new entry begins with “- ”",
)
