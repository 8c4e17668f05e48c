"""Names that give themselves away: legal forms ("Foo Optics GmbH"), heads ("the Bar Alliance") and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from l2graph.mentions.caching import per_pack
from l2graph.mentions.candidates import DATELINE, LEGAL_FORM, NAME_HEAD, Found
from l2graph.mentions.commons import is_common
from l2graph.mentions.evidence import class_by_apposition, class_of_noun
from l2graph.mentions.gazetteer import given_names, listed_names
from l2graph.mentions.learned import seems
from l2graph.mentions.roles import FIELDS, ROLES
from l2graph.mentions.runs import adjacent, capital_runs, is_capital, trim
from l2graph.mentions.words import Reading, Word
from l2graph.pack import Pack

ORDINARY_FORMS = frozenset(
    {"Company", "Limited", "Holding", "Holdings", "AS", "AB", "SA", "LP", "SE", "Corporation"}
)  # words and codes as well
HEADS_FIRST = frozenset({
    "Academy", "Agency", "Assn", "Association", "Bank", "Board", "Bureau", "Center", "Centre", "Chamber", "College", "Commission",
    "Committee", "Council", "Court", "Department", "Federation", "Institute", "Laboratory", "Ministry", "Museum", "Office", "School",
    "Society", "Union", "University",
})  # fmt: skip
# … and those of bodies that serve a whole nation, where others may have their seat: "Power Grid Corporation of *India*"
HEADS_OF_NATIONS = frozenset({"Authority", "Company", "Corporation", "Organisation", "Organization", "Administration", "Services"})
NATIONS = frozenset(
    "Algeria Argentina Australia Austria Bangladesh Belgium Brazil Britain Bulgaria Canada Chile China Colombia Croatia Cuba Denmark Egypt "
    "England Ethiopia Finland France Germany Ghana Greece Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan "
    "Jordan Kenya Korea Kuwait Malaysia Mexico Morocco Nepal Nigeria Norway Oman Pakistan Peru Poland Portugal Qatar Romania Russia "
    "Scotland Serbia Singapore Slovakia Slovenia Spain Sweden Switzerland Taiwan Tanzania Thailand Tunisia Turkey Uganda Ukraine Uruguay "
    "Vietnam Wales Zambia America Europe".split()
)
# What companies of other countries are called: in front, behind, and at the end of a compound.
FIRMS_FIRST = frozenset(
    "Compagnie Compañía Companhia Società Societa Sociedad Sociedade Société Etablissements Établissements Manufacture Manufactures Usines "
    "Ateliers Verreries Cristalleries Aciéries Forges Chantiers Filatures Papeteries Fabbrica Fabbriche Fábrica Officine Acciaierie "
    "Cantieri Cartiere Distillerie Vetrerie Gebrüder Gebroeders Brødrene Bröderna Fratelli Hermanos Irmãos Frères Vereinigte Vereinigde "
    "Förenade Forenede".split()
)
BOARDS = frozenset("supervisory advisory executive management governing".split())
SITTING = re.compile(r"\b(?:chairman|chairwoman|chair|head|member|members|president|directors?) of (?:the|its) $", re.IGNORECASE)
FIRMS_LAST = re.compile(
    r"(?:Frères|Fils|Söhne|Zonen|Sønner|Söner|Hermanos|Hijos|Irmãos|Filhos|Figli|Cie\.?"
    r"|[^\W\d_]{3,}(?:werke?|werken|fabrike?n?|fabriek(?:en)?|fabbrica|gesellschaft|bruk|verken|hütte|brauerei|brennerei|brouwerij"
    r"|bryggeri(?:et)?|bolaget|selskab(?:et)?|stätten))"
)
LINKS = frozenset("de du des della delle di da do dos del d'".split())
JOINED = frozenset({"&", "of", "de"})
PORTIONS = frozenset(
    "half part parts most all one some many none either both neither much employees shares members owners founders".split()
)
TRADES = frozenset("buy acquire purchase sell invest own appoint".split())
LONGEST_NAME = 9  # words before a legal form
APPOSITION = re.compile(r",\s+(?:the|an?|its)\s+(?P<noun>[\w'’-]+(?:\s+[\w'’-]+){0,4})")
WEB_NAME = re.compile(r"(?=.*[A-Z])[A-Za-z][A-Za-z0-9-]{2,}\.(?:com|org|net|io)")
AFTER_NAME = re.compile(r",?\s+")
FORUM_URL = re.compile(r"\s*\(?(?:https?://|www\.)")
WIRE = r"(?:\((?P<wire1>[A-Z][\w .]{2,24})\)|/(?P<wire2>[A-Z][\w .]{2,24})/|(?P<wire3>Reuters|AP|AFP|Bloomberg))"
DOTTED = re.compile(r"(?!U\.[SKN]\.|E\.U\.|D\.C\.|L\.A\.|N\.Y\.)(?:[A-Z]\.){2,3}")  # somebody's initials
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATELINE_LINE = re.compile(
    r"(?P<city>[A-Z][^\W\d_]+(?:[ .'’-]{1,2}[A-Z][^\W\d_]*){0,3})"
    rf"(?:,\s*(?P<region>(?!(?:{MONTHS})[a-z]*\b)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}}))?"
    r"(?:\s*[,\-–]?\s*(?P<open>\()?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})(?(open)\)))?"
    rf"[.,]?\s*(?P<end>{WIRE}?\s*(?:--|—|–|-(?=\s)|:|\.(?=\s)))"
)
MONTH_NAME = re.compile(rf"\b(?:{MONTHS})[a-z]*\.?\s+\d|\d\s+(?:{MONTHS})")


def find_self_evident(reading: Reading) -> Iterator[Found]:
    """Yield the names with a legal form or a head, and what datelines name."""
    yield from find_legal_forms(reading)
    yield from find_heads(reading)
    yield from find_datelines(reading)
    yield from find_web_names(reading)


def find_web_names(reading: Reading) -> Iterator[Found]:
    """Yield addresses that are used as names, as their capitals show: "SeeHere.com"."""
    if "Publication" not in reading.pack.classes:
        return
    for span in reading.addresses:
        name = span.of(reading.text)
        if WEB_NAME.fullmatch(name):
            comma = AFTER_NAME.match(reading.text, span.end)
            form = legal_form_pattern(reading.pack).match(reading.text, comma.end()) if comma else None
            cls = "Company" if form else listed_names().get(name.split(".")[0]) or _called(reading, span.end) or "Publication"
            end = form.end() if form else span.end  # "Wheelz.com, LLC"
            yield Found(
                span.start, end, cls if cls in reading.pack.classes else "Publication", LEGAL_FORM if form else NAME_HEAD, "web-name"
            )


def _called(reading: Reading, end: int) -> str | None:
    """Return the class of organization that an apposition right behind a name tells: "Wheelz.com, the Danish *maker* of bicycles"."""
    aside = APPOSITION.match(reading.text, end)
    classes = (class_of_noun(reading.pack, noun) for noun in aside["noun"].split()) if aside else ()
    return next((cls for cls in classes if cls is not None and reading.pack.is_a(cls, "Organization")), None)


@per_pack
def legal_form_pattern(pack: Pack) -> re.Pattern[str]:
    forms = sorted({form for cls in pack.classes.values() for form in cls.legal_forms}, key=lambda form: (-len(form), form))
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) or r"(?!)"
    return re.compile(rf"(?<![\w&.-])(?:{either})(?!\w)(?:(?:,\s*|\s+)(?:{either})(?!\w))*")


def find_legal_forms(reading: Reading) -> Iterator[Found]:
    """Yield each legal form with the name that it closes."""
    cls = next((c.name for c in reading.pack.classes.values() if c.legal_forms), "Company")
    for match in legal_form_pattern(reading.pack).finditer(reading.text):
        words = _words_back(reading, match.start())
        following = reading.after(match.end())
        if match.group() in ORDINARY_FORMS and (
            (following is not None and adjacent(following) and is_capital(following))
            or (words and seems(reading, "Product", words[0].start, match.end()))  # "the Macintosh SE"
        ):
            continue
        if words and reading.words[words[-1].index].line == _line_at(reading, match.start()):
            yield Found(words[0].start, match.end(), cls, LEGAL_FORM, "legal-form")


def _line_at(reading: Reading, offset: int) -> int:
    word = reading.word_at(offset) or reading.after(offset)
    return word.line if word is not None else -1


def _words_back(reading: Reading, offset: int) -> tuple[Word, ...]:
    """Return the capitalised words, with joiners inside, that lead up to a legal form."""
    last = reading.before(offset)
    if last is None or not re.fullmatch(r"\.?,?\s*|\s*&\s*", reading.text[last.end : offset]):
        return ()
    words: list[Word] = []
    index = last.index
    partners = re.match(r"\s*(?:&|and)\s", reading.text[last.end : offset + 4]) is not None or last.text == "&"
    while index >= 0 and len(words) < LONGEST_NAME:
        word = reading.words[index]
        if word.lower in ROLES:
            break
        before_capital = bool(words) and index > 0 and is_capital(reading.words[index - 1])
        if not (
            is_capital(word)
            or (before_capital and word.text in JOINED - ({"of"} if partners else set()))
            or word.text == "&"
            or word.inner_capital
        ):
            break
        words.insert(0, word)
        if not (
            adjacent(word) or (word.text == "&" and word.glue == "") or (partners and word.glue == ", ") or _has_initial(reading, word)
        ):
            break
        index -= 1
    if len(words) > 2 and words[1].lower == "of" and (words[0].lower in PORTIONS or _is_plural(reading, words[0])):
        words = words[2:]  # "Half of Bolt AG belongs to …", "Customers of Bolt AG include …"
    return trim(reading, _without_person(reading, words), adjectives=False)


def _is_plural(reading: Reading, word: Word) -> bool:
    """Say whether a word is several of a kind, with a capital because it opens its sentence: "*Executives* of Bolt AG"."""
    return word.lower.endswith("s") and reading.opens_sentence(word) and reading.pos(word) == "NOUN"


def _has_initial(reading: Reading, word: Word) -> bool:
    """Say whether an initial with its stop stands before a word: "*J. A.* Marlow Ltd", but not "I. Marlow Ltd was next"."""
    before = reading.words[word.index - 1 : word.index]
    return word.glue == ". " and bool(before) and len(before[0].text) == 1 and before[0].capital and before[0].text != "I"


def _without_person(reading: Reading, words: Sequence[Word]) -> Sequence[Word]:
    """Leave out who belongs to the firm: "*Jane Doe of* Acme Optics Ltd", but not "Bank of Japan Ltd"."""
    places = [k for k in range(1, len(words) - 1) if words[k].lower == "of"]
    bodies = [k for k in places if is_common(" ".join(word.text for word in words[:k]))]
    if bodies:
        return words[bodies[-1] + 1 :]  # "the *Board of Directors of* Acme Ltd"
    place = next(iter(places), 0)
    if not place or words[place - 1].text in HEADS_FIRST or legal_form_pattern(reading.pack).fullmatch(words[place - 1].text):
        return words
    named = place in {2, 3} and words[0].text in given_names()
    return words[place + 1 :] if named or seems(reading, "Person", words[0].start, words[place - 1].end) else words


@per_pack
def heads_of(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Return the classes of each name head, in lower case; a plural heads as its singular does."""
    table: dict[str, set[str]] = {}
    for cls in pack.classes.values():
        for head in cls.name_heads:
            table.setdefault(head.casefold(), set()).add(cls.name)
            if not head.endswith("s"):
                table.setdefault(head.casefold() + "s", set()).add(cls.name)
    return {head: tuple(sorted(classes)) for head, classes in sorted(table.items())}


def class_by_head(pack: Pack, name: str) -> str | None:
    """Return the class that the last words of a name tell ("Linux Foundation": Organization), or None."""
    words = name.split()
    heads = heads_of(pack)
    for size in (3, 2, 1):
        if len(words) > size and words[0][0].isalpha() and (classes := heads.get(" ".join(words[-size:]).casefold().rstrip("."))):
            cls = most_specific(pack, classes)
            return None if cls == "Publication" and len(words) == 2 and DOTTED.fullmatch(words[0]) else cls  # "F.E. Wire" is somebody
    return None


def most_specific(pack: Pack, classes: tuple[str, ...]) -> str:
    """Return the deepest class; where two are as deep, companies before others."""
    return min(classes, key=lambda cls: (-len(pack.lineage(cls)), cls != "Company", cls))


def find_heads(reading: Reading) -> Iterator[Found]:
    """Yield capitalised runs that end in a head: "CHIPS Alliance", "Ernst Leitz Street"."""
    for run in capital_runs(reading):
        if run[0].line in reading.shouting and not _is_subject_of_title(reading, run):
            continue
        headed = (*_headed(reading, run), *_head_first(reading, run))
        yield from (found for found in headed if not is_common(reading.text[found.start : found.end]))
        yield from _foreign(reading, run)


def _is_subject_of_title(reading: Reading, run: tuple[Word, ...]) -> bool:
    """Say whether a name fills a headline's part behind a colon, and the text goes on with its first word: "Note: *Acme Devices* (ACM)"."""
    line = reading.lines[run[0].line]
    before, after = reading.text[line.start : run[0].start], reading.text[run[-1].end : line.end]
    whole = re.search(r"(?::|[–—|])\s*$", before) is not None and re.fullmatch(r"\s*(?:\([^()]*\))?\s*", after) is not None
    return whole and any(w.text == run[0].text and w.line not in reading.shouting for w in reading.words)


def _head_first(reading: Reading, run: tuple[Word, ...]) -> Iterator[Found]:
    """Yield names whose head stands first: "Center for Automotive Research", "Bank of Japan"."""
    words = reading.words
    link, place = words[run[-1].index + 1 : run[-1].index + 2], run[-1].index + 2
    if not link or link[0].lower not in {"of", "for"} or not adjacent(link[0]):
        return
    if place < len(words) and words[place].lower == "the" and adjacent(words[place]):
        place += 1
    rest: list[Word] = []
    while place < len(words) and adjacent(words[place]) and is_capital(words[place]):
        rest.append(words[place])
        place += 1
    cls = class_by_head(reading.pack, f"x {run[-1].text}")
    if len(run) > 1 and all(word.lower in FIELDS | {"&", "and"} for word in run[:-1]):
        return  # "the *Product Planning Department* of Acme" is a part of it
    if (
        run[-1].text == "Board"
        and all(word.lower in BOARDS for word in run[:-1])
        and SITTING.search(reading.text, max(0, run[0].start - 40), run[0].start)
    ):
        return  # "chairman of the *Supervisory Board* of Acme"
    if rest and cls is not None and not reading.pack.is_a(cls, "Place") and run[-1].text in HEADS_FIRST:
        yield Found(run[0].start, rest[-1].end, cls, NAME_HEAD + 1, "name-head")
    elif len(run) > 1 and run[-1].text in HEADS_OF_NATIONS and rest and reading.text[rest[0].start : rest[-1].end] in NATIONS:
        yield Found(run[0].start, rest[-1].end, cls or "Organization", 2 * LEGAL_FORM, "name-head")


def _headed(reading: Reading, run: tuple[Word, ...]) -> Iterator[Found]:
    for size in range(len(run), 1, -1):
        part = run[:size]
        name = reading.text[part[0].start : part[-1].end]
        cls = class_by_head(reading.pack, name)
        if cls is not None and reading.pack.is_a(cls, "Place") and size < len(run) and _is_model(reading, run, size):
            return
        if cls is not None and reading.pack.is_a(cls, "Place") and _is_somebody(reading, part):
            return
        if cls is not None and part[0].text[0].isalpha():
            cls = _told_behind(reading, part[-1], _told_before(reading, part[0], cls))
            cls = _settle_listed(reading, part[-1], _settle_forum(reading, part[-1], cls))
            yield Found(part[0].start, part[-1].end, cls, NAME_HEAD, "name-head")
            return
    following = reading.words[run[-1].index + 1 : run[-1].index + 2]
    if following and adjacent(following[0]) and following[0].text.casefold() in {"workgroup", "consortium", "foundation"}:
        cls = class_by_head(reading.pack, f"x {following[0].text}")
        if cls is not None and not reading.opens_sentence(run[0]):
            yield Found(run[0].start, following[0].end, cls, NAME_HEAD - 1, "name-head")


def _told_before(reading: Reading, first: Word, cls: str) -> str:
    """What is called like a place is what the noun right before says: "the software *firm* Arden Bridge"."""
    before = reading.before(first.start)
    if before is None or not adjacent(first) or not before.text.islower() or not reading.pack.is_a(cls, "Place"):
        return cls
    told = class_of_noun(reading.pack, before.text)
    return told if told is not None and reading.pack.is_a(told, "Organization") else cls


def _told_behind(reading: Reading, last: Word, cls: str) -> str:
    """What is called like a place and buys, holds or invests is a firm: "*Arden Lake* bought 51 percent"."""
    token = reading.token_at(last.start)
    while token is not None and token.dep_ in {"flat", "compound"} and token.head.i != token.i:
        token = token.head
    trades = token is not None and token.dep_ == "nsubj" and token.head.lemma_.casefold() in TRADES
    return "Company" if trades and reading.pack.is_a(cls, "Place") and "Company" in reading.pack.classes else cls


def _is_model(reading: Reading, run: tuple[Word, ...], size: int) -> bool:
    """Say whether an article before and a number behind make a model's name of what ends like a place's: "the Fern Hill 2 stroller"."""
    before = reading.before(run[0].start)
    article = before is not None and before.lower in {"a", "an", "its", "my", "our", "the", "their", "your"} and adjacent(run[0])
    return article and run[size].digits and seems(reading, "Product", run[0].start, run[size].end)


def _is_somebody(reading: Reading, part: tuple[Word, ...]) -> bool:
    """Say whether what ends like a place's name is a person's, who speaks or has a post: "said Linda *Park*, head of sales"."""
    if len(part) != 2 or part[0].text not in given_names():
        return False
    before, after = reading.text[max(0, part[0].start - 12) : part[0].start], reading.text[part[-1].end : part[-1].end + 60]
    spoken = re.search(r"\b(?:said|says|adds|added|explains|told) $", before) or re.match(r",? (?:said|says|adds|added|told)\b", after)
    aside = re.match(r", (?:(?:[a-z-]+|[A-Z][\w&-]*) ){0,4}?(?P<post>[A-Za-z-]+)", after)
    return bool(spoken) or (aside is not None and aside["post"].lower() in ROLES) or seems(reading, "Person", part[0].start, part[-1].end)


def _foreign(reading: Reading, run: tuple[Word, ...]) -> Iterator[Found]:
    """Yield names with a word for a firm of another language: "Compagnie Générale de Verre", "Roux Frères", "Vereinigte Glaswerke"."""
    if "Company" not in reading.pack.classes:
        return
    if len(run) > 1 and FIRMS_LAST.fullmatch(run[-1].text) and run[0].text[0].isalpha():
        yield Found(run[0].start, run[-1].end, "Company", NAME_HEAD, "name-head")
    first = next((k for k, word in enumerate(run) if word.text in FIRMS_FIRST), None)
    if first is None:
        return
    last = run[-1]
    for _ in range(2):  # "Société des Forges de Lorraine"
        link, name = reading.words[last.index + 1 : last.index + 2], reading.words[last.index + 2 : last.index + 3]
        if link and name and link[0].lower in LINKS and adjacent(link[0]) and adjacent(name[0]) and is_capital(name[0]):
            last = name[0]
    if last is not run[first]:
        yield Found(run[first].start, last.end, "Company", NAME_HEAD, "name-head")


def _settle_listed(reading: Reading, head: Word, cls: str) -> str:
    """What is called like a place may be a firm: "two companies, Acme and Wind *River*"."""
    told = class_by_apposition(reading, head) if reading.pack.is_a(cls, "Place") else None
    return told if told is not None and reading.pack.is_a(told, "Organization") else cls


def _settle_forum(reading: Reading, head: Word, cls: str) -> str:
    """A forum with an address, or one that people post on, is a web site; other forums are bodies of members."""
    if head.lower == "forum" and "Publication" in heads_of(reading.pack).get("forum", ()):
        before = reading.text[max(0, head.start - 60) : head.start]
        if FORUM_URL.match(reading.text, head.end) or re.search(r"\b(?:post(?:s|ed)?|thread|read|wrote|member)\b", before):
            return "Publication"
    return cls


def find_datelines(reading: Reading) -> Iterator[Found]:
    """Yield the place and the news wire that open a report: "SAN FRANCISCO, Jan. 22, 2020 /PRNewswire/ —"."""
    for line in reading.lines:
        match = DATELINE_LINE.match(reading.text, line.start, min(line.end, line.start + 160))
        if match is None or not (MONTH_NAME.search(match.group()) or match["wire1"] or match["wire2"] or match["wire3"]):
            continue
        if match["end"].endswith(":") and not (match["wire1"] or match["wire2"] or match["wire3"]) and not match["city"].isupper():
            continue  # "Update, May 3:"
        for name in ("city", "region"):
            if match[name] and not MONTH_NAME.match(match[name] + " 1"):
                yield Found(match.start(name), match.start(name) + len(match[name].rstrip()), "Place", DATELINE, "dateline")
        for name in ("wire1", "wire2", "wire3"):
            if match[name] and name != "wire3":
                yield Found(match.start(name), match.end(name), "Publication", DATELINE, "dateline")
