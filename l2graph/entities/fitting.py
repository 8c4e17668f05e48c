"""What the words beside a pronoun ask for: companies announce and have shareholders, products cost and have batteries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l2graph.entities.referents import is_possessive

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTS = frozenset(
    "announce say launch unveil introduce acquire buy sell plan expect report sign agree join found invest employ hire license own make "
    "produce develop manufacture decide want hope intend believe claim deny promise merge establish".split()
)
IS = frozenset("cost weigh feature measure debut retail sport boast house".split())  # what products do, and companies do not
SOLD = frozenset("release launch unveil introduce sell discontinue price ship manufacture build design replace".split())  # in the passive
FOUNDED = frozenset("found establish headquarter base incorporate rename domicile list".split())  # what is done to organizations
PARTS_OF_FIRMS = frozenset(
    "president ceo chief chairman chairwoman founder shareholder stockholder investor employee workforce staff headquarters subsidiary "
    "factory plant management board customer supplier competitor rival revenue turnover profit earnings sales share stock parent division "
    "owner spokesman spokeswoman spokesperson office store worker executive engineer member".split()
)
PARTS_OF_PRODUCTS = frozenset(
    "sensor battery screen display price weight predecessor successor body chassis engine processor resolution viewfinder autofocus range "
    "keyboard lens megapixel aperture shutter dimension camera casing housing tank motor firmware release launch".split()
)
# Products of their own that are parts of others as well: "the pump" of an espresso machine.
BUILT_IN = frozenset(
    "amplifier boiler burner compressor fan generator grinder heater microphone mixer modem movement pump radio speaker tuner "
    "turbine".split()
)


def family_of(token: Token) -> str:
    """Return the family of entities that the words beside "it" ask for: "Organization", "Product", or "" for any."""
    head = token.head.lemma_.casefold()
    if is_possessive(token):
        return "Organization" if head in PARTS_OF_FIRMS else "Product" if head in PARTS_OF_PRODUCTS else ""
    if token.dep_.startswith("nsubj") and (fronted := _fronted(token)):
        return fronted
    if token.dep_ == "nsubj":
        if head == "sell" and any(child.lemma_.casefold() == "for" for child in token.head.subtree):
            return "Product"
        acting = head in ACTS or _has_part(token.head, PARTS_OF_FIRMS)
        return "Organization" if acting else "Product" if head in IS or _has_part(token.head, PARTS_OF_PRODUCTS) else ""
    if token.dep_ == "nsubj:pass":
        return "Product" if head in SOLD else "Organization" if head in FOUNDED else ""
    return ""


def _has_part(verb: Token, parts: frozenset[str]) -> bool:
    """Say whether the verb gives its subject a part of some kind: "has a battery"."""
    having = verb.lemma_.casefold() in {"have", "use", "offer", "get"}
    return having and any(child.dep_ == "obj" and child.lemma_.casefold() in parts for child in verb.children)


def _fronted(token: Token) -> str:
    """Return what a participle before the pronoun asks for: "Designed by Doe, it …", "Founded in 1907, it …"."""
    verbs = [t.lemma_.casefold() for t in token.head.children if t.i < token.i and t.dep_ == "advcl" and t.tag_ == "VBN"]
    if any(verb in FOUNDED for verb in verbs):
        return "Organization"
    return "Product" if any(verb in SOLD or verb in {"equip", "price", "power", "sell"} for verb in verbs) else ""
