"""Times in texts: the typed value, the exact words, and what is no time although it looks like one."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l2graph.mentions.dates import find_dates
from l2graph.mentions.dates.expressions import TimeExpression, find_times
from l2graph.model import TimeValue

REFERENCE = "2022-05-31"  # a Tuesday


def found(text: str, reference: str | None = REFERENCE) -> list[tuple[str, str | tuple[str | None, str | None], str]]:
    """Return words, value (or both ends) and bound of each time in `text`."""
    return [(m.span.of(text), m.time.value or (m.time.begin, m.time.end), m.bound) for m in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("on May 31st, 2022, in Wetzlar", "May 31st, 2022", "2022-05-31"),
        ("31 May 2022", "31 May 2022", "2022-05-31"),
        ("the 31st of May, 2022", "31st of May, 2022", "2022-05-31"),
        ("Tuesday, 31 May 2022.", "Tuesday, 31 May 2022", "2022-05-31"),
        ("2022-05-31T07:00:00Z", "2022-05-31T07:00:00Z", "2022-05-31"),
        ("SAN FRANCISCO, Jan. 22, 2020 /PRNewswire/", "Jan. 22, 2020", "2020-01-22"),
        ("5/31/2022", "5/31/2022", "2022-05-31"),
        ("31/5/2022", "31/5/2022", "2022-05-31"),
        ("31.05.2022", "31.05.2022", "2022-05-31"),
        ("31-May-2022", "31-May-2022", "2022-05-31"),
        ("Sept.\u00a04,\n2019", "Sept.\u00a04,\n2019", "2019-09-04"),
        ("August 2000", "August 2000", "2000-08"),
        ("early September 2010", "early September 2010", "2010-09"),
        ("in the last week of July 2019", "last week of July 2019", "2019-07"),
        ("dated 2010-11", "2010-11", "2010-11"),
        ("mid‑2023", "mid‑2023", "2023"),
        ("the end of 2023", "end of 2023", "2023"),
        ("fiscal 2021", "fiscal 2021", "2021"),
        ("in FY2021", "FY2021", "2021"),
        ("the year 2000", "year 2000", "2000"),
    ],
)
def test_a_point_or_period_has_the_precision_of_the_text(text: str, words: str, value: str) -> None:
    assert [(w, v) for w, v, _ in found(text, None)] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("Q3 2023", "Q3 2023", "2023-07", "2023-09"),
        ("2019 H2", "2019 H2", "2019-07", "2019-12"),
        ("Q1-2019", "Q1-2019", "2019-01", "2019-03"),
        ("the second quarter of 2020", "second quarter of 2020", "2020-04", "2020-06"),
        ("the first half of 2024", "first half of 2024", "2024-01", "2024-06"),
        ("the first nine months of 2020", "first nine months of 2020", "2020-01", "2020-09"),
        ("summer 2021", "summer 2021", "2021-06", "2021-08"),
        ("the winter of 2021", "winter of 2021", "2021-12", "2022-02"),
        ("the 1970s", "1970s", "1970", "1979"),
        ("the ’90s", "’90s", "1990", "1999"),
        ("the late seventies", "late seventies", "1977", "1979"),
        ("the early 1930s", "early 1930s", "1930", "1933"),
        ("the 1800s", "1800s", "1800", "1899"),
        ("the 19th century", "19th century", "1800", "1899"),
        ("2019/20", "2019/20", "2019", "2020"),
        ("2010–11", "2010–11", "2010", "2011"),
        ("from 1907 to the 1950s", "1907 to the 1950s", "1907", "1959"),
        ("between 2010 and 2015", "2010 and 2015", "2010", "2015"),
        ("2014-2018", "2014-2018", "2014", "2018"),
        ("perhaps 2024 or 2025", "2024 or 2025", "2024", "2025"),
        ("May 3–5, 2020", "May 3–5, 2020", "2020-05-03", "2020-05-05"),
        ("3 to 5 March 2020", "3 to 5 March 2020", "2020-03-03", "2020-03-05"),
        ("Nov 18-Dec 19, 2015", "Nov 18-Dec 19, 2015", "2015-11-18", "2015-12-19"),
        ("Nov-Feb 2017", "Nov-Feb 2017", "2016-11", "2017-02"),
        ("from June 2018 to September", "June 2018 to September", "2018-06", "2018-09"),
    ],
)
def test_a_stretch_has_two_ends(text: str, words: str, begin: str, end: str) -> None:
    assert [(w, v) for w, v, _ in found(text, None)] == [(words, (begin, end))]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("announced today", "today", "2022-05-31"),
        ("yesterday", "yesterday", "2022-05-30"),
        ("the day after tomorrow", "the day after tomorrow", "2022-06-02"),
        ("last year", "last year", "2021"),
        ("later this year", "later this year", "2022"),
        ("by the end of next year", "end of next year", "2023"),
        ("last fiscal year", "last fiscal year", "2021"),
        ("next month", "next month", "2022-06"),
        ("last May", "last May", "2021-05"),
        ("last April", "last April", "2022-04"),
        ("next spring", "next spring", ("2023-03", "2023-05")),
        ("in May of last year", "May of last year", "2021-05"),
        ("the first half of this year", "first half of this year", ("2022-01", "2022-06")),
        ("two years ago", "two years ago", "2020"),
        ("twenty-five years ago", "twenty-five years ago", "1997"),
        ("three weeks ago", "three weeks ago", "2022-05-10"),
        ("in three months", "in three months", "2022-08"),
        ("expected in two years", "in two years", "2024"),
        ("3-5 years from now", "3-5 years from now", ("2025", "2027")),
        ("two or three years ago", "two or three years ago", ("2019", "2020")),
        ("over the last five years", "last five years", ("2017", "2022")),
        ("over the past decade", "past decade", ("2012", "2022")),
        ("this week", "this week", ("2022-05-30", "2022-06-05")),
        ("on Friday", "Friday", "2022-05-27"),
        ("It will ship on Friday", "Friday", "2022-06-03"),
        ("last Friday", "last Friday", "2022-05-27"),
        ("Friday next week", "Friday next week", "2022-06-10"),
        ("March 3 (Reuters)", "March 3", "2022-03-03"),
        ("in October", "October", "2022-10"),
    ],
)
def test_a_relative_time_is_counted_from_the_document(text: str, words: str, value: str | tuple[str, str]) -> None:
    assert [(w, v) for w, v, _ in found(text)] == [(words, value)]
    assert found(text, None) == []


def test_a_day_without_a_year_lies_near_the_document() -> None:
    assert found("in November", "2020-01-22") == [("November", "2019-11", "")]
    assert found("It will ship in November", "2020-01-22") == [("November", "2020-11", "")]
    assert found("on January 3", "2020-12-30") == [("January 3", "2021-01-03", "")]


def test_a_relative_time_needs_as_much_of_the_date_as_it_counts_in() -> None:
    assert found("last year, last month, yesterday", "2022-05") == [("last year", "2021", ""), ("last month", "2022-04", "")]
    assert found("last year, last month, yesterday", "2022") == [("last year", "2021", "")]


def test_a_story_goes_on_from_the_time_before() -> None:
    text = "Founded in 1869, it moved the following year. Two years later, on 5 June, it burned."
    assert [(w, v) for w, v, _ in found(text)] == [
        ("1869", "1869"),
        ("following year", "1870"),
        ("Two years later", "1872"),
        ("5 June", "2022-06-05"),  # "Two years later" names no year: the document's is taken
    ]
    assert [v for _, v, _ in found("In 1832 he left. On 30 July he fought.")] == ["1832", "1832-07-30"]
    assert [v for _, v, _ in found("Its music store opened in 2003. On May 2 it sold more.")] == ["2003", "2022-05-02"]  # recent news
    assert found("the following year") == []


@pytest.mark.parametrize(
    ("text", "words", "value", "bound"),
    [
        ("since August 2000", "August 2000", "2000-08", "from"),
        ("as of April 1, 2022", "April 1, 2022", "2022-04-01", "from"),
        ("effective April 1", "April 1", "2022-04-01", "from"),
        ("from 2018 onwards", "2018", "2018", "from"),
        ("2018–present", "2018", "2018", "from"),
        ("since the 1950s", "1950s", ("1950", "1959"), "from"),
        ("until 1986", "1986", "1986", "until"),
        ("by 1990", "1990", "1990", "until"),
        ("until at least 2030", "2030", "2030", "until"),
        ("before 2024", "2024", "2024", "until"),
        ("by the end of 2024", "end of 2024", "2024", "until"),
        ("in 2018", "2018", "2018", ""),
        ("for the year ended March 31, 2022", "year ended March 31, 2022", (None, "2022-03-31"), ""),
        ("the three months ended June 30, 2020", "three months ended June 30, 2020", (None, "2020-06-30"), ""),
    ],
)
def test_words_beside_a_time_bound_it(text: str, words: str, value: str, bound: str) -> None:
    assert found(text) == [(words, value, bound)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2018, together with Sigma", ["2018"]),
        ("Founded in 1918, the Group", ["1918"]),
        ("unlikely before 2024, 2023 will be all about it", ["2024", "2023"]),
        ("its 2018 annual report", ["2018"]),
        ("Leica (2018)", ["2018"]),
        ("In 2007 and 2009 it", ["2007", "2009"]),
        ("sales for 1986 came from film", ["1986"]),
        ("the 2020 Olympics", ["2020"]),
        ("at photokina 2018 in Cologne", ["2018"]),
        ("Copyright © 2010 Leica", ["2010"]),
        ("at least 2018 people", []),
        ("Nikon Z 2000", []),
        ("iPhone 2020 units", []),
        ("EOS 2000D", []),
        ("2,000 members", []),
        ("in 2000 stores", []),
        ("for 2000 euros", []),
        ("a maximum of 2000 photos", []),
        ("a survey of 1709 schoolchildren", []),
        ("more than 1800 people", []),
        ("at ISO 1600", []),
        ("1920x1080", []),
        ("1/2000 s", []),
        ("$1999", []),
        ("Tel: +86 138-2010-2015", []),
        ("the 1980z", []),
        ("in 3018", []),
    ],
)
def test_a_bare_number_is_a_year_where_the_words_beside_it_say_so(text: str, years: list[str]) -> None:
    assert [value for _, value, _ in found(text)] == years


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This may or may not be right.",
        "They march in the street.",
        "May I?",
        "the second of them",
        "sun and sat",
        "the turn of the century",
        "February 30, 2020",
        "every Friday",
        "5G",
        "24-90",
        "f/2.8-4",
        "May\u0301 3, 2020",
        "13/13/2020",
        "until then",
        "the 7th century BC",
        "in 1500 BCE",
        "in a day",
        "four versions released in 5 years",
        "Q3",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert found(text) == []


def test_two_days_to_choose_from_are_no_stretch() -> None:
    assert [value for _, value, _ in found("on May 3 or May 7")] == ["2022-05-03", "2022-05-07"]


def test_the_leap_day_is_in_a_year_that_has_it() -> None:
    assert found("on February 29") == [("February 29", "2020-02-29", "")]


NOW = "2016-11-07T16:12:00"  # a Monday


def spoken(text: str) -> list[tuple[str, ...]]:
    """Return words and values of all that `text` says of time, those that it gives."""
    return [tuple(value for value in (e.span.of(text), *_values(e)) if value) for e in find_times(text, NOW)]


def _values(expression: TimeExpression) -> tuple[str, ...]:
    time, clock = expression.date, expression.clock or ()
    day = "" if time is None else time.value or f"{time.begin}/{time.end}"
    return day, "-".join(part for part in clock if part), expression.bound, expression.length, expression.recurs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll be back tomorrow at 8:00am", [("tomorrow at 8:00am", "2016-11-08", "08:00:00")]),
        ("8am this morning", [("8am this morning", "2016-11-07", "08:00:00")]),
        ("on wednesday 4 o'clock", [("wednesday 4 o'clock", "2016-11-09", "04:00:00")]),
        ("in 5 minutes", [("in 5 minutes", "2016-11-07", "16:17:00")]),
        ("tomorrow night", [("tomorrow night", "2016-11-08", "20:00:00-23:59:59")]),
        ("late this morning", [("late this morning", "2016-11-07", "10:00:00-12:00:00")]),
        ("tonight around 7", [("tonight around 7", "2016-11-07", "19:00:00")]),
        ("next Monday 1-3 pm or 5-6 pm", [("next Monday 1-3 pm", "2016-11-14", "13:00:00-15:00:00"), ("5-6 pm", "17:00:00-18:00:00")]),
        ("between 5 and 6 in the afternoon", [("5 and 6 in the afternoon", "17:00:00-18:00:00")]),
        ("from 11:30 am to 12:30", [("11:30 am to 12:30", "11:30:00-12:30:00")]),
        ("20 min past eight in the evening", [("20 min past eight in the evening", "20:20:00")]),
        ("quarter to nine.", [("quarter to nine", "08:45:00")]),
        ("this week 8am", [("this week", "2016-11-07/2016-11-13"), ("8am", "08:00:00")]),
        ("before 2.30pm", [("2.30pm", "14:30:00", "until")]),
        ("for one hour and a half", [("one hour and a half", "PT1.5H")]),
        ("for 123.45 sec", [("123.45 sec", "PT123.45S")]),
        ("two nights", [("two nights", "P2D")]),
        ("every three weeks", [("every three weeks", "P3W")]),
        ("every Monday", [("every Monday", "XXXX-WXX-1")]),
        ("once a week", [("once a week", "P1W")]),
        ("every evening at 7:13 p.m.", [("every evening at 7:13 p.m.", "T19:13")]),
        ("the annual review", [("annual", "P1Y")]),
        ("on the 4th.", [("the 4th", "2016-11-04")]),
        ("on the 18th.", [("the 18th", "2016-10-18")]),
        ("Fri 14th", [("Fri 14th", "2017-04-14")]),
        ("10/25 or 13/5", [("10/25", "2016-10-25"), ("13/5", "2016-05-13")]),
        ("10/1-11/2/2017", [("10/1-11/2/2017", "2017-10-01/2017-11-02")]),
        ("week 10", [("week 10", "2016-03-07/2016-03-13")]),
        ("the last week of 2016", [("last week of 2016", "2016-12-26/2017-01-01")]),
        ("the 15th day of next month", [("15th day of next month", "2016-12-15")]),
        ("two thousand and twenty", [("two thousand and twenty", "2020")]),
        ("23/Sep/2020, 20161016", [("23/Sep/2020", "2020-09-23"), ("20161016", "2016-10-16")]),
        ("the following quarter", [("following quarter", "2017-01/2017-03")]),
        ("Let's target a second round of 4:3, two to four people; it may be twenty-six", []),
        ("", []),
    ],
)
def test_what_people_say_to_a_calendar_is_read_with_clock_lengths_and_recurrences(text: str, expected: list[tuple[str, ...]]) -> None:
    assert spoken(text) == expected


def test_clock_times_and_calendar_talk_are_no_dates_of_an_article() -> None:
    assert found("At 8:30 pm, for two hours, week 10, 10/25, every week, they met on the 4th.") == []


def test_a_wrong_reference_is_told() -> None:
    with pytest.raises(ValueError, match="'yesterday' is not a date"):
        find_dates("today", "yesterday")
    with pytest.raises(ValueError, match="2022-02-30"):
        find_dates("today", "2022-02-30")


PIECES = ["May 31st, 2022", "in 2018", "since", "Q3 2023", "the 1970s", "yesterday", "3-5 years from now", "between", "and", "or", "–", "-"]
PIECES += ["8:30", "5 to 6pm", "every", "two hours", "tonight", "the 18th", "in 5 minutes", "week 10", "quarter", "10/25", "now"]
PIECES += [
    " ",
    "\n",
    "\r\n",
    "🎞️",
    "e\u0301",
    "\u0301",
    "ش",
    "’90s",
    "٣",
    "0",
    "1999",
    "may",
    "March",
    "the following year",
    "2nd",
    ",",
    "/",
    "(",
]
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
)
ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@given(TEXTS, st.sampled_from([None, "2022", "2022-05", "2022-05-31", "0001-01-01", "9999-12-31"]))
def test_mentions_are_sorted_and_well_formed_whatever_the_text(text: str, reference: str | None) -> None:
    mentions = find_dates(text, reference)
    assert list(mentions) == sorted(mentions)
    for left, right in pairwise(mentions):
        assert left.span.end <= right.span.start
    for mention in mentions:
        assert mention.span.end <= len(text)
        assert mention.span.of(text).strip() == mention.span.of(text) != ""
        assert mention.bound in ("", "from", "until")
        values = [v for v in (mention.time.value, mention.time.begin, mention.time.end) if v is not None]
        assert values and all(ISO.fullmatch(value) for value in values)
        assert mention.time.value is None or mention.time == TimeValue(mention.time.value)


@given(TEXTS, st.sampled_from([None, "2022", "2022-05-31", "2022-05-31T16:12:00", "0001-01-01", "9999-12-31"]))
@example("0 AND TWOHOUR", None)  # once took "0 and two" for one figure
def test_expressions_are_sorted_and_well_formed_whatever_the_text(text: str, reference: str | None) -> None:
    expressions = find_times(text, reference)
    for left, right in pairwise(expressions):
        assert left.span.end <= right.span.start
    for expression in expressions:
        assert expression.span.of(text).strip()
        assert any((expression.date, expression.clock, expression.length, expression.recurs))


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_date_is_found_exactly_whatever_stands_around_it(left: str, right: str) -> None:
    text = f"{left}\n\non May 31, 2022.\n\n{right}"
    assert "May 31, 2022" in [mention.span.of(text) for mention in find_dates(text, None)]


@pytest.mark.parametrize(
    "piece", ["1", "2018", "2018-", "1/", "May ", "in ", " ", "one ", "2018 or ", "last ", "the ", "March 3 ", "\n", "Mon, ", "a\u0301"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    """Eight times the text takes eight times the work; a quadratic rule would take 64 times. CPU time: a busy machine does no harm."""

    def work(times: int) -> float:
        began = time.process_time()
        find_dates(piece * times, REFERENCE)
        find_times(piece * times, REFERENCE)
        return time.process_time() - began

    assert work(8_000) < 24 * max(work(1_000), 0.01)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Acme launched the Orion 5, a camera, in July.", "2021-07"),
        ("The Orion 5 was announced in late October.", "2021-10"),
        ("Acme opened its shop on 4 July.", "2021-07-04"),
        ("The Orion 5 will be launched in July.", "2022-07"),
        ("The camera that Acme launched ships in July.", "2022-07"),
        ("He was told that it arrives in July.", "2022-07"),
        ("A release planned in July was dropped.", "2022-07"),
        ("In July Acme launched the Orion 5.", "2021-07"),
        ("At the end of December the group had 23,417 employees.", "2021-12"),
        ("In July Acme is to launch the Orion 5.", "2022-07"),
        ("In July the camera that Acme launched ships.", "2022-07"),
        ("Acme launched the Orion 5 in April.", "2022-04"),
    ],
)
def test_a_month_of_what_is_done_lies_back(text: str, value: str) -> None:
    (date,) = find_dates(text, "2022-05-31")
    assert date.time.value == value
