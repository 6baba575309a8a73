"""Telephones as files write them, to E.164; the ten-digit French form without the library."""

import re
from functools import lru_cache
from typing import NamedTuple

# What the regulator gives to the overseas départements: a number there has its own country code.
_OVERSEAS = {
    "0590": "+590", "0690": "+590", "0691": "+590", "0594": "+594", "0694": "+594", "0596": "+596",
    "0696": "+596", "0697": "+596", "0262": "+262", "0263": "+262", "0269": "+262", "0692": "+262",
    "0693": "+262",
}  # fmt: skip
_SHORT = re.compile(r"^(?:1[0-9]{1,3}|3[0-9]{3}|116\d{3}|118\d{3})$", re.ASCII)  # 15, 3977, 116117
_SEVERAL = re.compile(r"\s*(?:/|;|,|\n|\bou\b|\bet\b|(?<=\d)\s+-\s+(?=[0+]))\s*", re.IGNORECASE)
_IN_PAIRS = re.compile(
    r"(?<![\d+])(?:\+\s?33|0033|0)\s?(?:\(0\)\s?)?[1-9](?:[\s.\-_/:,]{0,3}[0-9]{2}){4}(?![0-9])"
)
_NUMBER = re.compile(r"\+\d{9,15}")
_OTHER_END = re.compile(r"(\+33\d{7})(\d\d)\s*(?:/|ou\b|et\b)\s*(\d\d)(?![\s.]*\d)", re.IGNORECASE)
_ONLY_SAYS_TELEPHONE = re.compile(
    r"\b(?:t[ée]l(?:[ée]phones?)?|fixe|n°|num[ée]ro|ou|et|au)(?=[\s.:]|$)", re.IGNORECASE
)
_SAYS_WHICH = re.compile(
    r"(?<!^)[\s,(]+(?=(?:fax|t[ée]l[ée]copie|portable|port\.?|mobile|fixe|t[ée]l\.?)[\s:.]*\+\d)",
    re.IGNORECASE,
)
_LABEL_LIMIT = 60


class Number(NamedTuple):
    """A telephone, and the words that stand beside it: a name, a use."""

    value: str
    label: str = ""


@lru_cache(maxsize=65_536)
def e164(text: str) -> str | None:
    """ "02 61 91 12 34", "+33 (0)2.61…", "0033261911234" → "+33261911234"; None when it is no telephone.

    A short number such as 15 or 3977 stays as it is.
    """
    digits = text if text.isascii() and text.isdigit() else _bare(text)
    if len(digits) == 10 and digits.isdigit() and digits.isascii() and digits[0] == "0" and digits[1] != "0":
        return _OVERSEAS.get(digits[:4], "+33") + digits[1:]
    if len(digits) == 9 and digits[0] in "123456789" and text.isascii() and text.isdigit():
        return "+33" + digits  # a spreadsheet took the first zero away
    if _SHORT.match(digits):
        return digits
    return _foreign(text) if digits else None


def read(text: str) -> tuple[list[Number], str]:
    """The telephones of a cell that may hold several, each once, and what could not be read.

    With the words beside each: "02 61 91 10 10 (Mme Roy) / 06 39 98 10 10 astreinte".
    """
    numbers: dict[str, Number] = {}
    unread = []
    spelled = _IN_PAIRS.sub(lambda match: f" {e164(_joined(match[0])) or match[0]} ", text)
    spelled = _SAYS_WHICH.sub(" ; ", spelled)
    spelled = _OTHER_END.sub(r"\1\2 ; \1\3 ; ", spelled)
    for part in filter(None, _SEVERAL.split(spelled.strip())):
        found = _labelled(part) or [Number(number) for number in [e164(part)] if number]
        for number in found:
            numbers.setdefault(number.value, number)
        if not found:
            unread.append(part)
    return list(numbers.values()), " ".join(unread)


def _joined(number: str) -> str:
    return re.sub(r"[/:,]", " ", number)


def _labelled(part: str) -> list[Number]:
    """The numbers of a part, each with the words before it, or after it when none stand before the first."""
    values, pieces = _NUMBER.findall(part), _NUMBER.split(part)
    words = list(map(_label, pieces))
    labels = words[:-1] if pieces[0].strip() else words[1:]
    if len(values) == 1:
        labels = [", ".join(filter(None, words))]
    return [Number(value, label[:_LABEL_LIMIT]) for value, label in zip(values, labels, strict=True)]


def _label(piece: str) -> str:
    return _ONLY_SAYS_TELEPHONE.sub(" ", piece).strip(" /;,:.-()\n\t")


def _bare(text: str) -> str:
    """The digits of a French number in its national form."""
    text = text.replace("(0)", "").strip()
    if text.startswith(("+33", "0033")):
        text = "0" + text.removeprefix("+33").removeprefix("0033").lstrip(" .-").removeprefix("0")
    return re.sub(r"[\s.\-_()\u00a0\u202f]", "", text)


def _foreign(text: str) -> str | None:
    import phonenumbers  # 30 ms to import, and nearly every number goes without it

    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
