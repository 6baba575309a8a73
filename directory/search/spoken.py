"""The words with which people ask, which say nothing of what they seek: “je cherche”, “est-ce qu'il y a”.

To add one: a line in _ASKING or _HOURS, folded, without apostrophes or hyphens.
"""

import re
from collections.abc import Iterator

from directory.search.sayings import phrases, sizes
from directory.search.typed import Span, Typed

_ASKING = """
cherche, je cherche, on cherche, nous cherchons, cherchons, recherche, je recherche, voudrais, je voudrais,
on voudrait, souhaite, souhaiterais, aimerais, besoin, a besoin, ai besoin, j ai besoin, aurait besoin,
avons besoin, a besoin d aide, ai besoin d aide, besoin d aide, faut, il faut, il me faut, il nous faut,
il lui faut, faudrait, il faudrait, il me faudrait, il nous faudrait, il lui faudrait, y a, il y a, y a t il,
est ce que, est ce qu, est ce qu il y a, est ce que vous avez, avez vous, auriez vous, savez vous,
connaissez vous, pouvez vous, pourriez vous, bonjour, bonsoir, merci, svp, s il vous plait, quelquun,
de garde, d astreinte, quelquun pour, garder, qui peut, qui pourrait,
qui fait, qui font, qui propose, qui proposent,
qui assure, qui assurent, qui intervient, qui interviennent, qui vient, qui viennent, qui accepte,
qui existe, qui passe, qui passent, qui prend, qui prennent, qui donne, qui aide, qui s occupe, qui gere,
aide pour, de l aide pour, un coup de main pour, pour aller, pour aller a, maman, papa, mamie, papi, trouver,
ou trouver, existe t il, quel est, quels sont, quelle est, quelles sont, liste des,
liste de, numero, numero de, numero du, num, tel, tel de, tel du, telephone, telephone de, telephone du,
coordonnees, coordonnees de, coordonnees du, joindre, comment joindre, appeler,
ma mere, mon pere, ma maman, mon papa, mes parents, ma femme, mon mari, mon epouse, mon epoux, mon conjoint,
ma grand mere, mon grand pere, ma tante, mon oncle, ma voisine, mon voisin, ma soeur, mon frere, ma fille,
mon fils, pour une dame, pour un monsieur, une dame, un monsieur, une patiente, un patient,
pas de, pas d, n a pas de, n a pas d, n ai pas de, n ai pas d, j ai pas de, j ai pas d,
combien coute, combien coutent, combien ca coute, quel prix, prix, tarif, tarifs, prix du, prix de, prix d,
par semaine, par jour, par mois, fois par semaine, savoir, je voudrais savoir, une place, place,
places, place en, places en, finess, rpps, adeli, siret,
numero finess, numero rpps, ouvert, ouverte, ouverts, ouvertes, ouvert le, ouverte le
"""
_HOURS = """
le midi, a midi, midi, le soir, du soir, soir, en soiree, soiree, le matin, du matin, matin, l apres midi,
apres midi, 24 24, 24h 24, 24h sur 24, h24
"""
_SAID = f"{_ASKING},{_HOURS}"
_ON_DUTY = re.compile(
    r"\b(?:de garde(?! de nuit| de jour| a domicile| d enfant)|d astreinte|astreintes?"
    r"|sos medecins?|samu(?! social)|smur)\b"
)


def asks_who_is_on_duty(typed: Typed) -> bool:
    """“médecin de garde”, “qui est d'astreinte”; not “garde de nuit”, which is a service."""
    return _ON_DUTY.search(typed.plain(Span(0, len(typed.pieces)))) is not None


def leave_out(typed: Typed, says_more: bool) -> str:
    """Take these words out of the text, unless it has no others; the hours of the day among them.

    `says_more`: something else than free words says what is sought.
    """
    found = list(_spans(typed))
    inside = {at for span in found for at in range(span.first, span.last)}
    if not says_more and all(at in inside or typed.pieces[at].little for at in typed.untaken()):
        return ""
    for span in found:
        typed.take(span)
    return ", ".join(typed.written(span) for span in found if typed.plain(span) in phrases(_HOURS))


def _spans(typed: Typed) -> Iterator[Span]:
    """Runs of such words, the longest from each place on."""
    at = 0
    while at < len(typed.pieces):
        lengths = sizes(_SAID).get(typed.pieces[at].text, ())
        runs = (Span(at, at + size) for size in lengths if at + size <= len(typed.pieces))
        span = next((run for run in runs if _is_said(typed, run)), None)
        if span is not None:
            yield span
        at = span.last if span else at + 1


def _is_said(typed: Typed, span: Span) -> bool:
    return typed.plain(span) in phrases(_SAID) and typed.free(span)
