"""Where readers' comments begin among the paragraphs of a text, and which paragraphs make one comment.

Some texts say so ("3 comments", "Mike says:"). In the others an article that reports gives way to people who talk: "I", "you", greetings,
short answers. A blogger who says "I" from the first line on is no reader, so talk alone is not enough: there must be an article before it,
and people who answer each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from l2graph.documents.boilerplate import is_furniture
from l2graph.documents.dates import MONTH
from l2graph.documents.letters import LETTERS, find_letters
from l2graph.documents.voice import CONVERSATIONAL, INTERVIEW, conversation, dialogue, is_question, is_title

EVENT_BONUS = 6.0  # for beginning where the article ends: after a press release or an appeal for support
FIRST_BODY = 15  # words; a line "Jane Doe · 3 May 2020" above the first real paragraph is a byline
LONGEST_HEADER = 90  # characters
NO_EVENTS: Mapping[int, int] = {}
HEAD = 5  # paragraphs in which an interview says that it is one
FEWEST_POSTS = 3
POST_LENGTH = 6  # paragraphs, at most, on average, where every post has a header
LEAST_TALK = 0.3  # the share of paragraphs under bare dates that must be conversation

_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_HEADING = re.compile(
    rf"^\W*(?:{_COUNT}\s+(?:(?:comments?|responses?|replies)(?: (?:to|on) .*)?|thoughts? on\b.*)|"
    r"(?:(?:reader|readers['’]|user|visitor|your|top|latest|all)\s+)?"
    r"(?:comments|responses|replies|comment section|discussion)(?:\s+(?:are|is)\s+(?:now\s+)?closed)?(?:\s*[(:]?\s*\d*\s*[):]?))\W*$",
    re.IGNORECASE,
)
_READERS = re.compile(  # what nobody but readers stands under
    r"^\W*(?:what (?:our |the |some |other )?(?:readers|users|visitors|commenters) (?:say|said|think|thought|write|wrote)"
    r"|from (?:the|our) (?:comments?(?: sections?)?|readers|forums?|mailbag|inbox)"
    r"|(?:(?:our |the )?readers (?:respond|react|reply|write|comment)|you (?:wrote|write)(?: to us)?)"
    r"|readers?['’]?s?['’]? (?:comments|voices|opinions|reactions|mail|replies))\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)
NAME = r"(?P<name>[^\W\d_][\w.'’-]*(?:[ _](?!(?:on|at)\b)[^\W_][\w.'’-]*){0,3})"
_DATE = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?|\d{{1,2}}\.?\s+{MONTH},?(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)"
_AGO = r"(?:\d+|an?|one)\s*(?:s|m|h|d|w|mo|y|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?)\s+ago|yesterday|just now"
_CLOCK = r"(?:[\s,|·•]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)"
WHEN = rf"(?:on |at )?(?:(?:{_WEEKDAY},?\s+)?{_DATE}{_CLOCK}?|{_AGO})"
_DAY = rf"{_WEEKDAY}{_CLOCK}?"  # behind a comma or a dash alone: "Doors open Friday 18:00"
_SAYS = r"(?:says|said|wrote|writes|commented|replied|responded|asked|posted)"
_NUMBER = r"(?:#?\d+[.):]?\s*)?"
_HEADERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_NUMBER}{NAME}\s+says\s*:?$",
        rf"^{NAME}\s+{_SAYS},?\s+{WHEN}\W*$",
        rf"^{_NUMBER}(?:(?:posted |comment )?by\s+|from:?\s+)?{NAME}\s*[·•|,(\[:—–-]+\s*(?:{WHEN}|{_DAY})\W*(?:reply\W*)?$",
        rf"^{_NUMBER}(?:(?:posted |comment )?by\s+)?{NAME}\s+(?:on\s+)?{WHEN}\W*(?:reply\W*)?$",
        rf"^(?:comment|reply|posted|comment posted)\s+by:?\s+{NAME}\W*$",
    )
)
_SURE_HEADER = re.compile(rf"\b{_SAYS}\b|\bago\b|\d[:.]\d\d(?![./]?\d)|^(?:comment|reply|posted)\b", re.IGNORECASE)
_WHEN_ONLY = re.compile(rf"^\W*{WHEN}\W*$", re.IGNORECASE)
_NAME_ONLY = re.compile(rf"^{NAME}:?$")
_INLINE = re.compile(rf"^{NAME}\s+says:\s+(?=\S)")
_LABEL = re.compile(r"^(?P<name>[A-Z][\w.'’-]{0,24}(?: [A-Z][\w.'’-]*){0,2}):\s")
_SIGNATURE = re.compile(
    r"^[–—-]?\s*(?:(?:[Aa]ll the best|[Cc]heers|[Bb]est(?: regards| wishes)?|[Kk]ind regards|[Rr]egards|[Tt]hanks),?\s+)?"
    r"(?P<name>(?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z][a-z.]*)?)$"
)
_NO_NAME = re.compile(  # one-word answers that look like a signature
    r"^(?:\w+ly|Agreed|Yes|No|Nope|Yeah|Nice|Great|Wow|Thanks|Same|True|Indeed|Interesting|Cool|Amen|Maybe|Perhaps|Sure|Exactly|Correct|"
    r"Ditto|Bravo|Congratulations|Well|Good|Lovely|Brilliant|Please|Why|What|Sad|Sorry|Seriously|Wonderful|Excellent|Fantastic|Awesome|"
    r"Perfect|Comments?|Reply)\b"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its paragraphs, and who wrote it where the text tells."""

    paragraphs: range
    author: str | None = None


def find_thread(words: Sequence[str], *, after: int = 0, events: Mapping[int, int] = NO_EVENTS) -> int | None:
    """Return the index of the first paragraph of the comment thread, or None where there is none.

    `events` maps each index at which an article may well be over to the number of answering voices that it takes to believe it: after an
    appeal for support none, after a press release one, since its author may go on. The thread does not begin before `after`.
    """
    for found in (_forum(words), _heading(words, after), _headed(words, after)):
        if found is not None:
            return found
    return None if _is_interview(words) else _talk(words, after, events)


def split_thread(words: Sequence[str], start: int) -> tuple[Comment, ...]:
    """Return the comments from paragraph `start` on.

    Where headers tell who writes, a comment reaches to the next header; elsewhere each paragraph is one, and a signature on a line of its
    own belongs to the comment before it.
    """
    begin = start + (start < len(words) and is_heading(words[start]))
    if LETTERS.match(words[start]) and find_letters(words, range(begin, len(words))):  # a line above a letter is its title
        return tuple(_split_by_paragraphs(words, range(begin, len(words))))
    headers = _headers(words, begin, after_heading=begin > start)
    first = min(headers, default=len(words))
    return (*_split_by_paragraphs(words, range(begin, first)), *_split_by_headers(words, headers))


def _headers(words: Sequence[str], begin: int, *, after_heading: bool) -> dict[int, str]:
    """Return the name in each line that says who writes, where such lines are the thread's habit."""
    thread = range(begin, len(words))
    found = {i: name for i in thread if (name := header(words, i)) is not None}
    if len(found) >= 2 or begin in found or not after_heading:
        return found if len(found) >= 2 or begin in found else {}
    alone = {i: match["name"] for i in thread if (match := _NAME_ONLY.match(words[i])) and not _NO_NAME.match(words[i])}
    alone = {i: name for i, name in alone.items() if name[0].isupper()}
    if len(alone) >= 2 and begin in alone:
        return alone
    labels = {i: match["name"] for i in thread if (match := _LABEL.match(words[i]))}
    return labels if len(labels) >= 2 and begin in labels else {}


def _split_by_paragraphs(words: Sequence[str], thread: range) -> list[Comment]:
    """Return a comment for each paragraph; a signature on a line of its own belongs to the comment above it, or to the whole letter."""
    comments: list[Comment] = []
    letters = find_letters(words, thread)
    titled = thread.start > 0 and LETTERS.match(words[thread.start - 1]) is not None
    if not titled:  # each paragraph may be somebody's
        letters = {inside.stop - 2: (range(inside.stop - 2, inside.stop), name) for inside, name in letters.values()}
    inside = {i for paragraphs, _ in letters.values() for i in paragraphs}
    for i in thread:
        if i in letters:
            comments.append(Comment(*letters[i]))
        if i in inside or is_furniture(words[i]) or (titled and is_title(words[i])):
            continue
        signature = _SIGNATURE.match(words[i])
        if comments and signature and not _NO_NAME.match(signature["name"]) and comments[-1].paragraphs.stop == i:
            comments[-1] = Comment(range(comments[-1].paragraphs.start, i + 1), signature["name"])
        else:
            comments.append(Comment(range(i, i + 1), _inline_author(words[i])))
    return comments


def is_heading(line: str) -> bool:
    """Tell whether a line may stand above readers' comments."""
    return _HEADING.match(line) is not None or _READERS.match(line) is not None or LETTERS.match(line) is not None


def is_sure_heading(line: str) -> bool:
    """Tell whether a line stands above nothing but readers' comments: it counts them, or says whose they are."""
    return (
        _READERS.match(line) is not None
        or LETTERS.match(line) is not None
        or (_HEADING.match(line) is not None and _COUNTED.search(line) is not None)
    )


def _heading(words: Sequence[str], after: int) -> int | None:
    """Return the index of a line such as "12 comments"; without a number people must talk under it, since papers have a "Discussion"."""
    if not after and words and (_READERS.match(words[0]) or (LETTERS.match(words[0]) and find_letters(words, range(1, len(words))))):
        return 0
    for i in range(max(after, 1), len(words) - 1):
        if not is_heading(words[i]):
            continue
        below = words[i + 1 :]
        talk = sum(conversation(paragraph) >= CONVERSATIONAL for paragraph in below)
        if is_sure_heading(words[i]) or talk >= LEAST_TALK * len(below) or _headers(words, i + 1, after_heading=False):
            return i
    return None


def _headed(words: Sequence[str], after: int) -> int | None:
    """Return the first of two or more lines that say who comments.

    A name and a bare date may as well be an entry of a chronicle, so people must talk under it.
    """
    body = next((i for i, paragraph in enumerate(words) if len(paragraph.split()) >= FIRST_BODY), len(words))
    headers = [i for i in range(max(after, body + 1), len(words)) if header(words, i) is not None]
    if len(headers) < 2:
        return None
    said = [words[i] for i in range(headers[0], len(words)) if i not in headers and not _WHEN_ONLY.match(words[i])]
    talk = sum(conversation(paragraph) >= CONVERSATIONAL for paragraph in said)
    sure = sum(is_sure_header(words, i) for i in headers)
    return headers[0] if sure >= 2 or talk >= LEAST_TALK * len(said) > 0 else None


def _forum(words: Sequence[str]) -> int | None:
    """Return the index of the first post of a thread that is nothing but posts: its first lines already say who writes."""
    headers = [i for i in range(len(words)) if header(words, i) is not None]
    if len(headers) < FEWEST_POSTS or headers[0] > 1 or not all(is_sure_header(words, i) for i in headers[:FEWEST_POSTS]):
        return None
    return headers[0] if len(headers) >= len(words) / POST_LENGTH else None


def is_sure_header(words: Sequence[str], i: int) -> bool:
    """Tell whether a header says that somebody spoke, or at what time of day."""
    below = words[i + 1] if i + 1 < len(words) and _WHEN_ONLY.match(words[i + 1]) else ""
    return _SURE_HEADER.search(f"{words[i]} {below}") is not None


def header(words: Sequence[str], i: int) -> str | None:
    """Return the name in a line that says who wrote the comment below it or behind it."""
    paragraph = words[i]
    if inline := _INLINE.match(paragraph):
        return inline["name"]
    if len(paragraph) > LONGEST_HEADER or "\n" in paragraph or _WHEN_ONLY.match(paragraph):
        return None
    if headed := next((match["name"].strip() for form in _HEADERS if (match := form.match(paragraph))), None):
        return headed
    below = i + 1 < len(words) and _WHEN_ONLY.match(words[i + 1])
    return alone["name"] if below and (alone := _NAME_ONLY.match(paragraph)) else None


def _split_by_headers(words: Sequence[str], headers: Mapping[int, str]) -> list[Comment]:
    starts = sorted(headers)
    comments = []
    for begin, stop in pairwise([*starts, len(words)]):
        first = begin + 1 if _is_apart(words, begin, headers[begin]) else begin
        while first < stop and (_WHEN_ONLY.match(words[first]) or is_furniture(words[first])):
            first += 1
        while stop > first and is_furniture(words[stop - 1]):
            stop -= 1
        if first < stop:
            comments.append(Comment(range(first, stop), headers[begin]))
    return comments


def _is_apart(words: Sequence[str], i: int, name: str) -> bool:
    """Tell whether a header stands above the comment, rather than in front of its first words."""
    return not _INLINE.match(words[i]) and (words[i].rstrip(":") == name or not _LABEL.match(words[i]) or header(words, i) is not None)


def _inline_author(paragraph: str) -> str | None:
    """Return who signs at the end of a comment: "All the best, Mark", "– Mark"."""
    last = re.split(r"(?<=[.!?…])(?<!\b[A-Z]\.)\s+", paragraph)[-1]
    match = _SIGNATURE.match(last)
    return match["name"] if match and ("," in last or last[0] in "–—-") and not _NO_NAME.match(match["name"]) else None


def _is_interview(words: Sequence[str]) -> bool:
    """Tell whether a text alternates questions and answers, or labelled speakers."""
    if any(INTERVIEW.search(paragraph) for paragraph in words[:HEAD]):
        return True
    labels = [match["name"] for paragraph in words if (match := _LABEL.match(paragraph))]
    repeated = sum(labels.count(label) > 1 for label in labels)
    questions = sum(is_question(paragraph) and not is_question(words[i - 1]) for i, paragraph in enumerate(words) if i)
    return repeated >= max(4, 0.3 * len(words)) or (questions >= 3 and questions >= 0.3 * len(words))


def _talk(words: Sequence[str], after: int, events: Mapping[int, int]) -> int | None:
    """Return where reporting gives way to talk: the split with the most talk behind it and the least before it."""
    talk = _Talk(words)
    best, best_score = None, 0.0
    for k in range(max(after, 1), len(words)):
        if talk.may_split(k, events.get(k)) and not is_title(words[k]):
            score = talk.balance(k) + (EVENT_BONUS if k in events else 0.0)
            if best is None or score > best_score:
                best, best_score = k, score
    return best


class _Talk:
    """How much talk there is before and after each paragraph, summed up once."""

    def __init__(self, words: Sequence[str]) -> None:
        weights = [conversation(paragraph) for paragraph in words]
        prose = [not is_title(paragraph) for paragraph in words]
        self.length = len(words)
        self.weight = _sums(max(-1.5, min(3.0, weight)) - 0.75 for weight in weights)
        self.talking = _sums(weight >= CONVERSATIONAL for weight in weights)
        self.answers = _sums(dialogue(paragraph) >= 1 for paragraph in words)
        self.prose = _sums(prose)
        self.talking_prose = _sums(weight >= CONVERSATIONAL and told for weight, told in zip(weights, prose, strict=True))

    def balance(self, k: int) -> float:
        return self.weight[-1] - 2 * self.weight[k]

    def may_split(self, k: int, voices: int | None) -> bool:
        """Tell whether the paragraphs from `k` on may be a thread under the article before them; `voices` as in `events`."""
        at_event = voices is not None
        article, thread = self.prose[k], self.length - k
        if article < (1 if at_event else 2) or thread < (2 if at_event else 3):
            return False
        share = (self.talking[-1] - self.talking[k]) / thread
        before = self.talking_prose[k] / article
        answers = self.answers[-1] - self.answers[k]
        return share >= 0.5 and before <= (0.4 if at_event else 0.25) and answers >= (2 if voices is None else voices)


def _sums(values: Iterable[float]) -> list[float]:
    """Return the running sums of the values: `sums[j] - sums[i]` is the sum of the values from i to j."""
    return list(accumulate(values, initial=0.0))
