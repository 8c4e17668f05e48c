"""Names of fairs, shows and conferences: "the New York International Auto Show", "Mobile World Congress 2016". They are none of our things,
and what they are made of is not either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import LEGAL_FORM, Found
from l2graph.mentions.gazetteer import listed_names
from l2graph.mentions.runs import adjacent, capital_runs
from l2graph.mentions.words import Reading, Word

EVENTS = frozenset("Conference Congress Convention Exhibition Expo Exposition Symposium".split())
# … and what may end other names as well ("the Echo *Show*"): a year, a place or a trade must tell
PERHAPS = frozenset("Awards Days Fair Festival Show Showcase Summit Week".split())
TRADES = frozenset(
    "Air Aviation Audio Auto Automotive Beauty Bicycle Bike Boat Book Camping Car Caravan Comic Computer Craft Defence Defense Developer "
    "Developers Electronics Energy Fashion Film Food Furniture Game Games Gaming Garden Gift Hardware Hi-Fi Home Housewares Imaging "
    "International Jewellery Jewelry Mobility Motor Motorcycle Music Packaging Partner Photo Photography Print Robotics Sports Technology "
    "Toy Trade Travel Truck Watch World".split()
)
AT = re.compile(r"\b(?:at|during|after|before|attend\w*|visit\w*) (?:the |this year['’]s |last year['’]s |its |their )?$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")


def find_events(reading: Reading) -> Iterator[Found]:
    """Yield the names of events, as names of nothing that is asked for."""
    for run in capital_runs(reading):
        end = len(run)
        while end > 2 and (YEAR.fullmatch(run[end - 1].text) or run[end - 1].text in TRADES):
            end -= 1
        if end > 1 and run[0].line not in reading.shouting and _is_event(reading, run[:end]):
            following = reading.words[run[end - 1].index + 1 : run[end - 1].index + 2]
            year = following and adjacent(following[0]) and YEAR.fullmatch(following[0].text)
            yield Found(run[0].start, following[0].end if year else run[end - 1].end, "", LEGAL_FORM, "event")


def _is_event(reading: Reading, run: tuple[Word, ...]) -> bool:
    head = run[-1]
    following = reading.words[head.index + 1 : head.index + 2]
    numbered = following and adjacent(following[0]) and following[0].digits
    if numbered and not YEAR.fullmatch(following[0].text):
        return False  # "the Echo Show 15"
    if head.text in EVENTS:
        return True
    before = reading.text[max(reading.lines[run[0].line].start, run[0].start - 24) : run[0].start]
    told = bool(numbered) or run[-2].text in TRADES or run[-2].text in listed_names() or AT.search(before) is not None
    return head.text in PERHAPS and told
