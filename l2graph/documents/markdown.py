"""Markdown with YAML front matter -> Draft: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from l2graph.documents.draft import Draft, TextBuilder
from l2graph.documents.front_matter import split_front_matter
from l2graph.model import SectionKind

LONGEST_HEADING = 200  # characters; a longer "heading" is a paragraph above a ruler (a setext heading by accident)
LARGEST_NUMERAL = 99  # "2018. It was the year": a sentence and no list item

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>", re.DOTALL)
_ELEMENTS = re.compile(
    r"(?:a|abbr|address|article|aside|audio|b|bdi|bdo|blockquote|body|br|button|caption|center|cite|code|col|"
    r"colgroup|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|"
    r"head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|noscript|object|ol|"
    r"option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strong|style|sub|summary|sup|svg|"
    r"table|tbody|td|textarea|tfoot|th|thead|time|title|tr|u|ul|var|video|wbr)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of words that the parser keeps together."""

    words: str
    line: int  # in the text after the front matter, from 0
    heading: int = 0  # 1 to 6; 0 for none
    quotation: int = 0  # which block quotation it stands in, from 1; 0 for none


def read_markdown(text: str, source: str) -> Draft:
    """Return the draft of a Markdown text: headings are headlines, `>` quotations, and the marks are gone.

    Raises:
        InputError: bad front matter.
    """
    metadata, body = split_front_matter(text, source)
    skipped = text.count("\n") - body.count("\n")
    blocks = list(_blocks(_parser().parse(body)))
    builder = TextBuilder()
    quotation = 0
    for block in blocks:
        kind = SectionKind.QUOTATION if block.quotation else SectionKind.HEADLINE if block.heading else None
        builder.add(block.words, kind, line=block.line + skipped + 1, joins=block.quotation != 0 and block.quotation == quotation)
        quotation = block.quotation
    first = next((block.words for block in blocks if block.heading == 1), None)
    return builder.draft(replace(metadata, title=metadata.title or first))


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """Yield the blocks of a token stream in order."""
    depth = quotation = heading = 0
    numeral = ""
    row: list[str] | None = None
    for token in tokens:
        line = token.map[0] if token.map else 0
        inside = quotation if depth else 0
        match token.type:
            case "blockquote_open":
                quotation += depth == 0
                depth += 1
            case "blockquote_close":
                depth -= 1
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "list_item_open":
                numeral = f"{token.info}{token.markup} " if token.info and int(token.info) > LARGEST_NUMERAL else ""
            case "tr_open":
                row = []
            case "tr_close":
                yield _Block("\t".join(row or ()), line, quotation=inside)
                row = None
            case "inline" if row is not None:
                row.append(_words(token.children or ()))
            case "inline":
                words = numeral + _words(token.children or ())
                yield _Block(words, line, heading if len(words) <= LONGEST_HEADING else 0, inside)
                numeral = ""
            case "code_block" | "fence":
                yield _Block(token.content, line + (token.type == "fence"), quotation=inside)
            case "html_block":
                yield _Block(_untagged(token.content), line, quotation=inside)


def _words(tokens: Iterable[Token]) -> str:
    """Return the words of inline tokens; pictures have none."""
    parts = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "text" | "code_inline":
                parts.append(token.content)
            case "html_inline":
                parts.append(_untagged(token.content))
    return "".join(parts)


def _untagged(html: str) -> str:
    """Return HTML without its tags; what only looks like a tag, such as the ticker <EK>, is kept."""
    html = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", "", html, flags=re.DOTALL | re.IGNORECASE)
    return _TAG.sub(_blank, html)


def _blank(match: re.Match[str]) -> str:
    name = match[1]
    if name is not None and not _ELEMENTS.fullmatch(name):
        return match[0]
    return "\n" if name is not None and name.lower() in {"br", "p", "div", "li", "tr"} else ""
