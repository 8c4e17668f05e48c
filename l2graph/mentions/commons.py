"""What is written like a name and names nothing of ours: kinds of goods ("two SUVs", "the eBike"), measures, fairs, an ISO setting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import Found
from l2graph.mentions.runs import SYMBOLS, capital_runs
from l2graph.mentions.words import Reading

SURELY = 20.0  # beats all that speaks for a name of the same stretch
KINDS = frozenset(
    # goods
    "ATV AUV AV BEV CUV EV FCEV HEV ICE LCV MPV PHEV RV SUV UAS UAV USV UTV eBike eMTB eScooter eReader eBook eMTBike "
    "DSLR dSLR SLR TLR ILC MILC MFD PDA PMP DAP DAC DVR PVR NVR AVR IEM TWS HTPC UMPC PC TV HDTV AIO MFP PND STB "
    "CPU GPU APU NPU TPU DPU FPU MCU SoC ASIC SSD HDD NAS PSU NIC PCB PCBA "
    # features, measures and words of the trade
    "AF MF EVF OVF LVF ILIS FPV LED LEDs UI UX TDP TOPS OEM ODM SKU MSRP RRP SRP AWD FWD RWD CVT DCT HUD PTO ABS MPG MPH".split()
)
MEASURED = re.compile(rf"\d+(?:[.,]\d+)?[-\u2011]?(?:{'|'.join(sorted(SYMBOLS))}|hp|bhp|fps|lbs?|lm|rpm|nits)")
# Fairs and the like, by the last word of what they are called: "the Geneva Motor Show", "Battery Expo 2024"
SHOWS = (
    "Motor|Auto|Car|Truck|Bus|Air|Boat|Bike|Bicycle|Cycle|Motorcycle|Electronics|Electronic|Hardware|Trade|Toy|Game|Games|Gaming|Tech|"
    "Technology|Photo|Photography|Camera|Imaging|Home|Homebuilders|Garden|Farm|Flower|Gun|Watch|Audio|Hi-Fi|Tuning|Gift|Furniture|"
    "Kitchen|Book|Broadcast|Packaging|Travel|Wedding|Outdoor|Fastener|Housewares|Dairy|Antiques"
)
FAIRS = re.compile(
    rf"(?:\S+ )*(?:(?:{SHOWS}) Shows?|Expo|(?:World|Mobile|Annual|European|International|Asian) Congress|"
    r"(?:Trade|World|World’s|World's|Book|Toy|Art|Industrial|Leipzig|Hannover|Hanover|Frankfurt|Canton|Watch|Maker) Fair|Maker Faire|"
    r"(?:Developers?|Annual|World|International|Technology|Partner|Users?|Investor) (?:Conference|Summit|Symposium|Convention)|Comic-Con|"
    r"\S+ Fest(?:ival)?)"
    r"(?: (?:19|20)\d\d)?"
)
# … and by names of their own
NAMED_FAIRS = frozenset("CES MWC Photokina PhotoPlus Computex Gamescom Eurobike Interbike EICMA Baselworld SIHH WWDC CeBIT".split())
SENSITIVITY = re.compile(
    r"ISO(?=[- ](?:dial|wheel|button|range|setting|value|performance|sensitivit|noise|speed|invarian|equivalent|rating|level|of \d)"
    r"| (?:25|50|64|80|100|125|160|200|320|400|500|640|800|\d{1,3}[,.]?\d00)(?![\d:-])|s? (?:up to|as high as|from|between|goes|tops) )"
    r"|(?<=\b(?:max|low|top) )ISO\b|(?<=\b(?:high|base|auto) )ISO\b|(?<=\bnative )ISO\b|(?<=\bmaximum )ISO\b|(?<=\bextended )ISO\b",
    re.IGNORECASE,
)


def find_common(reading: Reading) -> Iterator[Found]:
    """Yield what bears a name that is none of ours, as one of no class."""
    for run in capital_runs(reading):
        for size in range(len(run), 0, -1):
            name = re.sub(r"\s+", " ", reading.text[run[0].start : run[size - 1].end])
            if FAIRS.fullmatch(name) or name in NAMED_FAIRS:
                yield Found(run[0].start, run[size - 1].end, "", SURELY, "fair")
                break
    for match in SENSITIVITY.finditer(reading.text):
        if match.group().isupper():
            yield Found(match.start(), match.end(), "", SURELY, "sensitivity")


def is_common(name: str) -> bool:
    """Say whether a name is but a word for a kind of thing, or a measure: "SUVs", "12Ah", "8MP"."""
    return name in KINDS or (name.endswith("s") and name[:-1] in KINDS) or MEASURED.fullmatch(name) is not None
