"""Cells that say where something is: postcode, commune, coordinates, the end of the address."""

import re

from core.text import clean
from directory import localities
from importers import addresses, coordinates
from importers.habits.areas import Around
from importers.tables.reading import GUESSED, Reading

_LINE_LIMIT = 300
_POSTCODE = re.compile(r"\b(\d{5})\b")
_AT_THE_END = re.compile(r"^(?P<line>.*?)[,\s]+(?P<postcode>\d{5})\s+(?P<town>\D+)$")


def postcode(reading: Reading, header: str, text: str) -> None:
    if match := _POSTCODE.search(text.zfill(5) if text.isdigit() and len(text) == 4 else text):
        reading.put("postcode", match[1])
    else:
        reading.unread(header, text)


def commune(reading: Reading, header: str, text: str) -> None:
    """A name, a name with its postcode, or an INSEE code; the name of a former commune is where it stands."""
    postal = reading.said("postcode") or (_POSTCODE.search(text) or [""])[0]
    departement = None if postal else reading.texts.departement
    code = text if re.fullmatch(r"\d{5}|2[AB]\d{3}", text) and not reading.said("postcode") else None
    name = town(text)
    place = localities.resolve(code, None if code else name, None if code else postal or None, departement)
    if place is None and code:
        place = localities.resolve(None, None, code)
    if place is None and (near := localities.begun(name, postal, departement)):
        reading.doubt(header, text, GUESSED, guess=near.name)
        reading.put("commune", near.code)
        reading.put("locality", clean(name, _LINE_LIMIT))
        reading.put("postcode", postal)
        return
    if place is None:
        reading.unread(header, text)
        reading.put("locality", clean(text, _LINE_LIMIT))
        return
    former = None if code else addresses.former_named(name, place)
    reading.put("commune", (former or place).code)
    reading.put("locality", clean(name, _LINE_LIMIT) if not code else place.name)
    if postal and not code:
        reading.put("postcode", postal)


def town(text: str) -> str:
    """The name without its postcode, before or behind: "49260 - Montreuil-Bellay"."""
    return clean(re.sub(r"[\d()]", " ", text)).strip(" ,;:/-–")


def settle_place(reading: Reading) -> None:
    """When no column says the commune, the postcode or the end of the address may."""
    line = reading.said("line") or ""
    match = _AT_THE_END.match(line)
    if not reading.said("commune") and match:
        place = localities.resolve(None, match["town"], match["postcode"])
        if place is not None:
            reading.put("line", match["line"].strip(" ,"))
            reading.put("postcode", match["postcode"])
            reading.put("commune", place.code)
            reading.put("locality", clean(match["town"]))
    if not reading.said("commune") and reading.said("postcode") and not reading.said("locality"):
        place = localities.resolve(None, None, reading.said("postcode"))
        if place is not None:
            reading.put("commune", place.code)
            reading.put("locality", place.name)
    if line := reading.said("line"):
        reading.put("line", addresses.fourth_line(line))
    reading.around = Around(reading.said("commune"))


def point(reading: Reading, header: str, text: str) -> None:
    """Both coordinates at once: one without the other says nothing."""
    latitude, longitude = (reading.texts.first(name) for name in ("latitude", "longitude"))
    found = coordinates.plausible(latitude, longitude)
    if found is None:
        reading.unread(header, text)
    else:
        reading.put("latitude", found[0])
        reading.put("longitude", found[1])
