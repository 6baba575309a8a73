"""The closed lists every part of the directory shares: kinds of entry, states, who may see."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What search finds: HSDS `organization` and `service`, FHIR `Practitioner` with their roles."""

    PRACTITIONER = "practitioner"
    ORGANIZATION = "organization"
    SERVICE = "service"


class EntryStatus(StrEnum):
    """Only ACTIVE entries are found by a search; the others keep their page and their history."""

    ACTIVE = "active"
    RETIRED = "retired"  # a person took it out
    WITHDRAWN = "withdrawn"  # no source vouches for it any more
    MERGED = "merged"  # a duplicate; `redirect_to` names the entry that stays
    SUPPRESSED = "suppressed"  # the person objected: nothing of them is left but a number


class Visibility(StrEnum):
    """Who may see an entry or a contact point, from widest to narrowest."""

    PUBLIC = "public"
    PROFESSIONALS = "professionals"
    NETWORK = "network"
