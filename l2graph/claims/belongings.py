"""A noun behind a product's name: what kind of thing it is ("the Vicar mixer"), or something that belongs to it ("the Vicar lid")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames

if TYPE_CHECKING:
    from spacy.tokens import Token

# What belongs to a thing, happens to it or is said of it, and is no kind of thing: "the Kindle *battery*", "the Walkman *era*".
OF_A_THING = frozenset(
    "accessory adapter advantage age announcement app arm audience audio autofocus badge bag band base battery bayonet bezel body "
    "bottom box brand buffer button buyer cable cage camera cap card carton case casing catalogue charge charger chassis chip codec "
    "color colour community concept connector control cost cover crowd customer deal dealer debut design diagonal dial display dock "
    "documentation door driver edition engine era event experience eyecup family fan film filter finder finish firmware flagship flash "
    "focus forum frame front function gear generation grip group handle handset hardware head heritage hinge holder hood housing image "
    "interface introduction issue key keyboard kit label launch layout leak legacy lens lid lifespan line line-up lineup list logo look "
    "magazine maker manual market mechanism media memory menu micro microphone mode model module mount mover name network nib note "
    "number optics option order output owner package packaging page paint part pedal performance phenomenon picture pin plan plant "
    "plate platform plug plus port portfolio power presentation press preview price printer problem processor product production "
    "program programme project promise protocol prototype purchase quality question range rate rear recall record release remote "
    "rendering replacement report research resolution review rig ring rival roadmap rod roof rumor rumour saga sale sample screen seat "
    "section segment sensor series service set shape sheet shell shoe shop shot shutter side sign site size skin slot socket software "
    "sole sound space spec specification speed spring stand standard start station step stock store story strap strategy stuff style "
    "subscription success successor suite support surface switch system tag team technology test text thing threat top touch track "
    "tradition trailer trial tripod trouble tube type unit unveiling update upgrade use user value variant version video viewfinder "
    "wait warranty way website weight wheel window wing wire work world wrist year zoom".split()
)
# What one thing is to another: "Acme's *rival*, the Moor 1" is not Acme's.
OF_ANOTHER = frozenset(
    "rival competitor challenger alternative answer equivalent counterpart customer partner target forerunner predecessor precursor "
    "ancestor heir sister brother sibling cousin twin companion stablemate".split()
)


def is_kind(frames: Frames, name: Sequence[Token], noun: Token) -> bool:
    """Tell whether a noun right behind a product's name says what it is: "the Vicar *mixer*", but not "the Vicar battery"."""
    if noun.pos_ != "NOUN" or noun.i != name[-1].i + 1 or noun.tag_ != "NN" or noun.lemma_.casefold() in OF_A_THING:
        return False
    first = name[0].nbor(-1) if name[0].i > name[0].sent.start else None
    return first is not None and first.dep_ == "det" and first.head.i == noun.i and not frames.children(noun, "nmod:poss")


def is_specimen(frames: Frames, start: int, end: int) -> bool:
    """Tell whether a firm's name is used for one of its things: "owned *a Brompton*", "two *Leicas*", but not "a Brompton dealer"."""
    words = frames.words_at(start, end)
    if not words or words[-1].dep_ in {"compound", "nmod:poss", "appos"} or any(c.dep_ == "cop" for c in words[-1].children):
        return False
    first = words[0]
    before = first.doc[first.i - 1] if first.i > first.sent.start else None
    counted = before is not None and (before.lower_ in {"a", "an"} or (before.pos_ == "NUM" and words[-1].text.endswith("s")))
    after = words[-1].doc[words[-1].i + 1] if words[-1].i + 1 < words[-1].sent.end else None
    return counted and not (after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ", "PART"})
