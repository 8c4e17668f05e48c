"""Peoples that stand for one of their own: "the Swedes employ 1,900", where the text speaks of a Swedish firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

STEMS = {  # how the adjective of a people begins
    "americans": "americ", "australians": "austral", "austrians": "austri", "belgians": "belgi", "brazilians": "brazil", "britons": "brit",
    "british": "brit", "canadians": "canad", "chinese": "chin", "czechs": "czech", "danes": "dan", "dutch": "dutch", "finns": "finn",
    "french": "french", "germans": "german", "greeks": "greek", "hungarians": "hungar", "indians": "indian", "irish": "irish",
    "israelis": "israel", "italians": "ital", "japanese": "japan", "koreans": "korea", "mexicans": "mexic", "norwegians": "norw",
    "poles": "pol", "portuguese": "portug", "russians": "russ", "spaniards": "span", "swedes": "swed",
    "swiss": "swiss", "taiwanese": "taiwan", "turks": "turk",
}  # fmt: skip


def stem_of(token: Token) -> str:
    """Return how the adjective of a people begins that stands alone with its article: "the Swedes", "the Dutch"; "" for any other word."""
    stem = STEMS.get(token.text.casefold(), "") if token.text[:1].isupper() else ""
    alone = stem and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod:poss"}
    before = token.nbor(-1).lower_ if token.i else ""
    return stem if alone and before == "the" else ""
