"""A web page -> Draft: its main text, what it says of itself, and the comment thread apart."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from l2graph.documents.dates import iso_date
from l2graph.documents.draft import Draft, Metadata, TextBuilder
from l2graph.documents.html_comments import PageComment, cut_comments
from l2graph.errors import InputError
from l2graph.model import SectionKind

SHORT_PAGE = 300  # characters; trafilatura takes less for a failure and falls back to cruder means

# Without a latest date of its own, the date finder asks the clock; without markup only, it takes years out of the text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_UNSEEN = {"script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "button", "select", "title", "head"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "body",
    "p",
    "li",
    "blockquote",
    "td",
    "th",
    "dd",
    "dt",
    "pre",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "table",
    "tr",
    "dl",
    "tbody",
}

_Block = tuple[str, SectionKind | None, bool]  # words, what they are, whether they go on with the section before

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what they warn of is ours to report, as an InputError


def read_html(text: str, source: str) -> Draft:
    """Return the draft of a page: headings are headlines, block quotations quotations, and the thread stands behind the text.

    Raises:
        InputError: the page has no text.
    """
    page = _parsed(text, source)
    comments = cut_comments(page)
    found = trafilatura.bare_extraction(
        page, include_comments=not comments, include_tables=True, with_metadata=True, date_extraction_params=_DATES
    )
    builder = TextBuilder()
    body = getattr(found, "body", None)
    long_enough = body is not None and len("".join(body.itertext())) >= SHORT_PAGE
    for words, kind, joins in _blocks(body) if long_enough else _plain_blocks(text, source):
        builder.add(words, kind, joins=joins)
    _add_comments(builder, comments or _plain_comments(found))
    if not builder.parts:
        raise InputError(f"{source}: a page without text; save it with its text, or give the text itself")
    return builder.draft(_metadata(found))


def _parsed(text: str, source: str) -> Any:
    # Bytes, because lxml refuses a str that declares an encoding of its own.
    library: Any = lxml_html  # untyped
    try:
        return library.fromstring(text.encode("utf-8", "replace"), parser=library.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{source}: a page without text; save it with its text, or give the text itself") from error


def _blocks(body: Any) -> Iterator[_Block]:
    """Yield the words of each block of trafilatura's tree, what it is, and whether it goes on with the block before."""
    for element in body:
        if element.tag == "quote":
            for number, words in enumerate(_paragraphs(element)):
                yield words, SectionKind.QUOTATION, number > 0
        elif element.tag == "head":
            yield _words(element), SectionKind.HEADLINE, False
        elif element.tag == "table":
            for row in element.iter("row"):
                yield "\t".join(_words(cell) for cell in row.iter("cell")), None, False
        else:
            for words in _paragraphs(element):
                yield words, None, False


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the words of the innermost paragraphs and items of an element."""
    inner = [child for child in element if child.tag in {"p", "item", "list", "quote", "ab", "div"}]
    if not inner:
        yield _words(element)
        return
    if (element.text or "").strip():
        yield " ".join(element.text.split())
    for child in element:
        if child in inner:
            yield from _paragraphs(child)
        else:
            yield _words(child)
        if (child.tail or "").strip():
            yield " ".join(child.tail.split())


def _words(element: Any) -> str:
    """Return the text of an element; line breaks are kept, other white space is one space."""
    rows = "".join(_texts(element)).split("\n")
    return "\n".join(line for row in rows if (line := " ".join(row.split())))


def _texts(element: Any) -> Iterator[str]:
    yield " ".join(re.split(r"\s+", element.text or ""))
    for child in element:
        yield "\n" if child.tag in {"lb", "br"} else ""
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield " ".join(re.split(r"\s+", child.tail or ""))


def _plain_blocks(text: str, source: str) -> Iterator[_Block]:
    """Yield the blocks of a page that is too short for trafilatura: it would run title and text together, or find nothing."""
    page = _parsed(text, source)
    cut_comments(page)
    etree.strip_elements(page, etree.Comment, *sorted(_UNSEEN), with_tail=False)
    part = next(iter(page.xpath("//article") or page.xpath("//main")), page)
    quotation = None
    for holder, words in _rows(part):
        quoted = next((up for up in [holder, *holder.iterancestors()] if up.tag == "blockquote"), None)
        kind = SectionKind.QUOTATION if quoted is not None else SectionKind.HEADLINE if holder.tag in _HEADINGS else None
        yield words, kind, quoted is not None and quoted is quotation
        quotation = quoted


def _rows(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield the text of an element in order: each stretch without a block inside, with the block that it stands in."""
    row = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or any(below.tag in _BLOCKS for below in child.iterdescendants()):
            yield from _row(element, row)
            yield from _rows(child)
            row = []
        else:
            row.append("\n" if child.tag == "br" else "".join(_texts(child)))
        row.append(child.tail or "")
    yield from _row(element, row)


def _row(element: Any, row: list[str]) -> Iterator[tuple[Any, str]]:
    if words := " ".join("".join(row).split()):
        yield element, words


def _plain_comments(found: Any) -> list[PageComment]:
    """Return the comments that only trafilatura has found: without authors, a paragraph each."""
    body = getattr(found, "commentsbody", None)
    return [PageComment((words,)) for element in (body if body is not None else ()) for words in _paragraphs(element) if words]


def _add_comments(builder: TextBuilder, comments: list[PageComment]) -> None:
    for number, comment in enumerate(comments, 1):
        for i, words in enumerate(comment.paragraphs):
            builder.add(words, SectionKind.COMMENT, author=comment.author, number=number, joins=i > 0)


def _metadata(found: Any) -> Metadata:
    def told(name: str) -> str | None:
        return " ".join(str(getattr(found, name, None) or "").split()) or None

    return Metadata(told("title"), iso_date(told("date") or ""), told("sitename"), told("author"), told("url"))
