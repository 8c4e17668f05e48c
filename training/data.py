"""Public corpora -> training examples: chunks of words with trees, or sentences with names.

Every reader names the file that it reads; sources and licences stand in `MODEL_CARD.md`.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

NAME_CLASSES = ("PER", "ORG", "LOC", "PROD", "MISC", "TECH")
NAME_TAGS = ("O", *(f"{prefix}-{cls}" for cls in NAME_CLASSES for prefix in "BI"))

# What each corpus calls a name, in our classes. A tuple says that the corpus cannot tell which of them it is.
CLASS_OF = {
    "person": "PER", "researcher": "PER", "writer": "PER", "musicalartist": "PER", "politician": "PER", "scientist": "PER",
    "PER": "PER", "corporation": "ORG", "group": "ORG", "organisation": "ORG", "organization": "ORG", "university": "ORG",
    "band": "ORG", "politicalparty": "ORG", "ORG": "ORG", "location": "LOC", "country": "LOC", "place": "LOC", "LOC": "LOC",
    "product": ("PROD", "TECH"), "programlang": ("PROD", "TECH"), "creative-work": "MISC", "book": "MISC", "poem": "MISC", "song": "MISC",
    "album": "MISC", "award": "MISC", "event": "MISC", "magazine": ("MISC", "ORG"), "academicjournal": ("MISC", "ORG"),
    "conference": "MISC", "misc": ("MISC", "TECH"), "election": "MISC", "astronomicalobject": "MISC", "MISC": ("MISC", "PROD", "TECH"),
    "object": ("MISC", "PROD", "TECH"), "abstract": ("MISC", "TECH"), "PROD": "PROD", "TECH": "TECH",
}  # fmt: skip
# Common nouns for us (a genre, a protein): whether the network calls them a name is left open.
OPEN = {"algorithm", "field", "metrics", "task", "literarygenre", "musicgenre", "musicalinstrument", "chemicalcompound",
        "protein", "enzyme", "discipline", "chemicalelement", "theory"}  # fmt: skip


@dataclass(slots=True)
class Words:
    """One training example: words, and what is known of each.

    `names` holds for each word the set of tags that the annotation allows; an empty list when nothing is known.
    """

    forms: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # index in this example; -1 for a root
    deps: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)  # UD morphology, as one string a word
    facts: list[float] = field(default_factory=list)  # factuality in [-3, 3]; nan where no predicate was judged
    pairs: list[Pair] = field(default_factory=list)
    # the classes of `l2graph.analysis.naming` that a run of words [first, last] may have; an empty set: nothing is told. None: not marked
    spans: dict[tuple[int, int], frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marked runs of words [first, last] and the relations known of them."""

    subject: tuple[int, int]
    object: tuple[int, int]
    classes: tuple[str, str]  # of PAIR_CLASSES
    relations: frozenset[str]  # the relations that hold, "K:12"
    judged: frozenset[str] | None = None  # the relations that are known to hold or not; None: all of the same source
    source: str = ""  # the corpus: a relation is compared with those of its own corpus alone
    plain: bool | None = None  # whether the relation is put forward as a certain, positive assertion; None: not told


# What a class of `NAME_CLASSES` may be among those of `l2graph.analysis.naming`
FINE = {
    "PER": ("Person",), "ORG": ("Company", "Alliance", "Organization", "Publication"), "LOC": ("Place",),
    "PROD": ("Product", "ProductLine", "Camera", "Lens"), "TECH": ("Technology", "Standard", "Mount"),
    "MISC": ("Other", "Product", "ProductLine", "Publication", "Standard", "Technology"),
}  # fmt: skip
PAIR_CLASSES = ("?", "PER", "ORG", "LOC", "PROD", "TECH", "MISC", "DATE", "NUM")
ANY = frozenset(NAME_TAGS)


def allowed(prefix: str, label: str) -> frozenset[str]:
    """Return the tags that a corpus label permits."""
    if label in OPEN:
        return frozenset({"O", f"{prefix}-MISC", f"{prefix}-TECH"})
    classes = CLASS_OF[label]
    return frozenset(f"{prefix}-{cls}" for cls in ((classes,) if isinstance(classes, str) else classes))


def read_conllu(path: Path) -> Iterator[tuple[bool, Words]]:
    """Yield (does a document start here, sentence)."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        heads = [int(row[6]) - 1 for row in rows]
        sentence = Words(
            forms=[row[1] for row in rows], upos=[row[3] for row in rows], xpos=[row[4] for row in rows], heads=heads,
            deps=[row[7] for row in rows], starts=[i == 0 for i in range(len(rows))], lemmas=[row[2] for row in rows],
            feats=[row[5] for row in rows], facts=[math.nan] * len(rows),
        )  # fmt: skip
        sentence.names = gum_names(rows, heads) if "gum" in path.name else possible_names(rows)
        yield any(line.startswith("# newdoc") for line in lines), sentence


NAME = frozenset(tag for tag in NAME_TAGS if tag != "O")
_NO_NAME = re.compile(r"https?:|www\.|.*@|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?$", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|dr|gov|sen|rep|gen|lt|capt|president|prof|sgt|col|sir)\.?$", re.IGNORECASE)


_DEMONYM = re.compile(
    r"(?:[A-Z]\w+(?:ese|ish|ian|ean|ican|iot|ani)|German|French|Dutch|Greek|Swiss|Thai|Czech|Israeli|Iraqi|Omani|Yemeni|Afghan|Arab)s?"
)  # what is of a country, or its people: no name of ours


def possible_names(rows: list[list[str]]) -> list[frozenset[str]]:
    """Tell from a treebank's tags alone where names are: proper nouns belong to one, words away from proper nouns to none.

    EWT marks no names. Its proper nouns are names of some class, but for dates, addresses and titles; their neighbours are left open.
    """
    proper = [row[3] == "PROPN" for row in rows]
    found = []
    for i, row in enumerate(rows):
        near = proper[max(0, i - 2) : i + 3]
        if not any(near) or _NO_NAME.match(row[1]) or (proper[i] and _MONTH.match(row[1])):
            found.append(frozenset({"O"}))
        elif proper[i] and not _TITLE.match(row[1]) and not _DEMONYM.fullmatch(row[1]):
            found.append(NAME)
        elif row[3] == "ADJ" and (_DEMONYM.fullmatch(row[1]) or (row[1][0].isupper() and not any(proper[max(0, i - 1) : i + 2]))):
            found.append(frozenset({"O"}))
        else:
            found.append(ANY)
    return found


def gum_names(rows: list[list[str]], heads: list[int]) -> list[frozenset[str]]:
    """Read names out of GUM's entities: the run of proper nouns around an entity's head, when that is a proper noun."""
    tags = [ANY if row[3] == "PROPN" else frozenset({"O"}) for row in rows]
    open_: dict[str, list[tuple[int, str]]] = {}
    spans: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        match = re.search(r"Entity=([^|]*)", row[9])
        if not match:
            continue
        for opening, number, kind, closing in _events(match[1]):
            if opening:
                open_.setdefault(number, []).append((i, kind))
            if closing and open_.get(number):
                start, found = open_[number].pop()
                spans.append((start, i, found))
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        head = next((i for i in range(start, end + 1) if not start <= heads[i] <= end), start)
        if rows[head][3] != "PROPN" or kind not in CLASS_OF:
            continue
        first = last = head
        while first > start and rows[first - 1][3] == "PROPN":
            first -= 1
        while last < end and rows[last + 1][3] == "PROPN":
            last += 1
        for i in range(first, last + 1):
            tags[i] = allowed("B" if i == first else "I", kind)
    return tags


def _events(text: str) -> list[tuple[bool, str, str, bool]]:
    """Split GUM's bracket notation into (opens, number, kind, closes)."""
    events = []
    for match in re.finditer(r"\((\d+)-([a-z]+)([^()]*)(\)?)|(\d+)\)", text):
        if match[1]:
            events.append((True, match[1], match[2], bool(match[4])))
        else:
            events.append((False, match[5], "", True))
    return events


def read_factuality(path: Path) -> dict[tuple[str, ...], list[tuple[int, float]]]:
    """Read UDS It-Happened: a sentence's words -> (word, factuality in [-3, 3]) of its judged predicates."""
    found: dict[tuple[str, ...], list[tuple[int, float]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        words = tuple(sentence["text"].split())
        found[words] = [(target["span1"][0], target["label"]) for target in sentence["targets"]]
    return found


def read_treebanks(
    paths: Iterable[Path], factuality: Mapping[tuple[str, ...], list[tuple[int, float]]] = MappingProxyType({})
) -> Iterator[tuple[bool, Words]]:
    """Yield (does a document start here, sentence) of some treebanks, with what is known of the factuality of predicates."""
    for path in paths:
        for new, sentence in read_conllu(path):
            for i, label in factuality.get(tuple(sentence.forms), ()):
                sentence.facts[i] = label
            yield new, sentence


def chunks(sentences: Iterable[tuple[bool, Words]], longest: int, generator: random.Random) -> list[Words]:
    """Join neighbouring sentences of a document into chunks of random length, so that sentence starts can be learnt."""
    found: list[Words] = []
    current = Words([])
    limit = longest

    def flush() -> None:
        nonlocal current, limit
        if current.forms:
            found.append(current)
        current = Words([])
        limit = generator.choice((1, 30, 60, longest))

    for new, sentence in sentences:
        if new or len(current.forms) + len(sentence.forms) > limit:
            flush()
        if len(sentence.forms) > 180:
            continue
        shift = len(current.forms)
        for name in ("forms", "upos", "xpos", "deps", "starts", "lemmas", "names", "feats", "facts"):
            getattr(current, name).extend(getattr(sentence, name))
        current.heads.extend(head + shift if head >= 0 else -1 for head in sentence.heads)
    flush()
    return found


def chunks_of_documents(path: Path, most: int = 80) -> list[Words]:
    """Join neighbouring sentences into paragraphs of up to `most` words (a longer sentence stands alone): for measuring."""
    generator = random.Random(1)
    generator.choice = lambda options: most  # type: ignore[method-assign]
    return chunks(read_conllu(path), most, generator)


def read_bio(path: Path) -> Iterator[Words]:
    """Yield the sentences of a two-column file. IOB1 (wikigold, without B-) and BIO are both read."""
    partial = path.name.startswith("btc")  # it marks no products and no other names
    outside = frozenset({"O", *(f"{prefix}-{cls}" for prefix in "BI" for cls in ("MISC", "PROD", "TECH"))}) if partial else frozenset({"O"})
    forms: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split("\t") if path.suffix == ".iob2" else line.split()
        if path.suffix == ".iob2" and line.startswith("#"):
            continue
        if len(parts) < 2:
            if forms:
                yield Words(forms, names=[_bio(tags, i, outside) for i in range(len(tags))])
            forms, tags = [], []
            continue
        word, tag = (parts[1], parts[2]) if path.suffix == ".iob2" else (parts[0], parts[-1])
        forms.append(word)
        tags.append(tag)


def _bio(tags: list[str], i: int, outside: frozenset[str]) -> frozenset[str]:
    if tags[i] == "O" or "-" not in tags[i]:
        return outside
    prefix, label = tags[i].split("-", 1)
    before = tags[i - 1].split("-", 1)[-1] if i else "O"
    return allowed("B" if prefix == "B" or before != label else "I", label)


def spans_of_tags(tags: list[frozenset[str]]) -> dict[tuple[int, int], frozenset[str]]:
    """Return the runs of words that a corpus of names marks, with the fine classes that its labels allow; "" where it may be no name."""
    found: dict[tuple[int, int], set[str]] = {}
    for i, tag in enumerate(tags):
        for kind, fine in FINE.items():
            if f"B-{kind}" in tag:
                j, inside = i, f"I-{kind}"
                while j + 1 < len(tags) and inside in tags[j + 1]:
                    j += 1
                found.setdefault((i, j), set()).update(fine, {""} if any("O" in t for t in tags[i : j + 1]) else ())
    return {span: frozenset(classes) for span, classes in found.items()}


def read_redocred(path: Path) -> Iterator[Words]:
    """Yield the sentences of Re-DocRED with its typed mentions."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        names = [[frozenset({"O"})] * len(sentence) for sentence in document["sents"]]
        for mention in (m for cluster in document["vertexSet"] for m in cluster):
            if mention["type"] in CLASS_OF:
                start, end = mention["pos"]
                words = document["sents"][mention["sent_id"]][start:end]
                if len(words) == 1 and _DEMONYM.fullmatch(words[0]):
                    names[mention["sent_id"]][start] = frozenset({"O", "B-MISC"})
                    continue
                for i in range(start, min(end, len(names[mention["sent_id"]]))):
                    names[mention["sent_id"]][i] = allowed("B" if i == start else "I", mention["type"])
        for sentence, tags in zip(document["sents"], names, strict=True):
            if sentence and len(sentence) < 150:
                yield Words(list(sentence), names=tags)


def name_sentences(folder: Path) -> list[Words]:
    """Read all that is marked for training of names; WNUT17 dev and UNER EWT dev are kept for measuring."""
    found = list(read_redocred(folder / "redocred-dev.json"))
    for path in sorted(folder.glob("*")):
        if path.suffix in {".conll", ".txt"} and path.name != "wnut17-dev.conll":
            found.extend(s for s in read_bio(path) if len(s.forms) < 150)
    for words in found:
        if not any(frozenset({"O"}) < tags for tags in words.names):  # what says nothing of some classes says nothing of runs either
            words.spans = spans_of_tags(words.names)
    return found
