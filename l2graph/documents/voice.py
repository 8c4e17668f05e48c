"""How a paragraph speaks: as a title, as a conversation, as a report.

These are the marks by which sections are told apart where a text does not mark them. Each is a habit of the language and none of a
site: a first person outside quotation marks, a greeting, an emoji, a title without a full stop.
"""

from __future__ import annotations

import re

LONGEST_TITLE = 24  # words
CONVERSATIONAL = 1.0  # a paragraph with this weight of cues is conversation; one first person "I" is enough

# what a text says of itself that is an interview
INTERVIEW = re.compile(
    r"\binterview(?:s|ed)?\b|\bq\s?&\s?a\b|\b(?:spoke|speaks|talked|talks|sat down|sits down|chatted|caught up) (?:to|with)\b|"
    r"\b(?:in|a|our) conversation (?:with|about)\b|\bquestions (?:for|to|with)\b|\bwe asked (?:him|her|them)\b|"
    r"\b(?:answers|answered) (?:our|some|a few|readers['’]) questions\b|\btranscript\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|(?<![\w\d])\"[^\"]*(?:\"|$)")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?]\s+[“\"'‘(]?[^\W\d_a-z]")
_TITLE_END = re.compile(r"[.!?:;,…]['\"”’)]*$")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w")
_FIRST_PERSON = re.compile(
    r"(?<!War )(?<!Type )(?<!Part )(?<!Mark )(?<!Mk )\b(?:I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b(?![.-]\w)"
)
_REPORTED = re.compile(
    r"[”\"»]\s*(?:,\s*)?(?:\w+\s+){0,4}?(?:said|says|added|adds|explained|told|commented|stated|noted)\b|\baccording to\b"
)
_REPLY = (
    r"(?:Yes|No|Yeah|Yep|Nope|I agree|Agreed?|Exactly|Maybe|Perhaps|Possibly|Well|Great|Nice|Sure|True|Indeed|Again|Absolutely|Oh|Ah|Wow|"
    r"Sorry|Not sure|Of course|Hmm+|Interesting|Good (?:point|question|one|luck|news)|Thanks|Thank you|Same here|Me too|Hold on|Ha|"
    r"Fair enough|Correct|Totally|Likewise|Congrat\w*)\b"
)
_GREETING = r"(?:@\w|(?:Hi|Hello|Hey|Dear|Good (?:morning|evening|afternoon))\b)"
_CHAT = r"\b(?:IMHO|IMO|LOL|lol|BTW|btw|AFAIK|FWIW|TBH|YMMV|[Ht]aha\w*)\b|\b(?:two|2) cents\b"
_EMOJI = r"[\U0001F300-\U0001FAFF\u2639-\u263B\u2665\u2764]|(?<!\S)[:;]-?[)(DP](?!\w)"
_SIGN_OFF = r"\b(?:[Aa]ll the best|[Cc]heers|[Bb]est(?: regards| wishes)?|[Kk]ind regards|[Rr]egards|[Tt]hanks),?\s+[A-Z]\w+\.?$"
_CUES = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (1.0, r"\b[Yy]ou(?:r|rs|['’](?:re|ve|d|ll))?\b"),
        (0.75, r"\?"),
        (0.5, r"!"),
        (0.5, r"…|\.\.\."),
        (0.5, r"\b\w+n['’]t\b|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ww]hat|[Ww]ho|[Hh]ere)['’](?:s|re|ll|d|ve)\b"),
        (0.5, r"^(?:But|And|So|Why|Or|Also|Anyway|Personally|Sadly|Hopefully|Frankly|Honestly)\b"),
        (1.0, r"^[a-z]"),
    )
)
_DIALOGUE = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (2.0, rf"^{_GREETING}"),
        (1.0, rf"^{_REPLY}"),
        (1.5, _CHAT),
        (1.5, _EMOJI),
        (1.5, _SIGN_OFF),
        (1.5, r"\bI(?:['’]m| am) with [A-Z]|\b(?:I (?:dis)?agree|[Aa]greed?) with (?:[A-Z]|you\b|this\b)"),
        (1.5, r"^[Aa]s [A-Z]\w+ (?:said|wrote|pointed out|says)"),
    )
)


def is_title(words: str) -> bool:
    """Tell whether a paragraph looks like a title: one short line that begins large and does not end as sentences do."""
    if "\n" in words or not words or len(words.split()) > LONGEST_TITLE:
        return False
    first = words.lstrip("“\"'‘(*")[:1]
    if not (first.isupper() or first.isdigit()) or not any(c.isalpha() for c in words):
        return False
    return not any(found.search(words) for found in (_TITLE_END, _SENTENCE_BREAK, _ADDRESS, _FIRST_PERSON))


def outside_quotes(words: str) -> str:
    """Return a paragraph without what stands between quotation marks, which is somebody else's voice."""
    return _QUOTED.sub(" ", words)


def is_first_person(words: str) -> bool:
    """Tell whether somebody says "I" outside quotation marks."""
    return _FIRST_PERSON.search(outside_quotes(words)) is not None


def is_question(words: str) -> bool:
    return words.rstrip('"”’)').endswith("?")


def is_report(words: str) -> bool:
    """Tell whether a paragraph passes on what others said."""
    return _REPORTED.search(words) is not None


def dialogue(words: str) -> float:
    """Return the weight of the signs that somebody is answering somebody: greetings, replies, emoji, very short remarks."""
    plain = outside_quotes(words).strip()
    weight = sum(weight for weight, cue in _DIALOGUE if cue.search(plain))
    return weight + (0.5 if len(words.split()) <= 8 and _TITLE_END.search(words) else 0.0)


def conversation(words: str) -> float:
    """Return how much a paragraph sounds like conversation: above `CONVERSATIONAL` it is, below 0 it reports."""
    plain = outside_quotes(words).strip()
    weight = dialogue(words) + sum(weight for weight, cue in _CUES if cue.search(plain))
    weight += 2.0 if is_first_person(words) else 0.0
    return weight - (2.0 if is_report(words) else 0.0)
