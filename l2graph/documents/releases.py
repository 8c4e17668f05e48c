"""Where press releases begin and end among the paragraphs of a text.

A release begins with a label ("Press release", "For immediate release"), with a dateline that carries a full date or a wire service, or
after a sentence that announces its wording. It ends after its own tail ("About …", "For more information …", contacts, "###"), where
the site speaks again, or where somebody says "I".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.boilerplate import is_appeal, is_furniture
from l2graph.documents.dates import WRITTEN_DATE, iso_date
from l2graph.documents.voice import conversation, dialogue, is_first_person, is_title

AGENCIES = frozenset(
    {
        "reuters",
        "ap",
        "afp",
        "associated press",
        "agence france-presse",
        "upi",
        "dpa",
        "bloomberg",
        "xinhua",
        "tass",
        "kyodo",
        "ansa",
        "efe",
    }
)
LATEST_ANNOUNCEMENT = 4  # paragraphs; a release says what it announces at its head
LONGEST_TITLES = 4  # titles, labels and subtitles above a dateline

_LABEL = re.compile(
    r"^\W*(?:(?:\w+\s+){0,2}(?:press|news|media) (?:release|statement|announcement)|for (?:immediate )?release|(?:under )?embargo(?:ed)?\b|"
    r"pressemitteilung|communiqué de presse|comunicato stampa|(?:nota|comunicado) de prensa)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:press|news|media) (?:release|statement|announcement)\b(?:[^.]*:$|[^.]*\b(?:in full|verbatim|follows|below|reads)\b)|"
    r"\b(?:here(?:['’]s| is| are| follows)|wording|full text|text|below is|verbatim)\b[^.]*\b(?:press|news|media) (?:release|statement|announcement)\b|"
    r"\b(?:official (?:announcement|statement)|release) (?:reads|follows|in full)\b.*:$",
    re.IGNORECASE,
)
_PLACE = r"[A-ZÀ-Ý][\w'’.À-ÿ-]*(?:[ ,/&]+(?:[A-ZÀ-Ý][\w'’.À-ÿ-]*|and|de|la|am|an der)){0,7}"
_WIRE = r"(?:\((?:[A-Z]+ )?[A-Z]*(?:WIRE|NEWSWIRE|Newswire|Wire)[^()]{0,20}\)|/[\w .-]*(?:[Ww]ire|CNW|EQS)[\w .-]*/|\((?:Marketwired|EZ Newswire|Globe Newswire|ACN Newswire)\))"
_WIRE_DATELINE = re.compile(rf"^{_PLACE}[^a-z]{{0,4}}.{{0,40}}?{_WIRE}", re.DOTALL)
_DATED = re.compile(
    rf"^(?:{_PLACE})(?:\s*\([^()]{{2,40}}\))?\s*[,–—:|(/-]+\s*(?P<date>{WRITTEN_DATE})\s*\)?\s*(?:[.:;,–—/|-]|\()", re.IGNORECASE
)
_AGENCY = re.compile(r"\((?:Reuters|AP|AFP|UPI|dpa|Xinhua|Bloomberg|TASS|Kyodo|PTI|ANSA|EFE|Yonhap)\b[^()]*\)", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\btoday announce[sd]?\b|\bannounced? today\b|\bis (?:pleased|proud|delighted|excited|thrilled) to (?:announce|introduce|present)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*About (?:the )?[A-ZÀ-Ý0-9][^.!?]{0,80}$|^\W*(?:Company|Corporate) (?:profile|background|information)\W*$", re.IGNORECASE
)
_MORE = re.compile(
    r"^(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|more information|(?:please )?visit|"
    r"further information|additional information)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:(?:press|media|investor|company|sales|editorial|pr)?\s*(?:relations\s*)?(?:contacts?|enquiries|inquiries)\b.{0,80}|notes? (?:to|for) editors?\b.*|"
    r"(?:tel|phone|e-?mail|fax|web)\s*[.:].*|[\w.+-]+@[\w.-]+|\+?[\d ()/.-]{7,}|(?:https?://|www\.)\S+)$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"forward-looking statements|\btrademarks?\b|^\W*[*†‡¹²³]\s*\S|^(?:source|quelle):?\s|view (?:source|original) (?:version|content)|"
    r"^(?:[¹²³⁴]|\(?\d\)?\s)\s*\S.{0,200}$|^safe harbou?r\b|^logo\s*[-–:]",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:#\s*#\s*#|[-–]\s*30\s*[-–]|[-–]*\s*(?:ends?|press release ends)\s*[-–]*\.?|end of (?:the )?(?:press |news )?release\W*)$",
    re.IGNORECASE,
)


def find_releases(words: Sequence[str], *, whole: bool = False, publisher: str | None = None) -> tuple[range, ...]:
    """Return the paragraphs of each press release; `whole` says that the text is known to be one from its start."""
    found: list[range] = []
    start = 0 if whole and words else _next_start(words, 0, publisher)
    while start is not None:
        release = range(start, _end(words, start))
        found.append(release)
        start = _next_start(words, release.stop, publisher)
    return tuple(found)


def dateline_date(words: str) -> str | None:
    """Return the date of a paragraph's dateline in ISO 8601."""
    match = _DATED.match(words)
    return iso_date(match["date"]) if match else None


def _next_start(words: Sequence[str], begin: int, publisher: str | None) -> int | None:
    """Return the first paragraph of the next release from `begin` on."""
    from_agency = (publisher or "").casefold() in AGENCIES
    for i in range(begin, len(words)):
        if _is_label(words[i]):
            return i
        if i > begin and _INTRODUCED.search(words[i - 1]) and not is_first_person(words[i]):
            return i
        if not from_agency and (_is_dateline(words[i]) or _announces_itself(words, i, begin)):
            return _with_titles(words, i, begin)
    return None


def _is_label(words: str) -> bool:
    return len(words.split()) <= 14 and not words.endswith((".", "?")) and _LABEL.match(words) is not None and "\n" not in words.strip()


def _is_dateline(words: str) -> bool:
    """Tell whether a paragraph opens with a release's dateline: news agencies give no year, or sign it."""
    head = words[:160]
    if _AGENCY.search(head):
        return False
    return _WIRE_DATELINE.match(head) is not None or dateline_date(head) is not None


def _announces_itself(words: Sequence[str], i: int, begin: int) -> bool:
    """Tell whether paragraph `i` announces something at the head of a text that ends as releases do."""
    if i > LATEST_ANNOUNCEMENT or begin or is_title(words[i]) or is_first_person(words[i]) or not _ANNOUNCES.search(words[i]):
        return False
    return any(
        _ABOUT.match(later) or _END.match(later) or re.match(r"(?:media|press) contacts?\b", later, re.I) for later in words[i + 1 :]
    )


def _with_titles(words: Sequence[str], i: int, begin: int) -> int:
    """Return the first of the titles that stand right above paragraph `i`."""
    start = i
    while start > max(begin, i - LONGEST_TITLES) and is_title(words[start - 1]):
        start -= 1
    return start


def _end(words: Sequence[str], start: int) -> int:
    """Return the index after the last paragraph of the release that starts at `start`."""
    state = "news"
    for i in range(start + 1, len(words)):
        tail = _tail(words, i)
        if tail:
            state = tail
        elif state in {"more", "end"} or not _continues(words[i], in_tail=state != "news"):
            return i
    return len(words)


def _tail(words: Sequence[str], i: int) -> str | None:
    """Return what part of a release's tail a paragraph is."""
    paragraph = words[i]
    if _END.match(paragraph):
        return "end"
    if _ABOUT.match(paragraph) and i + 1 < len(words):
        return "about"
    if _CONTACT.match(paragraph) or (_LEGAL.search(paragraph) and conversation(paragraph) <= 0):
        return "contact"
    return "more" if _MORE.match(paragraph) and not is_first_person(paragraph) else None


def _continues(paragraph: str, *, in_tail: bool) -> bool:
    """Tell whether a paragraph may be the release's own."""
    if is_first_person(paragraph) or is_furniture(paragraph) or is_appeal(paragraph) or dialogue(paragraph) >= 1:
        return False
    return not in_tail or conversation(paragraph) < 1.5
