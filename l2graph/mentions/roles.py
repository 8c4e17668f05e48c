"""Words for what people do, and titles that stand before their names."""

from __future__ import annotations

ROLES = frozenset({
    "ceo", "cfo", "cto", "coo", "cio", "cmo", "chairman", "chairwoman", "chairperson", "chair", "president", "vice-president",
    "director", "manager", "head", "chief", "founder", "co-founder", "cofounder", "spokesman", "spokeswoman", "spokesperson",
    "analyst", "engineer", "designer", "inventor", "photographer", "journalist", "reporter", "editor", "blogger", "author",
    "professor", "scientist", "lawyer", "attorney", "trader", "minister", "secretary", "investor", "entrepreneur", "owner", "boss",
    "executive", "architect", "contractor", "officer", "partner", "strategist", "economist", "developer", "researcher", "consultant",
    "principal", "treasurer", "commissioner", "senator", "governor", "mayor", "judge", "evangelist",
})  # fmt: skip
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "herr", "frau"])
RELATED = frozenset(
    "friend friends buddy mate pal colleague neighbour neighbor wife husband spouse brother sister son daughter father mother dad mum mom "
    "uncle aunt cousin nephew niece girlfriend boyfriend fiancé fiancée grandfather grandmother roommate flatmate classmate".split()
)
OWNERS = frozenset("my our your his her their".split())
