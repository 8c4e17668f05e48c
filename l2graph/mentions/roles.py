"""Words for what people do, and titles that stand before their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROLES = frozenset({
    "ceo", "cfo", "cto", "coo", "cio", "cmo", "chairman", "chairwoman", "chairperson", "chair", "president", "vice-president",
    "director", "manager", "head", "chief", "founder", "co-founder", "cofounder", "spokesman", "spokeswoman", "spokesperson",
    "analyst", "engineer", "designer", "inventor", "photographer", "journalist", "reporter", "editor", "blogger", "author",
    "professor", "scientist", "lawyer", "attorney", "trader", "minister", "secretary", "investor", "entrepreneur", "owner", "boss",
    "executive", "architect", "contractor", "officer", "partner", "strategist", "economist", "developer", "researcher", "consultant",
    "principal", "treasurer", "vp", "svp", "evp", "commissioner", "senator", "governor", "mayor", "judge", "evangelist",
})  # fmt: skip
# who tells of things, before a name or a handle: no post anywhere
TELLERS = frozenset("leaker leakster tipster insider vlogger youtuber streamer influencer modder redditor user".split())
OFFICERS = frozenset({"CEO", "CFO", "CTO", "COO", "CIO", "CMO"})  # never names of anything, alone
# what stands before a role and belongs to it: "Vice President", "Senior Product Manager"
RANKS = frozenset(
    "acting assistant associate corporate deputy executive general global interim joint managing regional senior vice".split()
)
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "herr", "frau"])
RELATED = frozenset(
    "friend friends buddy mate pal colleague neighbour neighbor wife husband spouse brother sister son daughter father mother dad mum mom "
    "uncle aunt cousin nephew niece girlfriend boyfriend fiancé fiancée grandfather grandmother roommate flatmate classmate".split()
)
# what somebody is head or director *of* within the organization that employs him
FIELDS = frozenset(
    (
        "accounting acoustics advertising analytics animation branding brewing business buying care chemistry client coatings commerce "
        "communication communications compliance content corporate creative customer data delivery design development digital distribution "
        "education electronics engineering ethics events experience export exports facilities finance firmware game games global growth "
        "hardware hr human imaging information innovation innovations insights integration investment investor legal licensing logistics "
        "maintenance manufacturing market marketing materials media merchandising mobility network new online operations optics packaging "
        "partnerships people planning policy press procurement product production products program programming programme project projects "
        "public publishing purchasing quality recruitment regulatory relation relations reliability research resources retail "
        "risk safety sales science security service services software sound sourcing staff story strategic strategy supply "
        "chain support sustainability systems technical technology testing tooling trade training transformation transport "
        "treasury user warehousing workshop learning intelligence robotics lending underwriting nutrition oncology immunology "
        "genetics vaccines fleet cargo freight restoration textiles footwear apparel jewellery watchmaking brewing winemaking "
        "diversity climate energy platforms r&d international worldwide domestic emea apac "
        "control assurance parts repair warranty payroll audit claims tax"
    ).split()
)
# people by where they come from, with a capital and yet no names
NATIVES = frozenset(
    "Briton Englishman Englishwoman Scot Scotsman Welshman Irishman Irishwoman Dane Swede Finn Norwegian Icelander Spaniard Frenchman "
    "Frenchwoman Dutchman Dutchwoman Pole Turk American Canadian Australian Italian German Austrian Belgian Brazilian Mexican Indian "
    "Israeli Korean Russian Ukrainian Croat Serb Czech Slovak Hungarian Romanian Bulgarian Portuguese Greek Californian Texan "
    "Londoner".split()
)
# by which a text calls again whom it has named: what people are, whatever their posts ("the chairman" may be somebody else)
CALLINGS = frozenset(
    "billionaire millionaire entrepreneur businessman businesswoman industrialist financier banker economist engineer designer inventor "
    "scientist chemist physicist biologist mathematician geologist architect lawyer accountant executive manager veteran newcomer native "
    "tycoon magnate mogul restaurateur hotelier watchmaker goldsmith toolmaker mechanic carpenter brewer vintner chef pilot programmer "
    "technologist academic professor physician retiree octogenarian septuagenarian nonagenarian politician strategist sailor".split()
)
OWNERS = frozenset("my our your his her their".split())
OFFICE = re.compile(  # what follows a post: another one, or who holds it
    rf"(?:,| and| &) (?:the )?(?:[\w-]+ )?(?:{'|'.join(sorted(ROLES))})\b"
    r"| (?-i:(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?[A-Z][a-z]+ [A-Z])",
    re.IGNORECASE,
)
POST_OF = re.compile(rf"\b(?:{'|'.join(sorted(ROLES))}) of $", re.IGNORECASE)
OF_FIELD = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLES))}),?(?:,| (?:of|for|in charge of)(?: the)?) (?:[\w-]+(?:,| and| &)? ){{0,2}}$", re.IGNORECASE
)
# What a firm's own parts are headed by, and what those are called: "group president of *Instruments*", "head of the *Audio* business".
OF_PART = re.compile(
    rf"\b(?:group|division(?:al)?|segment|sector|business(?: unit)?|brand|category) (?:vice )?(?:{'|'.join(sorted(ROLES))}),? "
    r"(?:of|for) (?:the )?(?:(?:[\w-]+,? ){1,3}and )?$",
    re.IGNORECASE,
)
PART = re.compile(r" (?:business(?:es)?|divisions?|segments?|sector|unit|operations|department|function|franchise)\b(?!['’])")
BEFORE_POST = re.compile(rf" (?:(?:and|&) [A-Z][a-z]+ )?(?:{'|'.join(sorted(ROLES))}) (?-i:[A-Z])", re.IGNORECASE)
BEHIND_RANK = re.compile(rf" (?:(?:{'|'.join(sorted(RANKS))}) )?(?:{'|'.join(sorted(ROLES))})\b", re.IGNORECASE)
AT_FIRM = re.compile(r" at (?:the )?[A-Z]")
# A part of a firm behind a post: "Manager of Acme's *Optics Business Unit*", "Head of the *Lens Development Department*"
UNIT = re.compile(r"(?:Department|Division|Unit|Section|Sector|Team)$")
UNIT_OF = re.compile(
    r"(?P<fields>(?:(?:[A-Z][\w&-]+|and|&) )+)(?:Business )?(?:Department|Division|Unit|Section|Sector|Team) of (?:the )?"
    r"|(?:(?:Supervisory|Advisory|Executive|Management) )?(?:Board|Council|Committee)(?: of (?:Directors|Trustees))? of (?:the )?"
)
OF_UNIT = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLES))})\b[^.;:!?\n]{{0,70}}(?:(?P<whose>['’]s? )|,? (?:of|in|for)(?: the)? |, )$", re.IGNORECASE
)
LONGEST = 3  # words between "Chief" and "Officer"


def is_field(text: str, start: int, end: int) -> bool:
    """Say whether capitals name the field of a post: "Head of *Product Planning*", "*Sales* Director Doe", "Head of *Sensors* at Acme"."""
    words = [word for word in re.findall(r"[\w&-]+", text[start:end].lower()) if word not in {"and", "&"}]
    before = text[max(0, start - 60) : start]
    of_post = OF_FIELD.search(before) is not None
    behind = OF_UNIT.search(text, max(0, start - 100), start) if UNIT.search(text, start, end) else None
    if UNIT.fullmatch(text, start, end) or (behind is not None and (behind["whose"] or FIELDS.issuperset(words[:-1]))):
        return True
    if not words or not FIELDS.issuperset(words):
        return OF_PART.search(before) is not None or (of_post and (AT_FIRM.match(text, end) or PART.match(text, end)) is not None)
    return of_post or BEFORE_POST.match(text, end) is not None


def is_posts_firm(text: str, start: int) -> bool:
    """Say whether what begins at `start` is the firm of a post, whose holder may follow without a comma: "the CEO of *Acme* Jane Doe"."""
    return POST_OF.search(text, max(0, start - 40), start) is not None


def words_of_posts(words: Sequence[str]) -> set[int]:
    """Return which words, in lower case, belong to posts that a run of capitals names: "Chief Financial Officer", "Vice President"."""
    found = {i for i, word in enumerate(words) if word in ROLES}
    for i, word in enumerate(words):
        if word == "chief":
            end = next((j for j in range(i + 2, min(i + LONGEST + 2, len(words))) if words[j] == "officer"), i)
            found |= set(range(i, end))
    for i in range(len(words) - 2, -1, -1):
        end = next((j for j in range(i + 1, len(words)) if words[j] not in FIELDS), i)  # "Senior Marketing Manager"
        if words[i] in RANKS and end in found:
            found |= set(range(i, end))
    return found


def is_rank(text: str, word: str, end: int) -> bool:
    """Say whether a word that ends at `end` is the rank of a post that follows: "Vice *President*"."""
    return word in RANKS and BEHIND_RANK.match(text, end) is not None


def is_post(text: str, word: str, end: int) -> bool:
    """Say whether a word in lower case that ends at `end` is a post, since another one or a person's name follows."""
    return word in ROLES and OFFICE.match(text, end) is not None
