"""What holds for one model holds for its kin: "the Acme H5 …; now there are the H5, *H7* and *H9*", "the Acme Sol 2 … the *Sol 3*".

A text names a maker beside the first of his models and leaves him out beside the others. Whom it leaves out is told by a list in which one
model is known to be his, by a name built like those of his models, and by the whole text, if it is about one maker and tells of no other.
Which properties are handed on is told by their examples: those whose object may stand inside the name of the subject ("the Dyson 5000").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from l2graph.claims.relations import Relations
from l2graph.entities.themes import Themes
from l2graph.model import Certainty, Claim, Document, Entity, Kind, Modality, Polarity, Ref, Reference, Statement
from l2graph.placed import Placed

BETWEEN = re.compile(
    r"\s?(?:,|,? (?P<last>and|or|&|as well as))\s(?:(?:the|its|their|a|an) )?(?:(?:new|older|newer|smaller|larger|bigger) )?"
)
CODE = re.compile(
    r"(?P<letters>[A-Z]{1,5}[a-z]{0,2})-?(?P<figures>\d{1,5})[A-Za-z]{0,3}(?:[ -](?:Mark [IVX]+|Pro|Plus|Max|Mini|II|III|IV|VI?))?"
)
FAMILY = re.compile(r"(?P<word>[A-ZÀ-Þ][^\W\d_]{3,})(?P<rest> .+)?")
OWNED = re.compile(r"(?:['’]s?)?\s(?:\w+ ){0,2}")
# Done with what others make, or what is given up.
LEAVING = re.compile(r"\b(?:discontinu|import|distribut|withdr|dropp|axed|killed|stopp|resell|stock)")
DETERMINED = re.compile(r"\b(?:[Tt]he|an?|its|their|new|this|my|your)(?: [\w-]+){0,2} $")
NEAR = 40  # characters before a name
LINE = "ProductLine"  # a firm gives the name of a line to things that others make, too
SHORTEST = 3  # letters and figures of a code that others are like: many firms have an "R3"
FEW = 1.4  # the names of all firms, for each of the one that the text is about
CONFIDENCE = 0.5
SAID = frozenset({Kind.ASSERTION, Kind.PREDICTION, Kind.OPINION})
RANK = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


class Kin:
    """Finds whose the models of one document are whose own sentences do not tell it."""

    def __init__(
        self, document: Document, entities: Mapping[str, Entity], references: Sequence[Reference], themes: Themes, relations: Relations
    ) -> None:
        self.document, self.text, self.entities, self.themes, self.pack = document, document.text, entities, themes, relations.pack
        self.named = sorted(r for r in references if r.named and len(r.entities) == 1)
        self.firms = Placed(r for r in self.named if self.pack.is_a(entities[r.entities[0]].cls, "Company"))
        self.props = handed_on(relations)

    def find(self, claims: Sequence[Claim], statements: Sequence[Statement]) -> Iterator[Claim]:
        """Yield what the `claims` of a document hand on."""
        told, places = {(claim.subject, claim.predicate) for claim in claims}, self._places(statements)
        for name, example in sorted(self.props.items()):
            owners: dict[str, set[str]] = defaultdict(set)
            for claim in claims:
                if claim.predicate == name and isinstance(claim.object, Ref) and not LEAVING.search(claim.evidence.of(self.text)):
                    owners[claim.subject].add(claim.object.key)
            domain, owning = self.pack.properties[name].domain, self.pack.properties[name].range
            bare = {r.entities[0]: r for r in reversed(self.named) if self.pack.fits(self.entities[r.entities[0]].cls, domain)}
            bare = {key: ref for key, ref in bare.items() if (key, name) not in told and not self._is_line(key)}
            found = self._titled(bare, owning)
            owners |= {key: {owner} for key, owner in found.items()}
            found |= self._listed(bare, owners)
            models = sorted(key for key in bare.keys() - found.keys() if self.entities[key].cls != LINE)
            alike = {key: owner for key in models if (owner := self._alike(key, owners)) is not None}
            found |= alike
            if (owner := self._only(owners, found, owning)) is not None:
                found |= {key: owner for key in bare.keys() - found.keys() if self._is_about(bare[key], owners)}
            for key, owner in sorted(found.items()):
                yield from self._claim(name, example, key, owner, places)

    def _is_line(self, key: str) -> bool:
        """Say whether other things bear a thing's whole name with more behind it, which makes it that of a line: "the Sol" of "Sol 2"."""
        start = f"{self.entities[key].label} "
        return any(other.label.startswith(start) for other in self.entities.values())

    def _titled(self, bare: Mapping[str, Reference], owning: tuple[str, ...]) -> dict[str, str]:
        """Return whose those are before which the title names somebody: "Acme Halo 3 review", where the text goes on with "the Halo 3"."""
        title, found = self.document.title or "", dict[str, str]()
        firms = {n: e.key for e in self.entities.values() if self.pack.fits(e.cls, owning) for n in (e.label, *e.names) if n in title}
        for key in bare:
            for name in (self.entities[key].label, *self.entities[key].names):
                place = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", title) if name in title else None
                before = title[: place.start()] if place is not None else ""
                ahead = [n for n in firms if re.search(rf"(?<![\w-]){re.escape(n)}(?:['’]s?)? $", before)]
                if ahead:
                    found.setdefault(key, firms[max(ahead, key=lambda n: (len(n), n))])
        return found

    def _listed(self, bare: Mapping[str, Reference], owners: Mapping[str, set[str]]) -> dict[str, str]:
        """Return whose those are that stand in a list with things that are all one's."""
        found: dict[str, str] = {}
        for run in self._runs():
            told = [owners[ref.entities[0]] for ref in run if ref.entities[0] in owners]
            if told and all(len(one) == 1 and one == told[0] for one in told) and not any(self._is_owned(ref) for ref in run):
                found |= {ref.entities[0]: min(told[0]) for ref in run if ref.entities[0] in bare}
        return found

    def _is_owned(self, ref: Reference) -> bool:
        """Say whether a firm's name stands right before a thing's: what is told by that is told of what goes along with it elsewhere."""
        start, before = ref.span.start, self.firms.starting(ref.span.start - NEAR, ref.span.start)
        return any(firm.span.end < start and OWNED.fullmatch(self.text, firm.span.end, start) for firm in before)

    def _runs(self) -> Iterator[list[Reference]]:
        """Yield the lists of things of one class that end with "and" or "or", no maker among them."""
        run: list[Reference] = []
        for ref in self.named:
            if run and ref.span.start < run[-1].span.end:
                continue
            product = self._is_product(ref)
            gap = BETWEEN.fullmatch(self.text, run[-1].span.end, ref.span.start) if run and product else None
            run = [*run, ref] if gap is not None else [ref] if product else []
            if gap is not None and gap["last"]:
                if len({self.entities[one.entities[0]].cls for one in run}) == 1:
                    yield run
                run = []

    def _is_product(self, ref: Reference) -> bool:
        return self.pack.is_a(self.entities[ref.entities[0]].cls, "Product")

    def _alike(self, key: str, owners: Mapping[str, set[str]]) -> str | None:
        """Return whose the things are whose names are built alike, if they are all one's."""
        mine = set(self._shapes(key))
        told = [owners[other] for other in owners if mine & set(self._shapes(other))]
        return min(told[0]) if told and all(len(one) == 1 and one == told[0] for one in told) else None

    def _shapes(self, key: str) -> Iterator[str]:
        """Yield what a thing's name shares with those of its series: "D7…" of three figures, the word "Sonda" of "Sonda 2"."""
        entity = self.entities[key]
        for name in (entity.label, *entity.names):
            if (code := CODE.fullmatch(name.rsplit(" ", 1)[-1] if " " in name else name)) is not None:
                letters, figures = code["letters"], len(code["figures"])
                if len(letters) + figures >= SHORTEST:
                    yield f"{letters}{figures if len(letters) < SHORTEST else ''}"
            if (family := FAMILY.fullmatch(name)) is not None and not re.search(rf"\b{family['word'].lower()}s?\b", self.text):
                yield family["word"]

    def _only(self, owners: Mapping[str, set[str]], found: Mapping[str, str], owning: tuple[str, ...]) -> str | None:
        """Return the one who owns all that the text tells the owner of, if the text is about him and names few others."""
        everybody = {owner for one in owners.values() for owner in one} | set(found.values())
        theme = self.themes.at(self.themes.body, owning)
        if theme is None or not everybody <= {theme} or theme not in self.themes.titled:
            return None
        counts = Counter(r.entities[0] for r in self.named if self.pack.is_a(self.entities[r.entities[0]].cls, "Company"))
        return theme if sum(counts.values()) <= FEW * counts[theme] else None

    def _is_about(self, ref: Reference, owners: Mapping[str, set[str]]) -> bool:
        """Say whether something is surely a thing that is made: it has a number, or an article beside others that are."""
        if any(c.isdigit() for c in self.entities[ref.entities[0]].label):
            return True
        return bool(owners) and DETERMINED.search(self.text, max(0, ref.span.start - NEAR), ref.span.start) is not None

    def _places(self, statements: Sequence[Statement]) -> Mapping[str, tuple[Reference, Statement]]:
        """Return where each thing is named most surely, and first so."""
        named, places = Placed(self.named), dict[str, tuple[Reference, Statement]]()
        for said in sorted(statements, key=lambda s: (RANK[s.modality.certainty], s.span)):
            if said.modality.kind in SAID and said.modality.polarity is Polarity.POSITIVE:  # not "nobody has seen *an H7*"
                for ref in named.within(said.span.start, said.span.end):
                    places.setdefault(ref.entities[0], (ref, said))
        return places

    def _claim(self, name: str, example: str, key: str, owner: str, places: Mapping[str, tuple[Reference, Statement]]) -> Iterator[Claim]:
        """Yield the claim, made where the thing is named most surely."""
        if key in places:
            ref, said = places[key]
            yield Claim(
                key, name, Ref(owner), self.document.id, ref.span, said.span, said.claimant, example, Modality(said.modality.certainty),
                reported_by=said.reported_by, confidence=CONFIDENCE, subject_span=ref.span,
            )  # fmt: skip


@lru_cache(maxsize=4)
def handed_on(relations: Relations) -> Mapping[str, str]:
    """Return the properties that are handed on, each with the example that tells so."""
    return {
        pattern.predicate: pattern.example
        for pattern in reversed(relations.patterns)
        if pattern.steps[:1] == (("within", ""),) and relations.pack.properties[pattern.predicate].value == "entity"
    }
