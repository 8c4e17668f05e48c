"""A title, a line that leads in, hearsay that goes on and a remark behind take certainty away; nothing else does."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

WEIGHT, PRICE = "Ofen X200 | weight | 12 kg", "Ofen X200 | price | 900 EUR"
OWNED, BOUGHT = "Falk GmbH | ownedBy | Kornhaus GmbH", "Kornhaus GmbH | acquired | Falk GmbH"
OWNS = "Kornhaus GmbH owns Falk GmbH."
TOLD = "The Ofen X200 weighs 12 kg."
LIST = (
    "The Ofen X200 is a mill.\n\n{}\n\nweight of 12 kg\n\nprice: 900 euros\n\n"
    "The mill stood in a corner of the hall for a long time, and nobody spoke."
)

# (title, text) -> the claims in which they differ from plain ones
TEXTS: dict[tuple[str, str], set[str]] = {
    # the title
    ("Rumour: the Ofen X200", TOLD): {f"{WEIGHT} | Probable"},
    ("Leaked: all about the Ofen X200", TOLD): {f"{WEIGHT} | Probable"},
    ("My wish list for the Ofen X200", TOLD): {f"{WEIGHT} | Possible | Wish"},
    ("Rumours about Kornhaus GmbH and Falk GmbH", OWNS): {f"{OWNED} | Probable"},
    ("Rumours about the Ofen X200", OWNS): {OWNED},
    ("Rumours about Kornhaus GmbH", OWNS): {OWNED},
    ("Kornhaus ends speculation and unveils the Ofen X200", TOLD): {WEIGHT},
    ("Better than expected: the Ofen X200", TOLD): {WEIGHT},
    ("An oil leak in the Ofen X200", TOLD): {WEIGHT},
    ("The Ofen X200", TOLD): {WEIGHT},
    ("Rumour: the Ofen X200", f'"{TOLD}" said Maria Lindholm.'): {f"{WEIGHT} | by Maria Lindholm"},
    # lines that lead in
    ("", LIST.format("Leaked specifications:")): {f"{WEIGHT} | Probable", f"{PRICE} | Probable"},
    ("", LIST.format("It was shown in May. Rumoured specifications:")): {f"{WEIGHT} | Probable", f"{PRICE} | Probable"},
    ("", LIST.format("Here is what we were told so far:")): {f"{WEIGHT} | Probable", f"{PRICE} | Probable"},
    ("", LIST.format("Here is my wish list.")): {f"{WEIGHT} | Possible | Wish", f"{PRICE} | Possible | Wish"},
    ("", LIST.format("Specifications:")): {WEIGHT, PRICE},
    ("", f"Here are the rumours. {TOLD}"): {f"{WEIGHT} | Probable"},
    ("", f"Here are the figures. {TOLD}"): {WEIGHT},
    # hearsay that goes on
    ("", "According to a leaker, the Ofen X200 was seen in May. It weighs 12 kg."): {f"{WEIGHT} | Probable"},
    ("", "The Ofen X200 is said to be on its way. It weighs 12 kg. It costs 900 euros."): {f"{WEIGHT} | Probable", f"{PRICE} | Probable"},
    ("", f"There are rumours about the Ofen X200. {OWNS}"): {OWNED},
    ("", "The Ofen X200 was rumoured for years. It was officially shown in May and weighs 12 kg."): {WEIGHT},
    ("", "The Ofen X200 was shown in May. It weighs 12 kg."): {WEIGHT},
    ("", f"The firm is for sale, people familiar with the matter said. It paid 2 billion for Falk GmbH. {OWNS}"): {OWNED},
    # suppositions that go on
    ("", f"Suppose Nordwind AB closes. Then {OWNS}"): {f"{OWNED} | Possible"},
    ("", f"Let’s say Nordwind AB closes. In that case {OWNS}"): {f"{OWNED} | Possible"},
    ("", f"Let’s say {OWNS}"): {f"{OWNED} | Possible"},
    ("", f"Suppose Nordwind AB closes. {OWNS}"): {OWNED},
    ("", f"Nordwind AB closed. Then {OWNS}"): {OWNED},
    ("", "Suppose Nordwind AB closes. It was bought in 1990 and has 90 employees."): {"Nordwind AB | employees | 90 employees"},
    ("", "What if Nordwind AB closed? It employs 90 people."): {"Nordwind AB | employees | 90 employees"},
    ("", f"In the film, Nordwind AB closes and {OWNS}"): {f"{OWNED} | Possible"},
    ("", f"Our worst case assumes that Nordwind AB closes. {OWNS}"): {f"{OWNED} | Possible"},
    ("", f"Our worst case assumes that Nordwind AB closes.\n\n{OWNS}"): {OWNED},
    # remarks behind
    ("", f"{OWNS} Or so they say."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} That is what a little bird told me."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} That’s pure speculation."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} Allegedly."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} Just kidding!"): {f"{OWNED} | Negative"},
    ("", f"{OWNS} That isn’t true."): {f"{OWNED} | Negative"},
    ("", f"{OWNS} None of this has been confirmed."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} We have not been able to confirm any of it."): {f"{OWNED} | Probable"},
    ("", f"{TOLD}\n\n{OWNS} All of the above comes from leaks, so take it with a large pinch of salt, however much we trust them."): {
        f"{OWNED} | Probable",
        f"{WEIGHT} | Probable",
    },
    ("", f"{OWNS} Should the court object, none of this comes about."): {f"{OWNED} | Probable"},
    ("", f"{OWNS} All of this is official."): {OWNED},
    ("", f"{OWNS} That is true."): {OWNED},
    ("", f"{OWNS} Probably the best mill of all stood there."): {OWNED},
    ("", f"{OWNS}\n\nJust kidding!"): {OWNED},
    ("", f"Nordwind AB closed. An earlier version of this article said that {OWNS}"): {f"{OWNED} | Probable | Negative"},
}  # fmt: skip


@cache
def claimed() -> dict[tuple[str, str], set[str]]:
    """Read all texts, each as a document of its own."""
    graphs = read(document(text, title=title or None) for title, text in TEXTS).graphs
    return {(graph.document.title or "", graph.document.text): written(graph) for graph in graphs}


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_around_takes_certainty_away(text: tuple[str, str]) -> None:
    wanted = TEXTS[text]
    about = {" | ".join(row.split(" | ")[:3]) for row in wanted}
    assert {row for row in claimed()[text] if " | ".join(row.split(" | ")[:3]) in about} == wanted


def test_what_a_name_tells_stays_plain_in_a_rumour() -> None:
    text = "The Kestrel 35mm F2 weighs 310 g."
    (graph,) = read([document(text, title="Rumour: the Kestrel 35mm F2")]).graphs
    assert "Kestrel 35mm F2 | focalLength | 35 mm" in written(graph)
    assert "Kestrel 35mm F2 | weight | 310 g | Probable" in written(graph)
