"""What the few words right beside a name give away: "a stake in X", "X shares", "runs on X", "code-named X", "the X plant"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from l2graph.mentions.candidates import CLASS_NOUN, GRAMMAR, ROLE
from l2graph.mentions.evidence import Evidence, class_of_noun
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.roles import ROLES, TELLERS
from l2graph.mentions.runs import plain_name
from l2graph.mentions.words import Reading, Word

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 3.0  # what a phrase is worth that only things of one kind have beside them
MAKERS_OF = re.compile(
    r"\b(?:makers?|brewers?|developers?|publishers?|manufacturers?|producers?|builders?|creators?|company|firm|studio|start-?up|people|team|engineers|designers|guys|folks|brains|minds|man|woman)"
    r" (?:of|behind) the (?:[A-Z][\w-]*(?: [A-Z][\w-]*)* and )?$"
)
MADE = re.compile(  # "the maker of *Irn-Bru*", "the brewer of Bolt lager and *Tarn* ale"
    r"\b(?:makers?|brewers?|distillers?|manufacturers?|producers?|bottlers?) of "
    r"(?:[A-Z][\w-]*(?: [A-Z][\w-]*)*(?: [a-z]+){0,2}(?: and|,) )*$"
)
OWNING = re.compile(r"['’]s? (?:[a-z-]+ ){0,2}(?P<noun>[a-z]+s)\b")
SIBLINGS = re.compile(r"\b(?:brothers|sisters|siblings|twins|couple|spouses) $")
LEADERS = re.compile(  # "the firm is led by *Wim Daalder*", "under the leadership of …"
    r"\b(?:(?:led|headed|chaired|helmed|captained|run|managed|directed|steered|founded|co-founded|presided over) by|"
    r"(?:leadership|chairmanship|presidency|stewardship|guidance|tenure|tutelage|reign) of|brainchild of) $"
)
PAPERS = re.compile(r"\b(?:trade|daily|weekly|evening|local|regional|business|financial|industry) (?:paper|title|monthly|newsletter) $")
TIERS = frozenset(
    "Platinum Gold Silver Bronze Diamond Premier General Associate Affiliate Principal Strategic Contributing Founding Charter Adopter "
    "Board Sustaining Promoter Academic Community Regular Voting".split()
)
OF_TIER = re.compile(r"[- ](?:[Ll]evel )?(?:[Mm]embers?|[Mm]embership|[Ss]ponsors?|[Pp]artners?|[Ll]evel|[Tt]ier|[Ss]tatus)\b")
BRANDS = re.compile(
    r"\bbrand(?: name)?s(?::| of| are| include| such as| like| including)? (?:[A-Z][\w-]*(?: [A-Z][\w-]*)*(?:, | and |, and ))*$"
)
NEAR = 60  # characters before a name that a cue may take
CODE_NAMED = re.compile(r"\bcode-?named,? [\"“'‘]?$")
CALLED = re.compile(r"\b(?P<noun>[a-z-]+),? (?:is |was |will be |to be )?(?:called|named|dubbed|christened|nicknamed) [\"“'‘]?$")
OF_COMPANIES = re.compile(
    r"\b(?:(?:stakes?|shares|investors?|shareholders?) in|(?:owned|acquired|bought|made|manufactured|produced|published|distributed|"
    r"hosted|supplied|backed|financed|assembled|marketed|licen[cs]ed) by|"
    r"(?:sourced|bought|licen[cs]ed|ordered|leased) from|(?:sold|licen[cs]ed) to|"
    r"(?:sell|sells|sold|selling) (?:[\w']+ ){0,4}(?:through|via)|(?:compet|cooperat|collaborat|partner)(?:es?|ed|ing) (?:\w+ ){0,3}with|"
    r"partnership with|rivals? of|subsidiary of|unit of) (?:the )?$"
)
# Parts come from firms, where materials and food come from places: "the tyres from *Acme*", "with a panel by *Bolt*".
PARTS_FROM = re.compile(
    r"\b(?:adapt[eo]r|airbag|amplifier|antenna|axle|batter(?:y|ie)|bearing|blade|boiler|bracelet|brake|cable|cell|charger|chip|chipset|"
    r"component|compressor|connector|controller|converter|crankset|derailleur|dial|display|door|engine|fork|frame|gearbox(?:e)?|"
    r"generator|gpu|groupset|handlebar|headlight|hinge|housing|inverter|keyboard|lidar|map|mirror|modem|module|motor|movement|"
    r"nacelle|panel|part|pedal|pickup|pump|processor|propeller|radar|rotor|saddle|screen|seat|sensor|servo|speaker|strap|suspension|"
    r"switch(?:e)?|touchscreen|transformer|transistor|transmission|turbine|tweeter|tyre|tire|valve|wafer|wheel|woofer)s?"
    r"(?: (?:(?:will|would|also|all|both|now|again) )*(?:come|came|coming|is|are|was|were)s?)? (?:from|by) $",
    re.IGNORECASE,
)
OF_TECHNOLOGIES = re.compile(
    r"\b(?:(?:runs?|running|ran|based|built|implemented|rel(?:y|ies|ied|ying)) (?:\w+ )?on(?: top of)?|supports?|supporting|supported)"
    r" (?:the )?$"
)
HAVING = re.compile(r"\b(?:has|have|had|lacks?|gets?|uses?|offers?) $")
ACRONYM = re.compile(r"[A-Z]{3,6}")
AFTER_COMPANIES = re.compile(
    r" (?:shares|stock|spokes(?:man|woman|person)|employees|staff|workers|executives?|officials?|shareholders)\b"
    r"|[-‑](?:owned|backed|branded|made|controlled|funded|built)\b"
)
AFTER_PLACES = re.compile(r" (?:plant|factory|fab|works|refinery|shipyard|brewery)\b")
# "a *Wichita*, Kan.-based maker of wings", "the *Wichita* Kan.-based maker"
SEAT = re.compile(r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?| [A-Z][a-z]+\.)[-‑](?:based|headquartered)\b")
AGED = re.compile(r", (?:[2-9]\d|now [2-9]\d|aged [2-9]\d),(?= [a-z])")  # "Leung, 51, learned the trade"
MARKED = re.compile(r"(?:Mark|MARK|Mk|MK)\.? (?:[IVX]{1,4}|\d{1,2})")  # no person's name: "showed a working Mark IV"
# A paragraph that opens with a firm and its seat, or an item of a list: "Kestrel (Graz, Austria). The old hand."
SEATED = re.compile(r" \([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?(?:, [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?)?\)(?:[.:]| [–—-])(?=\s)")
HISTORIC = re.compile(r" (?:Wars?|Revolution|Depression|Olympics|Act|Treaty|Convention)(?: (?:I{1,2}|One|Two))?$")
EVENT = re.compile(
    r" (?:(?:trade|auto|air|motor|car|game|games) )?(?:conference|fair|show|expo|exhibition|festival|summit|symposium|convention|congress|"
    r"awards?)\b"
)
BRANDED = re.compile(r" (?:names?|labels?|brands?|marques?)\b")
NOUN_AFTER = re.compile(r" (?P<noun>[a-z]+)\b")
APPOSED = re.compile(
    r"\b(?:our|its|their|his|her|my|the|a|new|own|main|['’]s) (?:[a-z-]+ ){0,2}(?P<noun>[a-z-]+), $"
    r"|\b(?:our|its|their) (?:[a-z-]+ ){0,3}(?P<owned>[a-z-]+), the $",
    re.IGNORECASE,
)
TOLD_BY = re.compile(rf"\b(?:{'|'.join(sorted(TELLERS))}) [\"“'‘@]?$", re.IGNORECASE)  # "according to leaker *Blue55*"
VIA = re.compile(  # "The image comes via *DroneWire*", "[via *ToolBuzz*]", "Source: *GizmoPark*"
    r"(?:[\[(](?:via|source|sources|h/t)|^(?:via|sources?|h/t)|\b(?:comes?|came|image|images|photo|photos|picture|pictures|news|leak|story|tip|"
    r"rumou?r|report),?(?: to us)? via):? (?:the )?$",
    re.IGNORECASE,
)
SOLD_AS = re.compile(
    r"\b(?:sold|sells?|selling|marketed|markets|branded) (?:it |them )?(?:in (?:the )?[A-Z][\w ]{1,20} )?as (?:the )?[\"“'‘]?$"
)
OWN_LINE = re.compile(r"\b(?:its|their) (?:latest|newest|new|next|upcoming|current|flagship|entire|popular|existing) $")
WARE_AFTER = re.compile(  # "its latest *Vireo* drone", which is of its maker's line
    r" (?:camera|lens|phone|smartphone|smartwatch|watch|drone|car|truck|van|suv|sedan|bike|e-bike|console|tablet|laptop|notebook|speaker|"
    r"headphone|earbud|printer|robot|vehicle|synth|synthesizer|handheld|television|scooter|motorcycle)(?:e?s)?\b",
    re.IGNORECASE,
)
UNDER = re.compile(r"\bunder the (?:[A-Z][\w-]*(?: [A-Z][\w-]*)*,? (?:and|or) )?$")
ARTICLE_BEFORE = re.compile(
    r"\b(?:the|an?|my|your|its|our|their|his|her|this) (?:(?:old|older|new|newer|latest|original|first|second|next|little|earlier) )?$"
)
NUMBERED = re.compile(r"\D* (?:\d{1,3}(?:\.\d)?|[IVX]{1,4})")
# "Kestrel (Graz): The camera maker said …", "Kestrel: bought in 2025 by …", as lists of firms and of news in brief have it.
ITEM_HEAD = re.compile(r"(?: \([^)\n]{2,40}\)|, [A-Z][\w-]+)?(?::| [–—]| --) ")
SAID_OF_FIRMS = re.compile(
    r"(?:(?:acquired|bought|taken over|snapped up|founded|set up|established|started|owned|controlled|backed|led|sold)"
    r"(?: in \d{4})?(?: by| to|,)? |(?:now |long |also )?(?:an? )?(?:part|unit|subsidiary|division|daughter) of |"
    r"(?:based|headquartered) in )",
    re.IGNORECASE,
)
NOT_NAMES = frozenset("AI IT PR HR OK FAQ EDIT UPDATE RIP LOL IMO FYI PS ETA COVID-19 Covid-19 COVID Covid".split())
# "the *No. 2* handset maker", "filed for *Chapter 11*", "*Case No.* 13-1"
COUNTED = re.compile(
    r"(?:Case )?Nos?\b\.?(?: ?\d[\w-]*)?|(?:Chapter|Article|Section|Form|Page|Figure|Table|Appendix|Item|Exhibit) \d[\w-]*"
    r"|(?:[A-Z]{2,3})?\d[\d.,]*(?:m|mn|bn|tn)|US\d[\d.,]*"  # "DKK100m", "$US71"
)
HALF_REGION = re.compile(r" (?:and|or|&) (?:(?:North|South|East|West|Central|Latin)(?:ern)?) [A-Z]")  # "*North* and South America"
REGIONS = frozenset("North South East West Central Latin Northern Southern Eastern Western".split())


def is_label(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a lone word stands before a colon, or alone in its line, and nowhere else: "Update:", "Comments"."""
    word = unit[0]
    if len(unit) > 1 or (word.glue != "\n" and not re.search(r"[.!?)]\s*$", word.glue)):
        return False
    rest = reading.text[word.end : word.end + 40]
    if any(item_evidence(reading, unit)):
        return False
    if rest[:1] != ":" and word.text in given_names():
        return False  # a signature
    if not re.match(r":|\s*\n|\s*$|, (?:[A-Z][a-z]+\.? \d|\d+ [A-Z]).{0,14}:", rest):
        return False
    return not any(other.index != word.index and other.glue != "\n" for other in reading.spelled.get(word.text, ()))


def item_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield what an item of a list goes on to say of the name that it opens with, behind a colon."""
    head = ITEM_HEAD.match(reading.text, unit[-1].end)
    if head is None or reading.text[reading.lines[unit[0].line].start : unit[0].start].strip(" *•‣–-"):
        return
    token = reading.token_at(head.end())
    noun = token.head if token is not None and token.dep_ == "det" and token.lower_ in {"the", "a", "an"} else None
    cls = class_of_noun(reading.pack, noun.text) if noun is not None and noun.pos_ == "NOUN" and noun.tag_ == "NN" else None
    if cls is not None and reading.pack.fits(cls, ("Organization", "Product")):
        yield cls, SURE
    elif SAID_OF_FIRMS.match(reading.text, head.end()) or (token is not None and any(t.lower_ in ROLES for t in _before_name(token))):
        yield "Company", SURE
    elif token is not None and token.text in given_names() and head.group().startswith(" ("):
        yield "Company", SURE  # "Tessaro (Turin): Luca Ferraris becomes …"


def _before_name(token: Token) -> list[Token]:
    """Return the words from a word up to the name that comes right after them: "*chief executive* Jane Doe"."""
    words = list(takewhile(lambda t: t.pos_ != "PROPN" or t.lower_ in ROLES, token.doc[token.i : token.i + 4]))
    after = token.i + len(words)
    return words if after < len(token.doc) and token.doc[after].pos_ == "PROPN" else []


def is_tier(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a lone word tells what kind of member or sponsor somebody is: "a *Platinum* member"."""
    return len(unit) == 1 and unit[0].text in TIERS and OF_TIER.match(reading.text, unit[0].end) is not None


def is_counted(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether words only number a place or a part, or are half of a region's name."""
    if unit[0].text in REGIONS and len(unit) == 1 and HALF_REGION.match(reading.text, unit[0].end):
        return True
    return COUNTED.fullmatch(reading.text[unit[0].start : unit[-1].end]) is not None


def is_event(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a fair, a war or a law bears the name: such things are none of ours."""
    name = reading.text[unit[0].start : unit[-1].end]
    return EVENT.match(reading.text, unit[-1].end) is not None or HISTORIC.search(name) is not None


def cue_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield what the fixed phrases before and after a name say that it is."""
    line = reading.lines[unit[0].line].start
    before = reading.text[max(line, unit[0].start - NEAR) : unit[0].start]
    after = unit[-1].end
    name = reading.text[unit[0].start : after]
    if not re.match(r"['’]s?\b", reading.text[after : after + 2]):
        yield from _before(reading, before, name)
    if not before and SEATED.match(reading.text, after):
        yield "Company", SURE
    yield from item_evidence(reading, unit)
    if OWN_LINE.search(before) and WARE_AFTER.match(reading.text, after):
        yield "Product", CLASS_NOUN + 1
    if AFTER_COMPANIES.match(reading.text, after):
        yield "Organization", CLASS_NOUN
    owned = OWNING.match(reading.text, after)
    if owned and reading.pack.is_a(class_of_noun(reading.pack, owned["noun"]) or "", "Product"):
        yield "Organization", GRAMMAR * 1.5
    if SEAT.match(reading.text, after) and before.casefold().endswith((" a ", " an ", "the ")):
        yield "Place", SURE * 3
    if len(unit) == 1 and AFTER_PLACES.match(reading.text, after):
        yield "Place", SURE
    if len(unit) == 1 and unit[0].digits and (match := NOUN_AFTER.match(reading.text, after)):
        cls = class_of_noun(reading.pack, match["noun"])
        if cls and reading.pack.is_a(cls, "Technology"):
            yield cls, CLASS_NOUN
    if UNDER.search(before) and BRANDED.match(reading.text, after):
        yield "ProductLine", ROLE + 1
    if AGED.match(reading.text, after) and all(plain_name(w) for w in unit):
        yield "Person", SURE
    if MARKED.fullmatch(name):
        yield "Product", SURE * 2
    if " & " in name and len(unit) > 2 and all(plain_name(w) or w.text == "&" for w in unit):
        yield "Company", CLASS_NOUN
    if ARTICLE_BEFORE.search(before) and NUMBERED.fullmatch(name) and not re.match(r" [a-z]+s\b", reading.text[after : after + 20]):
        yield "Product", GRAMMAR


def _before(reading: Reading, before: str, name: str) -> Iterator[Evidence]:
    if CODE_NAMED.search(before):
        yield "Product", ROLE
    elif cls := _introduced_as(reading, before):
        yield cls, CLASS_NOUN
    if SOLD_AS.search(before):
        yield "Product", SURE
    if BRANDS.search(before):
        yield "ProductLine", SURE
    if MADE.search(before):
        yield "Product", SURE
    elif MAKERS_OF.search(before):
        yield "Product", CLASS_NOUN
    if SIBLINGS.search(before):
        yield "Person", SURE
    if TOLD_BY.search(before):
        yield "Person", SURE * 2
    if VIA.search(before):
        yield "Publication", SURE * 2
    if " " in name and LEADERS.search(before) and name.split()[0] in given_names():
        yield "Person", SURE
    if PAPERS.search(before):
        yield "Publication", SURE
    if OF_COMPANIES.search(before):
        if " " not in name or name.split()[0] not in given_names():  # people own and sell as well
            yield "Organization", SURE
    elif PARTS_FROM.search(before):
        yield "Organization", SURE
    elif OF_TECHNOLOGIES.search(before):
        yield "Technology", SURE
    elif HAVING.search(before) and ACRONYM.fullmatch(name):
        yield "Technology", CLASS_NOUN


def _introduced_as(reading: Reading, before: str) -> str | None:
    """Return the class of the noun in "a chip called X" or "its new chip, X"; one in the plural speaks of more than X."""
    match = CALLED.search(before) or APPOSED.search(before)
    noun = match and (match["noun"] or match["owned"] if match.re is APPOSED else match["noun"])
    if match is None or not noun or (match.re is APPOSED and noun.endswith("s")):
        return None
    return class_of_noun(reading.pack, noun)
