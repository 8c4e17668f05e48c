"""Data sheets -> claims: "Weight: 520 g", a table's "Sensor | 61 MP", "Specs: weight 520 g; price 2,499 euros".

What a row is called tells the property: `l2:sheetLabel` of the pack, or `l2:inverseSheetLabel` where a row gives the subjects ("Members").
A line that is nothing but such a label, or ends with one and a colon, leads into a list. The rows are said of what the line above them
names, else of what the text is about. One row alone is no sheet, unless it lists names: "Price: I would not pay it." stands in any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from l2graph.claims.candidates import TECHNIQUES, Candidate
from l2graph.claims.featured import featured
from l2graph.claims.relations import Relations
from l2graph.claims.tables import Row, rows_of_tables
from l2graph.documents.paragraphs import paragraphs
from l2graph.entities.themes import APART, Themes
from l2graph.mentions.quantities import find_quantities
from l2graph.model import DateMention, Document, Quantity, QuantityMention, Ref, Reference, Span, Value
from l2graph.pack import Pack, PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FEWEST_ROWS = 2
LONGEST_LABEL, LONGEST_VALUE = 4, 12  # words
MOSTLY = 0.6  # of the characters of an item are names
LONGEST_TITLE = 10  # words of the line above
GAP = 3  # lines without a known label between two rows of a sheet
_ROW = re.compile(
    r"\W{0,3}(?P<label>[^\W\d_][^:\t\n=]{1,40}?)\s*(?:\([^()\n]{1,30}\)\s*)?(?::|\t|\s[–—=]\s|\s-\s)\s*(?P<value>\S[^\t\n]*)$"
)
# What a title says before the name of the thing: "Best budget: …", "Review: …".
_PRIZE = re.compile(
    r"\b(?:best|top|most|winner|runner|choice|picks?|recommended|alternatives?|also|reviewed|review|test|tested|overall|favou?rites?)\b",
    re.I,
)
_OF = re.compile(r"(?:the )?(?P<label>[^:]+?) of (?=[A-Z]|the ).*:?$", re.IGNORECASE)  # "Suppliers of Kestrel:"
_LEADS = re.compile(  # "It has four members:", "It named four members who join in May. They are:"
    r"\b(?P<label>(?:founding |new |main )?[a-z]+)(?: (?:added|joining|named|announced|admitted|that|who)\b[^.:;]{0,60})?"
    r"(?:\.? (?:(?:Here )?[Tt]hey|These|The new ones) are(?: as follows| listed below| the following)?| are| include| follow| as follows)?"
    r"\s?:$"
)
_BULLET = re.compile(r"\s*[-*+•‣◦▪–·]\s")
_ITEM_NAME = re.compile(r"\W{0,4}$")
_SAID_OF_ITEM = re.compile(r"\s?\(|\s?[–—:,]\s|\s-\s")  # "Acme GmbH (pumps)", "Acme GmbH - pumps"
_ASIDE = re.compile(r"\s*\([^()]*\)")  # "1,150 (2022)"
_COUNT = re.compile(r"(?:(?:about|approx\.|approximately|around|c\.|ca\.|over|more than|[~≈]) ?)?\d[\d,. ]*", re.IGNORECASE)
_PIECE = re.compile(r"[^;\n]+")
_SHORT = re.compile(r"[^\n|/•·;]+?(?:(?=\s[|/•·]\s)|;|(?<=\w\w)\.(?=\s+[A-Z]|\s*$)|$)")  # "RRP: €649. Available from May. Weight: 1.2 kg."
_LEAD = re.compile(r"[^:;\n]{1,40}:\s+(?=[^:;\n]+;)")  # "Specs: weight 520 g; price …"


class Sheets:
    """The data sheets of one document."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        references: Sequence[Reference],
        themes: Themes,
        relations: Relations,
        classes: Mapping[str, str],
    ) -> None:
        self.classes = classes
        self.document, self.doc, self.themes, self.relations = document, doc, themes, relations
        self.pack: Pack = relations.pack
        self.references = [r for r in references if len(r.entities) == 1]
        self.labels = labels_of(self.pack)
        self.rows = tuple(self._rows()) if self.labels else ()

    def find(
        self, sentence: Span, classes: Mapping[str, str], quantities: Sequence[QuantityMention], dates: Sequence[DateMention],
        found: Sequence[Candidate],
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield what the rows in a sentence say, where nothing was `found` that says it."""
        for row in self.within(sentence):
            holder = self._holder(row, classes)
            if holder is None or any(c.prop == row.prop and c.subject == holder for c in found):
                continue
            for thing, span in self._things(row, classes, quantities, dates):
                if not isinstance(thing, Ref):
                    yield self._candidate(row, holder, thing, row.label, span)
                elif thing.key != holder and row.inverse:
                    yield self._candidate(row, thing.key, Ref(holder), span, row.label)
                elif thing.key != holder:
                    yield self._candidate(row, holder, thing, row.label, span)

    def within(self, sentence: Span) -> tuple[Row, ...]:
        """Return the rows whose values stand in a sentence."""
        return tuple(row for row in self.rows if sentence.start <= row.value.start < sentence.end)

    # --- rows

    def _rows(self) -> Iterator[Row]:
        """Yield the rows that stand in runs, the lists, and the cells of tables."""
        text, title = self.document.text, None
        run: list[Row] = []
        blank, beside = GAP + 1, 0  # lines since the last row; lists of names between the rows
        lines = [Span(m.start() + p.start, m.end() + p.start) for p in paragraphs(text) for m in re.finditer(r"[^\n]+", p.of(text))]
        cells = list(rows_of_tables(text, lines, self._known, self._only))
        yield from (row for _, row in cells)
        tabled = {at for at, _ in cells}
        for at, line in enumerate(lines):
            rows = (list(self._rows_of(line)) or list(self._below(lines, at))) if at not in tabled else []
            if rows:
                blank = 0
                run += [replace(row, titled=title) for row in rows]
                continue
            listed = list(self._list(lines, at))
            yield from listed
            blank, beside = (0, beside + 1) if listed else (blank, beside)
            yield from self._featured(lines, at)
            if self._is_item(lines, at):
                continue
            blank += 1
            headed = next((key for span, key in self.themes.headed if span.start == line.start), None)
            if headed is not None or blank > GAP or len(line.of(text).split()) > LONGEST_VALUE + LONGEST_LABEL:
                yield from self._kept(run, beside)
                run, beside, title = [], 0, headed or self._named(line)
        yield from self._kept(run, beside)

    def _below(self, lines: Sequence[Span], at: int) -> Iterator[Row]:
        """Yield the row of a line that gives the amount or the time whose label is the line above: "Founded", below it "3 March 1966"."""
        above, value = (lines[i].of(self.document.text).strip("*_•-–: ") for i in (at - 1, at))
        known = self.labels.get(above.casefold()) if at else None
        if known is not None and known[0].value != "entity" and not known[1] and len(value.split()) <= LONGEST_VALUE:
            yield Row(known[0], lines[at - 1], lines[at])

    def _is_item(self, lines: Sequence[Span], at: int) -> bool:
        """Tell whether a line is a row of which the label tells nothing ("Transmission: PixSync 5"): no title of the rows below."""
        text = self.document.text
        row = _ROW.match(text, lines[at].start, lines[at].end)
        if row is None or _PRIZE.search(row["label"]) or not at:
            return False
        above = lines[at - 1]
        return above.of(text).endswith(":") or _ROW.match(text, above.start, above.end) is not None

    def _list(self, lines: Sequence[Span], at: int) -> Iterator[Row]:
        """Yield a row for each item below a line that is nothing but a label: "Members:", "Suppliers of Kestrel:"."""
        bare = lines[at].of(self.document.text).strip("*_•-– ")
        of = _OF.match(bare)
        of = of if of and len(of["label"].split()) <= LONGEST_LABEL else None
        last = _LEADS.search(bare)
        label = of["label"] if of else last["label"] if last else bare.rstrip(":")
        found = self.labels.get(label.casefold())
        titled = self._named(lines[at]) if of else None
        if found is None or found[0].value != "entity" or (of and titled is None):
            return
        if not of:
            named = self._within(lines[at], found[0].range if found[1] else found[0].domain)
            text = self.document.text
            asides = {r for r in named if text.count("(", lines[at].start, r.span.start) > text.count(")", lines[at].start, r.span.start)}
            holders = {r.entities[0] for r in named if r not in asides}
            titled = holders.pop() if len(holders) == 1 else None
        for line in islice(lines, at + 1, None):
            names = self._names_of_item(line)
            if names is None and not _BULLET.match(self.document.text, line.start):
                return
            if names is not None:
                yield Row(found[0], lines[at], names, titled, inverse=found[1])

    def _names_of_item(self, line: Span) -> Span | None:
        """Return what an item of a list names: all of it, or the name that it opens with and says something of."""
        if self._is_names(line):
            return line
        text = self.document.text
        first = next((r.span for r in self.references if r.named and line.covers(r.span)), None)
        opens = first is not None and _ITEM_NAME.fullmatch(text, line.start, first.start) is not None
        return first if first is not None and opens and _SAID_OF_ITEM.match(text, first.end, line.end) else None

    def _featured(self, lines: Sequence[Span], at: int) -> Iterator[Row]:
        """Yield a row for each name in a list of features."""
        for prop in (p for p in self.pack.properties.values() if p.list_labels):
            names, titled = partial(self._spans, classes=prop.range), partial(self._only, classes=prop.domain)
            yield from featured(self.document.text, lines, at, prop.list_labels, names, prop, titled)

    def _spans(self, within: Span, classes: tuple[str, ...]) -> list[Span]:
        return [r.span for r in self._within(within, classes)]

    def _within(self, within: Span, classes: tuple[str, ...]) -> list[Reference]:
        fitting = (r for r in self.references if r.named and self.pack.fits(self.classes[r.entities[0]], classes))
        return [r for r in fitting if within.covers(r.span)]

    def _is_names(self, line: Span) -> bool:
        """Tell whether a line is hardly more than names."""
        covered = sum(r.span.end - r.span.start for r in self.references if r.named and line.covers(r.span))
        return covered >= MOSTLY * len(line.of(self.document.text).strip("*_•-–0123456789. "))

    @staticmethod
    def _kept(run: Sequence[Row], beside: int) -> Iterator[Row]:
        if len(run) + beside >= FEWEST_ROWS or any(row.inverse for row in run):
            yield from run

    def _rows_of(self, line: Span) -> Iterator[Row]:
        """Yield the rows of a line: one, or several with semicolons, strokes or full stops between them."""
        text = self.document.text
        short = list(self._short(line))
        if short:
            yield from short
            return
        whole = _ROW.match(text, line.start, line.end)
        if whole is not None and ";" not in whole["value"]:
            row = self._row(Span(*whole.span("label")), Span(*whole.span("value")))
            if row is not None:
                yield row
                return
        lead = _LEAD.match(text, line.start, line.end)
        start = lead.end() if lead else line.start
        pieces = [Span(m.start(), m.end()) for m in _PIECE.finditer(text, start, line.end)]
        found = []
        for piece in pieces if len(pieces) > 1 or len(line.of(text).split()) <= LONGEST_LABEL + 2 else ():
            inner = _ROW.match(text, piece.start, piece.end)
            row = self._row(Span(*inner.span("label")), Span(*inner.span("value"))) if inner else self._begun(piece)
            found += [row] if row is not None else []
        yield from found
        if whole is not None and not found:  # "Founded: 14 March 2012; Bergen"
            row = self._row(Span(*whole.span("label")), Span(*whole.span("value")))
            yield from [row] if row is not None else []

    def _short(self, line: Span) -> Iterator[Row]:
        """Yield the rows of a line that is nothing but rows, with full stops or strokes between them."""
        pieces = [
            Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in _SHORT.finditer(self.document.text, line.start, line.end)
        ]
        matches = [(piece, _ROW.match(self.document.text, piece.start, piece.end)) for piece in pieces if piece.start < piece.end]
        rows = [self._row(Span(*m.span("label")), Span(*m.span("value"))) if m else self._begun(piece) for piece, m in matches]
        if len(rows) >= FEWEST_ROWS and all(row is not None for row in rows):
            yield from (row for row in rows if row is not None)

    def _row(self, label: Span, value: Span) -> Row | None:
        known = self._known(label.of(self.document.text)) if len(value.of(self.document.text).split()) <= LONGEST_VALUE else None
        return Row(known[0], label, value, inverse=known[1]) if known is not None else None

    def _known(self, label: str) -> tuple[PropertyDef, bool] | None:
        """Return what the longest known label among some words tells, of two the last one."""
        words = label.casefold().split()
        ways = [(last - first, first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
        for _, first, last in sorted(ways, key=lambda way: (-way[0], -way[1])) if len(words) <= LONGEST_LABEL else ():
            known = self.labels.get(" ".join(words[first:last]).strip("*_•-– "))
            if known is not None:
                return known
        return None

    def _only(self, cell: Span, classes: tuple[str, ...]) -> str | None:
        """Return the only thing of some classes that a cell names."""
        keys = {
            r.entities[0]
            for r in self.references
            if r.named and cell.covers(r.span) and self.pack.fits(self.classes[r.entities[0]], classes)
        }
        return keys.pop() if len(keys) == 1 and len(cell.of(self.document.text).split()) <= LONGEST_TITLE else None

    def _begun(self, piece: Span) -> Row | None:
        """Return the row of a piece that begins with a label: "weight 520 g"."""
        text = self.document.text
        words = list(re.finditer(r"\S+", piece.of(text)))
        for count in range(min(LONGEST_LABEL, len(words) - 1), 0, -1):
            known = self.labels.get(" ".join(m.group() for m in words[:count]).casefold().strip("*_•-– "))
            if known is not None and not known[1]:
                label = Span(piece.start + words[0].start(), piece.start + words[count - 1].end())
                return Row(known[0], label, Span(piece.start + words[count].start(), piece.end))
        return None

    def _named(self, line: Span) -> str | None:
        """Return the only thing that a title names."""
        if len(line.of(self.document.text).split()) > LONGEST_TITLE:
            return None
        keys = {r.entities[0] for r in self.references if r.named and line.covers(r.span)}
        things = {key for key in keys if self.pack.is_a(self.classes[key], "Product")}
        if len(keys) > 1 and len(things) == 1 and all(key in things or self.pack.is_a(self.classes[key], "Company") for key in keys):
            return things.pop()  # "Acme Halo 3": the product with its maker
        return keys.pop() if len(keys) == 1 else None

    # --- what they say

    def _holder(self, row: Row, classes: Mapping[str, str]) -> str | None:
        """Return whose row it is."""
        wanted = row.prop.range if row.inverse else row.prop.domain
        if row.titled is not None and self.pack.fits(classes[row.titled], wanted):
            return row.titled
        if any(s.kind in APART and s.span.overlaps(row.value) for s in self.document.sections):
            return None
        theme = self.themes.at(row.value.start, wanted)
        return theme if theme is None or self._is_named_elsewhere(theme) else None

    def _is_named_elsewhere(self, key: str) -> bool:
        """Say whether more than a row's value names what the text seems to be about: "Parent company: Acme" alone is of another firm."""
        named = [ref.span for ref in self.references if ref.named and key in ref.entities]
        values = [row.value for row in self.rows if row.prop.value == "entity"]
        return not named or any(not any(value.covers(span) for value in values) for span in named)

    def _things(
        self, row: Row, classes: Mapping[str, str], quantities: Sequence[QuantityMention], dates: Sequence[DateMention]
    ) -> Iterator[tuple[Ref | Quantity | Value, Span]]:
        """Yield the things, or the first amount or date, that the value gives."""
        prop = row.prop
        if prop.value == "quantity":
            fitting = [q for q in quantities if row.value.covers(q.span) and q.quantity.unit in prop.units]
            bare = _ASIDE.sub("", row.value.of(self.document.text)).strip()
            counted = row.label.of(self.document.text).split()[-1].casefold()  # "Employees: 1,150 (2022)", "Number of employees: 85"
            unit = row.unit or (counted if counted in prop.units and _COUNT.fullmatch(bare) else "")
            figure = find_quantities(f"{bare} {unit}") if unit and not fitting else ()
            yield from ((q.quantity, q.span) for q in fitting[:1])
            yield from ((q.quantity, row.value) for q in figure[:1] if q.quantity.unit in prop.units)
        elif prop.value == "date":
            times = [(point, d.span) for d in dates if row.value.covers(d.span) and (point := d.time.point)]
            yield from ((Value(point, "date"), span) for point, span in times[:1])
        else:
            for ref in self.references:
                wanted = prop.domain if row.inverse else (*prop.range, "Product") if prop.range == TECHNIQUES else prop.range
                if row.value.covers(ref.span) and self.pack.fits(classes[ref.entities[0]], wanted):
                    yield Ref(ref.entities[0]), ref.span  # "Processor: AMD Ryzen 9": a product that is built in
                    if prop.range == ("Place",):
                        return  # "Bergamo, Italy": the seat, and then what it lies in

    def _candidate(self, row: Row, subject: str, obj: Ref | Quantity | Value, first: Span, second: Span) -> Candidate:
        pattern = min((p for p in self.relations.patterns if p.predicate == row.prop.name), key=repr)
        head = self._head(max(first, second))
        evidence = Span(min(first, second).start, max(first.end, second.end))
        return Candidate(subject, row.prop, obj, pattern, first, second, evidence, (head.i,), head.i, named=False, unsaid=True)

    def _head(self, span: Span) -> Token:
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        assert found is not None  # mentions come from this text
        return found.root


def labels_of(pack: Pack) -> Mapping[str, tuple[PropertyDef, bool]]:
    """Return what rows are called, in small letters, and what they tell: the property, and whether the row gives its subjects."""
    direct = {label.casefold(): (prop, False) for prop in pack.properties.values() for label in prop.sheet_labels}
    return {label.casefold(): (prop, True) for prop in pack.properties.values() for label in prop.inverse_sheet_labels} | direct
