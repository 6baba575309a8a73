"""Invented entries that the tests of the directory share, as nested drafts."""

from typing import Any

NURSE: dict[str, Any] = {
    "family_name": "LEMOINE",
    "given_name": "Aurélie",
    "profession": "60",
    "identifiers": ["rpps:99000000119"],
    "roles": {
        "saumur": {
            "profession": "60",
            "mode": "L",
            "site_name": "Cabinet du Thouet",
            "line": "4 rue des Lilas",
            "postcode": "49400",
            "commune": "49328",
            "home_visits": True,
            "contacts": [
                {"kind": "phone", "value": "+33261910001", "visibility": "public"},
                {"kind": "phone", "value": "+33639980001", "visibility": "network", "label": "Direct"},
                {"kind": "mssante", "value": "a.lemoine@mssante.example", "visibility": "professionals"},
            ],
        }
    },
}
CENTRE: dict[str, Any] = {
    "name": "Centre de soins du Thouet",
    "category": "124",
    "identifiers": ["finess:499999019"],
    "line": "2 place de la Paix",
    "postcode": "49400",
    "commune": "49328",
    "contacts": [{"kind": "phone", "value": "+33261910002", "visibility": "public"}],
    "hours": [{"day": "mo", "opens": "08:30", "closes": "12:00"}],
}
MEALS: dict[str, Any] = {
    "name": "Repas du Thouet",
    "organization": "finess:499999019",
    "service_type": "33",
    "activities": ["359"],
    "days_covered": ["mo", "tu", "we", "th", "fr", "sa"],
    "diets": ["salt_free"],
    "areas": [{"rule": "former", "code": "d49149", "label": "Gennes"}, {"rule": "commune", "code": "49328"}],
    "rounds": [{"days": ["mo"], "half_day": "am", "days_covered": ["mo", "tu"], "areas": []}],
    "costs": [{"option": "déjeuner", "cents": 696, "unit": "meal"}],
    "availability": "full",
    "availability_until": "2027-03-31",
}
