"""Analysed texts made by hand: a pack of our own, and `Doc`s that need no network.

    doc = analysed("Acme Optics GmbH makes the Orbit 7.", names={"Acme Optics": "ORG"})
    doc = tree("Acme|PROPN|nsubj|2 makes|VERB|ROOT|2 lenses|NOUN|obj|2 .|PUNCT|punct|2")

Words in the first form get a tag by their shape; the tree is flat. The second form gives tag, label and head (from 1, within the sentence);
sentences are parted by two bars.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from l2graph.pack import ClassDef, KnownThing, NamePattern, Pack

NLP = spacy.blank("en")
TAGS = {
    "DET": "the a an this that these those its their his her my our your both all every no",
    "ADP": "of in on at by for from with to as over between under",
    "CCONJ": "and or but nor",
    "PRON": "it they he she we i you who which them him",
    "AUX": "is was are were be will would may has have had been can could",
    "VERB": "makes made said says announced launched unveiled joined bought sells sold wrote acquired replaces uses founded called works "
    "run believe carried delayed supplies took like show shows",
    "ADV": "today now also too yesterday perhaps later not only there above then",
    "ADJ": "new old good small best large former",
    "SCONJ": "that when while because if",
}
TAG_OF = {word: tag for tag, words in TAGS.items() for word in words.split()}

CLASSES = (
    ClassDef("Agent", "agent"),
    ClassDef(
        "Organization", "organization", ("Agent",), ("organization", "division", "foundation"),
        (), ("Division", "Foundation", "University", "Institute"),
    ),
    ClassDef(
        "Company", "company", ("Organization",), ("company", "firm", "maker", "subsidiary", "startup"),
        ("Co., Ltd.", "Corporation", "Holdings", "GmbH", "Corp.", "Corp", "Inc.", "and Co", "Co", "AG", "Inc"),
        ("Group", "Optics", "Semiconductor", "Motors"),
    ),
    ClassDef("Alliance", "alliance", ("Organization",), ("alliance", "consortium", "group"), (), ("Alliance", "Consortium", "Forum")),
    ClassDef("Publication", "publication", ("Organization",), ("magazine", "site"), (), ("Magazine", "Forum", "Rumors")),
    ClassDef("Person", "person", ("Agent",), ("person", "architect", "analyst", "founder")),
    ClassDef("Product", "product", (), ("product", "device", "phone")),
    ClassDef("ProductLine", "product line", ("Product",), ("line", "series", "system")),
    ClassDef("Camera", "camera", ("Product",), ("camera", "body")),
    ClassDef("Lens", "lens", ("Product",), ("lens", "zoom", "prime")),
    ClassDef("Technology", "technology", (), ("technology", "processor", "interface")),
    ClassDef("Standard", "standard", ("Technology",), ("standard", "bus")),
    ClassDef("Mount", "mount", ("Standard",), ("mount",)),
    ClassDef("Place", "place", (), ("city", "town"), (), ("Street", "Castle")),
)  # fmt: skip
THINGS = (
    KnownThing("e-mount", "Mount", "E-mount", ("E-mount", "E mount")),
    KnownThing("nimbus", "Company", "Nimbus Corporation", ("Nimbus Corporation", "Nimbus")),
    KnownThing("nimbus-stratus", "ProductLine", "Nimbus Stratus", ("Nimbus Stratus", "STRATUS"), ("T",), maker="nimbus"),
    KnownThing("orbis", "Company", "Orbis AG", ("Orbis AG", "Orbis", "OpTiK"), same_as="http://www.wikidata.org/entity/Q1"),
    KnownThing("paris", "Place", "Paris", ("Paris",)),
    KnownThing("t-mount-alliance", "Alliance", "T-Mount Alliance", ("T-Mount Alliance", "T Alliance")),
)  # fmt: skip
PATTERNS = (
    NamePattern("Camera/1", "Camera", r"X-[A-Z]\d"),
    NamePattern("Camera/2", "Camera", r"[TQ]\d{1,2}", weak=True),
    NamePattern("Lens/1", "Lens", r"\d{1,3}(?:-\d{2,3})?mm", weak=True),
    NamePattern("Lens/2", "Lens", r"\d{2,3}-\d{2,3}", weak=True),
)
PACK = Pack({cls.name: cls for cls in CLASSES}, THINGS, PATTERNS, {}, "test", ())


def analysed(text: str, *, names: dict[str, str] | None = None, tags: dict[str, str] | None = None) -> Doc:
    """Return `text` as a `Doc` whose first uses of `names` bear a label; `tags` overrides the guessed tag of a word."""
    blank = NLP.make_doc(text)
    words, spaces = [t.text for t in blank], [bool(t.whitespace_) for t in blank]
    pos = [(tags or {}).get(t.text) or _tag(t.text) for t in blank]
    starts = [i == 0 or blank[i - 1].text in {".", "!", "?"} or "\n" in blank[i - 1].text for i in range(len(blank))]
    heads = [max((j for j in range(i + 1) if starts[j]), default=0) for i in range(len(blank))]
    deps = ["ROOT" if heads[i] == i else "dep" for i in range(len(blank))]
    doc = Doc(NLP.vocab, words=words, spaces=spaces, pos=pos, heads=heads, deps=deps)
    assert doc.text == text
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label=label) for name, label in sorted((names or {}).items())]
    assert all(spans), "a name in a test must begin and end with a token"
    doc.ents = spans
    return doc


def _tag(word: str) -> str:
    if not any(c.isalnum() for c in word):
        return "SPACE" if word.isspace() else "PUNCT"
    if word.casefold() in TAG_OF:
        return TAG_OF[word.casefold()]
    if word[0].isdigit():
        return "NUM"
    return "PROPN" if word[0].isupper() else "NOUN"


def tree(source: str) -> Doc:
    """Return sentences written as `form|UPOS|label|head[|XPOS]`, one blank between words; "_" before a form glues it to the word before."""
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in source.split(" || "):
        offset = len(words)
        for number, item in enumerate(sentence.split()):
            form, upos, dep, head, *tag = item.split("|")
            if form.startswith("_") and words:
                spaces[-1] = False
                form = form[1:]
            words.append(form)
            spaces.append(True)
            pos.append(upos)
            tags.append(tag[0] if tag else {"NOUN": "NN", "PROPN": "NNP"}.get(upos, upos))
            deps.append(dep)
            heads.append(offset + int(head) - 1)
            starts.append(number == 0)
    spaces[-1] = False
    lemmas = [_singular(word.casefold()) if p == "NOUN" else LEMMAS.get(word, word) for word, p in zip(words, pos, strict=True)]
    return Doc(NLP.vocab, words=words, spaces=spaces, pos=pos, tags=tags, deps=deps, heads=heads, sent_starts=starts, lemmas=lemmas)


def _singular(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


LEMMAS = {"makes": "make", "made": "make", "announced": "announce", "said": "say", "joined": "join", "plans": "plan", "sells": "sell"}
