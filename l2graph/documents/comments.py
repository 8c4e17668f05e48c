"""Where readers' comments begin among the paragraphs of a text, and which paragraphs make one comment.

Some texts say so ("3 comments", "Mike says:"). In the others an article that reports gives way to people who talk: "I", "you", greetings,
short answers. A blogger who says "I" from the first line on is no reader, so talk alone is not enough: there must be an article before it,
and people who answer each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from l2graph.documents.boilerplate import is_furniture
from l2graph.documents.dates import MONTH
from l2graph.documents.voice import CONVERSATIONAL, conversation, dialogue, is_question, is_title

EVENT_BONUS = 3.0  # for beginning where the article ends: after a press release or an appeal for support
FIRST_BODY = 25  # words; a line "Jane Doe · 3 May 2020" above the first real paragraph is a byline

_HEADING = re.compile(
    r"^\W*(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:comments?|responses?|replies|thoughts? on\b.*)|"
    r"(?:(?:reader|readers['’]|user|visitor|top|latest|all)\s+)?(?:comments|responses|replies|comment section|discussion)(?:\s*[(:]?\s*\d*\s*[):]?))\W*$",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[^\W\d_][\w.'’-]*(?:[ _][^\W_][\w.'’-]*){0,3})"
_DATE = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?|\d{{1,2}}\.?\s+{MONTH},?(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
_AGO = r"(?:\d+|an?|one)\s*(?:s|m|h|d|w|mo|y|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\s*(?:ago)?|yesterday|just now"
_WHEN = (
    rf"(?:on |at )?(?:{_DATE}|{_AGO})(?:[\s,|·•]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{{2,4}})?)?"
)
_SAYS = r"(?:says|said|wrote|writes|commented|replied|responded|asked|posted)"
_HEADERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:\d+[.)]\s*)?{_NAME}\s+says\s*:?$",
        rf"^{_NAME}\s+{_SAYS},?\s+{_WHEN}\W*$",
        rf"^(?:#?\d+[.):]?\s*)?(?:(?:posted |comment )?by\s+|from:?\s+)?{_NAME}\s*[·•|,(\[:—–-]+\s*{_WHEN}\W*(?:reply\W*)?$",
        rf"^(?:#?\d+[.):]?\s*)?(?:(?:posted |comment )?by\s+)?{_NAME}\s+(?:on\s+)?{_WHEN}\W*(?:reply\W*)?$",
        rf"^(?:comment|reply|posted|comment posted)\s+by:?\s+{_NAME}\W*$",
    )
)
_INLINE = re.compile(rf"^{_NAME}\s+says:\s+(?=\S)")
_LABEL = re.compile(r"^(?P<name>[A-Z][\w.'’-]{0,24}(?: [A-Z][\w.'’-]*){0,2}):\s")
_SIGNATURE = re.compile(
    r"^[–—-]?\s*(?:(?:[Aa]ll the best|[Cc]heers|[Bb]est(?: regards| wishes)?|[Kk]ind regards|[Rr]egards|[Tt]hanks),?\s+)?(?P<name>[A-Z][a-z]+(?: [A-Z][a-z.]*)?)\.?$"
)
_NO_NAME = re.compile(
    r"^(?:\w+ly|Agreed|Yes|No|Nope|Yeah|Nice|Great|Wow|Thanks|Same|True|Indeed|Interesting|Cool|Amen|Maybe|Perhaps|Sure|Exactly|Correct|Ditto|Bravo|Congratulations|Well|Good|Lovely|Brilliant|Please|Why|What|Sad|Sorry|Seriously|Wonderful|Excellent|Fantastic|Awesome|Perfect)\b"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its paragraphs, and who wrote it where the text tells."""

    paragraphs: range
    author: str | None = None


def find_thread(words: Sequence[str], *, after: int = 0, events: Collection[int] = ()) -> int | None:
    """Return the index of the first paragraph of the comment thread, or None where there is none.

    `events` are the indices at which an article is known to be over; the thread does not begin before `after`.
    """
    for found in (_heading(words, after), _headed(words, after)):
        if found is not None:
            return found
    return None if _is_interview(words) else _talk(words, after, events)


def split_thread(words: Sequence[str], start: int) -> tuple[Comment, ...]:
    """Return the comments from paragraph `start` on.

    Where headers tell who writes, a comment reaches to the next header; elsewhere each paragraph is one, and a signature on a line of its
    own belongs to the comment before it.
    """
    headers = {i: name for i in range(start, len(words)) if (name := _header(words, i)) is not None}
    if len(headers) >= 2 or (headers and start in headers):
        return _split_by_headers(words, start, headers)
    comments: list[Comment] = []
    for i in range(start, len(words)):
        if is_furniture(words[i]) or (i == start and _HEADING.match(words[i])):
            continue
        signature = _SIGNATURE.match(words[i])
        if comments and signature and not _NO_NAME.match(signature["name"]) and comments[-1].paragraphs.stop == i:
            comments[-1] = Comment(range(comments[-1].paragraphs.start, i + 1), signature["name"])
        else:
            comments.append(Comment(range(i, i + 1), _inline_author(words[i])))
    return tuple(comments)


def _heading(words: Sequence[str], after: int) -> int | None:
    """Return the index of a line such as "12 comments" with something behind it."""
    return next((i for i in range(max(after, 1), len(words) - 1) if _HEADING.match(words[i])), None)


def _headed(words: Sequence[str], after: int) -> int | None:
    """Return the first of two or more lines that say who comments."""
    body = next((i for i, paragraph in enumerate(words) if len(paragraph.split()) >= FIRST_BODY), len(words))
    headers = [i for i in range(max(after, body + 1), len(words)) if _header(words, i) is not None]
    return headers[0] if len(headers) >= 2 else None


def _header(words: Sequence[str], i: int) -> str | None:
    """Return the name in a line that says who wrote the comment below it or behind it."""
    paragraph = words[i]
    if inline := _INLINE.match(paragraph):
        return inline["name"]
    if len(paragraph) > 90 or "\n" in paragraph:
        return None
    return next((match["name"].strip() for header in _HEADERS if (match := header.match(paragraph))), None)


def _split_by_headers(words: Sequence[str], start: int, headers: dict[int, str]) -> tuple[Comment, ...]:
    starts = sorted(headers)
    comments = []
    for begin, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        first = begin if _INLINE.match(words[begin]) else begin + 1
        while stop > first and is_furniture(words[stop - 1]):
            stop -= 1
        if first < stop:
            comments.append(Comment(range(first, stop), headers[begin]))
    return tuple(comments)


def _inline_author(paragraph: str) -> str | None:
    """Return who signs at the end of a comment: "All the best, Mark"."""
    last = re.split(r"(?<=[.!?…])\s+", paragraph)[-1]
    match = _SIGNATURE.match(last)
    return match["name"] if match and "," in last else None


def _is_interview(words: Sequence[str]) -> bool:
    """Tell whether a text alternates questions and answers, or labelled speakers."""
    labels = [match["name"] for paragraph in words if (match := _LABEL.match(paragraph))]
    repeated = sum(labels.count(label) > 1 for label in labels)
    questions = sum(is_question(paragraph) and not is_question(words[i - 1]) for i, paragraph in enumerate(words) if i)
    return repeated >= max(4, 0.3 * len(words)) or (questions >= 3 and questions >= 0.3 * len(words))


def _talk(words: Sequence[str], after: int, events: Collection[int]) -> int | None:
    """Return where reporting gives way to talk: the split with the most talk behind it and the least before it."""
    weights = [max(-1.5, min(3.0, conversation(paragraph))) - 0.5 for paragraph in words]
    best, best_score = None, 0.0
    for k in range(max(after, 1), len(words)):
        at_event = k in events
        if not _is_thread(words, k, at_event=at_event):
            continue
        score = sum(weights[k:]) - sum(weights[:k]) + EVENT_BONUS * at_event
        if best is None or score > best_score:
            best, best_score = k, score
    return best


def _is_thread(words: Sequence[str], k: int, *, at_event: bool) -> bool:
    """Tell whether the paragraphs from `k` on may be a thread under the article before them."""
    article = [paragraph for paragraph in words[:k] if not is_title(paragraph)]
    thread = words[k:]
    if len(article) < (1 if at_event else 2) or len(thread) < (2 if at_event else 3) or is_title(thread[0]):
        return False
    share = sum(conversation(paragraph) >= CONVERSATIONAL for paragraph in thread) / len(thread)
    before = sum(conversation(paragraph) >= CONVERSATIONAL for paragraph in article) / len(article)
    answers = sum(dialogue(paragraph) >= 1 for paragraph in thread)
    return share >= 0.5 and before <= (0.4 if at_event else 0.25) and answers >= (1 if at_event else 2)
