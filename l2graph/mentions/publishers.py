"""Who publishes a document: a magazine, as a rule; a company, where it tells of itself ("Our story")."""

from __future__ import annotations

import re

from l2graph.model import Document, SectionKind

QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")
# What a maker says of itself, and hardly a magazine ("we tested", "our readers").
OWN_DEEDS = re.compile(
    r"\b(?:our (?:company|firm|factory|factories|works|workshops?|plants?|founders?|customers|employees|workforce|headquarters"
    r"|archive|product range|products|engineers|subsidiary|parent company|competitors|rivals|suppliers|shareholders)"
    r"|we (?:have been making|make|made|build|built|employ|manufacture|supply|founded|were founded|export"
    r"|opened (?:a|our)|sell|launched|took over|acquired|turned over|developed|have \d+ (?:employees|people)))\b",
    re.IGNORECASE,
)
OWN_PAGE = re.compile(r"\b(?:our (?:story|history|heritage|company)|about us|who we are)\b", re.IGNORECASE)
TO_OWNERS = re.compile(
    r"(?m)^(?:dear|fellow|to (?:our|the)|letter to (?:our|the)) (?:fellow )?(?:shareholders|stockholders|unitholders|investors)\b",
    re.IGNORECASE,
)
OFTEN = 3


def tells_of_itself(document: Document) -> bool:
    """Say whether who publishes a document tells in it what he makes, sells and founds."""
    if any(section.kind is SectionKind.PRESS_RELEASE for section in document.sections):
        return False  # whose "we" that is, the release tells
    end = min((s.span.start for s in document.sections if s.kind is SectionKind.COMMENT), default=len(document.text))
    plain = QUOTED.sub("", document.text[:end])
    if writes_to_owners(document):
        return True
    deeds = len(OWN_DEEDS.findall(plain))
    return deeds >= OFTEN or (deeds > 0 and OWN_PAGE.search(document.title or "") is not None)


def writes_to_owners(document: Document) -> bool:
    """Say whether a text is a letter to shareholders: who publishes it is a company."""
    return TO_OWNERS.search(f"{document.title or ''}\n{document.text}") is not None


def has_members(document: Document, *, own: bool) -> bool:
    """Say whether a text speaks of members of who publishes it: "Acme joins the *Zephyr Project* as a Gold member".

    Where the text is the publisher's `own`, less will do: "a *VESA* member since 2009". Others may just join a magazine.
    """
    name = re.escape(document.publisher or "")
    member = r"as (?:an? |its |the )?(?:[\w-]+ ){0,2}members?\b"
    told = [
        rf"\bjoin(?:s|ed|ing)? (?:the )?{name} {member}",
        rf"\bmembers? of (?:the )?{name}\b",
        rf"\bwelcom\w+ [\w ]+ to (?:the )?{name} {member}",
    ]
    if own:
        told += [
            rf"\b(?:members? in|membership (?:of|in)|join(?:s|ed|ing)?) (?:the )?{name}\b",
            rf"\b{name}(?:['’]s)? (?:\w+ )?(?:members?|membership)\b",
        ]
    text = f"{document.title or ''}\n{document.text}"
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in told)
