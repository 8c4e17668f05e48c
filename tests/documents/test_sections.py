"""Sections that nothing marks: releases, comments, boilerplate, titles and quotations, told from the text alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.sections import find_sections
from l2graph.model import SectionKind

NEWS = (
    "Orvane, the maker of small lenses, is to open a second plant near the harbour of Halden, the company said on Monday.",
    "Some two hundred people will grind glass there from next spring on, according to a spokeswoman.",
    "Analysts expect sales of about 40 million crowns this year, a fifth more than in 2019.",
)
TALK = (
    "Finally! I have waited three years for this 😀",
    "I don't think you will ever see a body to go with them, though.",
    "Hi Petra, why would they not make one?",
    "Because it costs more than it brings in. Just my guess.",
    "Possibly.",
)
RELEASE = (
    "Orvane and Tellus found the Fjord Mount Alliance",
    "HALDEN, Norway, June 3, 2021 – Orvane AS and Tellus Optics Ltd. today announced the Fjord Mount Alliance.",
    "“We are very pleased to work with Tellus. I look forward to what comes of it,” said Ida Lund, CEO of Orvane.",
    "About Orvane",
    "Orvane makes lenses in Halden. Founded in 1951, the company employs 300 people.",
    "For more information visit www.orvane.example.",
)
APPEAL = "We need your help! Please support us with a small donation, the price of a cup of coffee keeps this site going."


def kinds(*blocks: str, **known: object) -> list[str]:
    """Return one letter for each paragraph: H B P Q C, and - for boilerplate."""
    text = "\n\n".join(blocks)
    sections = find_sections(text, **known)  # type: ignore[arg-type]
    letters = dict(zip(SectionKind, "HBPQC-", strict=True))
    return [letters[next(s.kind for s in sections if s.span.covers(span))] for span in paragraphs(text)]


def shape(*blocks: str, **known: object) -> str:
    return "".join(kinds(*blocks, **known))


def test_a_news_item_is_all_body() -> None:
    assert shape(*NEWS) == "BBB"


def test_a_title_is_a_headline() -> None:
    assert shape("Orvane to open a second plant", *NEWS, "What it costs", NEWS[0]) == "HBBBHB"


def test_a_list_of_short_lines_is_no_run_of_headlines() -> None:
    assert shape(NEWS[0], "Weight 300 g", "Length 80 mm", "Filter 52 mm", "Blades 9", NEWS[1]) == "BBBBBB"


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_article_release_appeal_and_comments(separator: str) -> None:
    """Nothing marks where the release ends and where the comments begin."""
    blocks = [*NEWS, "Here is the press release in full.", *RELEASE, "A word on money", APPEAL, *TALK]
    text = separator.join(blocks)
    sections = find_sections(text)
    assert [section.kind.value for section in sections] == ["body", "press-release", "boilerplate", *["comment"] * 5]
    assert sections[1].span.of(text) == separator.join(RELEASE)
    assert [section.number for section in sections[3:]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "dateline",
    [
        "HALDEN, Norway, June 3, 2021 – Orvane AS today presented a lens.",
        "Halden, 3 June 2021 - Orvane AS today presented a lens.",
        "HALDEN, Norway--(BUSINESS WIRE)--Orvane AS today presented a lens.",
        "HALDEN, Norway, June 3 /PRNewswire/ -- Orvane AS today presented a lens.",
        "Halden (June 3rd, 2021): Orvane AS today presented a lens.",
        "NEW YORK, NY (GLOBE NEWSWIRE) -- Orvane AS today presented a lens.",
        "June 3, 2021 – Halden, Norway – Orvane AS today presented a lens.",
    ],
)
def test_a_dateline_begins_a_release(dateline: str) -> None:
    assert shape("Orvane presents a lens", dateline, "It weighs 300 g.") == "PPP"


@pytest.mark.parametrize(
    "opening",
    [
        "Halden, June 3 - Orvane is to open a second plant, the company said.",
        "HALDEN, Norway, June 3, 2021 (Reuters) - Orvane is to open a second plant.",
        "On Thursday, June 3, 2021, Orvane opened a second plant.",
        "Thursday, June 3, 2021. Orvane opened a second plant.",
        "Published: June 3, 2021. Orvane opened a second plant.",
        "Orvane today announced a lens.",
    ],
)
def test_a_news_agency_and_a_date_begin_none(opening: str) -> None:
    assert shape(opening, *NEWS) == "BBBB"


def test_a_dateline_of_a_known_agency_begins_none() -> None:
    assert shape(RELEASE[1], *NEWS, publisher="Reuters") == "BBBB"


def test_a_release_without_a_dateline_announces_something_and_tells_about_its_issuer() -> None:
    assert shape("Orvane presents a lens", "Orvane AS is pleased to announce a lens.", "It weighs 300 g.", *RELEASE[3:5]) == "PPPPP"


def test_a_label_begins_a_release_and_an_end_mark_ends_it() -> None:
    assert shape("FOR IMMEDIATE RELEASE", *RELEASE[:3], "###", NEWS[0]) == "PPPPPP"
    assert shape(*NEWS, "Press release", *RELEASE[:3], "###", "The plant was first planned in 2012.") == "BBBPPPPPB"


def test_the_article_goes_on_after_a_release() -> None:
    assert shape(*NEWS, "The press release reads:", *RELEASE, "Orvane was last seen at the fair of 2019.") == "BBBB" + "P" * 6 + "B"


def test_an_author_who_goes_on_after_a_release_is_no_commenter() -> None:
    own = "I have tried one of their lenses last year, and it was as sharp as any that I own."
    assert shape(*NEWS, "The press release reads:", *RELEASE, own, "My next article is about the harbour.") == "BBBB" + "P" * 6 + "BB"


def test_a_visit_in_the_middle_of_a_release_does_not_end_it() -> None:
    assert shape(*RELEASE[:3], "Visit our booth in hall 3.", "The lens weighs 300 g.", *RELEASE[3:]) == "P" * 8


def test_a_known_release_is_one_from_its_first_word_to_the_comments() -> None:
    assert shape(*NEWS, *RELEASE[3:], APPEAL, *TALK, whole_release=True) == "PPPPPP-CCCCC"


def test_comments_without_anything_between() -> None:
    assert shape(*NEWS, *TALK) == "BBBCCCCC"


def test_a_blog_in_the_first_person_is_all_body() -> None:
    blog = (
        "I was going to buy the small Orvane this spring. But then I held the Tellus in my hands, and I fell in love with it!",
        "My nerdy side likes to compare figures, but you don't buy a camera for its figures, do you?",
        "I've used it for a year now. It's not perfect. Would I buy it again? Yes.",
        "So if you see one, let me know.",
    )
    assert shape(*blog) == "BBBB"


def test_a_column_that_ends_in_the_first_person_is_all_body() -> None:
    end = "I am willing to bet that others follow sooner than you think. Personally, I would not buy one."
    assert shape(*NEWS, end, "Still, I wish them luck.", "Time will tell.") == "BBBBBB"


def test_a_review_that_speaks_to_its_reader_is_all_body() -> None:
    review = "You can turn the ring with one finger, and it's smooth. If you press the button, the lens focuses. Isn't that nice?"
    assert shape(*NEWS, review, review, review, review) == "BBBBBBB"


def test_an_interview_is_no_thread() -> None:
    questions = "Why did you choose Halden?", "And what do you make there?", "Will you sell it abroad?", "Who are you working with?"
    answers = "I was born there, so I know it.", "We make lenses. I like them.", "I think so, yes!", "I'm not telling you 😀"
    talk = [line for pair in zip(questions, answers, strict=True) for line in pair]
    assert "C" not in shape(*NEWS, *talk)


def test_labelled_speakers_are_no_thread() -> None:
    talk = ["Host: Hi Ida, thanks for coming!", "Lund: Thanks, I am glad to be here.", "Host: Do you like it?", "Lund: Yes, I do!"]
    assert "C" not in shape(NEWS[0], *talk, *talk)


def test_headers_tell_who_comments() -> None:
    text = "\n\n".join(
        [*NEWS, "2 Comments", "Petra says:", "Too dear.", "Not for me.", "Jan Ole · June 4, 2021 at 10:03 am", "Reply", "I'd buy it."]
    )
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [(c.author, c.number, c.span.of(text)) for c in comments] == [
        ("Petra", 1, "Too dear.\n\nNot for me."),
        ("Jan Ole", 2, "I'd buy it."),
    ]


def test_headers_begin_a_thread_without_a_heading() -> None:
    assert shape(*NEWS, "Petra said on June 4, 2021:", "Too dear.", "ole_j 3 hours ago", "Cheap.") == "BBB-C-C"
    assert shape(*NEWS, "Petra", "June 4, 2021 at 10:03", "Too dear.", "Ole", "June 5, 2021 at 9:00", "Cheap.") == "BBB--C--C"


@pytest.mark.parametrize(
    "thread",
    [
        ["Comments", "Petra", "Too dear, I'd say.", "Ole", "Not for me!"],
        ["Comments (2)", "Petra:", "Too dear, I'd say.", "Ole:", "Not for me!"],
        ["2 responses", "Petra: Too dear, I'd say.", "Ole: Not for me!"],
        ["Petra says:", "Too dear, I'd say.", "Ole says:", "Not for me!"],
        ["Petra says: Too dear, I'd say.", "Ole says: Not for me!"],
        ["Comments", "#1 Petra, June 3, 2021", "Too dear, I'd say.", "#2 Ole, June 4, 2021", "Not for me!", "Leave a comment"],
    ],
)
def test_the_ways_to_say_who_comments(thread: list[str]) -> None:
    text = "\n".join([*NEWS, *thread])
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [(c.author, c.number) for c in comments] == [("Petra", 1), ("Ole", 2)]
    assert [c.span.of(text).split(": ")[-1] for c in comments] == ["Too dear, I'd say.", "Not for me!"]


def test_the_discussion_of_a_paper_is_no_thread() -> None:
    assert shape("Results", *NEWS, "Discussion", *NEWS) == "HBBBHBBB"


def test_a_byline_begins_no_thread() -> None:
    assert shape("Orvane opens a plant", "Jane Doe · June 3, 2021", *NEWS) == "HHBBB"


def test_a_chronicle_is_no_thread() -> None:
    entries = [line for year in ("2018", "2019", "2020") for line in (f"Orvane, May 3, {year}", "A lens was presented in Halden.")]
    assert "C" not in shape(*NEWS, *entries)


@pytest.mark.parametrize(
    "heading",
    [
        "Comments (4)",
        "3 responses to “Orvane opens a plant”",
        "What our readers say",
        "From the comments",
        "Letters to the editor",
        "Readers' letters",
        "Your letters",
        "Readers respond",
        "Comments are closed (2)",
    ],
)
def test_a_heading_over_readers_ends_what_stands_above(heading: str) -> None:
    """Readers may write as soberly as a paper, and a release goes on only up to them."""
    sober = ("Tom Reed founded Orvane in 1951.", "Tellus supplies the glass of the Fjord 40.")
    assert shape(*NEWS, heading, *sober) == "BBB-CC"
    assert shape(*RELEASE[:3], heading, *sober)[3:] == "-CC"


def test_a_letter_is_signed_with_a_name_and_a_town() -> None:
    text = "\n\n".join(
        (*NEWS, "Letters to the editor", "Tom Reed founded Orvane in 1951.", "Ida Lund, Halden", "Not so.", "Ole Berg, by e-mail")
    )
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [comment.author for comment in comments] == ["Ida Lund", "Ole Berg"]


def letters(*blocks: str) -> list[tuple[str | None, str]]:
    text = "\n\n".join(blocks)
    return [(s.author, s.span.of(text)) for s in find_sections(text) if s.kind is SectionKind.COMMENT]


def test_a_page_of_letters_is_told_by_its_title_and_its_signatures() -> None:
    """A letter reaches from its title to its signature; the editor's answer is the paper's own."""
    first = ("I am chairman of Orvane.", "Our turnover was 84 million euros.", "Sir Ole Berg, Orvane AS, Halden")
    second = ("The Fjord 40 weighs 300 g.", "G. Lund (Oslo)")
    reply = "The editor writes: It does."
    found = letters("Readers' letters", "A correction", *first, "Too heavy", *second, reply)
    assert found == [("Ole Berg", "\n\n".join(first)), ("G. Lund", "\n\n".join(second))]
    assert shape("Letters to the editor", *second, reply) == "-CCB"
    assert shape("Letters to the editor", *NEWS, reply) == "HBBBB"


def test_a_page_may_be_nothing_but_what_readers_say() -> None:
    found = letters("Readers respond", "Orvane of Halden has made lenses since 1951. — Ida Lund", "Mine broke in a month. — K. Brandt")
    assert [author for author, _ in found] == ["Ida Lund", "K. Brandt"]


def test_a_reader_signs_behind_what_he_asks() -> None:
    """A name and a town behind a question; a motto and a reporter's byline are none."""
    answer = "Orvane was founded in Halden in 1951."
    assert letters("Ask the expert", "Who owns Orvane? I have an old lens of theirs. – Jim, Ohio", answer)[0][0] == "Jim"
    assert letters("Ask the expert", "“Have I not made lenses?” – Ole Berg, Halden", answer) == []
    assert letters("Orvane grows", "Orvane opened a plant in Halden this week. – Ida Lund, Oslo", answer) == []


def test_a_name_that_says_and_a_date_below_it() -> None:
    text = "\n\n".join(
        (
            *NEWS,
            "2 comments",
            "Ida Lund says:",
            "May 4, 2021 at 10:12 am",
            "It weighs 300 g.",
            "ole77 says:",
            "May 5, 2021 at 9:02 am",
            "No.",
        )
    )
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [comment.author for comment in comments] == ["Ida Lund", "ole77"]


def test_a_dash_and_a_name_behind_a_comment_tell_who_wrote_it() -> None:
    text = "\n\n".join(
        [*NEWS, "What our readers say", "I hope they make it. - Dave", "Was it not built in Halden? – Anna", "Mine broke - twice"]
    )
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [comment.author for comment in comments] == ["Dave", "Anna", None]


def test_a_signature_belongs_to_the_comment_above_it() -> None:
    text = "\n".join([*NEWS, *TALK, "I hope that you are right.", "All the best, Mark", "Me too, I need one.", "Ingrid", "Agreed"])
    comments = [section for section in find_sections(text) if section.kind is SectionKind.COMMENT]
    assert [c.author for c in comments] == [None] * 5 + ["Mark", "Ingrid", None]
    assert comments[5].span.of(text) == "I hope that you are right.\nAll the best, Mark"


def test_where_comments_begin_can_be_said() -> None:
    text = "\n".join(NEWS)
    assert [s.kind.value for s in find_sections(text, comments_from=text.index("Some"))] == ["body", "comment", "comment"]
    assert [s.kind.value for s in find_sections(text, comments_from=0)] == ["comment"] * 3


@pytest.mark.parametrize(
    "words",
    [
        APPEAL,
        "Sign up for our newsletter and get the news delivered to your inbox.",
        "Did you know that this site is run by volunteers? We rely on donations to pay our running costs.",
        "If you liked this article, please follow us on Facebook and join our group.",
        "This post contains affiliate links: we earn a small commission when you buy something.",
        "© 2021 The Harbour Times. All rights reserved.",
        "Leave a comment",
        "Photo courtesy of Velonord",
        "Image credit: Anna Berg",
        "Anna Berg Posted: Nov 29, 2010 Published: Oct 15, 1987 0 comments",
        "Posted on May 3, 2019",
        "Your email address will not be published. Required fields are marked *",
        "From Openpedia, the free encyclopedia",
        "Jump to: navigation, search",
        "(Redirected from Orvane Optik)",
        "This article needs additional citations for verification.",
        "Read more about this topic:  Orvane",
    ],
)
def test_boilerplate(words: str) -> None:
    assert shape(*NEWS, words, *NEWS) == "BBB-BBB"


@pytest.mark.parametrize(
    "words",
    [
        "Orvane donated two hundred lenses to a school, and volunteers will teach there.",
        "The newsletter of the guild has 400 subscribers.",
        "The book was published on 3 May 2019 by Velonord.",
        "Courtesy of Velonord, I borrowed a bicycle and went for a ride.",
        "The company supports three mounts. You can order from June.",
        "Further information on the merger will follow in May.",
        "This section of the works was closed in 1980.",
        "I would happily donate to a site like this and subscribe to your newsletter, for the price of a coffee.",
    ],
)
def test_no_boilerplate(words: str) -> None:
    assert shape(*NEWS, words, *NEWS) == "BBBBBBB"


def test_a_quotation_that_is_introduced_and_lost_its_marks() -> None:
    text = "\n\n".join([*NEWS, "This is what Arne Vik wrote at Lensblog:", "The three lenses keep the old glass.", "They are good news."])
    sections = find_sections(text)
    assert [(s.kind.value, s.author) for s in sections] == [("body", None), ("quotation", "Arne Vik"), ("body", None)]
    assert sections[1].span.of(text) == "The three lenses keep the old glass."


BLOCKS = st.sampled_from(
    [*NEWS, *TALK, *RELEASE, APPEAL, "Press release", "2 comments", "Petra says:", "###", "Mark", "A title", "😂", "שלום", "e\u0301"]
)


@given(st.lists(BLOCKS, max_size=12), st.sampled_from(["\n", "\n\n", " \n \n"]), st.none() | st.integers(0, 200))
def test_sections_are_sorted_apart_and_hold_every_paragraph(blocks: list[str], separator: str, comments_from: int | None) -> None:
    text = separator.join(blocks)
    sections = find_sections(text, comments_from=comments_from)
    assert all(before.span.end < after.span.start for before, after in pairwise(sections))
    assert all(section.span.end <= len(text) for section in sections)
    assert all(any(section.span.covers(span) for section in sections) for span in paragraphs(text))
    assert find_sections(text, comments_from=comments_from) == sections
    numbers = [section.number for section in sections if section.kind is SectionKind.COMMENT]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))  # type: ignore[type-var]


def test_a_thread_of_posts_is_comments_from_its_first_line_on() -> None:
    posts = [
        block
        for name, said in zip(("gust", "bodo", "tia", "gust"), TALK, strict=False)
        for block in (f"{name} wrote on 17 Nov 2024:", said)
    ]
    assert shape(*posts) == "-C-C-C-C"
    assert shape("Which lens?", *posts)[1:] == "-C-C-C-C"
