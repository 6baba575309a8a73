"""Telephones as files write them, to E.164; the ten-digit French form without the library."""

import re
from functools import lru_cache

# What the regulator gives to the overseas départements: a number there has its own country code.
_OVERSEAS = {
    "0590": "+590", "0690": "+590", "0691": "+590", "0594": "+594", "0694": "+594", "0596": "+596",
    "0696": "+596", "0697": "+596", "0262": "+262", "0263": "+262", "0269": "+262", "0692": "+262",
    "0693": "+262",
}  # fmt: skip
_SHORT = re.compile(r"^(?:1[0-9]{1,3}|3[0-9]{3}|116\d{3}|118\d{3})$", re.ASCII)  # 15, 3977, 116117
_SEVERAL = re.compile(r"\s*(?:/|;|,|\n|\bou\b|\bet\b|(?<=\d)\s+-\s+(?=[0+]))\s*", re.IGNORECASE)
_DIGIT_PAIRS = re.compile(r"(?:\+\s?33|0033|0)\s?(?:\(0\)\s?)?[1-9](?:[\s.\-_]?[0-9]){8}(?![0-9])")


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


def found_in(text: str) -> tuple[list[str], str]:
    """The telephones of a cell that may hold several, each once, and what could not be read."""
    numbers: dict[str, None] = {}
    unread = []
    for part in filter(None, _SEVERAL.split(text.strip())):
        if number := e164(part):
            numbers[number] = None
        elif within := [e164(match[0]) for match in _DIGIT_PAIRS.finditer(part)]:
            numbers |= dict.fromkeys(number for number in within if number)
        else:
            unread.append(part)
    return list(numbers), " ".join(unread)


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
