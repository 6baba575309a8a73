"""Text hygiene: what may reach a terminal (`clean` and its like) and what is compared (`fold`, `digits`)."""

import re
from unicodedata import category, is_normalized, normalize

LINE_LIMIT = 2_000  # characters of one line that `clean` keeps
LINES_LIMIT = 100_000  # characters of a longer text

# Escape sequences as ECMA-48 and xterm define them, in 7-bit (ESC x) and 8-bit (C1) form. Strings end
# at BEL, ST, CAN or SUB; one that never ends is taken to the end of its line. ESC aborts and starts anew.
_SEQUENCE = re.compile(
    r"""
      (?:\x1b+\[|\x9b) [\x30-\x3f]* [\x20-\x2f]* [\x40-\x7e]?             # CSI
    | (?:\x1b+\]|\x9d) (?: [^\x07\x18\x1a\x1b\x9c]* (?:[\x07\x18\x1a\x9c]|\x1b\\)
                         | [^\x07\x18\x1a\x1b\x9c\n]* )                   # OSC
    | (?:\x1b+[PX^_k]|[\x90\x98\x9e\x9f]) (?: [^\x18\x1a\x1b\x9c]* (?:[\x18\x1a\x9c]|\x1b\\)
                         | [^\x18\x1a\x1b\x9c\n]* )                       # DCS SOS PM APC, tmux title
    | \x1b+ [\x20-\x2f]+ [\x30-\x7e]?                                     # charsets and the like
    | \x1b+ [\x30-\x7e]?                                                  # ESC x, or a lone ESC
    """,
    re.VERBOSE,
)
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0"
_BLANK_LETTER = re.compile(f"[{_INVISIBLE}]")  # printable by their category, yet nothing is seen
_IN_SEQUENCE = re.compile("[\x07\x18\x1a\x1b\x80-\x9f]")
_FRENCH_SPACE = re.compile("(?<=«)\u00a0(?=[^\\s»])|(?<=\\S)\u00a0(?=[»:;!?])")  # beside punctuation only
_CUT = "…"


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """One printable line: NFC, spaces collapsed, no control, escape sequence, bidi or zero-width character.

    A text longer than `limit` is cut and ends in "…". Markup such as `[b]` stays: widgets never read it.
    """
    if not _is_plain(text):
        text = _collapsed(_without_sequences(text))
    elif "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text if len(text) <= limit else _cut(text, limit)


def clean_lines(text: str, limit: int = LINES_LIMIT) -> str:
    """Like `clean`, but line ends stay (as "\\n"), with at most one empty line in a row."""
    if text.isprintable():
        return clean(text, limit)
    whole = _without_sequences(_with_line_feeds(text))
    lines = "\n".join(clean(line, limit) for line in whole.split("\n"))
    lines = re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
    return lines if len(lines) <= limit else _cut(lines, limit)


def clean_sentence(text: str, limit: int = LINES_LIMIT) -> str:
    """Like `clean_lines`, for a sentence of ours: no line breaks at the no-break spaces of its French.

    What others wrote is cleaned before it is put into a sentence, so that none of its spaces is kept.
    """
    if "\u00a0" not in text:
        return clean_lines(text, limit)
    whole = _without_sequences(_with_line_feeds(text))
    pieces = (clean_lines(piece, limit) for piece in _FRENCH_SPACE.split(whole))
    sentence = "\u00a0".join(filter(None, pieces))
    return sentence if len(sentence) <= limit else _cut(sentence, limit)


def is_showable(line: str) -> bool:
    """Whether a terminal may be given a line of ours as it is, with its layout."""
    return line.isprintable() or _FRENCH_SPACE.sub("", line).isprintable()


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_plain(text: str) -> bool:
    """Whether every character may stay as it is; true of nearly every value of a file."""
    if not text.isprintable():
        return False
    return text.isascii() or (is_normalized("NFC", text) and _BLANK_LETTER.search(text) is None)


def _without_sequences(text: str) -> str:
    """Drop what is never seen, then the sequences: an invisible character inside one must not hide it."""
    seen = (char for char in text if char.isprintable() or char.isspace() or _IN_SEQUENCE.match(char))
    return _SEQUENCE.sub("", "".join(seen))


def _collapsed(text: str) -> str:
    line = " ".join(text.split())
    seen = _BLANK_LETTER.sub("", "".join(filter(str.isprintable, line)))
    return " ".join(normalize("NFC", seen).split())


def _cut(text: str, limit: int) -> str:
    return normalize("NFC", text[: max(limit - 1, 0)]).rstrip() + _CUT if limit > 0 else ""


class _Folding(dict[int, str]):
    """Character → folded form, worked out once per character of Unicode that is met."""

    def __missing__(self, code: int) -> str:
        decomposed = normalize("NFKD", chr(code)).lower()
        folded = "".join(
            _SPECIAL.get(char, char) for char in normalize("NFKD", decomposed) if category(char) != "Mn"
        )
        self[code] = folded
        return folded


_SPECIAL = {
    **dict(zip("œæßøłđðþı", ("oe", "ae", "ss", "o", "l", "d", "d", "th", "i"), strict=True)),
    **dict.fromkeys("’‘‛ʼʹ′＇", "'"),
    **dict.fromkeys("-‐‑‒–—―−－\u00ad", " "),
}
_FOLDED = _Folding({ord(char): folded for char, folded in _SPECIAL.items()} | {0xB4: "'"})


def fold(text: str) -> str:
    """The form in which texts are compared: lower case, no accent, œ→oe, æ→ae, ß→ss, ’→', hyphen → space."""
    folded = text.lower().replace("-", " ") if text.isascii() else text.lower().translate(_FOLDED)
    if "  " in folded or not folded.isprintable() or folded[:1] == " " or folded[-1:] == " ":
        folded = " ".join(folded.split())
    return folded


_NO_DIGIT = re.compile("[^0-9]+")


def digits(text: str) -> str:
    """The digits 0–9 of a text, in their order."""
    return text if text.isascii() and text.isdigit() else _NO_DIGIT.sub("", text)
