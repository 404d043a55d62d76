"""Texts written with ae, oe, ue and ss -> the same words as others write them, and quotes back again."""

import re
from bisect import bisect_right

# Only in words of the trade: "Neue", "Quelle", "Israel" keep their letters.
_SIGNS = ("fuer ", "Fuer ", "koennen", "ntraeg", "ueber ", "paetestens", "muessen", "Maerz", "moeglich", "oerder")
_WORDS = re.compile(
    r"\b(?:f(ue)r|k(oe)nn\w*|m(ue)ss\w*|d(ue)rf\w*|sp(ae)testens|l(ae)ngstens|m(ae)rz|j(ae)nner|m(oe)glich\w*|"
    r"(ue)ber\w*|l(ae)uft|"
    r"\w*antr(ae)g\w*|\w*vorschl(ae)g\w*|\w*f(oe)rder\w*|f(ue)nf\w*|zw(oe)lf|\w*j(ae)hr\w*|n(ae)chst\w*|\w*(oe)ffne\w*|"
    r"\w*verl(ae)nger\w*|zur(ue)ck\w*|\w*sch(oe)pft\w*|w(ae)hrend|zul(ae)ssig|erh(ae)lt\w*|g(ue)ltig\w*|"
    r"\w*tr(ae)ger\w*|"
    r"ausschlie(ss)lich|einschlie(ss)lich|ma(ss)geblich|\w*ma(ss)nahmen?\w*|schlie(ss)t|schlie(ss)en|"
    r"\w*zusch(ue)sse\w*|\w*st(ae)dte\w*|h(oe)chst\w*|"
    r"fr(ue)hestens|st(ae)ndig|unterst(ue)tz\w*|gew(ae)hr\w*|\w*betr(ae)g\w*|ausw(ae)hl\w*|verf(ue)g\w*|"
    r"\w*beitr(ae)g\w*|vollst(ae)ndig\w*|gem(ae)(ss)|erg(ae)nz\w*|r(ue)ck\w*)",
    re.IGNORECASE,
)
_PAIRS = {"ae": "ä", "oe": "ö", "ue": "ü", "Ue": "Ü", "Oe": "Ö", "Ae": "Ä", "ss": "ß", "AE": "Ä", "OE": "Ö", "UE": "Ü"}


class Umlauts:
    """`text`: the words of the trade with their umlauts; unchanged where the text is written with them anyway."""

    def __init__(self, original: str) -> None:
        """Keep where letters were drawn together."""
        self._original = original
        self._places: list[int] = []  # in the new text: where two letters became one
        self.text = self._drawn(original) if any(sign in original for sign in _SIGNS) else original
        self.changed = self.text != original

    def verbatim(self, quote: str) -> str:
        """The words as they stand in the original text."""
        at = self.text.find(quote) if self.changed and quote else -1
        return quote if at < 0 else self._original[self._place(at) : self._place(at + len(quote))]

    def _place(self, at: int) -> int:
        return at + bisect_right(self._places, at - 1)

    def _drawn(self, text: str) -> str:
        pieces, end, length = [], 0, 0
        for word in _WORDS.finditer(text):
            for index in range(1, len(word.regs)):
                start, stop = word.span(index)
                if start < 0:
                    continue
                pieces += [text[end:start], _PAIRS[text[start:stop]]]
                length += start - end + 1
                self._places.append(length - 1)
                end = stop
        return "".join([*pieces, text[end:]])
