"""Text and the sections that its format marks -> all sections of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from l2graph.documents.boilerplate import find_boilerplate
from l2graph.documents.comments import Comment, find_thread, is_sure_heading, split_thread
from l2graph.documents.letters import LETTERS, is_editorial, signed
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.posts import find_posts, find_tail, named_posts
from l2graph.documents.releases import find_releases
from l2graph.documents.voice import is_title
from l2graph.model import Section, SectionKind, Span

MOST_TITLES = 3  # in a row: title, subtitle, byline; a longer run of short lines is a list

_INTRODUCES = re.compile(
    r"(?:\b(?P<name>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}),?\s+)?"
    r"\b(?:wrote|writes|said|says|had this to say|put it|explains|explained|states|stated|noted|commented)\b[^.!?]*:$"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a paragraph is; paragraphs with equal labels in a row are one section."""

    kind: SectionKind
    author: str | None = None
    number: int | None = None
    group: int = 0


def find_sections(
    text: str,
    *,
    marks: Sequence[Section] = (),
    whole_release: bool = False,
    whole_thread: bool = False,
    comments_from: int | None = None,
    publisher: str | None = None,
) -> tuple[Section, ...]:
    """Return the sections of a text, sorted and apart; together they hold every paragraph.

    `whole_release` and `whole_thread` say that the source calls all of it so, `marks` are the sections that the format tells,
    `comments_from` is the offset at which the comments are known to begin.
    """
    spans = paragraphs(text)
    words = [span.of(text) for span in spans]
    labels: list[_Label | None] = [_marked(span, marks) for span in spans]
    if comments_from is None and not whole_release and (posts := _posts(words, labels, whole_thread=whole_thread)):
        _label_posts(words, labels, posts)
        return tuple(_merged(spans, labels))
    known = _first_comment(spans, labels, comments_from)
    found = _label_article(words[:known], labels, whole_release=whole_release, publisher=publisher)
    start = found if found is not None and known == len(words) and comments_from is None else known
    if start < len(words) and (comments_from is not None or not _is_comment(labels[start])):
        _label_thread(words, labels, start)
    _label_rest(words, labels, start)
    return tuple(_merged(spans, labels))


def _posts(words: Sequence[str], labels: Sequence[_Label | None], *, whole_thread: bool) -> tuple[Comment, ...]:
    """Return the posts where the text is nothing else; comments that the format marks are left to it."""
    return () if any(_is_comment(label) for label in labels) else find_posts(words, told=whole_thread)


def _label_posts(words: Sequence[str], labels: list[_Label | None], posts: Sequence[Comment]) -> None:
    """Label the posts, the lines that name who writes, and the title before the first."""
    for i, paragraph in enumerate(words):
        title = i < posts[0].paragraphs.start and is_title(paragraph) and (posts[0].author or "\0") not in paragraph
        labels[i] = _Label(SectionKind.HEADLINE if title else SectionKind.BOILERPLATE)
    for number, post in enumerate(posts, 1):
        for i in post.paragraphs:
            labels[i] = _Label(SectionKind.COMMENT, post.author, number)


def _label_article(article: Sequence[str], labels: list[_Label | None], *, whole_release: bool, publisher: str | None) -> int | None:
    """Label releases and boilerplate, and return where a thread begins that nothing marks."""
    readers = next((i for i in range(1, len(article)) if is_sure_heading(article[i])), len(article))
    reported = article if whole_release else article[:readers]
    releases = [_within_quotation(release, labels) for release in find_releases(reported, whole=whole_release, publisher=publisher)]
    inside = {i for release in releases for i in release}
    boilerplate = find_boilerplate(article) - inside
    for i in boilerplate:
        labels[i] = _Label(SectionKind.BOILERPLATE)
    for number, release in enumerate(releases):
        for i in release:
            labels[i] = _Label(SectionKind.PRESS_RELEASE, group=number)
    after = max((release.stop for release in releases), default=0)
    thread = find_thread(article, after=after, events=_events(releases, boilerplate))
    return find_tail(article, after) if thread is None else thread


def _marked(span: Span, marks: Sequence[Section]) -> _Label | None:
    """Return what the format says of a paragraph; marks are sorted and apart, and so are their ends."""
    group = bisect_right(marks, span.start, key=lambda mark: mark.span.end)
    if group == len(marks) or not marks[group].span.overlaps(span):
        return None
    return _Label(marks[group].kind, marks[group].author, marks[group].number, group + 1)


def _is_comment(label: _Label | None) -> bool:
    return label is not None and label.kind is SectionKind.COMMENT


def _within_quotation(release: range, labels: Sequence[_Label | None]) -> range:
    """End a release that an article quotes as a block where the block ends."""
    quotation = labels[release.start]
    if quotation is None or quotation.kind is not SectionKind.QUOTATION:
        return release
    return range(release.start, next((i for i in release if labels[i] != quotation), release.stop))


def _first_comment(spans: Sequence[Span], labels: Sequence[_Label | None], comments_from: int | None) -> int:
    """Return the index of the first paragraph that is known to be a comment."""
    if comments_from is not None:
        return next((i for i, span in enumerate(spans) if span.end > comments_from), len(spans))
    return next((i for i, label in enumerate(labels) if _is_comment(label)), len(spans))


def _events(releases: Sequence[range], boilerplate: Set[int]) -> dict[int, int]:
    """Return where the article may be over, behind the boilerplate that follows, with the voices that it takes: see `find_thread`."""
    events = {release.stop: 1 for release in releases} | {i + 1: 0 for i in boilerplate}
    moved: dict[int, int] = {}
    for i, voices in sorted(events.items()):
        while i in boilerplate:
            i, voices = i + 1, 0
        moved[i] = min(voices, moved.get(i, voices))
    return moved


def _label_thread(words: Sequence[str], labels: list[_Label | None], start: int) -> None:
    """Label the paragraphs from `start` on: comments, and the lines between them that nobody says."""
    comments = _split(words, start)
    thread = {
        i: _Label(SectionKind.COMMENT, comment.author, number) for number, comment in enumerate(comments, 1) for i in comment.paragraphs
    }
    for i in range(start, len(words)):
        label = labels[i]
        if i in thread and is_editorial(words[i]):
            labels[i] = _Label(SectionKind.BODY)
        elif label is None or label.kind is not SectionKind.QUOTATION:
            labels[i] = thread.get(i, _Label(SectionKind.BOILERPLATE))


def _split(words: Sequence[str], start: int) -> tuple[Comment, ...]:
    """Return the comments from paragraph `start` on, split in the way that tells of more of them who writes."""
    comments = split_thread(words, start)
    named = sum(comment.author is not None for comment in comments)
    if LETTERS.match(words[start]) and named:
        return comments
    for begin in (start, start + 1):  # below the line "3 comments"
        posts = named_posts(words[begin:], told=True)
        if len(posts) > named:
            return tuple(Comment(range(p.paragraphs.start + begin, p.paragraphs.stop + begin), p.author) for p in posts)
    return comments


def _label_rest(words: Sequence[str], labels: list[_Label | None], end: int) -> None:
    """Label what is left: titles, introduced quotations, and the body."""
    titles = {i for i in range(end) if labels[i] is None and is_title(words[i]) and i + 1 < len(words)}
    for i in range(len(words)):
        if labels[i] is not None:
            continue
        introduced = _INTRODUCES.search(words[i - 1]) if i and labels[i - 1] == _Label(SectionKind.BODY) else None
        if i in titles and _run(titles, i) <= MOST_TITLES:
            labels[i] = _Label(SectionKind.HEADLINE, group=-i - 1)
        elif writer := signed(words[i]):
            labels[i] = _Label(SectionKind.COMMENT, writer, group=-i - 1)
        elif introduced and i < end:
            labels[i] = _Label(SectionKind.QUOTATION, introduced["name"], group=-i - 1)
        else:
            labels[i] = _Label(SectionKind.BODY)


def _run(indices: set[int], i: int) -> int:
    """Return how many indices stand in a row around `i`."""
    first = last = i
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return last - first + 1


def _merged(spans: Sequence[Span], labels: Sequence[_Label | None]) -> Iterator[Section]:
    """Yield one section for each run of paragraphs with the same label."""
    section: Section | None = None
    previous: _Label | None = None
    for span, label in zip(spans, labels, strict=True):
        assert label is not None
        if section is not None and label == previous:
            section = replace(section, span=Span(section.span.start, span.end))
            continue
        if section is not None:
            yield section
        section, previous = Section(span, label.kind, label.author, label.number), label
    if section is not None:
        yield section
