"""Tree -> frames: who does what to whom, whatever the construction.

A sentence says one thing in many trees. Here the trees are brought together once, for all properties: active and
passive, participles and relative clauses, conjunction, apposition, copulas, possessives, *of* and compounds, the shared
subjects of infinitives. What comes out is a graph over the sentence's words in which "the mount developed by Leica", "Leica, which
developed the mount" and "the mount was developed by Leica" have the same edges (after PredPatt, White et al. 2016, and
enhanced Universal Dependencies, Schuster & Manning 2016).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.attachments import (
    also_doing,
    apposed,
    buying,
    commits,
    counted_off,
    either_way,
    examples_of,
    introduced,
    is_aside_clause,
    is_reached,
    named_to,
    predicated,
    shared_owners,
    together,
    told_of,
    trailing,
)
from l2graph.claims.framing import AFTER_NOUN, APPEARING, COLLECTIVE, LOOSE, NOMINAL, OWNED, PLAIN_ROLES, TRANSITIVE, TRANSPARENT, UNITS
from l2graph.claims.glosses import (
    antecedent,
    bearer,
    explained,
    is_aside,
    is_cleft,
    is_description,
    is_second_title,
    is_title,
    second_post,
    second_subject,
)
from l2graph.claims.trees import universal, urged
from l2graph.entities.ranking import nearest
from l2graph.mentions.roles import ROLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Edge = tuple[str, int]  # role, token index


class Frames:
    """The frames of one sentence: for each token, what it is of what (`up`), and the reverse (`down`).

    Indices are those of the `Doc`. Edges are sorted and without doubles.
    """

    def __init__(
        self,
        sentence: Span,
        lists: Iterable[Sequence[int]] = (),
        beside: Iterable[tuple[str, int, int]] = (),
        named: Mapping[int, int] | None = None,
        times: Mapping[int, str] | None = None,
        *,
        either: bool = False,
    ) -> None:
        """Read a sentence.

        `lists` are the heads of names that stand in a row ("A, B and C"), whatever the parser made of them; `beside` are further
        edges (role, word, word that it belongs to), for what only punctuation tells: "Wetzlar, Germany", "Leica (Wetzlar)"; `named` are
        the words of names, with the number of the name; `times` are the heads of dates, with the role of what is dated so by a preposition.
        `either` lets what follows an object by a preposition hang on the verb as well, and examples share what their plural is of:
        so a text is read, whereas a pattern keeps to what its example says.
        """
        self.doc: Doc = sentence.doc
        self.tokens: list[Token] = [token for token in sentence if not token.is_space]
        self._places = [(token.idx, token.idx + len(token)) for token in self.tokens]
        self._children: dict[int, list[tuple[Token, str, str]]] = defaultdict(list)  # with the relation, and that without its sub-type
        for token in self.tokens:
            if token.head.i != token.i:
                relation = universal(token)
                self._children[token.head.i].append((token, relation, relation.split(":")[0]))
        self._up: dict[int, set[Edge]] = defaultdict(set)
        self._same: list[tuple[Token, Token]] = []
        self._same_place: list[tuple[Token, Token]] = []
        self._named, names = frozenset(named or ()), named or {}
        self._dates = frozenset(times or ())
        self.lists = [frozenset(members) for members in lists]
        spare = self._spare_subjects()
        for token in self.tokens:
            if token.i not in spare:
                self._base(token)
        for members in self.lists:
            self._list(sorted(members))
        self._renamed()
        self._named_to()
        self._examples = frozenset(self._exampled() if either else ())
        self._clauses()
        self._renamed()  # what the clauses added
        self._equate(names)
        self._transparent()
        for token, verb in together(self):
            self._add(token, "agent", verb)
        self._timed(times or {})
        if either:
            self._either_way()
        for role, index, of in beside:
            if role == "bracket":  # it belongs to what it follows, whatever the tree says
                self._up[index] = {(r, j) for r, j in self._up[index] if r != "appos" or j == of}
            self._up[index].add((role, of))
        self.up: dict[int, list[Edge]] = {i: sorted(edges) for i, edges in self._up.items()}
        down: dict[int, list[Edge]] = defaultdict(list)
        for i, edges in sorted(self.up.items()):
            for role, j in edges:
                down[j].append((role, i))
        self.down: dict[int, list[Edge]] = {j: sorted(edges) for j, edges in down.items()}

    def _equate(self, names: Mapping[int, int]) -> None:
        """Let words for one thing be predicated of each other, and makers inside the names of models be of the models alone."""
        for token in self.tokens:
            if is_aside(token):
                self._same.extend((subject, token) for subject in self._subjects(token.head))
            elif is_description(token):
                self._same.extend((thing, token) for thing in self._objects(token.head) or self._subjects(token.head))
        for left, right in self._same:  # last, so that a conjunct does not inherit what only its neighbour is
            self._is_a(left, right)
        for left, right in (*self._same, *((right, left) for left, right in self._same), *predicated(self)):
            self._told_of(left, right)
        for maker, model in self._same_place:  # "the Leica Q3 was launched": not Leica
            if names.get(maker.i) != names.get(model.i) and any(c.isdigit() for c in model.text):
                self._up[maker.i] = {("of", model.i)}

    def children(self, token: Token, *relations: str) -> list[Token]:
        """Return the token's dependants that stand in one of these relations (sub-types included), in text order."""
        return [c for c, relation, base in self._children[token.i] if not relations or relation in relations or base in relations]

    def words_at(self, start: int, end: int) -> list[Token]:
        """Return the words that a stretch of the text touches."""
        return [token for token, (left, right) in zip(self.tokens, self._places, strict=True) if left < end and start < right]

    def is_named(self, token: Token) -> bool:
        """Tell whether a word is a name."""
        return token.i in self._named

    def passive(self, verb: Token) -> bool:
        """Tell whether a verb's subject undergoes the action: a passive, or a bare participle."""
        if any(relation in {"nsubj:pass", "aux:pass", "csubj:pass"} for _, relation, _ in self._children[verb.i]):
            return True
        finite = any(relation in {"aux", "cop", "aux:pass"} for _, relation, _ in self._children[verb.i])
        return verb.tag_ == "VBN" and not finite and not self.children(verb, "obj") and universal(verb) != "root"

    # --- edges that the tree gives directly

    def _spare_subjects(self) -> set[int]:
        """Return subjects beyond the first of a verb: a verb has one, what else is called so is the parser's slip."""
        spare: set[int] = set()
        for verb in self.tokens:
            subjects = [c for c in self.children(verb, "nsubj") if universal(c) != "nsubj:outer"]
            before = [c for c in subjects if c.i < verb.i]
            kept = before[-1:] or subjects[:1]
            spare |= {c.i for c in subjects if c not in kept and c.i > verb.i}
        return spare

    def _base(self, token: Token) -> None:
        head, relation = apposed(token, self._named), universal(token)
        relation = relation if introduced(token, self._named) is None else "appos"
        if head.i == token.i:
            return
        if relation == "pobj" and head.pos_ == "ADP":
            self._add(token, f"prep:{head.lower_}", head.head)
            return
        if {token.i, head.i} <= self._named and relation.startswith("flat") and token.i > head.i:
            self._add(head, "of", token)  # two names, "Olympus PEN": the second is the thing, the first whose it is
            self._same_place.append((head, token))
            return
        if relation == "nmod:unmarked" and {token.i, head.i} <= self._named and any(i in self._named for i in range(head.i + 1, token.i)):
            return  # "Munich and Sunnyvale, *California*": hung on Munich, and of Sunnyvale alone: see rows.py
        role = self._role(token, head, relation)
        over = token.i in self._named and head.head.i < token.i < head.i
        if role.startswith("prep:") and head.head.i != head.i and (head.pos_ == "ADV" or over):
            head = head.head  # "together with Sony": with Sony; "competes with *Sony* in sensors", whatever the tree says
        if role == "prep:from" and token.i in self._named and (verb := buying(head)) is not None:
            head = verb
        if role == "of" and (nearer := self._renaming(token)) is not None:
            head = nearer
        if role == "of" and {token.i, head.i} <= self._named and token.i > head.i and head.text.rsplit(" ", 1)[-1].lower() not in UNITS:
            role = "prep:of"  # "Bolt AG of Ulm" is from there; "Ulm's Bolt AG", or "the Pump Group of Bolt AG", may be anything of it
        if role:
            self._add(token, role, head)
        if relation == "compound" and role == "of" and token.i in self._named:
            while head.i not in self._named and universal(head) == "compound" and head.pos_ == "NOUN":
                head = head.head
                self._add(token, "of", head)  # "the Acme camera *business*"
        if self._renames(token):
            if not {token.i, head.i} <= self._named:  # "Wetzlar, Germany" are two things, "Harsch, CEO" is one
                self._same.append((token, head))
                listed = self.children(token, "conj") if token.i in self._named else []
                self._same.extend((other, head) for other in listed if other.i in self._named)  # "lenses: A, B and C"
                if head.i in self._named and token.tag_ == "NNS":  # "A, B and C, three lenses that …"
                    self._same.extend(
                        (token, other) for other in self.children(head, "conj") if other.i in self._named and other.i < token.i
                    )
        elif (thing := explained(token, self._named) or second_subject(token, self._named) or second_post(token, self._named)) is not None:
            self._same.append((token, thing))
            if universal(thing) == "vocative":
                self._add(thing, role, head)
        elif token.i in self._named and (noun := bearer(token, self._named)) is not None:
            self._same.append((token, noun))
        elif relation == "conj" and is_title(token, self._named):
            self._same.append((token, head))
        elif relation == "conj" and is_second_title(token, self._named):
            self._same.append((token, head.head))
        elif relation.startswith(("flat", "compound", "amod", "nmod:desc")) and token.pos_ in NOMINAL and head.pos_ in NOMINAL:
            names = [t for t in (token, head) if t.i in self._named or (not self._named and t.pos_ == "PROPN")]
            nouns = [t for t in (token, head) if t not in names and t.pos_ in {"NOUN", "PROPN"} and not self._measure(t)]
            if len(names) == 1 and nouns and (head in names or relation.startswith("flat")):
                self._add(names[0], "agent", nouns[0])  # "analyst Jane Doe"

    def _role(self, token: Token, head: Token, relation: str) -> str:
        base = relation.split(":")[0]
        if (
            relation in {"compound", "nummod", "amod", "nmod:unmarked", "obl:unmarked"}
            and head.pos_ in {"NOUN", "PROPN"}
            and self._measure(token)
        ):
            return "mod"  # "a 100 MP sensor", "a 3.5-inch screen": labels vary, the meaning does not
        if relation in {"nsubj:pass", "csubj:pass"}:
            return "patient"
        if (base in LOOSE or (base, head.pos_) == ("conj", "VERB")) and token.i in self._named and self.children(token, "case"):
            return self._oblique(token, head)  # "bought by Acme in 2007 and *by Bolt* in 2008"
        if base == "nsubj":
            return "patient" if head.tag_ == "VBN" and self.passive(head) else "agent"
        given = base == "iobj" or (base == "obj" and token.i in self._named and len(self.children(head, "obj")) > 1)
        if given and token.i < head.i and not self.children(head, "nsubj"):
            return "agent"  # "expect *Acme* to supply Bolt"
        if base == "obj" and token.pos_ == "PRON" and token.i == head.i - 1 and not self.children(head, "nsubj"):
            return "agent"  # "said *it* named Jane Doe president"
        if base == "obj" and head.lemma_ in APPEARING and head.tag_ in {"VBD", "VBZ", "VBP"} and not self.children(head, "nsubj"):
            return "agent"  # "Then came *the Z8*"
        if base == "obj" or (base == "iobj" and not self.children(head, "obj", "ccomp", "xcomp")):  # "to supply *Acme* again"
            return "prep:to" if is_reached(token, head) else "patient"
        if relation == "obl:agent":
            return "agent"
        if relation == "obl" and token.i in self._named and token.i > head.i and head.pos_ == "VERB" and not self.children(token, "case"):
            return "patient" if self.children(head, "compound:prt") and not self.children(head, "obj") else "prep:"  # "taken over *Bolt*"
        if base in {"obl", "nmod"} and relation != "nmod:poss":
            return self._oblique(token, head)
        if base == "xcomp" and token.pos_ == "NOUN" and head.pos_ == "VERB" and self.children(token, "case"):
            return self._oblique(token, head)  # "went on sale", where the parser takes that for a state
        if (
            relation == "nmod:poss"
            and head.lower_ not in ROLES
            and any(self._oblique(c, head) == "of" for c in self.children(head, "nmod") if c.i > head.i)
        ):
            return "whose"  # "Acme's acquisition of Bolt": who does it, and to whom
        if relation == "nmod:poss" and any(t.lower_ == "sister" for t in self.doc[token.i + 1 : head.i]):
            return ""  # "Acme's *sister* company Bolt": both are another's
        if relation == "nmod:poss" and head.lemma_.lower() in OWNED and any(c.i in self._named for c in self.children(head, "compound")):
            return "whose"  # "Acme's Bolt unit": not Bolt's
        if relation == "nmod:poss" or relation == "compound":
            return "pre" if head.tag_ in {"VBN", "VBG", "JJ"} and relation != "nmod:poss" else "of"
        if relation == "compound:prt":
            return "particle"
        if base == "det" and token.lower_ == "no":
            return "no"
        return "appos" if self._renames(token) else PLAIN_ROLES.get(base, "")

    def _measure(self, token: Token) -> bool:
        """Tell whether a word is a figure or the unit of one; in "61-megapixel sensor" the figure may hang on the sensor."""
        if token.i in self._named:
            return False  # "the HX200 sensor"
        if any(c.isdigit() for c in token.text) or self.children(token, "nummod"):
            return True
        return token.i > 1 and self.doc[token.i - 1].text in {"-", "‐", "‑"} and self.doc[token.i - 2].text[:1].isdigit()

    def _oblique(self, token: Token, head: Token) -> str:
        """Name an oblique by its preposition; *by* with a passive is its agent, *of* joins the possessives."""
        case = " ".join(c.lower_ for c in self.children(token, "case") for c in [c, *self.children(c, "fixed")])
        if not case and (universal(token).endswith(":unmarked") or universal(token).endswith(":npmod")):
            return "pre" if head.tag_ in {"VBN", "VBG", "JJ"} and token.i < head.i else "prep:"
        if case == "by" and head.pos_ == "VERB" and self.passive(head):
            return "agent"
        return "of" if case in {"of", "'s", "’s", "’", "'"} else f"prep:{case}"

    def _renames(self, token: Token) -> bool:
        """Tell whether a word stands in apposition to its head, as the parser's labels for lists and asides often mean too."""
        relation = universal(token)
        if relation in {"appos", "list"} or introduced(token, self._named) is not None:
            return True
        if token.i in self._named and token.head.i not in self._named and token.i > token.head.i and token.head.pos_ == "NOUN":
            first = token.left_edge.i
            if relation == "nmod" and (first - 1 == token.head.i or self.doc[first - 1].text == ",") and not self.children(token, "case"):
                return True  # "its chairman, Jane Doe, said": taken for a place or a measure; "at brokerage *Acme*"
            return relation in AFTER_NOUN  # "three lenses: the 21 mm", "the chip maker Arm"
        return relation in {"parataxis", "dep"} and token.pos_ in NOMINAL and token.head.pos_ in NOMINAL

    def _renaming(self, token: Token) -> Token | None:
        """Return the name right before "of" where the tree hangs a name on the noun that this renames: "its rival, Bolt AG *of Ulm*"."""
        case = next(iter(self.children(token, "case")), None)
        before = self.doc[case.i - 1] if case is not None and case.i else None
        if before is None or not {token.i, before.i} <= self._named or before.i == token.head.i or token.head.i in self._named:
            return None
        return before if before.head.i == token.head.i and self._renames(before) else None

    def _is_a(self, left: Token, right: Token) -> None:
        """Let two words for one thing be predicated of each other, as a copula would."""
        self._add(left, "agent", right)
        self._add(right, "agent", left)

    def _list(self, members: Sequence[int]) -> None:
        """Let the names of a list share what any of them is of outside of it, if the tree joins them at all."""
        inside = set(members)
        if not any(self.doc[i].head.i in inside for i in members):
            return
        outer = [{(role, j) for role, j in self._up[i] if j not in inside} for i in members]
        # "A, B and C": where A hangs on C as if it were its modifier, what C is of is what all are of.
        edges = next((e for e in outer if any(role not in {"of", "flat", "mod", "pre"} for role, _ in e)), outer[-1])
        for i in members:
            self._up[i] = {(role, j) for role, j in self._up[i] if j not in inside} | edges

    def _told_of(self, subject: Token, noun: Token) -> None:
        """Let a thing do what a clause about its apposition says: "the alliance, a club that admits makers" admits them."""
        clauses = {c.i for c in self.children(noun, "acl")} | {c.i for n in self.children(noun, "nmod") for c in self.children(n, "acl")}
        clauses |= {c.i for i in clauses for c in self.children(self.doc[i], "conj") if c.pos_ == "VERB"}
        clauses |= {t.i for t in self.tokens if any(("prep:as", i) in self._up[t.i] for i in clauses)}  # "a man who served as *head* of"
        whole = [noun, *(self.children(noun, "nmod") if noun.lemma_ in COLLECTIVE else ())]  # "is a line of *toys* made by"
        self._up[subject.i] |= {(role, j) for word in whole for role, j in self._up[word.i] if j in clauses and j != subject.i}

    # --- edges that clauses give

    def _clauses(self) -> None:
        for token in self.tokens:
            relation = universal(token)
            if relation == "acl:relcl" or is_aside_clause(self, token, self._named):
                self._relative(token, nearest(token))
                if universal(token.head) == "conj" and is_cleft(token.head.head, self._named):  # "it was A and not *B* that …"
                    self._relative(token, token.head.head)
            elif relation == "advcl:relcl" and (noun := antecedent(token, self._named)) is not None:
                self._relative(token, noun)
            elif relation in {"acl", "amod"} and token.tag_ in {"VBN", "VBG"}:
                role = "patient" if token.tag_ == "VBN" else "agent"
                if relation == "acl" or token.tag_ == "VBN":
                    self._add(told_of(token, self._named), role, token)
            elif relation == "acl" and (matrix := commits(self, token)) is not None:
                self._control(token, matrix)
            elif relation == "acl" and (name := told_of(token, self._named)) is not token.head:
                self._add(name, "patient", token)
        behind = {token.i: thing for token in self.tokens if (thing := trailing(self, token, self._named)) is not None}
        for token in self.tokens:
            if token.i in behind:
                self._add(behind[token.i], "patient", token)
            elif universal(token).split(":")[0] == "conj":
                self._coordinate(token, token.head.head if token.head.i in behind else token.head)
        for token, verb in list(also_doing(self, self._named)):
            self._add(token, "agent", verb)
        for token in self.tokens:
            relation = universal(token).split(":")[0]
            if relation in {"xcomp", "advcl"}:
                self._control(token, token.head)
            elif relation in {"obl", "nmod"} and self._up[token.i] and ("prep:as", token.head.i) in self._up[token.i]:
                for subject in self._objects(token.head) or self._subjects(token.head):
                    self._add(subject, "agent", token)  # "serves as chairman", "announced Intel as a member"
                if self.passive(token.head) and not self.children(token.head, "obl:agent"):
                    for doer in self.children(token, "nmod", "obl"):  # "was followed as chairman by *Jane Doe*", wherever that hangs
                        if any(c.lower_ == "by" for c in self.children(doer, "case")):
                            self._add(doer, "agent", token.head)

    def _relative(self, verb: Token, antecedent: Token) -> None:
        near = [c for child in self.children(verb) for c in (child, *self.children(child))]
        pronouns = [c for c in near if c.tag_ in {"WDT", "WP", "WP$"} or (c.lower_ == "that" and c.pos_ == "PRON")]
        for pronoun in pronouns:
            for role, head in list(self._up[pronoun.i]):
                self._up[antecedent.i].add((role, head))
        if not pronouns:
            role = "agent" if not self.children(verb, "nsubj") else "patient"
            if role == "agent" or not self.children(verb, "obj", "ccomp", "xcomp"):
                self._add(antecedent, role, verb)

    def _coordinate(self, token: Token, first: Token) -> None:
        """Let a conjunct share what its first conjunct is of, and verbs their subject."""
        if token.pos_ in NOMINAL or first.pos_ in NOMINAL:
            case = self.children(token, "case")
            for role, head in list(self._up[first.i]):
                own = first.i < head < token.i and self.doc[head].head.i == first.i  # a clause about the first alone
                if head != token.i and role != "appos" and not own and not (case and role.startswith("prep:")):
                    self._up[token.i].add((role, head))
            if case:
                for role, head in list(self._up[first.i]):
                    if role.startswith("prep:"):
                        self._up[token.i].add((self._oblique(token, self.doc[head]), head))
            top = first
            while universal(top) == "conj" and top.i in self._named:  # "are A, B, *C* and D", where the parser hangs D on C
                top = top.head
            if {token.i, top.i} <= self._named and self.children(top, "cop") and not self.children(token, "nsubj"):
                for noun in self.children(top, "nsubj"):
                    self._add(noun, "agent", token)  # "the founders are Jane Doe and *Tom Roe*"
            for owner in () if case else shared_owners(self, token, first, self._named):
                self._add(owner, "of", token)  # of places see `nearness.is_elsewhere`
        if token.pos_ in {"VERB", "AUX"} or self.children(token, "cop"):
            if all(c.i in self._examples for c in self.children(token, "nsubj", "csubj")):
                for subject in self._subjects(first):
                    undergoes = self._bare_passive(token) or self._shares_passive(token, first)
                    self._add(subject, "patient" if undergoes else "agent", token)
            if first.pos_ == "VERB" and not self._objects(first) and not self.children(first, "ccomp", "xcomp", "obl"):
                for thing in self._objects(token):
                    self._add(thing, "patient", first)

    def _control(self, verb: Token, matrix: Token) -> None:
        """Give an infinitive, participle or predicate noun the subject that it shares with its matrix verb."""
        if self.children(verb, "nsubj", "csubj") or (verb.pos_ == "NOUN" and any(c.i in self._named for c in self.children(verb, "flat"))):
            return  # in "named former Acme *buyer* Jane Doe" the noun is a name's title
        if verb.lower_ in {"beginning", "starting"} and any(c.i in self._dates for c in self.children(verb, "obl")):
            return  # "*beginning* in May, Acme will join it": from then on
        subjects = (universal(verb).startswith("xcomp") and self._objects(matrix)) or urged(verb) or self._subjects(matrix)
        role = "patient" if self._bare_passive(verb) else "agent"
        for subject in subjects:
            if subject.i != verb.i:
                self._add(subject, role, verb)

    def _bare_passive(self, verb: Token) -> bool:
        named = any(c.i in self._named for c in self.children(verb, "obj"))  # "was small and *established* Acme", whatever its tag
        return verb.tag_ == "VBN" and not named and not any(c.lemma_ == "have" for c in self.children(verb, "aux"))

    def _shares_passive(self, verb: Token, first: Token) -> bool:
        """Tell whether a verb that wants an object, and has none, shares the passive before "and": "was bought and *sold* to Acme"."""
        return verb.tag_ == "VBD" and verb.lemma_ in TRANSITIVE and not self.children(verb, "obj", "ccomp", "xcomp") and self.passive(first)

    def _subjects(self, verb: Token) -> list[Token]:
        found = [t for t in self.tokens if ("agent", verb.i) in self._up[t.i] and universal(t).split(":")[0] != "obl"]
        patients = [t for t in self.tokens if ("patient", verb.i) in self._up[t.i]]
        return patients if self.passive(verb) and patients else found

    def _objects(self, verb: Token) -> list[Token]:
        return [] if self.passive(verb) else [t for t in self.tokens if ("patient", verb.i) in self._up[t.i]]

    # --- edges shared by words for the same thing

    def _renamed(self) -> None:
        """Let a word and what renames it be of the same things."""
        for first, second in self._same_place:
            self._up[second.i] |= {(role, j) for role, j in self._up[first.i] if j != second.i}
            for subject in self.children(first, "nsubj") if self.children(first, "cop") else ():
                self._add(subject, "agent", second)  # "the main rival is the *Acme X2*", hung on the maker
        for token in self.tokens:
            noun = apposed(token, self._named) if self._renames(token) else bearer(token, self._named) if token.i in self._named else None
            if noun is not None:
                self._up[token.i] |= {(role, j) for role, j in self._up[noun.i] if j != token.i and role != "appos"}

    def _exampled(self) -> Iterator[int]:
        """Let the names that are examples of a plural be of what it is of: "bought two firms, *among them Acme and Bolt*"; yield these."""
        for name, noun in [*examples_of(self, self._named), *counted_off(self, self._named)]:
            row = next((members for members in self.lists if name.i in members), {name.i})
            shared = {(role, j) for role, j in self._up[noun.i] if j not in row and role != "mod"}
            for i in sorted(i for i in row if i >= name.i):
                above = {t.i for t in noun.ancestors}
                self._up[i] = {(role, j) for role, j in self._up[i] if role not in {"agent", "patient"} or j not in above} | shared
                yield i

    def _timed(self, times: Mapping[int, str]) -> None:
        """Let a time without a preposition be like one with it: "came out *last June*" in June, "*yesterday*" on that day.

        It tells nothing of a verb that has another time: "joined the club set up in 2018, last May".
        """
        placed = {j for i in times for at, j in self._up[i] if at in {"prep:in", "prep:on"}}
        for index, role in times.items():
            self._up[index] |= {(role, j) for at, j in self._up[index] if at in {"prep:", "advmod"} and j not in placed}

    def _transparent(self) -> None:
        """Let "the members" of "one of the members" be what the one is; and a phrase hang on either noun of "head of sales at Acme"."""
        for token in self.tokens:
            for role, head in list(self._up[token.i]):
                if role == "agent" and self.doc[head].lemma_.lower() in TRANSPARENT:  # "is a type of cooperation" is a cooperation
                    self._up[token.i] |= {(role, c.i) for c in self.children(self.doc[head], "nmod") if ("of", head) in self._up[c.i]}
                if role.startswith("prep:") and self.doc[head].pos_ == "NOUN" and head not in self._named:
                    self._up[token.i] |= {(role, j) for outer, j in self._up[head] if outer == "of" and j < head}
                if role == "of" and self.doc[head].lemma_.lower() in TRANSPARENT:
                    self._up[token.i] |= {(outer, j) for outer, j in self._up[head] if j != token.i}

    def _named_to(self) -> None:
        """Let who is named to a post be the verb's object, wherever the parser hangs it."""
        for name, verb, post in named_to(self, self._named):
            self._up[name.i] = {("patient", verb.i), ("agent", post.i)}

    def _either_way(self) -> None:
        """Let a phrase behind an object be of the verb as well as of the noun, as the parser might have had it."""
        for token in self.tokens:
            for role, j in sorted(self._up[token.i]):
                for other, head in either_way(self, token, role, self.doc[j], self._named):
                    self._add(token, other, head)

    def _add(self, token: Token, role: str, head: Token) -> None:
        if token.i != head.i:
            self._up[token.i].add((role, head.i))
