"""A web page -> the comments that it marks, each with its author; they are cut out of the page.

Pages mark a comment by class, id or microdata ("comment", "comment-12", `itemprop="comment"`), answers are nested in what they answer, and
the author stands in `.fn`, `.comment-author`, `cite`, `itemprop="author"` or in "Mike says:". A page that marks only the whole thread has
one comment a list item, article or paragraph in it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

LONGEST_NAME = 60

_UNIT = re.compile(
    r"^(?:(?:c|js|b|o|m|l|is|wp|post|article|user|reader|single|blog|thread|media|disqus|discussion)[-_]+)*comment"
    r"(?:[-_]*(?:item|entry|node|box|wrapper|wrap|container|single|post|root|block|row|card|element|thread)|[-_]*\d+)?$",
    re.IGNORECASE,
)
_THREAD = re.compile(
    r"^(?:[a-z]+[-_]+)*(?:comments(?:[-_]?(?:area|section|list|wrapper|container|block|thread|content))?|commentlist|disqus_thread|responses|discussion|"
    r"comment[-_]?(?:list|thread|section|area|wrapper|container|block))(?:[-_]*\d+)?$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:respond|comment-?respond|comment-?form|commentform|reply-?form|add-?comment|new-?comment|post-?comment|comment-?reply.*)$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[-_])(?:fn|author|username|user-?name|commenter|byline|nick(?:name)?|poster|display-?name|screen-?name)(?:$|[-_](?:name|link|info)?$)",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"^(?:[a-z]+[-_]+)*(?:comment|post|message)[-_]*(?:content|text|message|copy|html)$|^usertext-body$|^message$", re.IGNORECASE
)
_META = re.compile(
    r"(?:^|[-_])(?:meta|metadata|date|datetime|time|timestamp|ago|reply|replies|actions?|avatar|gravatar|votes?|voting|score|likes?|share|says|"
    r"edit|permalink|toolbar|controls?|footer|awaiting|moderation|badge|tools|flag|report|links?|buttons?|header|hidden)(?:$|[-_])|"
    r"(?:^|[-_])(?:author|vcard|user|commenter)(?:[-_]?(?:name|info|link|meta|details))?$|screen-reader-text",
    re.IGNORECASE,
)
_REPLIES = re.compile(r"(?:^|[-_])(?:children|replies|child|nested|subcomments|thread)(?:$|[-_])", re.IGNORECASE)
_BLOCK = {"li", "div", "article", "section", "tr", "td", "dd", "p", "blockquote", "figure", "details", "main", "aside"}
_MUTE = frozenset("script style form button time svg img input textarea nav noscript template select label header footer".split())
_PAGE = {"html", "body", "main"}
_BREAKING = {"p", "li", "div", "br", "blockquote", "pre", "ul", "ol", "tr", "section", "article"}
_NAME_ENDING = re.compile(
    r"\s*(?:[·•|,:—–-]+\s*)?(?:\b(?:says|said|wrote|writes|commented|replied|on\s+\w+\s+\d|\d{1,2}\s+\w+\s+ago).*)?[\s:·•|,—–-]*$",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(r"^(?P<name>[^\n:]{1,60}?)\s+(?:says|wrote|said|commented|replied)\s*:\s*", re.IGNORECASE)
_BUTTON = re.compile(
    r"^\W*(?:reply|report|like|share|edit|permalink|link|quote|flag|log in to reply|\d+\s*(?:likes?|points?|votes?))?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageComment:
    """One comment of a page, in its paragraphs."""

    paragraphs: tuple[str, ...]
    author: str | None = None


def cut_comments(page: Any) -> list[PageComment]:
    """Return the comments of a page in its order, and take the thread and its form out of it."""
    units = _units(page) or _items(page)
    known = frozenset(units)  # by identity
    comments = [comment for unit in units if (comment := _comment(unit, known)) is not None]
    doomed = [*units, *(element for element in page.iter() if _is_thread(element) or _matches(element, _FORM))] if comments else []
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return comments


def _tokens(element: Any) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    return [*(element.get("class") or "").split(), *(element.get("id") or "").split()]


def _matches(element: Any, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(token) for token in _tokens(element))


def _is_unit(element: Any) -> bool:
    if element.tag not in _BLOCK:
        return False
    kinds = (element.get("itemtype") or "").rsplit("/", 1)[-1]
    return kinds in {"Comment", "UserComments"} or "comment" in (element.get("itemprop") or "").split() or _matches(element, _UNIT)


def _is_thread(element: Any) -> bool:
    """Tell whether an element holds a thread and not the article as well."""
    if element.tag in _PAGE or element.tag not in _BLOCK | {"ol", "ul", "dl"} or not _matches(element, _THREAD):
        return False
    return element.find(".//h1") is None and not element.xpath('.//*[@itemprop="articleBody"]')


def _units(page: Any) -> list[Any]:
    """Return the elements that are one comment each; of wrappers around the same comment, the outermost."""
    units: dict[Any, None] = {}  # in the order of the page
    for element in page.iter():
        if not _is_unit(element) or element.find(".//h1") is not None:
            continue
        holder = next((up for up in element.iterancestors() if up in units), None)
        if holder is None or _is_answer(element, holder):
            units[element] = None
    return list(units)


def _is_answer(element: Any, holder: Any) -> bool:
    """Tell whether a comment inside another one answers it, rather than being its inner wrapper."""
    between = [up for up in element.iterancestors() if holder in up.iterancestors()]
    if any(up.tag in {"ol", "ul"} or _matches(up, _REPLIES) for up in between):
        return True
    own = copy.deepcopy(holder)
    for inner in [found for found in own.iterdescendants() if _is_unit(found)]:
        if inner.getparent() is not None:
            inner.drop_tree()
    return bool(_paragraphs(own))


def _items(page: Any) -> list[Any]:
    """Return the items of threads that mark only themselves."""
    items: list[Any] = []
    for thread in page.iter():
        if not _is_thread(thread) or any(up in items or _is_thread(up) for up in thread.iterancestors()):
            continue
        for tag in ("li", "article", "dd", "p"):
            found = [element for element in thread.iter(tag) if not _in_form(element, thread)]
            if found:
                items += found
                break
    return items


def _in_form(element: Any, thread: Any) -> bool:
    return any(up.tag == "form" or _matches(up, _FORM) for up in element.iterancestors() if up is not thread)


def _comment(unit: Any, units: Set[Any]) -> PageComment | None:
    """Return what one unit says, without the answers in it."""
    own = _without_answers(unit, units)
    author = _author(own)
    told = next((part for part in own.iterdescendants() if _is_text(part)), own)
    paragraphs = _paragraphs(told)
    if paragraphs and (says := _SAYS.match(paragraphs[0])):
        author = author or _name(says["name"])
        paragraphs = [paragraphs[0][says.end() :], *paragraphs[1:]] if _name(says["name"]) == author else paragraphs
    if paragraphs and author and paragraphs[0].startswith(f"{author}:"):
        paragraphs[0] = paragraphs[0][len(author) + 1 :].strip()
    paragraphs = [words for words in paragraphs if words and words != author]
    return PageComment(tuple(paragraphs), author) if paragraphs else None


def _without_answers(unit: Any, units: Set[Any]) -> Any:
    """Return a copy of a unit without the units inside it."""
    inner = [number for number, element in enumerate(unit.iter()) if element is not unit and element in units]
    own = copy.deepcopy(unit)
    for element in [element for number, element in enumerate(own.iter()) if number in inner]:
        if element.getparent() is not None:
            element.drop_tree()
    return own


def _is_text(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    marked = {"text", "commentText", "articleBody"} & set((element.get("itemprop") or "").split())
    return bool(marked) or (element.tag in _BLOCK and _matches(element, _TEXT))


def _author(unit: Any) -> str | None:
    """Return the author's name, from the plainest mark that the unit has."""
    for found in _author_marks(unit):
        if name := _name(" ".join(found.itertext())):
            return name
    return None


def _author_marks(unit: Any) -> Iterator[Any]:
    marked = unit.xpath('.//*[@itemprop="author" or @itemprop="creator"]')
    for element in marked:
        yield from element.xpath('.//*[@itemprop="name"]') or [element]
    yield from (element for element in unit.iterdescendants() if "fn" in _tokens(element))
    named = [element for element in unit.iterdescendants() if _matches(element, _AUTHOR) and element.tag not in {"img", "time"}]
    yield from sorted(named, key=lambda element: len("".join(element.itertext())))
    yield from unit.xpath('.//a[contains(concat(" ", @rel, " "), " author ")]')
    yield from unit.xpath("./cite | ./*/cite | .//header//cite | ./header//b | ./header//strong | ./header//a")
    yield from unit.xpath("./b[1] | ./strong[1] | ./*[1]/self::p/b[1] | ./*[1]/self::p/strong[1]")


def _name(words: str) -> str | None:
    if len(words) > 4 * LONGEST_NAME:
        return None
    name = _NAME_ENDING.sub("", re.sub(r"^\s*(?:posted\s+)?by\s+", "", " ".join(words.split()), flags=re.IGNORECASE))
    return name if 0 < len(name) <= LONGEST_NAME and any(c.isalnum() for c in name) and not name[0].isdigit() else None


def _paragraphs(unit: Any) -> list[str]:
    """Return the paragraphs of a comment without what surrounds them: names, dates, buttons."""
    parts: list[str] = []
    _collect(unit, parts, top=True)
    rows = (" ".join(row.split()) for row in "".join(parts).split("\n"))
    return [row for row in rows if not _BUTTON.match(row)]


def _collect(element: Any, parts: list[str], *, top: bool = False) -> None:
    if not isinstance(element.tag, str):
        return
    if not top and (element.tag in _MUTE or element.tag == "cite" or _matches(element, _META) or "fn" in _tokens(element)):
        return
    breaks = "\n" if element.tag in _BREAKING else ""
    parts += [breaks, " ".join(re.split(r"\s+", element.text or ""))]
    for child in element:
        _collect(child, parts)
        parts.append(" ".join(re.split(r"\s+", child.tail or "")))
    parts.append(breaks)
