"""Names -> entities: which names of a document name one thing.

"Foo Optics GmbH" and "Foo Optics", "Jane Doe" and "Doe", "Advanced Interface Bus (AIB)" and "AIB", "SL-2" and "SL2" are one thing each;
"Foo Holdings" and "Foo", "SL" and "SL2" are two. Whatever the pack knows keeps the pack's key: it is the same thing in every document.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from l2graph.entities.descriptions import PARTS
from l2graph.entities.forms import (
    bare_company,
    bare_technology,
    begins,
    is_acronym,
    is_group_of,
    is_lens,
    is_model,
    is_short_of,
    lens_names,
    model_codes,
    plural_of,
    same_company,
    without_mark,
)
from l2graph.entities.introductions import Introductions
from l2graph.mentions.caching import per_pack
from l2graph.mentions.definitions import explains
from l2graph.mentions.nicknames import BEHIND_SURNAMES
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.tails import tail_of
from l2graph.model import Document, Entity, Mention, Reference
from l2graph.pack import KnownThing, Pack
from l2graph.vocabulary import slug

FAMILIES = ("Person", "Organization", "Place", "Product", "Technology")
TELLING = frozenset({"name-head", "legal-form", "body"})  # rules that know a class by the name alone
JOINED = ("publisher", "Alliance")  # a class that the rule gives for the words of the whole text: "Acme joins the Bolt Project as a member"
EDITION = re.compile(r"\S+ (?:\d{1,3}(?:\.\d)?|[IVX]{1,4})")  # "Solace 2", which "the Solace" may stand for
RELATIVES = (
    r"(?:son|daughter|brother|sister|wife|husband|widow|widower|nephew|niece|cousin|father|mother|grandson|granddaughter|uncle|aunt)"
)
KIN = re.compile(rf", (?:the |a )?(?:[\w-]+ )?{RELATIVES} of\b")  # "Webb, the daughter of the founder Karl Webb": two people
INTRODUCED = re.compile(rf"\b(?:his|her|their|\w+['’]s?) (?:[\w-]+ ){{0,2}}{RELATIVES},? $")  # "with her brother *Karl Webb*"
NICKNAME = re.compile(r" [\"“'‘(](?P<nick>[^\W\d_][\w'’-]+)[\"”'’)] ")  # 'William "Bill" Morris'
SENTENCE_END = re.compile(r"[.!?;]\s|\n")
MAKER_GAP = re.compile(r" |['’]s ")


@dataclass
class Thing:
    """What is gathered about one entity while names are compared."""

    family: str
    names: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    known: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)  # names put together from maker and model


def resolve_names(document: Document, mentions: Sequence[Mention], pack: Pack) -> tuple[tuple[Entity, ...], tuple[Reference, ...]]:
    """Return the entities that `mentions` name, sorted by key, and a reference for each mention."""
    things = _gather(document, mentions, pack)
    _add_makers(document, mentions, things, pack)
    _unite_known(things)
    _unite(document, things, pack)
    known = {thing.key: thing for thing in pack.things}
    keyed = _keys(list(_distinct(things)), known)
    entities = sorted(_entity(key, thing, known) for key, thing in keyed.items())
    references = [Reference(mention.span, (key,)) for key, thing in keyed.items() for mention in thing.mentions]
    return tuple(entities), tuple(sorted(references))


def family_of(cls: str, pack: Pack) -> str:
    """Return the broad kind that a class belongs to: things of two kinds are never one."""
    return next((family for family in FAMILIES if pack.is_a(cls, family)), cls)


def _gather(document: Document, mentions: Sequence[Mention], pack: Pack) -> dict[str, Thing]:
    """Put mentions of one spelling together, and those of one known thing."""
    things: dict[str, Thing] = {}
    singular = {mention.name for mention in mentions}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        places[mention.name.rpartition(" ")[2]].append((mention.span.start, mention.span.end))
    codes = {code for code in places if code[:-1] not in singular and is_model(code, document.text, places[code])}
    keys = {thing.key: thing for thing in pack.things}
    companies = company_names(pack)
    for mention in mentions:
        family = family_of(mention.cls, pack)
        name = mention.name if mention.name.rpartition(" ")[2] in codes else plural_of(mention.name, singular, family) or mention.name
        plain = slug(name)
        if mention.known:
            known: str | None = mention.known
        elif plain in keys and family_of(keys[plain].cls, pack) == family:
            known = plain
        else:
            known = companies.get(fold(bare_company(name, pack))) if family == "Organization" and bare_company(name, pack) != name else None
        thing = things.setdefault(f"known:{known}" if known else f"{family}:{plain}", Thing(family, known=known))
        thing.names[name] += 1
        thing.classes[mention.cls] += 1
        thing.mentions.append(mention)
    return things


@per_pack
def product_names(pack: Pack) -> dict[str, str]:
    """Return the known products by each of their names."""
    return {
        fold(name): thing.key for thing in reversed(pack.things) if pack.is_a(thing.cls, "Product") for name in (thing.label, *thing.names)
    }


@per_pack
def company_names(pack: Pack) -> dict[str, str]:
    """Return the known companies by each of their names; a name that two share stands for neither."""
    table: dict[str, set[str]] = defaultdict(set)
    for thing in pack.things:
        if pack.is_a(thing.cls, "Company"):
            for name in (thing.label, *thing.names):
                table[fold(name)].add(thing.key)
    return {name: min(keys) for name, keys in sorted(table.items()) if len(keys) == 1}


def _add_makers(document: Document, mentions: Sequence[Mention], things: dict[str, Thing], pack: Pack) -> None:
    """Name a product with its maker as well, where the text does: "Leica SL2"; a technology too, right behind him: "Apple CarPlay"."""
    known_products = product_names(pack)
    owner = {mention.span: thing for thing in things.values() for mention in thing.mentions}
    for left, right in itertools.pairwise(mentions):
        if not pack.is_a(left.cls, "Company"):
            continue
        gap, thing = document.text[left.span.end : right.span.start], owner[right.span]
        if gap == " " and pack.is_a(right.cls, "Technology") and not thing.known:
            thing.aliases.add(f"{left.name} {right.name}")
        if pack.is_a(right.cls, "Product") and MAKER_GAP.fullmatch(gap) and not right.name.startswith(left.name):
            name = next((n for n in thing.names if plural_of(right.name, {n}, "Product") == n), right.name)
            thing.aliases.add(f"{left.name} {name}")
            thing.known = thing.known or known_products.get(fold(f"{left.name} {name}"))


def _distinct(things: dict[str, Thing]) -> Iterator[Thing]:
    seen: set[int] = set()
    for thing in things.values():
        if id(thing) not in seen:
            seen.add(id(thing))
            yield thing


def _unite_known(things: dict[str, Thing]) -> None:
    """Merge the things that turned out to be one that the pack knows."""
    first: dict[str, Thing] = {}
    for key, thing in list(things.items()):
        if thing.known is None:
            continue
        target = first.setdefault(thing.known, thing)
        if target is not thing:
            _merge(target, thing)
            things[key] = target


def _merge(target: Thing, source: Thing) -> None:
    target.names.update(source.names)
    target.classes.update(source.classes)
    target.mentions.extend(source.mentions)
    target.aliases |= source.aliases
    target.known = target.known or source.known


def _unite(document: Document, things: dict[str, Thing], pack: Pack) -> None:
    """Merge the things that two names turn out to name."""
    for left, right in [*_defined_pairs(document, things), *_short_pairs(document, things, pack)]:
        first, second = things[left], things[right]
        if first is second or first.family != second.family or (first.known and second.known and first.known != second.known):
            continue
        target, source = (second, first) if second.known else (first, second)
        _merge(target, source)
        for key, thing in things.items():
            if thing is source:
                things[key] = target


RENAMED = re.compile(  # "Mulino, formerly Molino", "Mulino was renamed Molino"
    r"(?: brand| firm| company| line| series| model)?(?:,| \()? ?"
    r"(?:(?:formerly|previously|originally)(?: known as| called| named)?|(?:now|later|today)(?: known as| called| named)"
    r"|(?:also |better |usually |often )?known (?:(?:here|there|locally|abroad|elsewhere) )?as)"
    r"(?: the)? [“\"'‘]?| (?:was|were|has been|is)(?: later| since| then)? renamed (?:to |as )?[“\"'‘]?"
    r"| (?:changed its name to|became known as) [“\"'‘]?"
)
CALLED = re.compile(r",? or (?:the )?[\"“'‘]|,? (?:also|better|commonly) known as (?:the )?[\"“'‘]?")  # "Harbour Energy Group, or “HEG”"
NOW = re.compile(r",? \((?:now|later|today|then|since \d{4}|from \d{4})(?: the)? [“\"'‘]?")  # "Mulino (now Molino), in Turin"


def _defined_pairs(document: Document, things: dict[str, Thing]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that the text itself equates: "Advanced Interface Bus (AIB)", "Foo AG (hereinafter “Foo”)"."""
    where = sorted((mention.span, key) for key, thing in things.items() for mention in thing.mentions)
    for (left, one), (right, other) in itertools.pairwise(where):
        gap = document.text[left.end : right.start]
        if (
            (re.fullmatch(r" \(", gap) and explains(left.of(document.text), right.of(document.text)))
            or (things[one].family == "Organization" and CALLED.fullmatch(gap))
            or RENAMED.fullmatch(gap)
            or (NOW.fullmatch(gap) and document.text.startswith((")", "”)", '")', ","), right.end))
            or re.fullmatch(r",? \((?:(?:hereinafter|formerly|also|now)(?: known as| called)?,? |the )?[\"“'‘]", gap)
            or (
                re.fullmatch(r"[\"”]? \(", gap)
                and bare_technology(left.of(document.text)).casefold() == bare_technology(right.of(document.text)).casefold()
            )
        ):
            yield one, other


def _short_pairs(document: Document, things: dict[str, Thing], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield each thing with the one thing that it is a short name of; nothing where two would fit."""
    by_short: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in sorted(things):
        for name in _all_names(things[key]):
            for short in _short_names(name, things[key].family, pack):
                by_short[things[key].family, fold(short)].add(key)
    yield from _company_pairs(document, things, pack)
    for key in sorted(things):
        thing = things[key]
        fitting = {other for name in _all_names(thing) for other in by_short.get((thing.family, fold(name)), ())} - {key}
        distinct = {id(things[other]): other for other in sorted(fitting)}
        if len(distinct) > 1 and thing.family == "Person":
            distinct = _first_of_family(document, thing, distinct, things)
        if len(distinct) == 1 and not _told_apart(document, things[key], next(iter(distinct.values())), things):
            yield next(iter(distinct.values())), key


def _first_of_family(document: Document, short: Thing, fitting: dict[int, str], things: dict[str, Thing]) -> dict[int, str]:
    """Return whom a surname stands for that several people bear: none that come in as somebody's relatives, and who is named first.

    A text calls him "Webb" of whom it tells, and says "his brother Karl Webb", in full, of the others.
    """
    starts = {number: min(mention.span.start for mention in things[key].mentions) for number, key in fitting.items()}
    principal = [number for number, start in starts.items() if not INTRODUCED.search(document.text, max(0, start - 60), start)]
    before = [number for number in principal if starts[number] < min(mention.span.start for mention in short.mentions)]
    return {number: fitting[number] for number in (principal if len(principal) == 1 else before)}


def _told_apart(document: Document, short: Thing, full: str, things: dict[str, Thing]) -> bool:
    """Say whether a text speaks of a model and of an older one by the plain name, "the Solace 2 replaces the Solace", or of two relatives.

    So it does where one sentence has both, or where the plain name comes first: nobody shortens what he has not yet named.
    """
    if short.family == "Person":
        pairs = ((a.span, b.span) for a in short.mentions for b in things[full].mentions if a.span.end <= b.span.start)
        return any(KIN.search(document.text, a.end, b.start) and not SENTENCE_END.search(document.text, a.end, b.start) for a, b in pairs)
    if any(is_lens(name) for name in (*short.names, *things[full].names)):
        return _are_two_lenses(short, things[full])
    editions = {name.rpartition(" ")[0] for name in things[full].names if EDITION.fullmatch(name)}
    if short.family != "Product" or not editions or {tail_of(name) for name in things[full].names} & {n.casefold() for n in short.names}:
        return False
    if editions & short.names.keys() and min(mention.span for mention in short.mentions) < min(
        mention.span for mention in things[full].mentions
    ):
        return True
    spans = sorted((mention.span, mention in short.mentions) for thing in (short, things[full]) for mention in thing.mentions)
    return any(
        one != other and not SENTENCE_END.search(document.text, left.end, right.start)
        for (left, one), (right, other) in itertools.pairwise(spans)
    )


def _are_two_lenses(short: Thing, full: Thing) -> bool:
    """Say whether the text gives the shorter name another maker, "*Canon's* 24mm f/1.4" beside the Nikkor 24mm f/1.4, or gives one first.

    A focal length alone may come before the name: "the new 28-75mm", "the 28-75mm F/2.8".
    """
    makers, others = ({alias[: -len(n)] for alias in t.aliases for n in t.names if alias.endswith(" " + n)} for t in (short, full))
    if makers and not makers & others and not any(name.startswith(tuple(makers)) for name in (*full.names, *full.aliases)):
        return True
    spelled = {fold(form) for name in full.names for form in lens_names(name) if len(form) >= len(name) - 1}
    first, fuller = (min(mention.span for mention in thing.mentions) for thing in (short, full))
    return (
        first < fuller and any(" f" in name.casefold() for name in short.names) and not any(fold(n) in spelled for n in _all_names(short))
    )


def _company_pairs(document: Document, things: dict[str, Thing], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the full and the short name of a company where only one full name would fit: "Aurelia Semiconductor" and "Aurelia"."""
    introduced = Introductions(document)
    companies = [key for key in sorted(things) if things[key].family == "Organization"]
    for key in companies:
        names = _all_names(things[key])
        longer = [
            other for other in companies if other != key and any(is_short_of(a, b, pack) for a in names for b in _all_names(things[other]))
        ]
        beginning = [
            other for other in companies if other != key and any(begins(a, b, pack) for a in names for b in _all_names(things[other]))
        ]
        fuller = [mention for other in beginning for mention in things[other].mentions]
        if not longer and _is_one_company(beginning, things, pack) and introduced.by(fuller, things[key].mentions):
            longer = beginning
        spellings = {bare_company(name, pack) for other in longer for name in _all_names(things[other])}
        if longer and not things[key].known and len(spellings) == 1:
            yield longer[0], key
        spelled = [
            other for other in companies if other != key and any(is_acronym(a, b, pack) for a in names for b in _all_names(things[other]))
        ]
        if len(spelled) == 1:
            yield spelled[0], key
        for other in companies:
            if other > key and any(same_company(a, b, pack) for a in names for b in _all_names(things[other])):
                yield key, other


def _is_one_company(keys: Sequence[str], things: dict[str, Thing], pack: Pack) -> bool:
    """Tell whether full names differ at most in their legal form: "Aurelia Mining N.V." and "Aurelia Mining"."""
    return len({fold(bare_company(name, pack)) for key in keys for name in things[key].names}) == 1


def _all_names(thing: Thing) -> list[str]:
    return sorted({*thing.names, *thing.aliases})


def _short_names(name: str, family: str, pack: Pack) -> Iterator[str]:
    """Yield what a thing of this name may be called for short."""
    words = name.split()
    while family == "Person" and len(words) > 2 and words[-1].replace(".", "").casefold() in BEHIND_SURNAMES:
        words.pop()
        yield " ".join(words).rstrip(",")
    if family == "Person" and len(words) > 1:
        yield words[-1].rstrip(",")
        yield words[0]
        if nickname := NICKNAME.search(name):
            yield nickname["nick"]
            yield f"{nickname['nick']} {words[-1]}"
            yield f"{words[0]} {words[-1]}"
    elif family == "Organization":
        bare = bare_company(name, pack)
        if bare != name:
            yield bare
        if len(words) > 2 and words[-1].casefold() not in PARTS and class_by_head(pack, " ".join(words[1:])) not in (None, "Company"):
            yield " ".join(words[1:])  # "the Implementers Forum"
        if is_group_of(bare):
            yield bare.rsplit(" ", 1)[0]
    elif family == "Technology":
        yield from {bare_technology(name)} - {name}
        yield from (" ".join(words[:size]) for size in range(2, len(words)))
    elif family == "Product":
        yield from lens_names(name)
        yield from model_codes(name)
        if re.fullmatch(r"[A-Z][\w-]* \d\d?", name):
            yield name.replace(" ", "")  # "the X-Wing 3" and "the X-Wing3"
        if tail := tail_of(name):
            yield tail
        if len(words) == 2 and len(words[0]) > 2 and EDITION.fullmatch(name):
            yield words[0]  # "the Acme" after "the Acme 7"
        if (plain := without_mark(name)) != name:
            yield plain
        if len(words) > 2 and words[1][:1].isupper():
            yield " ".join(words[1:])  # "the Z Flip" of "Galaxy Z Flip"


def fold(name: str) -> str:
    return slug(name)


def _keys(things: list[Thing], known: dict[str, KnownThing]) -> dict[str, Thing]:
    """Give each thing its key: the pack's, or the slug of its label; things of two kinds with one label get their class as well."""
    claimed: Counter[str] = Counter(slug(_label(thing, known)) for thing in things if not thing.known)
    keyed: dict[str, Thing] = {}
    for thing in things:
        key = thing.known or slug(_label(thing, known))
        if not thing.known and (claimed[key] > 1 or key in known):
            key = f"{key}-{slug(thing.family)}"
        keyed[key] = thing
    return keyed


def _entity(key: str, thing: Thing, known: dict[str, KnownThing]) -> Entity:
    label = _label(thing, known)
    names = tuple(sorted({*thing.names, *thing.aliases} - {label}))
    entry = known.get(key) if thing.known else None
    return Entity(key, entry.cls if entry else _class_of(thing), label, names, entry.same_as if entry else None)


def _class_of(thing: Thing) -> str:
    """Return the class that most mentions have; but the name that tells it itself knows better: "Digital Lighting *Alliance*" (DLA)."""
    told = Counter(mention.cls for mention in thing.mentions if mention.rule in TELLING or (mention.rule, mention.cls) == JOINED)
    classes = told or thing.classes
    return max(sorted(classes), key=lambda cls: classes[cls])


def _label(thing: Thing, known: dict[str, KnownThing]) -> str:
    """Return the pack's label, or the fullest name; a code that says nothing alone ("1", "45mm") goes with its maker."""
    if thing.known:
        return known[thing.known].label
    names: Iterable[str] = thing.names
    if thing.aliases and all(not re.search(r"[A-Za-z]{1}[A-Za-z0-9-]*\d|[A-Za-z]{3}", re.sub(r"\d+mm", "", name)) for name in thing.names):
        names = thing.aliases
    return max(sorted(names), key=lambda name: (len(name.split()), not name.isupper(), len(name)))
