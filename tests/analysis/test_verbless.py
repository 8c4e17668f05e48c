"""Verbs that pass for nouns."""

from __future__ import annotations

import pytest
from analysed import tree

from l2graph.analysis.verbless import mistaken_verb


@pytest.mark.parametrize(
    ("source", "verb"),
    [
        ("TomTom|PROPN|compound|3 supplies|NOUN|compound|3 maps|NOUN|ROOT|3 to|ADP|case|5 Bolt|PROPN|nmod|3", 1),
        ("TomTom|PROPN|compound|2 supplies|NOUN|ROOT|2 and|CCONJ|cc|4 parts|NOUN|conj|2", None),
        ("TomTom|PROPN|nsubj|2 sold|VERB|ROOT|2 its|PRON|nmod:poss|4 supplies|NOUN|obj|2 last|ADJ|amod|6 year|NOUN|obl|2", None),
        ("The|DET|det|3 ship|NOUN|compound|3 supplies|NOUN|compound|4 maps|NOUN|ROOT|4 here|ADV|advmod|4", None),
    ],
)
def test_a_noun_between_a_name_and_an_object_may_be_the_verb(source: str, verb: int | None) -> None:
    assert mistaken_verb(list(tree(source))) == verb
