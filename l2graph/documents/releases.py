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
from l2graph.model import Span

AGENCIES = re.compile(
    r"(?:the )?(?:reuters|ap|afp|associated press|agence france-presse|upi|dpa|bloomberg|xinhua|tass|kyodo|ansa|efe)(?: news(?: agency)?)?",
    re.IGNORECASE,
)
LATEST_ANNOUNCEMENT = 4  # paragraphs; a release says what it announces at its head
LONGEST_TITLES = 4  # titles, labels and subtitles above a dateline

QUOTES = ("“", '"', "„", "«")

LONGEST_ABOUT = 2  # paragraphs under "About …", where no other part of the tail follows

_RELEASE = r"(?:press|news|media) (?:release|statement|announcement|information)"
_LABEL = re.compile(
    rf"^\W*(?:(?:\w+\s+){{0,2}}{_RELEASE}(?:\s*[:–—|(,-].*|\s+(?:from|by|of|issued|\d).*)?|for (?:immediate )?release\b.*|"
    r"(?:under )?(?:strict )?embargo(?:ed)?\b.*|"
    r"(?:pressemitteilung|communiqué de presse|comunicato stampa|(?:nota|comunicado) de prensa)\b.*)$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"\b{_RELEASE}\b(?:[^.]*:$|[^.]*\b(?:in full|verbatim|follows|below|reads)\b)|"
    rf"\b(?:here(?:['’]s| is| are| follows)|wording|full text|text|below is|verbatim)\b[^.]*\b{_RELEASE}\b|"
    r"\b(?:official (?:announcement|statement)|release) (?:reads|follows|in full)\b.*:$",
    re.IGNORECASE,
)
# A date or a preposition at the head of a sentence is no place: "On Tuesday, May 31, 2022, …".
_NO_PLACE = (
    r"(?!(?:On|In|At|By|As|Since|Until|From|Before|After|Published|Posted|Updated|Written|Last|Date|Dated|Copyright|Mon|Tues?|Wednes|Thurs?|"
    r"Fri|Satur|Sun)(?:day)?\b)"
)
_WORD = r"[A-ZÀ-Ý][\w'’.À-ÿ-]*"
_PLACE = rf"{_NO_PLACE}{_WORD}(?:[ ,/&]+(?:{_WORD}|and|de|la|am|an der)){{0,7}}"
_WIRE = r"(?:\([^()]{0,20}(?:WIRE|[Ww]ire)[^()]{0,20}\)|/[\w .-]*(?:WIRE|[Ww]ire|CNW|EQS)[\w .-]*/)"
_WIRE_DATELINE = re.compile(rf"^{_PLACE}[^a-z]{{0,4}}.{{0,40}}?{_WIRE}", re.DOTALL)
_DATED = re.compile(
    rf"^{_PLACE}(?:\s*\([^()]{{2,40}}\))?\s*[,–—|/-]+\s*(?P<date>(?i:{WRITTEN_DATE}))\s*(?:[.:;–—/|-]|\([A-Z])|"
    rf"^{_PLACE}[\s,–—|/-]+\((?P<bracketed>(?i:{WRITTEN_DATE}))\)\s*[.:;–—/|-]|"
    rf"^(?P<first>(?i:{WRITTEN_DATE}))\s*[,–—|/-]+\s*{_PLACE}\s*[:–—-]\s"
)
_AGENCY = re.compile(r"\((?:Reuters|AP|AFP|UPI|dpa|Xinhua|Bloomberg|TASS|Kyodo|PTI|ANSA|EFE|Yonhap)\b[^()]*\)", re.IGNORECASE)
_SIGNATURE = re.compile(r"\([^()]+\) ?[-–—]|/[^/]+/")
_REPORTED = re.compile(r"^\W*(?:Additional )?(?:[Rr]eporting|[Ww]riting) by [A-ZÀ-Ý]")
_ANNOUNCES = re.compile(
    r"\btoday announce[sd]?\b|\bannounced? today\b|\bis (?:pleased|proud|delighted|excited|thrilled) to (?:announce|introduce|present)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*About (?!(?:the )?(?:author|writer|us|me|this)\b)(?:the )?[A-ZÀ-Ý0-9](?:[^.!?]{0,80}$|[^.!?:]{0,60}(?::|\s[–—-])\s)|"
    r"^\W*(?:Company|Corporate) (?:[Pp]rofile|[Bb]ackground|[Ii]nformation)\W*$"
)
_MORE = re.compile(
    r"^(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|more information|"
    r"(?:please )?visit|(?:further|additional) information)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:(?:(?:press|media|investor|company|sales|editorial|pr)\s+)?(?:relations\s+)?(?:contacts?|enquiries|inquiries)\b.{0,80}|"
    r"notes? (?:to|for) editors?\b.*|(?:tel|phone|e-?mail|fax|web)\s*[.:].*|[\w.+-]+@[\w.-]+|\+?[\d ()/.-]{7,}|(?:https?://|www\.)\S+)$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"forward-looking statements|\btrademarks?\b|^\W*[*†‡¹²³⁴]\s*\S|^(?:source|quelle):?\s|view (?:source|original) (?:version|content)|"
    r"^safe harbou?r\b|^logo\s*[-–:]",
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
    return iso_date(match["date"] or match["bracketed"] or match["first"]) if match else None


def signs_dateline(text: str, span: Span) -> bool:
    """Tell whether a news agency's name merely signs a dateline: "OSLO (Reuters) – ", "/PRNewswire/"."""
    return _SIGNATURE.match(text, max(0, span.start - 1), span.end + 4) is not None


def _next_start(words: Sequence[str], begin: int, publisher: str | None) -> int | None:
    """Return the first paragraph of the next release from `begin` on."""
    from_agency = _is_from_agency(words, publisher)
    for i in range(begin, len(words)):
        if _is_label(words[i]):
            return i
        if 0 == begin < i and _INTRODUCED.search(words[i - 1]) and not is_first_person(words[i]):
            return i
        if not from_agency and (_is_dateline(words[i]) or _announces_itself(words, i, begin)):
            return _with_titles(words, i, begin)
    return None


def _is_from_agency(words: Sequence[str], publisher: str | None) -> bool:
    """Tell whether a news agency wrote a text: by its name, by its publisher's name in the dateline, or by who reported and edited it."""
    if publisher and (
        AGENCIES.fullmatch(publisher) or any(f"({publisher})" in paragraph[:160] for paragraph in words[:LATEST_ANNOUNCEMENT])
    ):
        return True
    return any(_REPORTED.match(paragraph) for paragraph in words)


def _is_label(words: str) -> bool:
    return len(words.split()) <= 14 and not words.endswith((".", "?")) and "\n" not in words and _LABEL.match(words) is not None


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
    """Return the index after the last paragraph of the release that starts at `start`.

    Of one that is cited between quotation marks it is what stands between them: "From the press release: “…”".
    """
    if start and words[start].startswith(QUOTES) and _INTRODUCED.search(words[start - 1]):
        return next((i for i in range(start + 1, len(words)) if not words[i].startswith(QUOTES)), len(words))
    state, since = "news", start
    embedded = not all(is_title(paragraph) for paragraph in words[:start])
    for i in range(start + 1, len(words)):
        if tail := _tail(words, i):
            state, since = tail, i
        elif not _continues(words[i], in_tail=state != "news") or (
            embedded and _may_be_over(state, i - since) and not _tail_ahead(words, i)
        ):
            return i
    return len(words)


def _may_be_over(state: str, paragraphs: int) -> bool:
    """Tell whether an article that holds a release may go on, so many paragraphs after a part of the release's tail."""
    return state in {"more", "end"} or (state == "about" and paragraphs > LONGEST_ABOUT)


def _tail_ahead(words: Sequence[str], i: int) -> bool:
    """Tell whether the release goes on to another part of its tail: "visit our booth" may stand in its middle."""
    for j in range(i, len(words)):
        if _tail(words, j):
            return True
        if not _continues(words[j], in_tail=True):
            return False
    return False


def _tail(words: Sequence[str], i: int) -> str | None:
    """Return what part of a release's tail a paragraph is."""
    paragraph = words[i]
    if _END.match(paragraph) and len(paragraph.split()) <= 6:
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
