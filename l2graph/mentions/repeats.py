"""The other places where a name stands: in full again, or cut short ("Greco", "Hutton", "W3")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from l2graph.mentions.candidates import Found, select
from l2graph.mentions.eponyms import acts_as_firm, acts_as_person, is_eponym
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.nicknames import BEHIND_SURNAMES
from l2graph.mentions.organizations import legal_form_pattern
from l2graph.mentions.roles import TITLES
from l2graph.mentions.runs import is_capital, plain_name
from l2graph.mentions.tails import find_tails
from l2graph.mentions.words import Reading

BEFORE = re.compile(r"(?<![\w@#])(?<![^\W_][-‑])")
BEHIND, BEHIND_PLURAL = (re.compile(rf"{ending}(?!\w)(?![-‑][A-Z0-9]|\+(?!\w))") for ending in ("", "s?"))
FAMILIES = ("Product", "Organization")
# What people write before a sentence in a thread: "AFAIK Kestrel bought Falk"
CHAT = re.compile(r"(?:(?:AFAIK|AFAICT|BTW|FWIW|FYI|ICYMI|IIRC|IIUC|IMHO|IMO|NVM|OMG|OTOH|TBH|TLDR|YMMV) )+(?=\w)")
LANDS = frozenset(  # which say and buy things themselves
    (
        "Africa America Asia Australia Austria Belgium Brazil Britain Canada China Denmark England Europe Finland France Germany "
        "Greece Hungary India Indonesia Ireland Israel Italy Japan Korea Malaysia Mexico Netherlands Norway Philippines Poland "
        "Portugal Russia Scotland Singapore Spain Sweden Switzerland Taiwan Thailand Turkey UK US USA Vietnam Wales"
    ).split()
)
FOCAL_START = re.compile(r"^(?:\d{1,4}(?:[-–]\d{2,4})?\s?mm|[fF]/?\d+(?:\.\d+)?)\s+")


def spread(reading: Reading, named: Sequence[Found]) -> list[Found]:
    """Return `named` with one class for each name, and with the repetitions of each name added."""
    settled = _settle(reading, [_without_chat(reading, found) for found in named])
    eponyms = _eponyms(reading, settled)
    settled = _named_after_places(reading, _named_after_people(reading, settled, eponyms))
    full: dict[str, Found] = {}
    short: dict[str, Found] = {}
    for found in settled:
        text = reading.text[found.start : found.end]
        if found.cls and len(text) > 1:
            full.setdefault(text, found)
    settled = _in_full(reading, settled, full)
    for found in settled:
        for text in short_forms(reading, found):
            if found.cls == "Person" and text not in full and (text in eponyms or is_eponym(reading.text, text)):
                full[text] = Found(found.start, found.end, "Company", found.weight, "eponym")
            if text not in full:
                short.setdefault(text, found)
    repeats = [*_repeats(reading, {**short, **full}), *find_tails(reading, settled)]
    return select([*(Found(f.start, f.end, f.cls, f.weight + 100, f.rule, f.known) for f in settled), *repeats], reading.text)


def _without_chat(reading: Reading, found: Found) -> Found:
    match = CHAT.match(reading.text, found.start, found.end)
    return replace(found, start=match.end()) if match else found


def _in_full(reading: Reading, settled: Sequence[Found], full: Mapping[str, Found]) -> list[Found]:
    """Let a product's or an organisation's name go on where what follows makes it a longer one that the text has: "Vireo 3 | Pro Phone"."""
    longer: dict[str, list[str]] = defaultdict(list)  # by what they begin with
    for text in sorted((text for text in full if " " in text), key=lambda text: (-len(text), text)):
        for blank in re.finditer(" ", text):
            longer[text[: blank.start()]].append(text)
    whole = []
    for found in settled:
        name = reading.text[found.start : found.end]
        for text in longer.get(name, ()) if not found.known else ():
            if not reading.text.startswith(text, found.start):
                continue
            alike = any(reading.pack.is_a(found.cls or "", f) and reading.pack.is_a(full[text].cls or "", f) for f in FAMILIES)
            if alike and BEHIND.match(reading.text, found.start + len(text)):
                found = replace(found, end=found.start + len(text), cls=full[text].cls)
                break
        whole.append(found)
    return whole


def _settle(reading: Reading, named: Sequence[Found]) -> list[Found]:
    """Give all uses of one name the class that has the most weight; known things keep theirs."""
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    goods = {reading.text[f.start : f.end] for f in named if reading.pack.is_a(f.cls or "Agent", "Product")}
    for found in named:
        weights[_singular(reading.text[found.start : found.end], goods)][found.cls] += found.weight  # type: ignore[assignment]
    settled = []
    for found in named:
        tally = weights[_singular(reading.text[found.start : found.end], goods)]
        cls = found.cls if found.known else max(sorted(tally), key=lambda c: tally[c])
        settled.append(Found(found.start, found.end, cls, found.weight, found.rule, found.known))
    return settled


def _singular(text: str, goods: Container[str]) -> str:
    """Return the name of a product that a plural stands for: "two *Volcas*" where the text has "the Volca" as well."""
    return text[:-1] if text.endswith("s") and text[:-1] in goods else text


def _eponyms(reading: Reading, settled: Sequence[Found]) -> frozenset[str]:
    """Return the words with which the longer names of companies begin, unless somebody of that name speaks."""
    companies = [reading.words_in(f.start, f.end) for f in settled if reading.pack.is_a(f.cls or "Agent", "Company")]
    first = {words[0].text for words in companies if len(words) > 1 and plain_name(words[0]) and words[1].text not in {"&", "and"}}
    return frozenset(name for name in first if not acts_as_person(reading.text, name))


def _named_after_people(reading: Reading, settled: Sequence[Found], eponyms: frozenset[str]) -> list[Found]:
    """Make companies of bare surnames, and of lone names taken for people, where the text speaks of them as of companies."""
    people = {reading.words_in(f.start, f.end)[-1].text for f in settled if f.cls == "Person" and " " in reading.text[f.start : f.end]}
    return [replace(f, cls="Company", rule="eponym") if _is_company(reading, f, people, eponyms) else f for f in settled]


def _named_after_places(reading: Reading, settled: Sequence[Found]) -> list[Found]:
    """Make companies of places that a company's longer name begins with, where the text speaks of it: "Boston said" of Boston Brake."""
    firms = (reading.words_in(f.start, f.end) for f in settled if reading.pack.is_a(f.cls or "Agent", "Company"))
    towns = {words[0].text for words in firms if len(words) > 1 and words[0].text.isalpha()} - LANDS
    return [
        replace(f, cls="Company", rule="eponym", known=None)
        if f.cls == "Place" and reading.text[f.start : f.end] in towns and acts_as_firm(reading.text, f.start, f.end)
        else f
        for f in settled
    ]


def _is_company(reading: Reading, found: Found, people: set[str], eponyms: frozenset[str]) -> bool:
    text = reading.text[found.start : found.end]
    if found.cls != "Person" or found.known or not (text in eponyms or is_eponym(reading.text, text)):
        return False
    alone = " " not in text and text not in given_names()
    before = reading.before(found.start)
    titled = before is not None and before.lower in TITLES  # "Mr Arvenne"
    return not titled and (text in people or (alone and not acts_as_person(reading.text, text)))


def short_forms(reading: Reading, found: Found) -> Iterator[str]:
    """Yield the shorter forms under which a text may speak of a thing that it has named in full."""
    text = reading.text[found.start : found.end]
    words = reading.words_in(found.start, found.end)
    if reading.pack.is_a(found.cls, "Person") and len(words) > 1:
        surnames = [word for word in words if word.lower not in BEHIND_SURNAMES]
        if surnames and plain_name(surnames[-1]) and len(surnames[-1].text) > 2:
            yield surnames[-1].text
    elif reading.pack.is_a(found.cls, "Organization"):
        bare = _without_legal_form(reading, text)
        if bare != text and len(bare) > 2:
            yield bare
    elif reading.pack.is_a(found.cls, "Technology") and len(words) > 1:
        if len(words) == 2 and class_of_noun(reading.pack, words[-1].text) and is_capital(words[0]) and words[0].text.isupper():
            yield words[0].text
    elif reading.pack.is_a(found.cls, "Product") and len(words) > 1:
        rest = text
        while match := FOCAL_START.match(rest):
            rest = rest[match.end() :]
        if rest != text and rest and " " in rest:
            yield rest
        last = words[-1].text
        if re.fullmatch(r"[A-Z]+-?\d+[A-Za-z]*", last) and len(last) > 1:
            yield last


def _without_legal_form(reading: Reading, text: str) -> str:
    match = re.search(rf",?\s*(?:{legal_form_pattern(reading.pack).pattern})$", text)
    return text[: match.start()].rstrip(" ,&") if match and match.start() else text


def _repeats(reading: Reading, names: dict[str, Found]) -> Iterator[Found]:
    """Yield the other occurrences of each name, whole words only, and no capital that comes from its place alone."""
    for text in sorted(names, key=lambda t: (-len(t), t)):
        found = names[text]
        plural = reading.pack.is_a(found.cls, "Product") and text[-1].isalnum()
        for start, end in _occurrences(reading.text, text, plural=plural):
            word = reading.word_at(start)
            if word is None or word.start != start:
                continue
            if text in short_single(text) and word.lower in reading.lower_words and reading.opens_sentence(word):
                continue
            if len(text) < 3 and not any(c.isdigit() for c in text):
                continue
            yield Found(start, end, found.cls, 1.0, "repeat", found.known)


def _occurrences(text: str, name: str, *, plural: bool) -> Iterator[tuple[int, int]]:
    """Yield where a name stands as whole words; with `plural` an s may hang on it."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        behind = (BEHIND_PLURAL if plural else BEHIND).match(text, end) if BEFORE.match(text, start) else None
        if behind is not None:
            yield start, behind.end()
        start = text.find(name, start + 1 if behind is None else behind.end())


def short_single(text: str) -> tuple[str, ...]:
    """Return the text itself where it is one word: a single capitalised word may be an ordinary one."""
    return (text,) if " " not in text else ()
