"""Names of fairs, shows and conferences: "the New York International Auto Show", "Mobile World Congress 2016". They are none of our things,
and what they are made of is not either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import SURELY, Found
from l2graph.mentions.gazetteer import listed_names
from l2graph.mentions.runs import adjacent, capital_runs
from l2graph.mentions.words import Reading, Word

EVENTS = frozenset("Conference Congress Convention Exhibition Expo Exposition Symposium".split())
# … and what may end other names as well ("the Echo *Show*"): a year, a place or a trade must tell
PERHAPS = frozenset("Awards Days Fair Faire Fest Festival Show Shows Showcase Summit Week".split())
TRADES = frozenset(
    "Air Annual Antiques Art Audio Auto Automotive Aviation Beauty Bicycle Bike Boat Book Broadcast Bus Camera Camping Car Caravan Comic "
    "Computer Craft Cycle Dairy Defence Defense Developer Developers Electronic Electronics Energy Farm Fashion Fastener Film Flower Food "
    "Furniture Game Games Gaming Garden Gift Gun Hardware Hi-Fi Home Homebuilders Housewares Imaging Industrial International Investor "
    "Jewellery Jewelry Kitchen Maker Mobility Motor Motorcycle Music Outdoor Packaging Partner Photo Photography Print Robotics Sports "
    "Tech Technology Toy Trade Travel Truck Tuning Users Watch Wedding World".split()
)
AT = re.compile(
    r"\b(?:at|during|after|before|ahead of|attend\w*|visit\w*) (?:the |this year['’]s |last year['’]s |its |their )?(?-i:[A-Z]\w* and )?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# Fairs by names of their own; those whose letters may stand for a firm as well only where one is or goes there.
NAMED = re.compile(
    r"(?:(?:Winter|Summer) )?(?:Photokina|photokina|PhotoPlus|CES|CP\+|NAMM|MWC|IFA|WWDC|SXSW|CeBIT|CEBIT|Cebit|Computex|COMPUTEX|Comdex|"
    r"COMDEX|Baselworld|Eurobike|Interbike|EICMA|Gamescom|gamescom|Musikmesse|Automechanika|Drupa|drupa|Bauma|bauma|Anuga|Interpack|"
    r"interpack|Agritechnica|Intersolar|Infocomm|InfoComm|SIGGRAPH|CEDIA|ProMat|MODEX|LogiMAT|Automatica|SEMICON|Formnext|formnext|"
    r"Vinexpo|VivaTech|Ligna|Achema|ACHEMA|EuroShop|Euronaval|Eurosatory|Farnborough|Hannover Messe|SIHH|Comic-Con|"
    r"Consumer Electronics Show|Mobile World Congress|Paris Air Show|World Economic Forum)(?: (?:19|20)\d\d)?"
)
MEETINGS = re.compile(
    r"(?:PMA|NAB|IBC|E3|PAX|GDC|SID|ISE|SHOT|EMO|IAA|IDF|DEF CON|AES|GTC|SEMA|NRA|ITB|ISPO|TCT|Medica|Slush)(?: (?:19|20)\d\d)?"
)


def find_events(reading: Reading) -> Iterator[Found]:
    """Yield the names of events, as names of nothing that is asked for."""
    for run in capital_runs(reading):
        size = next((size for size in range(len(run), 0, -1) if _is_named(reading, run[:size])), 0)
        if size:
            yield Found(run[0].start, run[size - 1].end, "", SURELY, "event")
            continue
        end = len(run)
        while end > 2 and (YEAR.fullmatch(run[end - 1].text) or run[end - 1].text in TRADES):
            end -= 1
        if end > 1 and run[0].line not in reading.shouting and _is_event(reading, run[:end]):
            following = reading.words[run[end - 1].index + 1 : run[end - 1].index + 2]
            year = following and adjacent(following[0]) and YEAR.fullmatch(following[0].text)
            yield Found(run[0].start, following[0].end if year else run[end - 1].end, "", SURELY, "event")


def _before(reading: Reading, run: tuple[Word, ...]) -> str:
    return reading.text[max(reading.lines[run[0].line].start, run[0].start - 30) : run[0].start]


def _is_named(reading: Reading, run: tuple[Word, ...]) -> bool:
    name = re.sub(r"\s+", " ", reading.text[run[0].start : run[-1].end])
    return NAMED.fullmatch(name) is not None or (MEETINGS.fullmatch(name) is not None and AT.search(_before(reading, run)) is not None)


def _is_event(reading: Reading, run: tuple[Word, ...]) -> bool:
    head = run[-1]
    following = reading.words[head.index + 1 : head.index + 2]
    numbered = following and adjacent(following[0]) and following[0].digits
    if numbered and not YEAR.fullmatch(following[0].text):
        return False  # "the Echo Show 15"
    if head.text in EVENTS:
        return True
    told = bool(numbered) or run[-2].text in TRADES or run[-2].text in listed_names() or AT.search(_before(reading, run)) is not None
    return head.text in PERHAPS and told
