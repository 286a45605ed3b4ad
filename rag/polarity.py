"""What a sentence denies: negations and what they bear on, and words that say the contrary of one another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index import french

_BREAK = re.compile(
    r",(?!\d)|[;:()«»]|\s[–—-]\s|\b(?:et|mais|car|dont|alors que|tandis que|puisque|parce que|apres|avant|pour|afin)\b"
)
_DENIAL = re.compile(
    r"\b(?:ne\s+|n')(?P<verb>(?:(?!\b(?:ne|n')\b)[\w']+\s+){1,5}?)(?:pas|plus|jamais|aucune?|rien|personne|guere|ni|point|nulle?)\b"
    r"(?P<after>[^,;:()«»]*)"
)
_ONLY = re.compile(r"\s*(?:seulement|uniquement|exclusivement|que|qu'|seuls?\b|moins de|encore que)")
_SUBJECT_DENIAL = re.compile(
    r"\b(?:aucune?|personne|rien|nulle?|jamais|ni)\b(?P<subject>[^,;:]*?)\b(?:ne\s+|n')(?P<after>[^,;:()«»]*)"
)
_BARE = re.compile(r"(?<!\bnon )\b(?:pas|jamais|aucune?|sans)\s+(?P<after>[^,;:()«»]*)")
_REACH = 5  # words after a negation that it may bear on
_AUXILIARY = re.compile(r"^(?:a|ai|as|ont|avait|avaient|aura|auront)\b")
_PREPOSITION = re.compile(r"\b(?:en|dans|par|pour|de|du|des|a|au|aux|sur|depuis|avec|chez|vers|entre)\b|\bd'")
_LIGHT = "encore depuis pendant jamais aucun aucune pu ete deja du voulu souhaite souhaiter doit devait devra"

_NEGATIVE_WORDS = (
    "refuse refuser refusent refusé renonce renoncer renoncé évite éviter évité empêche empêcher empêché boude boudé "
    "interdit interdire interdite interdiction impossible rejette rejeté exclut exclu exclue exclure annule annulé "
    "annulée abandonne abandonné cesse cessé privé dépourvu manque manquer absence absent décliné épargne "
    "malgré sauf hormis excepté"
)
_OPPOSITES = (
    ("augmenter hausse accroître grimper progresser croître doubler", "diminuer baisse baisser réduire reculer chuter"),
    ("stable inchangé inchangée identique", "augmenter hausse grimper progresser diminuer baisse baisser reculer"),
    ("ouvrir ouvert ouverte rouvrir rouvert maintenir maintenu", "fermer fermé fermeture fermera"),
    ("gagner remporter victoire gagné", "perdre perd perdu défaite"),
    ("battre battu vaincre imposer", "perdre perdu incliner"),
    ("sauver sauvé préserver préservé", "perdre perdu détruire détruit disparu"),
    ("accepter approuver favorable approuvé accepté adopté", "refuser rejeter rejeté défavorable opposer refusé"),
    ("gratuit gracieux gratuite", "payant payante"),
    ("public publique", "privé privée"),
    ("premier première", "dernier dernière"),
    ("créer créé créés recruter recruté", "supprimer supprimé supprimés suppression licencier licencié"),
    ("autoriser autorisé lever levée", "interdire interdit suspendre suspendu suspendue maintenir maintenue"),
    ("commencer débuter début commencé", "achever terminer fin finir achevé terminé"),
    ("supérieur", "inférieur"),
    ("entrer arriver arrivé arrivée rejoindre", "quitter partir départ quittera"),
    ("majorité plupart", "minorité"),
    ("nord", "sud"),
    ("est", "ouest"),
    ("acheter acquérir achat", "vendre vente vendu"),
    ("réussir succès réussite", "échouer échec"),
    ("avance", "retard"),
    ("hier", "demain"),
    ("jour", "nuit"),
    ("maximum", "minimum"),
    ("positif positive", "négatif négative"),
    ("facile facilement", "difficile difficilement"),
    ("satisfait satisfaits satisfaite", "mécontent mécontents insatisfait"),
    ("disparaître disparu disparaîtra", "rester reste demeurer figurer maintenir maintenu subsister"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Polarity:
    """Terms of a sentence by whether it denies them; `negative` where a word like « refuser » denies in itself."""

    affirmed: frozenset[str]
    denied: frozenset[str]
    denies: bool
    negative: bool


def polarity_of(text: str) -> Polarity:
    """Say what a sentence affirms and what it denies; « ne … que » and « pas seulement » deny nothing.

    What is denied is the verb; words after it, and the noun of « aucun », are neither denied nor affirmed.
    """
    plain = french.fold(text.lower()).replace("’", "'")
    denials = list(_denials(plain))
    rest = list(plain)
    for denial in denials:
        for start, end in (denial.subject, denial.verb, denial.after):
            rest[start:end] = " " * (end - start)
    denied = frozenset(term for denial in denials for term in _verb(plain, denial))
    affirmed = frozenset(_terms("".join(rest)))
    return Polarity(affirmed, denied, bool(denials), bool((affirmed | denied) & _negative_terms()))


def contradicts(claim: str, source: str) -> str | None:
    """Return what the claim denies that the source affirms, or the other way round; None where they agree.

    Known by: a shared word denied by one alone, a negation that the other has nowhere, a word whose opposite stands in
    the other with the same polarity.
    """
    one, two = polarity_of(claim), polarity_of(source)
    if added := one.denied & two.affirmed - two.denied - one.affirmed:
        return f"denies {sorted(added)[0]}"
    if dropped := one.affirmed & two.denied - two.affirmed - one.denied:
        return f"affirms {sorted(dropped)[0]}"
    opposed = _opposed(one, two)
    if one.denied and not (two.denies or two.negative or opposed):
        return "denies what the source does not"
    if two.denies and not (one.denies or one.negative or opposed) and _breaks(source) == 0:
        return "affirms what the source denies"
    if one.denies == two.denies and opposed and not (one.negative or two.negative):
        return f"says the contrary: {opposed}"
    return None


def clauses(text: str) -> list[str]:
    """Return the parts of a sentence between its commas and conjunctions, folded."""
    plain = french.fold(text.lower()).replace("’", "'")
    return [part.strip() for part in _BREAK.split(plain) if part and part.strip()]


def _breaks(text: str) -> int:
    return len(clauses(text)) - 1


@dataclass(frozen=True, slots=True)
class _Denial:
    """Where in a folded text a negation stands: the words inside « ne … pas », and the few after it."""

    verb: tuple[int, int]
    after: tuple[int, int]
    subject: tuple[int, int] = (0, 0)


def _denials(plain: str) -> Iterator[_Denial]:
    taken: list[tuple[int, int]] = []
    for found in _DENIAL.finditer(plain):
        taken.append(found.span())
        if not _ONLY.match(found["after"]):
            yield _Denial(found.span("verb"), _reach(found))
    for pattern in (_SUBJECT_DENIAL, _BARE):
        for found in pattern.finditer(plain):
            if any(start <= found.start() < end or found.start() <= start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            if not _ONLY.match(found["after"]):
                subject = found.span("subject") if pattern is _SUBJECT_DENIAL else (0, 0)
                yield _Denial((found.start("after"), found.start("after")), _reach(found), subject)


def _verb(plain: str, denial: _Denial) -> list[str]:
    """Return the terms of the verb denied: inside « ne … pas », or after it where an auxiliary stands inside."""
    inside, after = (plain[slice(*span)] for span in (denial.verb, denial.after))
    return _terms(inside) or _terms(_PREPOSITION.split(_AUXILIARY.sub("", after), maxsplit=1)[0])[:1]


def _terms(plain: str) -> list[str]:
    return [term for term in french.terms(plain) if term not in _light() and not term[0].isdigit()]


def _reach(found: re.Match[str]) -> tuple[int, int]:
    words = list(re.finditer(r"\S+", _BREAK.split(found["after"], maxsplit=1)[0]))[:_REACH]
    return found.start("after"), found.start("after") + (words[-1].end() if words else 0)


def _opposed(one: Polarity, two: Polarity) -> str | None:
    """Return a pair of opposites of which one sentence holds one alone and the other the other alone."""
    first, second = one.affirmed | one.denied, two.affirmed | two.denied
    for left, right in _opposites():
        for mine, theirs in ((left, right), (right, left)):
            if first & mine and second & theirs and not (first & theirs or second & mine):
                return f"{min(first & mine)}, not {min(second & theirs)}"
    return None


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(french.terms(left)), frozenset(french.terms(right))) for left, right in _OPPOSITES)


@cache
def _negative_terms() -> frozenset[str]:
    return frozenset(french.terms(_NEGATIVE_WORDS))


@cache
def _light() -> frozenset[str]:
    return frozenset(french.terms(_LIGHT))
