"""The forms that one name takes: with and without a legal form, a head, a focal length, a plural s."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.organizations import heads_of, legal_form_pattern
from l2graph.pack import Pack

FOCAL = re.compile(r"(?P<focal>\d{1,4}(?:[-–]\d{2,4})?)(?P<unit>\s?mm)?\b")
LENS = re.compile(
    r"(?:(?P<line>[^\W\d][\w'-]*(?: [^\W\d][\w'-]*)?) )?(?P<focal>\d{1,4}(?:\.\d)?(?:[-–]\d{2,4})?) ?mm"
    r"(?: [fF]/?(?P<f>\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?))?(?: (?P<rest>\S.*))?"
)
APERTURE = re.compile(r"^[fF]/?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s+")
TECHNOLOGY_HEADS = re.compile(
    r"\s+(?:technology|technologies|standard|system|specification|interface|protocol|platform|processor|format|architecture)$", re.I
)
KINDS = frozenset(
    {
        "Research",
        "Automotive",
        "Semiconductor",
        "Imaging",
        "Optical",
        "Digital",
        "Technology",
        "Media",
        "Health",
        "Design",
        "and",
        "&",
        "Mobile",
        "Audio",
        "Games",
        "Air",
        "Brewing",
        "Optik",
        "Medical",
        "Power",
        "Photo",
        "Music",
        "Sound",
        "Sports",
        "Cycles",
        "Interactive",
        "Pictures",
        "Foods",
        "Aviation",
        "Marine",
        "Rail",
        "Biotech",
        "Bio",
        "Tools",
        "Toys",
        "Watches",
        "Publishing",
    }
)
# What follows a company's name in the name of another one, which is its part, its owner, or its branch somewhere.
OF_ANOTHER = frozenset(
    "division unit department team business bank capital ventures financial finance foundation holding holdings group alliance forum "
    "international global worldwide usa us uk america europe asia japan china india germany france canada north south east west center "
    "centre institute university prize award awards museum family magazine rumors rumours news blog".split()
)
# Bodies around a firm that never go by its name alone: "the Vireo Owners Club"
AROUND = frozenset(
    "club clubs owners fans users collectors museum society trust award awards prize cup trophy league rally team racing school academy "
    "college university library archive archives fund".split()
)
CODE = re.compile(r"(?:^| )(?:[A-Z]{0,3}-?\d+|i[A-Z][a-z]+)s$")  # "J1s", "iPhones"
# What stands around the name of one thing and of several: "20 A320s", "the A320s are", "its latest D4s", "the T420s weighs", "a Z6 or Z7s".
MANY_BEFORE = re.compile(
    r"\b(?:\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]hese|[Tt]hose|[Mm]any|[Ss]ome|[Aa]ll|[Ss]everal|"
    r"[Ff]ew|[Mm]ost|[Mm]ore|[Bb]oth|dozens? of|hundreds of|pair of|fleet of)(?: [\w-]+){0,3} $"
)
MANY_BEHIND = re.compile(r" (?:are|were|have|do|remain|make|come|cost|fly|weigh|use)\b")
ONE_BEFORE = re.compile(
    r"\b(?:[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Ee]ach|[Mm]y|[Aa]nother)(?: (?!of\b|in\b)[\w-]+){0,3} $|"
    r"(?:\b[A-Z][\w-]*\d[A-RT-Za-rt-z]?|\d[A-RT-Za-rt-z]?) ?(?:,|,? (?:and|or)) (?:the )?$"
)
ONE_BEHIND = re.compile(r"['’]s\b| (?:is|was|has|isn['’]t|wasn['’]t|weighs|costs|offers|gets|adds|sports|[a-z]{2,}es)\b")
GROUPS = re.compile(r"\S+ (?:Group|Holdings?|International|Company)$")


def plural_of(name: str, others: Collection[str], family: str) -> str | None:
    """Return the singular of a name in the plural: "Nikon 1s" and "J1s" always, "Trips" where "Trip" is there as well."""
    if family in {"Product", "Organization"} and name.endswith("s") and (CODE.search(name) or name[:-1] in others):
        return name[:-1]
    return None


def is_model(name: str, text: str, places: Iterable[tuple[int, int]]) -> bool:
    """Say whether the s behind a code belongs to it, and one thing is spoken of: "a D4s", "the T420s weighs", "the D610, D4s and Df"."""
    return bool(CODE.search(name)) and any(
        not MANY_BEFORE.search(text, max(0, start - 60), start)
        and not MANY_BEHIND.match(text, end)
        and (ONE_BEFORE.search(text, max(0, start - 60), start) or ONE_BEHIND.match(text, end))
        for start, end in places
    )


def bare_company(name: str, pack: Pack) -> str:
    """Return a company's name without its legal form."""
    match = re.search(rf",?\s*(?:{legal_form_pattern(pack).pattern})$", name)
    while (
        match
        and match.start()
        and re.match(r",?\s*Holdings?\b", match.group())
        and match.group().strip(", ") not in {"Holding", "Holdings"}
    ):
        match = re.compile(rf",?\s*(?:{legal_form_pattern(pack).pattern})$").search(name, match.start() + len("Holding"))
    if match and re.match(r",?\s*Holdings?\b", match.group()):
        return name  # "Foo Holdings" is not Foo
    return name[: match.start()].rstrip(" ,&") if match and match.start() else name


def is_group_of(name: str) -> bool:
    return bool(GROUPS.fullmatch(name))


def bare_technology(name: str) -> str:
    """Return a technology's name without its head: "L2" of "L2 Technology"; "squared" is what a raised 2 is read as."""
    spoken = re.sub(r"(?<=\w)[ -]squared\b", "2", name)
    return TECHNOLOGY_HEADS.sub("", spoken)


def lens_names(name: str) -> Iterator[str]:
    """Yield the parts by which a lens is called for short: its focal length, and what follows focal length and aperture."""
    if (parts := LENS.fullmatch(name)) is not None:
        yield from _lens_spellings(parts)
    match = FOCAL.match(name)
    if not match or match.end() == len(name):
        match = re.search(rf"(?<= ){FOCAL.pattern}$", name)
        if match:
            yield match.group()
        return
    yield match.group()
    if match["unit"]:
        yield match["focal"] + "mm"
    rest = APERTURE.sub("", name[match.end() :].strip() + " ").strip()
    if rest:
        yield rest


def _lens_spellings(parts: re.Match[str]) -> Iterator[str]:
    """Yield how else a lens may be named: "23mm f/1.2", "Nokton 23mm" and "23mm Nokton" for the Nokton 23mm F1.2."""
    line, focal, f, rest = parts["line"] or "", parts["focal"] + "mm", parts["f"] or "", parts["rest"] or ""
    if line:  # "the 23mm" may be any other one
        yield from (f"{line} {focal}", f"{focal} {line}")
    for aperture in (f"f/{f}", f"f{f}") if f else ():
        yield f"{focal} {aperture}"
        yield " ".join(word for word in (line, focal, aperture, rest) if word)
        if " " in line:
            yield f"{line.partition(' ')[0]} {focal} {aperture}"  # the maker's name, and not that of the line
    if rest:
        yield f"{focal} {rest.rpartition(' ')[2]}"


def is_lens(name: str) -> bool:
    return LENS.fullmatch(name) is not None


def model_codes(name: str) -> Iterator[str]:
    """Yield the ends of a product's name that begin with a code: "W3" of "FinePix REAL 3D W3", "E-M1" of "OM-D E-M1"."""
    words = name.split()
    for i in range(1, len(words)):
        if re.fullmatch(r"(?:[A-Z]{1,3}-?\d+[A-Za-z]*|[A-Z]{1,4}-[A-Z]{1,2}\d+\w*)\+?", words[i]):
            yield " ".join(words[i:])
    if kind := re.fullmatch(r"(?:[A-Z]{2,5}|[A-Z]?[a-z]+[A-Z]*)-([A-Z]{1,2}\d{2,4}[A-Za-z]?)", words[-1]):
        yield kind[1]  # "A510" of "DSLR-A510"


def without_mark(name: str) -> str:
    """Return a model's name without the word Mark: "K-3 III" and "K-3 Mark III" are one."""
    return re.sub(r" (?:[Mm]ark|MARK|[Mm]k\.?|MK) ?(?=[IVX\d])", " ", name)


def is_short_of(short: str, long: str, pack: Pack) -> bool:
    """Say whether a company's first word or words stand for its full name: the rest only says what kind of company it is."""
    if not long.startswith(short + " "):
        return False
    heads = heads_of(pack)
    rest = bare_company(long, pack)[len(short) :].split()
    kinds = all(word.casefold() in heads or class_of_noun(pack, word) or word in KINDS for word in rest)
    return kinds and not any(word.casefold() in AROUND for word in rest)


def begins(short: str, long: str, pack: Pack) -> bool:
    """Say whether a company's name is the beginning of a longer one that names no part and no branch of it."""
    if not long.startswith(short + " "):
        return False
    rest = bare_company(long, pack)[len(short) :].split()
    return 0 < len(rest) < 4 and all(word[:1].isupper() and word.casefold() not in OF_ANOTHER | AROUND for word in rest)


def same_company(one: str, other: str, pack: Pack) -> bool:
    """Say whether two full names differ in their legal form alone, and so little that one company is meant."""
    first, second = bare_company(one, pack), bare_company(other, pack)
    if one == other or first.casefold() != second.casefold() or first == one or second == other:
        return False
    loose = re.compile(r"\b(?:Co|Corp|Inc|Ltd|Company|Corporation|Limited|Incorporated)\b\.?")
    return len(first.split()) > 2 or all(loose.search(name[len(first) :]) for name in (one, other))


def is_acronym(short: str, long: str, pack: Pack) -> bool:
    """Say whether capitals are the initials of a company's name of three words or more, its legal form included or not.

    Of two partners they are joined: "B&W" is Bowers & Wilkins.
    """
    if re.fullmatch(r"[A-Z] ?& ?[A-Z]", short):
        words = bare_company(long, pack).split()
        return len(words) == 3 and words[1] in {"&", "and"} and short.replace(" ", "") == f"{words[0][0]}&{words[2][0]}"
    if not re.fullmatch(r"[A-Z]{3,6}", short):
        return False
    return any(
        len(name.split()) > 2 and short == "".join(w[0] for w in name.split() if w[0].isupper())
        for name in (long, bare_company(long, pack))
    )
