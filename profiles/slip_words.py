"""What is told about the common slips in YAML; `{…}` is filled where it is found."""

from profiles.said import Said

AFTER_BAR = (
    "nach „{sign}“ muss die Zeile zu Ende sein; der Text folgt eingerückt darunter, oder er steht in Anführungszeichen",
    "after “{sign}” the line has to end; the text follows indented below, or stands in quotes",
)
AFTER_BRACKET = Said(
    "nach der schließenden Klammer geht es weiter; Text mit Klammern am Anfang in Anführungszeichen setzen",
    "something follows the closing bracket; put text that begins with a bracket in quotes",
)
AFTER_QUOTE = Said(
    "nach dem schließenden Anführungszeichen geht es weiter; um den ganzen Text gehören sie, innen solche: „…“",
    'something follows the closing quote; quotes belong around the whole text, others inside: "… “word” …"',
)
BACKSLASH = Said(
    "„\\“ hat in doppelten Anführungszeichen eine eigene Bedeutung; bitte einfache nehmen: '…'",
    "“\\” has a meaning of its own in double quotes; please use single ones: '…'",
)
BRACKET_OPEN = (
    "die Klammer „{sign}“ wird nicht geschlossen, oder am Ende einer ihrer Zeilen fehlt ein Komma",
    "the bracket “{sign}” is never closed, or a comma is missing at the end of one of its lines",
)
BULLET = Said(
    "ein Listeneintrag beginnt mit „- “ (Bindestrich und Leerzeichen), nicht mit „{word}“",
    "a list entry begins with “- ” (hyphen and blank), not with “{word}”",
)
CLOSING = Said(
    "zu dieser Klammer fehlt die öffnende, oder sie ist zu viel",
    "this bracket was never opened, or is one too many",
)
COLON_IN_TEXT = Said(
    "„:“ ist hier nicht erlaubt; Text mit Doppelpunkt in Anführungszeichen setzen",
    "“:” is not allowed here; put text with a colon in quotes",
)
COMMA = Said(
    "ein Komma nach dem Wert; bitte weglassen (Kommas stehen nur in Klammern)",
    "a comma after the value; please leave it out (commas stand in brackets only)",
)
COMMA_MISSING = Said("davor fehlt ein Komma", "a comma is missing before this")
COMMA_OR_QUOTE = Said(
    "nach dem schließenden Anführungszeichen fehlt ein Komma, oder es steht an der falschen Stelle",
    "a comma is missing after the closing quote, or the quote stands in the wrong place",
)
COMMA_TWICE = Said("ein Komma zu viel", "one comma too many")
COMMENT = Said(
    "eine Anmerkung beginnt mit „#“",
    "a comment begins with “#”",
)
DASH_IN_LINE = Said(
    "„- “ ist hier nicht erlaubt; ein Listeneintrag steht in einer eigenen Zeile, Text mit „- “ in Anführungszeichen",
    "“- ” is not allowed here; a list entry stands on a line of its own, text with “- ” in quotes",
)
DASH_MISSING = (
    "davor fehlt „- “: hier beginnt der erste Eintrag der Liste, die in Zeile {line} weitergeht",
    "“- ” is missing before this: the first entry of the list that goes on in line {line}",
)
DEEPER = (
    "beginnt nach {here} Zeichen, Zeile {line} darüber nach {there}; was zu einer Ebene gehört, beginnt untereinander",
    "begins after {here} signs, line {line} above after {there}; what belongs to one level begins in one column",
)
DOTS = Said("„...“ am Anfang der Zeile beendet die Datei; bitte weglassen", "“...” ends the file; please leave it out")
FIRST_INDENTED = Said(
    "die erste Angabe ist eingerückt; „city:“ und was auf seiner Ebene steht beginnt ganz links",
    "the first key is indented; “city:” and what stands on its level begins at the very left",
)
INDENT = (
    "die Einrückung ({here} Leerzeichen) passt nicht zu den Zeilen darüber; dort sind es {there}",
    "the indentation ({here} blanks) does not fit the lines above; there it is {there}",
)
LOST_LINE = Said(
    "keine Angabe mit „:“; eine Zeile des Textes darüber muss tiefer eingerückt sein als dessen Anfang",
    "no key with “:”; a line of the text above has to be indented more than that begins",
)
NO_BLANK_AFTER_COLON = Said(
    "nach „{word}:“ fehlt ein Leerzeichen",
    "a blank is missing after “{word}:”",
)
NO_BLANK_AFTER_DASH = Said(
    "nach „-“ fehlt ein Leerzeichen; ein Listeneintrag beginnt mit „- “ (Bindestrich und Leerzeichen)",
    "a blank is missing after “-”; a list entry begins with “- ” (hyphen and blank)",
)
NO_COLON = ("nach „{word}“ fehlt „:“", "“:” is missing after “{word}”")
NO_COLON_OR_LOST = (
    "nach „{word}“ fehlt „:“; gehört die Zeile zum Text darüber, muss sie tiefer eingerückt sein als dessen Anfang",
    "“:” is missing after “{word}”; a line of the text above has to be indented more than that begins",
)
NO_OPENING = Said("in dieser Zeile fehlt die öffnende Klammer „{“", "in this line the opening bracket “{” is missing")
NO_START = (
    "mit „{sign}“ darf kein Text beginnen; bitte in Anführungszeichen setzen",
    "no text may begin with “{sign}”; please use quotes",
)
NOT_A_COLON = Said(
    "nach „{word}“ gehört „: “ (Doppelpunkt und Leerzeichen)",
    "after “{word}” belongs “: ” (colon and blank)",
)
ODD_BLANK = Said(
    "ein geschütztes Leerzeichen; bitte durch ein gewöhnliches ersetzen",
    "a no-break space; please replace it by an ordinary blank",
)
QUOTE_OPEN = Said(
    "dieses Anführungszeichen wird in seiner Zeile nicht geschlossen",
    "this quote is not closed in its line",
)
TAB = Said("Tabulator; erlaubt sind nur Leerzeichen", "tab; allowed are blanks only")
UNKNOWN = Said(
    "hier lässt sich die Zeile nicht verstehen; bitte Doppelpunkte, Einrückung, Anführungszeichen und Klammern prüfen",
    "the line cannot be understood here; please check colons, indentation, quotes and brackets",
)
WRONG_BRACKET = (
    "geschlossen wird mit „{sign}“, geöffnet wurde mit „{opened}“",
    "closed with “{sign}”, but opened with “{opened}”",
)
