"""Who publishes a document: a magazine, as a rule; a company, where it tells of itself ("Our story")."""

from __future__ import annotations

import re

from l2graph.model import Document, SectionKind

QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")
# What a maker says of itself, and hardly a magazine ("we tested", "our readers").
OWN_DEEDS = re.compile(
    r"\b(?:our (?:company|firm|factory|factories|works|workshops?|plants?|founders?|customers|employees|workforce|headquarters"
    r"|archive|product range|products|engineers|subsidiary|parent company|competitors|rivals|suppliers|shareholders)"
    r"|our own (?:designers|developers|software|chips?|design|development|team|factory|brand)"
    r"|our (?:online |web ?)?(?:shop|store)|our dealers"
    r"|our (?:first|second|third|latest|newest|lightest|smallest|cheapest|most \w+)(?: own)?(?: \w+)?"
    r" (?:product|model|camera|lens|phone|laptop|computer|bike|car|chip|lamp|headphones?|speakers?|watch|tool|machine|device|game|app)"
    r"|(?:makes?|builds?|supply|supplies) (?:it |them )?for us"
    r"|we(?:['’]ve| have)? (?:been making|been building|been supplying|make|made|build|built|employ|manufacture|supply|supplied|founded"
    r"|were founded|export|opened (?:a|our)|sell|launched|took over|acquired|turned over|developed|licen[sc]e"
    r"|have \d+ (?:employees|people)))\b",
    re.IGNORECASE,
)
# Only who has something to sell says so: it weighs as much as two of the deeds above.
PRESENTS = re.compile(
    r"\b(?:today,? )?we(?:['’]re| are)?(?: today)? (?:proudly )?"
    r"(?:announc|introduc|launch|unveil|present|releas|(?:proud|excited|pleased|happy|thrilled|delighted) to "
    r"(?:announce|introduce|launch|unveil|present|welcome))(?:e|es|ed|ing)?\b"
    r"|^(?:Introducing|Say hello to) (?:the |our )?(?=[A-Z])"
    r"|^[^\n,“\"]{5,60}, (?:co-?founders?|founders?|CEO|managing director|president)(?:, [^\n]{2,40})?$",
    re.IGNORECASE | re.MULTILINE,
)
OWN_PAGE = re.compile(r"\b(?:our (?:story|history|heritage|company)|about us|who we are)\b", re.IGNORECASE)
TO_OWNERS = re.compile(
    r"(?m)^(?:dear|fellow|to (?:our|the)|letter to (?:our|the)) (?:fellow )?(?:shareholders|stockholders|unitholders|investors)\b",
    re.IGNORECASE,
)
OFTEN = 3
TRADE = (
    r"(?:maker|manufacturer|provider|developer|supplier|specialist|pioneer|producer|designer|builder|brand|start-?up|vendor|subsidiary"
    r"|spin-?off)"
)
DOES = r"(?:announces?d?|introduces?d?|launch(?:e[sd])?|unveil(?:s|ed)|present(?:s|ed)|ships|acquire[sd]|reveals|appoints|names)"
LEGAL = r"(?:,? (?:Inc|Corp|Ltd|Limited|GmbH|AG|AS|SA|S\.A|S\.r\.l|B\.V|N\.V|plc|LLC|Oy|AB|SE)\.?)?(?: \([^()]{2,40}\))?"
# Whoever a text calls so is no magazine: "Acme, a leading provider of pumps", "the Norwegian brand Acme", "Acme today announced".
MAKER = (
    rf"^@{LEGAL} (?:and [A-Z][\w &.-]{{2,30}} )?{DOES}\b",
    rf"(?<![\w/])@{LEGAL},? (?:today )?(?:announced|unveiled|introduced|launched|announces|unveils|introduces|launches)\b",
    rf"(?<!\w)@{LEGAL}, (?:an?|the|one of the)(?: [\w-]+){{0,5}} {TRADE}\b",
    r"\b(?:maker|manufacturer|brand|start-?up|carmaker|chipmaker|company) @(?!\w)",
    rf"(?<!\w)@{LEGAL} (?:is|was) (?:part of the|an? (?:subsidiary|brand|{TRADE})|wholly owned|owned by|headquartered)\b",
    rf"(?<!\w)@{LEGAL} (?:designs|develops|manufactures|makes|builds)\b(?: and \w+)? (?!headlines|the news|sense|it\b|no\b)",
    rf"^About (?:the )?@{LEGAL}(?:\s*$|:)",
)


def tells_of_itself(document: Document) -> bool:
    """Say whether who publishes a document tells in it what he makes, sells and founds."""
    if any(section.kind is SectionKind.PRESS_RELEASE for section in document.sections):
        return False  # whose "we" that is, the release tells
    end = min((s.span.start for s in document.sections if s.kind is SectionKind.COMMENT), default=len(document.text))
    plain = QUOTED.sub("", document.text[:end])
    if writes_to_owners(document):
        return True
    deeds = len(OWN_DEEDS.findall(plain)) + 2 * min(len(PRESENTS.findall(f"{document.title or ''}\n{plain}")), 2)
    return deeds >= OFTEN or (deeds > 0 and OWN_PAGE.search(document.title or "") is not None)


def writes_to_owners(document: Document) -> bool:
    """Say whether a text is a letter to shareholders: who publishes it is a company."""
    return TO_OWNERS.search(f"{document.title or ''}\n{document.text}") is not None


def is_maker(document: Document) -> bool:
    """Say whether who publishes a document is a firm: it tells of itself in it, or is told of as one that makes and presents things."""
    name = re.escape((document.publisher or "").strip())
    if len(name) < 3:
        return False
    text = f"{document.title or ''}\n{document.text}"
    return tells_of_itself(document) or any(re.search(pattern.replace("@", name), text, re.MULTILINE) is not None for pattern in MAKER)


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
