"""The forms that one name takes: with and without a legal form, a head, a focal length, a plural s."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from l2graph.mentions.organizations import legal_form_pattern
from l2graph.pack import Pack

FOCAL = re.compile(r"(?P<focal>\d{1,4}(?:[-–]\d{2,4})?)(?P<unit>\s?mm)?\b")
APERTURE = re.compile(r"^[fF]/?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s+")
TECHNOLOGY_HEADS = re.compile(
    r"\s+(?:technology|technologies|standard|system|specification|interface|protocol|platform|processor|format|architecture)$", re.I
)
GROUPS = re.compile(r"\S+ (?:Group|Holdings?|International|Company)$")


def plural_of(name: str, others: Collection[str], family: str) -> str | None:
    """Return the singular of a name in the plural: "Nikon 1s" and "J1s" always, "Trips" where "Trip" is there as well."""
    if family in {"Product", "Organization"} and name.endswith("s") and (re.search(r"(?:^| )[A-Z]{0,3}-?\d+s$", name) or name[:-1] in others):
        return name[:-1]
    return None


def bare_company(name: str, pack: Pack) -> str:
    """Return a company's name without its legal form."""
    match = re.search(rf",?\s*(?:{legal_form_pattern(pack).pattern})$", name)
    return name[: match.start()].rstrip(" ,&") if match and match.start() else name


def is_group_of(name: str) -> bool:
    return bool(GROUPS.fullmatch(name))


def bare_technology(name: str) -> str:
    """Return a technology's name without its head: "L2" of "L2 Technology"; "squared" is what a raised 2 is read as."""
    spoken = re.sub(r"(?<=\w)[ -]squared\b", "2", name)
    return TECHNOLOGY_HEADS.sub("", spoken)


def lens_names(name: str) -> Iterator[str]:
    """Yield the parts by which a lens is called for short: its focal length, and what follows focal length and aperture."""
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
    if " " in rest:
        yield rest


def model_code(name: str) -> str | None:
    """Return the code at the end of a product's name: "W3" of "FinePix REAL 3D W3"."""
    match = re.search(r" (?P<code>[A-Z]{1,3}-?\d+[A-Za-z]*)$", name)
    return match["code"] if match else None
