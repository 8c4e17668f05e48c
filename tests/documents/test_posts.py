"""Threads are told by how their posts open, whatever the board; data sheets, diaries and interviews are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from l2graph.documents.sections import find_sections
from l2graph.documents.sources import read_documents
from l2graph.model import Document, SectionKind

POSTS = (
    ("tx_nerd", "Has anybody tried the Vireo 4? I have read that Kestrel owns Falk now."),
    ("Marta B.", "The Vireo 4 weighs 520 g. Mine came on Tuesday, and I love it."),
    ("bodo", "Kestrel bought Falk in 2019, as far as I know. Look it up."),
    ("tx_nerd", "Thanks! It takes the old batteries, right? You are a great help."),
)
FORMS: dict[str, Callable[[int, str, str], str]] = {
    "label": lambda i, name, said: f"{name}: {said}",
    "label on a line": lambda i, name, said: f"{name}:\n{said}",
    "numbered label": lambda i, name, said: f"{i}. {name}: {said}",
    "time and label": lambda i, name, said: f"[09:1{i}] {name}: {said}",
    "list": lambda i, name, said: f"- {name}: {said}",
    "chat": lambda i, name, said: f"<{name}> {said}",
    "brackets": lambda i, name, said: f"[{name}] {said}",
    "date": lambda i, name, said: f"{name} (1{i} May 2024)\n{said}",
    "date in brackets": lambda i, name, said: f"[{name}, 1{i} May 2024 09:1{i}]\n{said}",
    "dash and date": lambda i, name, said: f"{name} — 1{i} May 2024\n\n{said}",
    "bar and date": lambda i, name, said: f"{name} | 1{i} May 2024\n\n{said}",
    "posted by": lambda i, name, said: f"Posted by {name} on May 1{i}, 2024, 9:1{i} am\n\n{said}",
    "post number": lambda i, name, said: f"Post #{i} — {name}, 1{i}.05.2024\n\n{said}",
    "number": lambda i, name, said: f"#{i} {name}\n\n{said}",
    "number and author": lambda i, name, said: f"Post {i}\n\nAuthor: {name}\n\n{said}",
    "hours": lambda i, name, said: f"u/{name.replace(' ', '_')} · {i}h\n\n{said}",
    "hours ago": lambda i, name, said: f"{name}, {i} hours ago:\n\n{said}",
    "wrote": lambda i, name, said: f"{name} wrote:\n\n{said}",
    "name": lambda i, name, said: f"{name}\n\n{said}",
    "replies": lambda i, name, said: f"{name} replies: {said}",
    "posted": lambda i, name, said: f"posted by {name}: {said}",
    "day": lambda i, name, said: f"{name}, {('Monday', 'Tuesday')[i % 2]} 9:1{i}\n\n{said}",
}


def thread(form: Callable[[int, str, str], str]) -> str:
    return "\n\n".join(form(i, name, said) for i, (name, said) in enumerate(POSTS, 1))


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_every_post_is_a_comment_of_who_writes_it(form: str, *, told: bool) -> None:
    text = thread(FORMS[form])
    sections = find_sections(text, whole_thread=told)
    comments = [s for s in sections if s.kind is SectionKind.COMMENT]
    assert [s.author for s in comments] == [name.replace(" ", "_") if form == "hours" else name for name, _ in POSTS]
    assert all(said in s.span.of(text) for s, (_, said) in zip(comments, POSTS, strict=True))
    assert {s.kind for s in sections} <= {SectionKind.COMMENT, SectionKind.BOILERPLATE, SectionKind.HEADLINE}


def test_a_dash_behind_a_name_opens_a_comment_below_a_heading() -> None:
    article = "Kestrel AS of Halden has presented the Vireo 4, a lamp that weighs 520 g and costs 90 euros in most shops."
    text = f"{article}\n\n3 comments\n\n" + thread(lambda _, name, said: f"{name} – {said}")
    assert [s.author for s in find_sections(text) if s.kind is SectionKind.COMMENT] == [name for name, _ in POSTS]


def test_a_title_with_a_colon_is_no_post() -> None:
    article = "The next Vireo may be a big one, as I was told: Kestrel has shown it to dealers, and you will not believe what it costs."
    text = f"Vireo 5 leak: everything we know\n\n{article}\n\nComments\n\n" + thread(FORMS["label"])
    assert [s.author for s in find_sections(text) if s.kind is SectionKind.COMMENT] == [name for name, _ in POSTS]


def test_a_title_stands_above_the_first_post() -> None:
    sections = find_sections("Which Vireo for hiking\n\n" + thread(FORMS["label"]))
    assert [s.kind for s in sections] == [SectionKind.HEADLINE] + [SectionKind.COMMENT] * len(POSTS)


@pytest.mark.parametrize(
    "text",
    [
        "weight: 835 g\n\nmount: L\n\nprice: 9 USD\n\nweight: 840 g with battery",
        "Doe: We like it, you know.\n\nPaper: Why do you?\n\nDoe: I don't know.\n\nPaper: Will you go on?\n\nDoe: Yes, I will.",
        "day1: I drove to Graz, and you would not believe the rain.\n\nday2: I slept.\n\nday3: I drove back!",
        "1 May 2019\n\nThe firm opened.\n\n2 May 2020\n\nThe firm closed.\n\n3 May 2021\n\nThe firm burnt down.",
        "Kestrel opened a shop in Graz. It sells cameras.\n\nThe firm has 30 people. They like it there.",
        "",
    ],
)
def test_what_only_looks_like_posts_is_no_thread(text: str) -> None:
    assert SectionKind.COMMENT not in {s.kind for s in find_sections(text)}


def test_a_told_thread_without_names_is_a_comment_a_paragraph() -> None:
    text = "The Vireo 4 weighs 520 g.\n\nMine weighs more.\n\nKestrel owns Falk."
    assert [s.kind for s in find_sections(text, whole_thread=True)] == [SectionKind.COMMENT] * 3


@pytest.mark.parametrize(
    ("kind", "comments"),
    [
        ("forum thread", True),
        ("forum", True),
        ("discussion", True),
        ("article with forum comments", False),
        ("article", False),
        ("", False),
    ],
)
def test_the_kind_of_a_source_tells_a_thread(kind: str, *, comments: bool, tmp_path: Path) -> None:
    text = f"---\ntitle: Vireo\nkind: '{kind}'\n---\n\nThe Vireo 4 weighs 520 g.\n\nKestrel owns Falk.\n"
    (document,) = read(text, tmp_path)
    assert (SectionKind.COMMENT in {s.kind for s in document.sections}) is comments


def read(text: str, folder: Path) -> list[Document]:
    path = folder / "thread.md"
    path.write_text(text, encoding="utf-8")
    return list(read_documents([str(path)]))


ARTICLE = (
    "Kestrel showed the Vireo 4 in Graz on Monday. The camera has a sensor of 61 megapixels and takes lenses of the L-Mount.\n\n"
    "The maker said that the camera would reach shops in May. Dealers in Austria have begun to take orders for it.\n\n"
)


@pytest.mark.parametrize("heading", ["Comments\n\n", "4 comments\n\n", ""])
@pytest.mark.parametrize("form", sorted(set(FORMS) - {"number and author"}))
def test_posts_below_an_article_are_comments(form: str, heading: str) -> None:
    text = ARTICLE + heading + thread(FORMS[form])
    sections = find_sections(text)
    comments = [s.author for s in sections if s.kind is SectionKind.COMMENT]
    assert comments == [name.replace(" ", "_") if form == "hours" else name for name, _ in POSTS]
    assert sections[0].kind is SectionKind.BODY


VOICES = (
    ("Tom Berger", "If Kestrel puts a bigger sensor into the Vireo I will buy two. But they won't!"),
    ("mirror_fan", "The Vireo is supposed to have 25 MP, no? I'd love that."),
    ("Tom Berger", "@mirror_fan That's what my dealer says, I don't believe him."),
    ("Ulrike S.", "Can we please stop calling it dead? I use mine every day."),
    ("Pete", "I sold mine and got a Falk, lol."),
    ("Ulrike S.", "Why would you do that?"),
)


@pytest.mark.parametrize("title", ["", "Comments on the Vireo 5\n\n", "The Vireo 5\n\n"])
def test_a_line_a_post_under_names_of_all_sorts_is_a_thread(title: str) -> None:
    text = title + "\n".join(f"{name}: {said}" for name, said in VOICES)
    comments = [s.author for s in find_sections(text) if s.kind is SectionKind.COMMENT]
    assert comments == [name for name, _ in VOICES]


def test_a_title_that_says_comments_makes_a_thread_of_two() -> None:
    text = "Comments on the Vireo 5\n\nAnna Berg: It weighs 520 g.\n\nTom Lind: It has 24 MP."
    assert [s.author for s in find_sections(text) if s.kind is SectionKind.COMMENT] == ["Anna Berg", "Tom Lind"]


def test_a_round_table_is_no_thread() -> None:
    said = ("What is new, if I may ask?", "We love the new one!", "I think so too.", "Don't you?", "I do, and I'd buy it.", "So would I.")
    lines = [f"{name}: {words}" for name, words in zip(("Berg", "McKay", "Lind", "Falk", "McKay", "Berg"), said, strict=True)]
    assert all(s.kind is not SectionKind.COMMENT for s in find_sections("\n".join(lines)))


def test_an_interview_is_no_thread() -> None:
    lines = (
        "Camera Post: What is new?",
        "Anna Berg: The Vireo 5 is new.",
        "Camera Post: What does it weigh?",
        "Anna Berg: It weighs 520 g.",
    )
    assert all(s.kind is not SectionKind.COMMENT for s in find_sections("\n".join(lines)))
