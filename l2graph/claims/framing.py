"""Words and labels of trees by which frames are built."""

from __future__ import annotations

# Nouns that stand aside for what follows them: "one of the members", "a version of the standard".
TRANSPARENT = frozenset(
    (
        "one some any many most all both each several couple number lot pair range variety series set kind type sort "
        "part member group version model piece bunch host handful dozen majority rest maker manufacturer"
    ).split()
) - {"member", "part", "group", "maker", "manufacturer", "model", "series"}
TRANSITIVE = frozenset("sell buy acquire make produce build own supply develop design launch unveil announce discontinue rename".split())
UNITS = frozenset("division unit department group team business".split())  # of an organization, as names of such parts end
LOOSE = frozenset("advmod advcl dep discourse list ccomp".split())  # what a parser calls a name with a preposition, for want of better
APPEARING = frozenset("come arrive appear emerge debut".split())  # what appears may follow its verb
OWNED = frozenset("subsidiary unit division affiliate arm offshoot".split())  # what a firm has several of, told apart by their names
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})

CLAUSE = "clause"  # from a dependent clause's verb to the word that it depends on
COLLECTIVE = frozenset("line range series family brand set pair".split())  # of things: what is said of these is said of it
AFTER_NOUN = {"amod", "compound", "flat", "nmod:desc", "nmod:unmarked", "nummod", "dep", "parataxis"}
PLAIN_ROLES = {
    "nummod": "mod",
    "amod": "mod",
    "iobj": "iobj",
    "advmod": "advmod",
    "flat": "flat",
    "case": "case",
    "appos": "appos",
    "xcomp": CLAUSE,
    "ccomp": CLAUSE,
}
