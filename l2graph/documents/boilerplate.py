"""Which paragraphs are the site's own furniture: appeals for support, newsletter boxes, copyright lines, buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.voice import is_first_person, is_title

LONGEST_APPEAL = 90  # words
ENOUGH = 2.0

_FURNITURE = re.compile(
    r"""^(?:
      (?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4})).*
    | .*\ball\ rights\ reserved\.?
    | (?:leave|post|add|write)\ (?:a|your)\ (?:comment|reply|response)\b.{0,60}
    | skip\ to\ (?:main\ )?content | comments\ are\ closed\.? | no\ comments:?
    | this\ site\ uses\ akismet\b.* | (?:lost|forgot(?:ten)?)\ (?:your\ )?password\??
    | please\ enter\ your\ (?:user\s?name|e-?mail)\b.* | (?:you\ are\ commenting\ using|fill\ in\ your\ details)\b.*
    | connecting\ to\ %s | (?:approximate|estimated)\ reading\ time:.{0,30}
    | this\ entry\ was\ posted\ (?:in|on|by)\b.{0,200} | newsletter\ archives | sign\ up\ here\.?
    | get\ the\ (?:\S+\ ){1,4}newsletter | click\ to\ share\b.{0,60} | we\ use\ a\ cache\b.*
    | your\ email\ address\ will\ not\ be\ published\b.*
    | (?:reply|report|like|share|print|tweet|log\ in|sign\ in|sign\ up|subscribe|load\ more(?:\ comments)?|read\ more|
         back\ to\ top|advertisement|cancel\ reply|log\ in\ to\ (?:reply|comment)|
         (?:share|follow|tweet)\s+(?:this|us)(?:\s+(?:article|post|story|on\s.{2,30}))?)
    | (?:related|more|recommended|popular|latest|recent)\ (?:posts|articles|stories|reading|comments|news)\b.{0,20}
    | (?:previous|next)\ (?:post|article|story)\b.{0,80}
    | (?:first\ |last\ )?(?:published|posted|updated|modified|created)(?:\ on)?:?\s.{0,20}\b(?:19|20)\d\d\b.{0,30}
    | our\ standards:.{0,80} | (?:\d+|an?|one)[\ -]min(?:ute)?\ read | (?:skip|jump)\ to\ (?:(?:main|the)\ )?content
    | (?:read|see)\ (?:also|more|next):.{0,160}
    | (?:filed\ under|tags|categories|tagged(?:\ with)?|posted\ in):.{0,160}
    | (?:[^.\n]{0,60}\s)?(?:/\ ?|\()?(?:(?:photos?|images?|pictures?)\ )?courtesy\ (?:of|:)\ [^.\n]{0,60}
    | (?:photos?|images?|pictures?|photo\ credit|image\ credit|credit)(?:\ by)?:\ [^.\n]{0,80}
    | (?:[^.\n:]{0,40}\s)?(?:first\ )?(?:published|posted|updated):\ \w{3,9}\.?\ \d{1,2},?\ \d{4}(?:\ [^.\n]{0,60})?
    | (?:first\ )?(?:published|posted|updated|last\ updated)(?:\ on)?:?\ (?:\w{3,9}\.?\ \d{1,2},?|\d{1,2}\ \w{3,9}\.?)\ \d{4}
    )$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# What encyclopaedias, and those that copy them, put around their entries.
_OF_ENTRIES = re.compile(
    r"""^(?:
      from\ [\w .]{3,30},\ the\ free\ (?:online\ )?encyclop(?:a?e|æ)dia\.?
    | (?:jump|skip)\ to:?\ (?:the\ )?(?:navigation|search|(?:main\ )?content)(?:,\ search)?
    | \(redirected\ from\ .{2,80}\)
    | (?:read\ more|(?:famous|other)\ (?:quotes|articles))\ (?:about\ this\ topic|(?:about|containing|related\ to)\ .{2,40}):?.{0,80}
    | (?:for\ other\ uses|not\ to\ be\ confused\ with|main\ articles?:|see\ also:|further\ information:)\b.{0,160}
    | this\ (?:article|section|page|list|entry)\ (?:needs|is\ a\ stub|does\ not\ cite|may\ (?:need|require|contain)|was\ (?:last|posted)|
         relies|is\ about)\b.{0,400}
    | (?:please\ )?(?:help\ (?:us\ )?|you\ can\ help\ )(?:to\ )?(?:improve|expand(?:ing)?)\b.{0,200}
    | retrieved\ from\ .*
    | text\ is\ available\ under\ .*
    )$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_OURSELVES = re.compile(r"\b(?:we|us|our|ours)\b|\bthis (?:site|website|blog|newsletter|channel|podcast|magazine)\b", re.IGNORECASE)
_APPEALS = tuple(
    (weight, re.compile(pattern, re.IGNORECASE))
    for weight, pattern in (
        (1.5, r"\bdonat(?:e|ion|ions|ing)\b|\bpatreon\b|\bko-?fi\b|\bpaypal\b|\btip jar\b"),
        (1.5, r"\b(?:buy (?:me|us)|cost of|price of|for) a (?:cup of )?(?:coffee|tea|beer)\b|\bcups? of coffee\b"),
        (1.0, r"\brunning costs\b|\bkeep (?:us|this site|the lights|the site|it) (?:going|on|running|free|online)\b|\bad-free\b"),
        (1.0, r"\bvolunteers?\b|\breader-supported\b|\bindependent(?:ly)? (?:run|owned|journalism|site)\b"),
        (1.0, r"\bsupport(?:ing)?\b"),
        (1.0, r"(?:^|[.!?]\s+)(?:please\s+)?(?:sign up|subscribe|join|follow|register|enter your|(?:like|share) (?:us|this|our))\b"),
        (1.5, r"\bnewsletter\b|\bmailing list\b|\b(?:straight |delivered )?(?:in|to) your inbox\b|\bunsubscribe\b"),
        (1.0, r"\bsubscri(?:be|bers?|ption)\b|\bmembership\b|\bbecome a (?:member|patron|supporter)\b"),
        (1.5, r"\baffiliate\b|\bsponsored (?:by|post|content)\b"),
        (1.0, r"\bearn (?:us )?a (?:small )?commission\b|\b(?:this|our) (?:post|article|page|site) contains\b"),
        (1.5, r"\bcookies\b.*\b(?:accept|consent|policy|experience)\b|\bprivacy policy\b|\bterms of (?:use|service)\b"),
        (1.0, r"\b(?:if you|did you) (?:like|liked|enjoy|enjoyed|know|find|found)\b"),
        (1.0, r"\b(?:facebook|twitter|instagram|youtube|mastodon|whatsapp|telegram|rss)\b.*\b(?:page|channel|feed|account|group)\b"),
    )
)
_ADDRESSED = re.compile(
    r"\b(?:you|your)\b|(?:^|[.!?]\s+)(?:please|sign up|subscribe|join|follow|support|buy|donate|share)\b", re.IGNORECASE
)


def is_furniture(words: str) -> bool:
    """Tell whether a paragraph is a button, a copyright line, a list of tags, a notice of an encyclopaedia."""
    return any(pattern.match(words.strip()) for pattern in (_FURNITURE, _OF_ENTRIES))


def is_appeal(words: str) -> bool:
    """Tell whether a site asks its readers for support, for their address or to follow it.

    It takes several cues: a self-reference or an imperative, and words of support. "Kodak donated cameras" has one, "We rely on
    donations, and a cup of coffee helps" three.
    """
    if len(words.split()) > LONGEST_APPEAL or is_first_person(words):
        return False
    weight = sum(weight for weight, cue in _APPEALS if cue.search(words))
    return weight >= ENOUGH and bool(_OURSELVES.search(words) or _ADDRESSED.search(words))


def find_boilerplate(words: Sequence[str]) -> frozenset[int]:
    """Return the indices of the paragraphs that are boilerplate, the title above an appeal included."""
    found = {i for i, paragraph in enumerate(words) if is_furniture(paragraph) or is_appeal(paragraph)}
    titles = {i - 1 for i in found if i and is_appeal(words[i]) and not is_furniture(words[i]) and is_title(words[i - 1])}
    return frozenset(found | titles)
