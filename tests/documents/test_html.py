"""HTML: main text and metadata, and the comments with their authors as common pages mark them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.documents.draft import Draft
from l2graph.documents.html import read_html
from l2graph.errors import InputError
from l2graph.model import SectionKind

TEXT = "Orvane, the maker of small lenses, is to open a second plant near the harbour of Halden, the company said on Monday. "


def page(thread: str = "", *, head: str = "", article: str = "", around: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Plant | The Harbour</title>{head}</head><body class='single comments-open'>"
        f"<nav><a href='/'>Home</a></nav>{around}<article><h1>Orvane opens a plant</h1>"
        f"<p>{TEXT * 2}</p>{article}<p>{TEXT * 2}</p></article>"
        f"{thread}<footer>© The Harbour</footer></body></html>"
    )


def comments(draft: Draft) -> list[tuple[int | None, str | None, str]]:
    return [(m.number, m.author, m.span.of(draft.text)) for m in draft.marks if m.kind is SectionKind.COMMENT]


def test_metadata() -> None:
    head = (
        "<meta property='og:title' content='Orvane opens a plant'><meta property='og:site_name' content='The Harbour'>"
        "<meta name='author' content='Jane Doe'><meta property='article:published_time' content='2021-06-03T09:00:00Z'>"
        "<link rel='canonical' href='https://harbour.example/plant'>"
    )
    meta = read_html(page(head=head), "a.html").metadata
    assert (meta.title, meta.publisher, meta.author, meta.date, meta.url) == (
        "Orvane opens a plant",
        "The Harbour",
        "Jane Doe",
        "2021-06-03",
        "https://harbour.example/plant",
    )


def test_headings_quotations_and_line_breaks() -> None:
    draft = read_html(page(article="<h2>Why?</h2><p>One<br>two&nbsp;three</p><blockquote><p>Q 1.</p><p>Q 2.</p></blockquote>"), "a.html")
    assert [(m.kind.value, m.span.of(draft.text)) for m in draft.marks] == [
        ("headline", "Orvane opens a plant"),
        ("headline", "Why?"),
        ("quotation", "Q 1.\n\nQ 2."),
    ]
    assert "One\ntwo three" in draft.text
    assert "Home" not in draft.text
    assert "©" not in draft.text


WORDPRESS = """<div id="comments" class="comments-area"><h2>3 thoughts on “Plant”</h2><ol class="comment-list">
<li id="comment-1" class="comment even depth-1"><article id="div-comment-1" class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><img class="avatar" src="x"><b class="fn">Mike O’Hara</b> <span class="says">says:</span></div>
<div class="comment-metadata"><time>June 4, 2021 at 9:00</time></div></footer>
<div class="comment-content"><p>I like it.</p><p>Really 😂.</p></div><div class="reply"><a>Reply</a></div></article>
<ol class="children"><li id="comment-2" class="comment odd depth-2"><article class="comment-body"><div class="comment-author vcard"><cite
class="fn"><a href="x">Ann</a></cite></div><div class="comment-content"><p>Me too.</p></div></article></li></ol></li>
<li id="comment-3" class="comment"><div class="comment-author vcard"><cite class="fn">Bo</cite></div><p>No.</p></li></ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><label>Your name</label></form></div></div>"""
MICRODATA = """<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope>
<span itemprop="name">Jo</span></span><time>2020</time><div itemprop="text">Great <i>stuff</i>!</div></div>
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="creator">Al</span>
<p itemprop="text">Bad.</p></div>"""
ARTICLES = """<section id="comments"><h2>Comments</h2><article id="comment-7"><header><strong>Zoë K.</strong>
<time>3 hours ago</time></header><p>I'd buy it.</p></article>
<article id="comment-8"><header><cite>ole_j</cite> on <time>June 4</time></header><p>No.<br>Never.</p></article></section>"""
PLAIN_LIST = """<div class="comments"><ul><li><b>Mike:</b> I like it.</li>
<li><b>Ann</b> wrote: It is bad.<ul><li>Bob says: No, it is not.</li></ul></li></ul></div>"""
BEM = """<div class="c-comments"><div class="c-comment"><a class="c-comment__author-name">Ida</a><span class="c-comment__date">today</span>
<div class="c-comment__text">Fine.</div><div class="c-comment__replies"><div class="c-comment"><a class="c-comment__author-name">Per</a>
<div class="c-comment__text">Not so.</div></div></div></div></div>"""
NO_AUTHORS = """<div id="comments"><div class="comment"><p>Fine.</p></div><div class="comment"><p>Not so.</p></div></div>"""


@pytest.mark.parametrize(
    ("thread", "expected"),
    [
        (WORDPRESS, [(1, "Mike O’Hara", "I like it.\n\nReally 😂."), (2, "Ann", "Me too."), (3, "Bo", "No.")]),
        (MICRODATA, [(1, "Jo", "Great stuff!"), (2, "Al", "Bad.")]),
        (ARTICLES, [(1, "Zoë K.", "I'd buy it."), (2, "ole_j", "No.\n\nNever.")]),
        (PLAIN_LIST, [(1, "Mike", "I like it."), (2, "Ann", "It is bad."), (3, "Bob", "No, it is not.")]),
        (BEM, [(1, "Ida", "Fine."), (2, "Per", "Not so.")]),
        (NO_AUTHORS, [(1, None, "Fine."), (2, None, "Not so.")]),
        ("<p class='comment-count'>0 comments</p><div id='respond'><form>Leave a reply</form></div>", []),
        ("<pre><span class='comment'># code</span></pre>", []),
    ],
)
def test_comments_and_their_authors(thread: str, expected: list[tuple[int, str | None, str]]) -> None:
    draft = read_html(page(thread), "a.html")
    assert comments(draft) == expected
    assert draft.text.count(TEXT.strip()) == 4
    assert "Reply" not in draft.text
    assert not any(kind in draft.text for kind in ("3 thoughts", "hours ago", "today"))


def test_comments_stand_behind_the_text_whatever_the_order_of_the_page() -> None:
    draft = read_html(page(around=ARTICLES), "a.html")
    assert draft.text.endswith("I'd buy it.\n\nNo.\n\nNever.")


def test_a_short_page_keeps_its_blocks_apart() -> None:
    draft = read_html(
        "<html><body><nav>Home</nav><h1>Plant</h1><p>It <b>opens</b> in June.</p><blockquote>Good.</blockquote>End.</body></html>", "a.html"
    )
    assert draft.text == "Plant\n\nIt opens in June.\n\nGood.\n\nEnd."
    assert [mark.kind.value for mark in draft.marks] == ["headline", "quotation"]


def test_a_page_may_declare_an_encoding_of_its_own() -> None:
    assert read_html('<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Größe.</p></body></html>', "a.html").text == "Größe."


@pytest.mark.parametrize("markup", ["", "<html></html>", "<!-- nothing -->", "<html><body><img src=x></body></html>"])
def test_a_page_without_text(markup: str) -> None:
    with pytest.raises(InputError, match="a page without text"):
        read_html(markup, "a.html")


def test_a_page_of_comments_only() -> None:
    assert comments(read_html(f"<html><body>{NO_AUTHORS}</body></html>", "a.html")) == [(1, None, "Fine."), (2, None, "Not so.")]


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=comment>",
        "</div>",
        "<ul>",
        "<li class='comment'>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<h2>",
        "</h2>",
        "<b class=fn>Jo</b>",
        "Jo says: ",
        "<table><tr><td>",
        "</table>",
        "<br>",
        "<!--",
        "-->",
        "&lt;",
        "&#0;",
        "<x y='",
        "Words é 😂 שלום. ",
        TEXT,
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_markup_gives_sections_in_order_or_an_input_error(markup: str) -> None:
    try:
        draft = read_html(f"<html><body>{markup}", "a.html")
    except InputError:
        return
    assert draft == read_html(f"<html><body>{markup}", "a.html")
    assert all(before.span.end < after.span.start for before, after in pairwise(draft.marks))
    assert all(mark.span.end <= len(draft.text) and mark.span.of(draft.text).strip() for mark in draft.marks)
