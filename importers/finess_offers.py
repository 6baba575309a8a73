"""What the social activities of FINESS become in our directory: a service with its ROR type and a name.

Codes: activity TRE_R401, way of working TRE_R209 ("21" is day care), people TRE_R357, offer TRE_R244.
"""

from typing import NamedTuple


class Offer(NamedTuple):
    """The type of a service, its name, and a short word that tells it from others of the site."""

    service_type: str
    name: str
    variety: str = ""


DAY_CARE = "21"
OFFERS: dict[str, Offer] = {
    "354": Offer("35", "Restaurant pour personnes âgées"),
    "357": Offer("29", "Équipe spécialisée Alzheimer (ESA)"),
    "358": Offer("28", "Soins infirmiers à domicile (SSIAD)"),
    "359": Offer("33", "Portage de repas à domicile"),
    "365": Offer("34", "Téléassistance"),
    "412": Offer("136", "Centre de ressources territorial (CRT)"),
    "469": Offer("30", "Aide à domicile"),
    "657": Offer("hebergement_temporaire", "Hébergement temporaire"),
    "924": Offer("21", "Hébergement permanent"),
    "963": Offer("38", "Plateforme d'accompagnement et de répit des aidants (PFR)"),
}
_DAY_OFFER = Offer("accueil_jour", "Accueil de jour", "jour")
AUDIENCES: dict[str, tuple[str, ...]] = {
    "700": ("elderly",),
    "701": ("elderly",),
    "702": ("elderly_dependent",),
    "711": ("elderly_dependent",),
    "436": ("alzheimer",),
    "010": ("disabled",),
    "110": ("disabled",),
    "205": ("psychiatric",),
    "206": ("psychiatric",),
    "410": ("disabled",),
    "414": ("disabled",),
    "420": ("disabled",),
    "437": ("autism",),
}
_FOR_CARERS = {"963": ("carers",)}


def offer_of(activity: str, way_of_working: str) -> Offer | None:
    """None for an activity that is no service to look for."""
    if way_of_working == DAY_CARE and activity in ("657", "924"):
        return _DAY_OFFER
    return OFFERS.get(activity)


def audiences_of(activity: str, people: str) -> tuple[str, ...]:
    return AUDIENCES.get(people, ()) + _FOR_CARERS.get(activity, ())
