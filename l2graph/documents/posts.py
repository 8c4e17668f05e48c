"""A text that is nothing but posts: a forum's thread, a chat, the comments of a page without their article.

Each post opens with who writes it, and the whole thread does it in one way: a line with a name and a date, "name: …", "<name> …",
"#3 name". A line of that form may as well stand in a data sheet ("Weight: 835 g") or an interview ("Doe: We like it."), so where the source
does not say that it is a thread, people must write in it as people do, under names that only they bear ("tx_nerd").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from l2graph.documents.boilerplate import is_furniture
from l2graph.documents.comments import FIRST_BODY, LEAST_TALK, NAME, POST_LENGTH, WHEN, Comment, header, is_sure_header
from l2graph.documents.voice import CONVERSATIONAL, conversation, is_title

FEWEST, FEWEST_TOLD = 3, 2  # posts
MOST_EMPTY = 10  # one of so many posts may say nothing
MOST_DASHED = 0.7  # the share of paragraphs
MANY = 4  # names in a thread, one of them no name that papers print
LONGEST_TITLE = 12  # words
LATEST = 2  # paragraphs before the first post: a title, a line about the board
_SAYS = r"(?:wrote|writes|said|says|posted|repl(?:ied|ies)|answer(?:ed|s)|comment(?:ed|s)|respond(?:ed|s)|ask(?:ed|s)|adds?)"
_USER = rf"(?P<name>[^\W\d_][\w.'’-]{{1,24}}(?: (?!on\b|at\b|from\b|{_SAYS}\b)[^\W_][\w.'’-]*){{0,2}})"
_ITEM = r"(?:\d+[.)]\s+|[-*•]\s+)?(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?"  # a number, a time of day
_SPAN = r"\d+\s?(?:s|sec|m|min|mins|h|hr|hrs|d|w|mo|y|yr)"
_COUNT = re.compile(r"^\W*(?:(?:post|comment|reply|message)\s*)?#?\d+\W*$", re.IGNORECASE)
_NO_NAME = re.compile(r"[a-z]|\w*[\d_]")
_TITLE = re.compile(
    r"\W*(?:\d+\s+)?(?:readers?['’]?s?\s+)?(?:(?:comments?|discussion|replies|reactions|forum|chat)\b(?!:)|thread\b)", re.IGNORECASE
)
_HANDLE = re.compile(r"[a-z]|\w*[\d_]|[A-Z][a-z]+[A-Z]")  # "tx_nerd", "bodo77", "SkyDiver": no name that papers print


_FORMS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "ago": rf"^(?:u/)?{_USER}\s*[·•|]\s*{_SPAN}\b\W*$",
        "stamped": rf"^[\[(]{_USER}[\s,·|—–-]+{WHEN}\W*$",
        "number": (
            rf"^(?:(?:post|comment|reply|message)\s*)?#?\d+[\s.:—–-]+(?:by\s+)?{_USER}"
            rf"(?:\s\(\d+ posts?\))?(?:[\s,|·•(\[—–-]+{WHEN})?\W*$"
        ),
        "wrote": rf"^{_USER}\s+{_SAYS}\s*:$",
        "author": rf"^(?:author|user|poster|posted by|written by|member|from)\s*:\s*{_USER}\W*$",
        "brackets": rf"^{_ITEM}[<\[]{_USER}[>\]]\s+(?=\S)",
        "label": rf"^{_ITEM}(?:(?:posted |comment )?by\s+)?@?{_USER}(?:\s+from\s+[^\W_][\w.'’-]*)?(?:\s+{_SAYS})?\s?:(?:\s|$)",
        "dash": rf"^{_ITEM}@?{_USER}\s+[–—-]\s+(?=\S)",
        "alone": rf"^{NAME}:?$",
    }.items()
}
_INLINE = ("brackets", "label", "dash")  # what is said stands on the same line
_SURE = frozenset(("ago", "stamped", "number", "wrote", "author"))


def find_posts(words: Sequence[str], *, told: bool = False) -> tuple[Comment, ...]:
    """Return the posts of a text that is nothing but posts, or none; `told` says that its source calls it a thread.

    A told thread in which nobody is named is one of posts without names, a paragraph each.
    """
    posts = named_posts(words, told=told or bool(words and _TITLE.match(words[0]) and len(words[0].split()) <= LONGEST_TITLE))
    return posts or (tuple(Comment(range(i, i + 1)) for i in range(len(words))) if told else ())


def named_posts(words: Sequence[str], *, told: bool) -> tuple[Comment, ...]:
    """Return the posts of a text in which each tells who writes it, or none."""
    best: dict[int, str] = {}
    for form in ("dated", *_FORMS):
        found = _named(words, form)
        if len(found) > len(best) and _may_be_posts(words, found, form, told=told):
            best = found
    starts = [*sorted(best), len(words)]
    ranges = ((begin, _trimmed(words, begin + _is_apart(words[begin]), stop)) for begin, stop in pairwise(starts))
    return tuple(Comment(inside, best[begin]) for begin, inside in ranges if inside)


def find_tail(words: Sequence[str], after: int) -> int | None:
    """Return where, behind an article, a text begins to be nothing but posts."""
    body = next((i for i, paragraph in enumerate(words) if len(paragraph.split()) >= FIRST_BODY), len(words))
    begins = {min(found, default=0) for form in _FORMS if (found := [i for i in _named(words, form) if i >= max(after, body + 1)])}
    return next((begin for begin in sorted(begins) if named_posts(words[begin:], told=False)), None)


def _trimmed(words: Sequence[str], begin: int, stop: int) -> range:
    """Leave out the lines behind a post that only count the next one, or offer buttons."""
    while stop > begin and (_COUNT.match(words[stop - 1]) or is_furniture(words[stop - 1])):
        stop -= 1
    return range(begin, stop)


def _named(words: Sequence[str], form: str) -> dict[int, str]:
    """Return the name in each line of a form; the line may be a paragraph's first."""
    lines = [paragraph.split("\n", 1)[0] for paragraph in words]
    if form == "dated":
        return {i: name for i in range(len(lines)) if (name := header(lines, i)) is not None}
    found = {i: match["name"].strip() for i, line in enumerate(lines) if (match := _FORMS[form].match(line))}
    if form in _INLINE and 0 in found and is_title(words[0]) and list(found.values()).count(found[0]) == 1:
        del found[0]  # "Vireo 5 leak: everything we know"
    return found


def _may_be_posts(words: Sequence[str], found: Mapping[int, str], form: str, *, told: bool) -> bool:
    """Tell whether lines of a form open posts; a dash stands behind many a word, so nearly every paragraph must have its own."""
    if form == "dash" and not (told and len(found) >= MOST_DASHED * len(words)):
        return False
    if len(found) < (FEWEST_TOLD if told else FEWEST) or min(found) > LATEST or len(found) < len(words) / POST_LENGTH:
        return False
    if any(len(paragraph.split()) >= FIRST_BODY for paragraph in words[: min(found)]):
        return False  # an article stands above
    empty = sum(_is_apart(words[i]) and (i + 1 == len(words) or i + 1 in found) for i in found)
    if MOST_EMPTY * empty > len(found):
        return False
    if told:
        return True
    said = [_content(words[i]) for i in range(min(found), len(words)) if not (i in found and _is_apart(words[i]))]
    if sum(conversation(paragraph) >= CONVERSATIONAL for paragraph in said) < LEAST_TALK * len(said):
        return False
    names = set(found.values())
    handles = 2 * sum(_HANDLE.match(name) is not None for name in names) >= len(names)
    if form == "dated":
        return handles or all(is_sure_header(words, i) for i in sorted(found)[:FEWEST])
    if form in _SURE:
        return len(names) >= 2
    again = len(names) < len(found)  # "day1: …", "day2: …" are no names
    mixed = len(names) >= MANY and any(_NO_NAME.match(name) for name in names)  # no interview has so many voices, and one like that
    return len(names) >= 2 and again and (handles or mixed)


def _content(paragraph: str) -> str:
    """Return what a paragraph says behind a label, or below a line that names who writes."""
    first, _, rest = paragraph.partition("\n")
    return rest or first.partition(": ")[2] or paragraph


def _is_apart(paragraph: str) -> bool:
    """Tell whether a line that opens a post is a paragraph of its own."""
    if "\n" in paragraph:
        return False
    inline = any(_FORMS[form].match(paragraph) for form in _INLINE) and not paragraph.endswith(":")
    return not inline or header([paragraph], 0) is not None or _FORMS["author"].match(paragraph) is not None
