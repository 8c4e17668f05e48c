"""What is written like a name and names nothing of ours: kinds of goods ("two SUVs", "the eBike"), measures, an ISO setting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import SURELY, Found
from l2graph.mentions.runs import SYMBOLS
from l2graph.mentions.words import Reading

KINDS = frozenset(
    # goods
    "ATV AUV AV BEV CUV EV FCEV HEV ICE LCV MPV PHEV RV SUV UAS UAV USV UTV VTOL eBike eMTB EMTB eScooter eReader eBook eMTBike "
    "DSLR dSLR SLR TLR ILC MILC MFD PDA PMP DAP DAC DVR PVR NVR AVR IEM TWS HTPC UMPC PC TV HDTV AIO MFP PND STB "
    "CPU GPU APU NPU TPU DPU FPU MCU SoC ASIC FPGA SSD HDD NAS PSU NIC PCB PCBA RAM LLM API SDK OS "
    # features, measures and words of the trade
    "AF MF FF EVF OVF LVF ILIS FPV LED UI UX TDP TOPS OEM ODM SKU MSRP RRP SRP AWD FWD RWD CVT DCT HUD PTO ABS MPG MPH "
    "V6 V8 V10 V12 V-6 V-8 V-10 V-12 3ATM 5ATM 10ATM "
    # words of business
    "MoU MOU LoI LOI JV SPAC AGM ROI SME NGO IPO NDA KPI ESG CAGR EBIT EBITDA VAT USP DIY B2B B2C R&D M&A Q&A P&L Euro".split()
)
MEASURED = re.compile(rf"\d+(?:[.,]\d+)?[-\u2011]?(?:{'|'.join(sorted(SYMBOLS))}|hp|bhp|fps|lbs?|lm|rpm|nits)")
# Papers, bodies within a firm, captions and formats that are written with capitals
PAPERS = re.compile(
    r"(?:(?:Supervisory|Management|Executive|Governing|Advisory|Corporate) )?Boards?(?: of (?:Directors|Trustees|Management|Governors))?"
    r"|(?:Executive|Management|Audit|Nomination|Remuneration|Steering) Committee|Annual General Meeting"
    r"|(?:Memorand(?:um|a)|Letters?|Heads|Declarations?) of (?:Understanding|Intent|Agreement|Terms|Cooperation)"
    r"|Joint Ventures?|Initial Public Offerings?|Original (?:Equipment|Design) Manufacturers?|Research (?:and|&) Development"
    r"|FILE PHOTO|File [Pp]hoto|Full[- ]Frame|(?:Medium|Large)[- ]Format"
)
APERTURE = re.compile(r"[fF]/?\d{1,2}\.\d{1,2}")  # "the F1.4"; a bare "F3" may be a camera
FILES = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|tiff?|raw|pdf|docx?|xlsx?|pptx?|zip|mp[34]|mov)", re.IGNORECASE)
SENSITIVITY = re.compile(
    r"ISO(?=[- ](?:dial|wheel|button|range|setting|value|performance|sensitivit|noise|speed|invarian|equivalent|rating|level|of \d)"
    r"| (?:25|50|64|80|100|125|160|200|320|400|500|640|800|\d{1,3}[,.]?\d00)(?![\d:-])|s? (?:up to|as high as|from|between|goes|tops) )"
    r"|(?<=\b(?:max|low|top) )ISO\b|(?<=\b(?:high|base|auto) )ISO\b|(?<=\bnative )ISO\b|(?<=\bmaximum )ISO\b|(?<=\bextended )ISO\b",
    re.IGNORECASE,
)


def find_common(reading: Reading) -> Iterator[Found]:
    """Yield what bears the name of a standards body and is a setting, as what is of no class."""
    for match in SENSITIVITY.finditer(reading.text):
        if match.group().isupper():
            yield Found(match.start(), match.end(), "", SURELY, "sensitivity")


def is_common(name: str) -> bool:
    """Say whether a name is but a word for a kind of thing, or a measure: "SUVs", "12Ah", "8MP", "Board of Directors", "XD-11.jpg"."""
    kind = name in KINDS or (name.endswith("s") and name[:-1] in KINDS)
    return kind or any(pattern.fullmatch(name) is not None for pattern in (MEASURED, PAPERS, APERTURE, FILES))
