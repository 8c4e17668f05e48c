"""Names of products: those that fit a pattern of the pack, and whatever a maker's name stands before.

Most model names are poor in themselves ("M", "S5", "24-90", "Nikon 1"), so what stands beside them decides: a maker, a noun of the class,
an article, another product in the same list. One well-proven use proves the others of the same name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l2graph.mentions.caching import per_reading
from l2graph.mentions.candidates import PATTERN, PRODUCT, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.extension import APERTURE, FOCAL, extended, versioned
from l2graph.mentions.known import known_names, makers
from l2graph.mentions.learned import seems
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.patterns import fitting
from l2graph.mentions.quantities.measures import is_width_of_film
from l2graph.mentions.repeats import short_forms
from l2graph.mentions.roles import is_post, is_rank
from l2graph.mentions.runs import CALENDAR, KINDS, adjacent, is_capital, is_writer, starts_amount
from l2graph.mentions.series import find_series
from l2graph.mentions.words import Reading, Word

DEFINITE = frozenset({
    "the", "this", "that", "these", "those", "my", "your", "his", "her", "our", "their", "its", "every", "each", "all", "both", "new",
    "latest", "next", "upcoming", "current", "original", "said",
})  # fmt: skip
INDEFINITE = frozenset(["a", "an", "another", "any", "one", "two", "three"])
MAJORITY = 0.6
LONGEST_NUMBER = 5  # digits of a model's name: "Motorola 68000"
TALKED_ABOUT = 3  # uses of a noun like "camera" that make it the topic, where no maker is named
FITTED = re.compile(r"\b(?:for|in|to|mount is)(?: the)? (?:[\w/-]+(?: [\w/-]+)?(?:,| and| or|, and|, or) (?:for |in )?)*$")
MODEL_AFTER = re.compile(r" ?\d| [A-Z]|-\w|['’]s|/")
NEEDED = 1.0  # points of evidence that a weak name needs
SURE_MAKER, SURE_NOUN, ARTICLE, LETTERS_ARTICLE, LISTED, OWN_MAKER, TOPIC = 1.0, 1.0, 0.75, 0.5, 0.5, 0.5, 0.25
UNITS = frozenset({
    "mm", "cm", "km", "m", "kg", "g", "mb", "gb", "tb", "mhz", "ghz", "nm", "percent", "pct", "million", "billion", "trillion", "mln",
    "bln", "thousand", "years", "year", "months", "weeks", "days", "hours", "megapixels", "megapixel", "mp", "inch", "inches",
})  # fmt: skip
ARTICLE_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(DEFINITE | INDEFINITE))})(?: [a-z-]+){{0,2}} $", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d $")
NAMES_OF_OTHERS = frozenset({"PER", "PERSON", "ORG", "LOC", "GPE", "FAC"})
YEAR = re.compile(r"(?:1[89]|20)\d\d")
OTHER_GOODS = frozenset(
    "phone smartphone handset tablet laptop notebook ultrabook chromebook smartwatch wristwatch chronograph car suv sedan hatchback coupe "
    "truck van motorcycle bike e-bike bicycle headphone earphone earbud headset loudspeaker soundbar amplifier synthesizer synth guitar "
    "printer drone quadcopter television console router robot processor gpu cpu aircraft jet airliner helicopter tractor".split()
)
PEOPLE = frozenset(  # who goes by a maker's name: "the Acme Guys", "an Acme Ambassador", "the Acme Academy"
    "guy guys girls fans fanboys folks people team users owners ambassador ambassadors photographers academy akademie school explorers "
    "fest".split()
)
# What is called so goes by a name of its own, but is no ware: "the Acme *Breeze* podcast"
TALKS = frozenset(
    "podcast newsletter magazine blog vlog webinar livestream event festival contest competition award awards museum campus store shop "
    "showroom booth stand scholarship foundation sweepstakes giveaway campaign".split()
)
# Behind a width that is of no lens: "67 mm *filters*", "40 mm *wide*"
WIDTH = re.compile(r"[ -](?:filter|thread|diameter|wide|thick|tall|long|across|high|deep)s?", re.IGNORECASE)
OPTICAL = re.compile(r"\d ?mm ?[fFƒT](?:/|1:)? ?\d")
FIGURES = re.compile(r"[\d.,–/ -]+mm[\dfFƒ.,–/ :-]*")
FIXED = re.compile(
    r"\b(?:fixed|built-in|integrated|integral|non-?interchangeable|non-?removable|attached|retractable|collapsible)(?:,? [a-z-]+)? $"
)
MEASURED = re.compile(r"\d+(?:[.,]\d+)?[-‑][a-z]{3,}")  # "8-bit", "24-megapixel"


@dataclass(frozen=True, slots=True)
class Weak:
    """A span that fits a weak name or pattern, before its surroundings are weighed."""

    start: int
    end: int
    cls: str
    rule: str
    known: str | None = None
    maker: str | None = None


def find_strong_patterns(reading: Reading, known: Sequence[Found]) -> Iterator[Found]:
    """Yield what fits a strong pattern, in documents that talk about such things at all."""
    topics = is_topical(reading, known)
    for pattern in reading.pack.patterns:
        if not pattern.weak and (not _is_product(reading, pattern.cls) or topics):
            for match in fitting(reading, pattern):
                if match.group() and not (
                    reading.is_address(match.start()) or _goes_on_after(reading, match.end()) or _is_built_in(reading, *match.span())
                ):
                    yield Found(match.start(), match.end(), pattern.cls, PATTERN, f"pattern:{pattern.id}")


def find_products(reading: Reading, named: Sequence[Found]) -> list[Found]:
    """Return the products that the names found so far help to find."""
    models = list(_models_after_makers(reading, named))
    models += _again(reading, models)
    models += find_series(reading, named)
    weak = _proven(reading, [*named, *models])
    named = [f for f in named if f.rule != "context" or not any(f.covers(hit) for hit in weak)]  # they are found anew, at full length
    return [*models, *weak, *extended(reading, [*named, *models, *weak]), *versioned(reading, named)]


def _again(reading: Reading, models: Sequence[Found]) -> list[Found]:
    """Return the other places where the name of a model stands without its maker: "every Breeze", "the Breeze 2"."""
    names = {text: found for found in models if re.fullmatch(r"[A-Z][a-z]{2,}", text := reading.text[found.start : found.end])}
    here = {found.start for found in models}
    return [
        Found(word.start, word.end, names[word.text].cls, PRODUCT, "model-again")
        for word in reading.words
        if word.text in names and word.start not in here and word.lower not in reading.lower_words and word.line not in reading.shouting
    ]


@per_reading
def topics_of(reading: Reading) -> Counter[str]:
    """Count how often the document names, by its common noun, each class that has patterns ("camera", "lens")."""
    pack = reading.pack
    special = sorted({p.cls for p in pack.patterns} - {"Product"})  # every trade has products
    nouns = {noun: cls for cls in special if cls in pack.classes for noun in pack.classes[cls].nouns[:1]}
    counts: Counter[str] = Counter()
    for word in reading.words:
        cls = nouns.get(word.lower) or nouns.get(word.lower.removesuffix("s")) or nouns.get(word.lower.removesuffix("es"))
        if cls:
            counts[cls] += 1
    return counts


@per_reading
def is_of_other_trade(reading: Reading) -> bool:
    """Say whether a document speaks far more of phones, watches or cars than of what the pack has patterns for: their names look alike."""
    other = sum(word.lower in OTHER_GOODS or word.lower.removesuffix("s") in OTHER_GOODS for word in reading.words)
    special = sum(n for cls, n in topics_of(reading).items() if cls != "Product" and _is_product(reading, cls))
    return other >= TALKED_ABOUT and other > 2 * special


def is_topical(reading: Reading, named: Sequence[Found]) -> bool:
    """Say whether the document is about things that the pack has patterns for: it says so, or names makers of them."""
    known = makers(reading.pack)
    return bool(topics_of(reading)) or len({f.known for f in named if f.known in known}) > 1


def _is_product(reading: Reading, cls: str) -> bool:
    return reading.pack.is_a(cls, "Product")


def _models_after_makers(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield what a company's name is followed by, where it looks like a model: "Nikon D60", "Olympus Trips", "the Nikon 1"."""
    taken = {word.index: found for found in named for word in reading.words_in(found.start, found.end)}
    optical = re.search(r"\b[fF]/\d|\blens(?:es)?\b", reading.text) is not None  # there a size is a focal length, and of the name
    for maker in named:
        if not reading.pack.is_a(maker.cls, "Company"):
            continue
        first = reading.after(maker.end)
        if first is not None and first.text in {"'s", "’s"} and first.start == maker.end:
            continue
        model: list[Word] = []
        word = first
        while word is not None and word.index not in taken and _goes_on(reading, maker, model, word):
            post = is_post(reading.text, word.lower, word.end) or is_rank(reading.text, word.lower, word.end)
            if post or (model and is_writer(reading, word)):
                break
            model.append(word)
            word = reading.words[word.index + 1] if word.index + 1 < len(reading.words) else None
        model = model if optical else _without_size(model)
        if model and not _goes_on_after(reading, model[-1].end) and (cls := _model_class(reading, maker, model)):
            yield Found(model[0].start, model[-1].end, cls, PRODUCT, "maker-model")


def _without_size(model: Sequence[Word]) -> list[Word]:
    """Return a model's name without the size that follows it: "Explorer *36mm*"."""
    sized = next((k for k, word in enumerate(model) if k and re.fullmatch(r"\d+(?:\.\d+)?(?:mm|cm|inch)", word.text)), len(model))
    return list(model[:sized])


def _goes_on(reading: Reading, maker: Found, model: Sequence[Word], word: Word) -> bool:
    """Say whether the word can belong to the model's name."""
    if (not model and reading.gap(maker.end, word.start) != " ") or (model and not adjacent(word)):
        return False
    if word.lower in CALENDAR or YEAR.fullmatch(word.text) or MEASURED.fullmatch(word.text) or (model and word.text in KINDS):
        return False
    if word.text.isdigit():
        return len(word.text) <= LONGEST_NUMBER and not starts_amount(reading, word)
    return is_capital(word) or (word.digits and bool(re.search(r"[A-Za-z]", word.text))) or word.inner_capital


def _model_class(reading: Reading, maker: Found, model: Sequence[Word]) -> str | None:
    """Return the class of a model after its maker, or None where it looks like something else."""
    name = reading.text[model[0].start : model[-1].end]
    following = reading.words[model[-1].index + 1] if model[-1].index + 1 < len(reading.words) else None
    noun = class_of_noun(reading.pack, following.text) if following is not None and adjacent(following) else None
    noun = noun if noun and _is_product(reading, noun) else None
    if (
        class_by_head(reading.pack, f"x {name}")
        or model[-1].lower in PEOPLE
        or (following is not None and adjacent(following) and following.lower in TALKS)
        or (model[0].line in reading.shouting and not any(w.digits for w in model))
    ):
        return None
    if all(word.text.isdigit() for word in model) or re.fullmatch(r"\d{1,2}s", name):
        return _noun_or_topic(reading, maker, model, noun) if _numbered(reading, maker, model, following, noun) else None
    if any(word.digits for word in model):
        if any(word.lower.lstrip("0123456789.,") in UNITS for word in model if word.text[0].isdigit()):
            return None
        return _noun_or_topic(reading, maker, model, noun)
    labels = [token.ent_type_ for word in model if (token := reading.token_at(word.start)) is not None]
    article = ARTICLE_BEFORE.search(reading.text[max(0, maker.start - 40) : maker.start]) is not None
    part = article and following is not None and adjacent(following) and _is_thing(reading, following)  # "a SRAM *Apex* groupset"
    tags = {"PROPN", "X", "NOUN", "ADJ"} if part else {"PROPN", "X"}
    seen = len(name) > 2 and seems(reading, "Product", maker.start, model[-1].end)
    odd = any(reading.pos(word) not in tags for word in model) and not seen
    ware = article and len(model) == 1 and class_of_noun(reading.pack, name) == "Product" and name.istitle() and not name.endswith("s")
    if odd or (not ware and all(word.lower in reading.lower_words for word in model)):
        return None  # but "the latest Apple *Watch*", whatever else is a watch
    if noun and noun != "Product":
        return "ProductLine" if following is not None and following.lower.endswith("s") else noun
    if article:
        return "ProductLine"  # products take an article, companies do not: "the Skoda Enyaq"
    goods = noun is not None and following is not None and following.lower.endswith("s")  # "Acme *Breeze* models"
    return None if any(label in NAMES_OF_OTHERS for label in labels) and not goods else "ProductLine"


def _is_thing(reading: Reading, noun: Word) -> bool:
    """Say whether a noun after a maker and capitals is that of a thing, as no post and no firm is."""
    cls = class_of_noun(reading.pack, noun.text)
    agent = cls is not None and reading.pack.is_a(cls, "Agent")
    return noun.text.islower() and reading.pos(noun) == "NOUN" and not agent and not is_post(reading.text, noun.lower, noun.end)


def _numbered(reading: Reading, maker: Found, model: Sequence[Word], following: Word | None, noun: str | None) -> bool:
    """Say whether a bare number is a model's name ("the Nikon 1", "Nikon 1s"): an article before, nothing counted after."""
    if len(model[0].text) > 2 and seems(reading, "Product", maker.start, model[-1].end):
        return True  # "the Commodore 128 home computer"
    if len(model) == 1 and len(model[0].text) > 3:  # "an Intel 8088", "the Motorola 68000 processor", but not "Acme 2500 bolts"
        counts = following is not None and adjacent(following) and reading.pos(following) in {"NOUN", "PROPN", "ADJ", "NUM"}
        return noun is not None or not counts
    if len(model) == 1 and len(model[0].text.rstrip("s")) == 3:  # "an aging Chrysler 200", "the Porsche 911", not "Chrysler 200 workers"
        return _is_one_model(reading, maker, following)
    if len(model) > 1 or len(model[0].text.rstrip("s")) > 2:
        return False
    if (
        following is not None
        and adjacent(following)
        and not noun
        and (following.lower in UNITS or reading.pos(following) in {"NOUN", "ADJ", "PROPN", "NUM"})
    ):
        return False
    before = reading.before(maker.start)
    return model[0].text.endswith("s") or (before is not None and before.lower in DEFINITE | {"a", "an"})


def _is_one_model(reading: Reading, maker: Found, following: Word | None) -> bool:
    """Say whether a number of three digits stands behind an article and a maker, and counts nothing."""
    before = reading.text[max(0, maker.start - 40) : maker.start]
    article = ARTICLE_BEFORE.search(before)
    if article is None and not YEAR_BEFORE.search(before):
        return False
    if article is not None and article.group().split()[0].lower() in {"a", "an"}:
        return True
    token = reading.token_at(following.start) if following is not None and adjacent(following) else None
    return token is None or token.tag_ != "NNS"


def _noun_or_topic(reading: Reading, maker: Found, model: Sequence[Word], noun: str | None) -> str:
    """Return the class of a model: what the noun after it says, or what the document is about if the pack knows the maker."""
    if noun and noun != "Product":
        return noun
    name = reading.text[model[0].start : model[-1].end]
    if maker.known in makers(reading.pack) and not is_of_other_trade(reading):
        fitting = [p.cls for p in reading.pack.patterns if _is_product(reading, p.cls) and p.compiled().fullmatch(name)]
        if fitting:
            return max(fitting, key=lambda cls: len(reading.pack.lineage(cls)))
        products = {cls: n for cls, n in topics_of(reading).items() if _is_product(reading, cls)}
        if products:
            return max(sorted(products), key=lambda cls: products[cls])
    return "Product"


def _weak_hits(reading: Reading, named: Sequence[Found]) -> list[Weak]:
    """Return everything that fits a weak name or pattern and is not spoken for; known things first."""
    blocked = {text for found in named if not _is_product(reading, found.cls) for text in short_forms(reading, found)}
    busy = [False] * (len(reading.text) + 1)
    for found in named:
        if not _is_vague(found):
            busy[found.start : found.end] = [True] * (found.end - found.start)
    hits: dict[tuple[int, int], Weak] = {}
    for name, start, end in known_names(reading):
        if name.weak:
            known = Weak(start, end, name.thing.cls, "pack-weak", name.thing.key, name.thing.maker)
            own = _of_its_maker(reading, known, named)
            if own.known not in {None, known.known} or not _is_of_other_maker(reading, known, named):
                hits.setdefault((start, end), own)
    for pattern in sorted(reading.pack.patterns, key=lambda p: -len(reading.pack.lineage(p.cls))):  # the more special class first
        if pattern.weak:
            for match in fitting(reading, pattern):
                if match.group() and not _goes_on_after(reading, match.end()) and not _is_of_film(reading, match):
                    hits.setdefault(match.span(), Weak(*match.span(), pattern.cls, f"pattern:{pattern.id}"))
    free = [
        h
        for h in hits.values()
        if not any(busy[h.start : h.end])
        and reading.text[h.end : h.end + 1] != "&"
        and not reading.is_address(h.start)
        and not (FOCAL.fullmatch(reading.text[h.start : h.end]) and WIDTH.match(reading.text, h.end))
        and not _is_built_in(reading, h.start, h.end)
    ]
    return sorted((h for h in free if reading.text[h.start : h.end] not in blocked), key=lambda h: (h.start, -h.end))


def _is_built_in(reading: Reading, start: int, end: int) -> bool:
    """Say whether figures alone are those of a lens that a camera cannot change: they are the camera's, and nobody's name."""
    return FIGURES.fullmatch(reading.text, start, end) is not None and FIXED.search(reading.text, max(0, start - 40), start) is not None


def _of_its_maker(reading: Reading, hit: Weak, named: Sequence[Found]) -> Weak:
    """Return a known short name as another maker's where the text speaks of him alone: the "Q" of one who has named the Pentax Q."""
    present = {f.known for f in named if f.known}
    if hit.maker is None or present & {hit.maker, hit.known} or present.isdisjoint(makers(reading.pack)):
        return hit
    text = reading.text[hit.start : hit.end]
    full = next((f for f in named if reading.text[f.start : f.end].endswith(" " + text) and _is_product(reading, f.cls)), None)
    return replace(hit, cls=full.cls if full else hit.cls, known=full.known if full else None, maker=None)


def _is_of_film(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether a length is a film's: "its *35 mm* single-lens reflex cameras"."""
    number = match.group().removesuffix("mm").strip()
    return number != match.group() and is_width_of_film(number, reading.text, match.end())


def _with_figures(reading: Reading, found: Found) -> Found:
    """Return a product with a focal length and an aperture in its name as the lens that it is: "AF 35-150mm F2-2.8"."""
    vague = found.cls in {"Product", "Lens"} and not found.rule.startswith("pattern")
    figures = vague and "Lens" in reading.pack.classes and OPTICAL.search(reading.text, found.start, found.end) is not None
    return replace(found, cls="Lens", rule="pattern:Lens/figures") if figures else found


def specialised(reading: Reading, named: Sequence[Found]) -> list[Found]:
    """Settle the classes that only the surroundings told.

    In a text on cameras, an unknown model is a camera if most models there are. In one that merely has the word ("the phone's camera"), and
    no maker of such things, nothing is; nor in one on phones, whoever makes them.
    """
    named = [_with_figures(reading, found) for found in named]
    special = {pattern.cls for pattern in reading.pack.patterns if _is_product(reading, pattern.cls)} - {"Product"}
    lengths = re.compile(rf"{FOCAL.pattern}|\b[fF]/\d")  # what has such in its name says nothing of the "Auto S3"
    counts = Counter(f.cls for f in named if f.cls in special and not lengths.search(reading.text, f.start, f.end))
    topics = topics_of(reading)
    stranger = not any(f.known in makers(reading.pack) for f in named) and sum(topics.values()) < TALKED_ABOUT
    if stranger or is_of_other_trade(reading):
        return [replace(f, cls="Product") if f.cls in special and not f.rule.startswith("pattern") else f for f in named]
    if not topics or not counts:
        return list(named)
    best = max(sorted(counts), key=lambda cls: counts[cls])
    if counts[best] < MAJORITY * sum(counts.values()):
        return list(named)
    return [replace(f, cls=best) if _is_vague(f) and re.search(r"\d", reading.text[f.start : f.end]) else f for f in named]


def _goes_on_after(reading: Reading, end: int) -> bool:
    """Say whether a hyphen joins more of a code to what was found: "X124" of "X124-Mark1", "Q" of "Q&A"."""
    return re.match(r"[-‑&][A-Z0-9]", reading.text[end : end + 2]) is not None


def _is_vague(found: Found) -> bool:
    """Say whether only its surroundings proved a product: then a pattern may still tell its class."""
    return found.cls == "Product" and (found.rule in {"context", "maker-model"} or found.rule.startswith("pattern:Product/"))


def _proven(reading: Reading, named: Sequence[Found]) -> list[Found]:
    """Return the weak hits whose evidence suffices, and those that a proven one of the same name or list carries."""
    hits = _weak_hits(reading, named)
    present = {found.known for found in named if found.known}
    topical = is_topical(reading, named)
    products = [f for f in named if _is_product(reading, f.cls)]
    points = {hit: _points(reading, hit, named, present, topical) for hit in hits}
    proven = [hit for hit in hits if points[hit] >= NEEDED]
    for _ in range(3):
        names = {reading.text[hit.start : hit.end] for hit in proven}
        spans = [(f.start, f.end) for f in products] + [(hit.start, hit.end) for hit in proven]
        more = [
            hit
            for hit in hits
            if hit not in proven
            and (
                points[hit] + (SURE_NOUN if _in_list(reading, hit, spans) else 0) >= NEEDED
                or (
                    reading.text[hit.start : hit.end] in names
                    and (
                        points[hit] >= LETTERS_ARTICLE
                        or (any(c.isdigit() for c in reading.text[hit.start : hit.end]) and hit.end - hit.start > 1)
                    )
                )
            )
        ]
        if not more:
            break
        proven += more
    proven.sort(key=lambda h: (h.start, h.end))
    return [Found(h.start, h.end, _class_of_hit(reading, h, named, topical), PRODUCT, h.rule, h.known) for h in proven]


def _class_of_hit(reading: Reading, hit: Weak, named: Sequence[Found], topical: bool) -> str:
    """Return the pattern's class, or just Product where neither maker nor topic is of that world ("Rivian’s R2" is no camera)."""
    maker = next((f for f in named if _stands_before(reading, f, hit)), None)
    if not hit.known and reading.pack.is_a(hit.cls, "Product") and is_of_other_trade(reading):
        return "Product"
    if hit.known or (maker is not None and maker.known in makers(reading.pack)):
        return hit.cls
    return hit.cls if topical and maker is None else "Product"


def _points(reading: Reading, hit: Weak, named: Sequence[Found], present: set[str], topical: bool) -> float:
    """Weigh the surroundings of a weak hit."""
    text = reading.text[hit.start : hit.end]
    before, after = reading.before(hit.start), reading.after(hit.end)
    rich = any(c.isdigit() for c in text) and len(text) > 1
    counted = after is not None and reading.gap(hit.end, after.start) == " " and (after.lower in UNITS or _other_noun(reading, after))
    points = TOPIC if topical else 0.0
    points += SURE_NOUN if any(f.start == hit.start and f.end == hit.end and _is_vague(f) for f in named) else 0.0
    points += OWN_MAKER if hit.maker and hit.maker in present else 0.0
    if _maker_before(reading, hit, named):
        points += SURE_MAKER
    if after is not None and reading.gap(hit.end, after.start) == " " and APERTURE.fullmatch(after.text):
        return points + SURE_NOUN
    if _noun_after(reading, hit):
        points += SURE_NOUN / 2 if text[0].isdigit() else SURE_NOUN
    if reading.pack.is_a(hit.cls, "Standard") and _is_fitted(reading, hit):
        points += SURE_NOUN
    if before is not None and reading.gap(before.end, hit.start) == " " and not counted:
        if before.lower in DEFINITE:
            points += ARTICLE if rich else LETTERS_ARTICLE
        elif before.lower in INDEFINITE:
            points += 0.0 if text[0].isdigit() else LETTERS_ARTICLE  # "a 40mm lens" is any such lens
    return points


def _is_fitted(reading: Reading, hit: Weak) -> bool:
    """Say whether things are said to be made for a standard: "for Sony E, Nikon Z and Canon RF", "also in RF"."""
    line = reading.text.rfind("\n", 0, hit.start) + 1
    return FITTED.search(reading.text[line : hit.start]) is not None and not MODEL_AFTER.match(reading.text, hit.end)


def _other_noun(reading: Reading, word: Word) -> bool:
    """Say whether the word is a common noun that names no product: then an article before belongs to it."""
    if reading.pos(word) != "NOUN":
        return False
    cls = class_of_noun(reading.pack, word.text)
    return cls is None or not _is_product(reading, cls)


def _maker_before(reading: Reading, hit: Weak, named: Sequence[Found]) -> bool:
    """Say whether a company stands before: "Leica SL", "Leica’s SL", "Panasonics underrated 20-60"."""
    return any(_stands_before(reading, found, hit) for found in named)


def _is_of_other_maker(reading: Reading, hit: Weak, named: Sequence[Found]) -> bool:
    """Say whether another maker's is meant: "Nikon's S line" is not Leica's S, nor is the Q in a text on the Pentax Q."""
    name = f" {reading.text[hit.start : hit.end]}"
    before = any(f.known and f.known != hit.maker and _stands_before(reading, f, hit) for f in named)
    longer = (f for f in named if f.known != hit.known and _is_product(reading, f.cls))
    return bool(hit.maker) and (before or any(reading.text[f.start : f.end].endswith(name) for f in longer))


def _stands_before(reading: Reading, found: Found, hit: Weak) -> bool:
    if not found.end <= hit.start <= found.end + 40 or not reading.pack.is_a(found.cls, "Company"):
        return False
    gap = reading.gap(found.end, hit.start)
    return gap == " " or re.fullmatch(r"['’]?s(?: [a-z-]+){0,3} ", gap) is not None


def _noun_after(reading: Reading, hit: Weak) -> bool:
    """Say whether a noun for products follows, perhaps after other names: "SL bodies", "M and Q lines", "SL-sized"."""
    rest = reading.text[hit.end : hit.end + 40]
    match = re.match(r"(?:(?:,| ?/| and| or| &) ?[A-Z0-9][\w.-]*){0,3} (?:[a-z]+ )?(?P<noun>[a-z-]+)", rest)
    nouns = [match["noun"]] if match else []
    direct = re.match(r" (?P<noun>[a-zA-Z-]+)", rest)
    nouns += [direct["noun"]] if direct else []
    for noun in nouns:
        cls = class_of_noun(reading.pack, noun)
        if cls and _is_product(reading, cls):
            return True
    return False


def _in_list(reading: Reading, hit: Weak, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether the hit is listed with a product: "the M11 and Summaron", "TL/CL", "M or Q"."""
    for start, end in spans:
        low, high = (end, hit.start) if end <= hit.start else (hit.end, start)
        if 0 < high - low <= 9 and re.fullmatch(r"/| ?(?:,|and|or|and the|or the|, and|&|, the) ?", reading.gap(low, high)):
            return True
    return False
