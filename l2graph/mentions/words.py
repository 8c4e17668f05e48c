"""A document as the finders of names read it: words with their place, case, line and part of speech.

Names ignore the borders of tokens ("L-mount" is three tokens in one tokenizer and one in another), so the finders work on words of
their own and ask the parsed `Doc` for tags and trees at their offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l2graph.analysis import Signals, signals_of
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.tickers import TICKER
from l2graph.model import Document, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WORD = re.compile(
    r"""[fF]/\d+(?:\.\d+)?[LEGD]?(?!\w)                # an aperture: f/1.4, f/2.8L
      | (?:[^\W\d_]\.){2,}(?![^\W_]{2})                # U.S.A., E.F.
      | ['’](?:s|S)\b                                  # a possessive ending stands alone
      | (?:ex|Ex|then)(?=[-‑–][A-Z])                    # "ex-Acme boss"
      | \.?[^\W_]+                                      # X-T5, Node.js, O'Brien, .NET, C++; but "S5" of "S5-sized"
        (?:(?:[-‑](?!(?:[a-z]+ed|[a-z]+ing|based|like|style|made|built|level|type|class|led|size|only|specific|free|ready|compatible|wide|native|era|driven|capable|friendly)\b)
          |\.(?!(?<=[a-z]{3}\.)[A-Z](?:[a-z]|['’\s]))|[+_]|['’](?!(?:s|S|t|re|ve|ll|d|m)\b))[^\W_]+)*[+#]*
      | &
    """,
    re.VERBOSE,
)
ADDRESS = re.compile(
    rf"(?-i:{TICKER})|(?:https?://|www\.)[^\s<>\"”’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|co\.uk)(?:/[^\s)]*)?",
    re.I,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
LEAST = 0.15  # probability from which what the network takes a word for is told at all
UNTOLD = 0.8  # … and what stands for it where another analyser tells none: likely, and not certain
LONG_WORD, PLAIN_WORDS = 6, 2  # letters of a word that title case writes with a capital, and how many without tell that it is none
HEADLINE_SHARE = 0.6  # of a line's longer words are capitalised: the capitals mean nothing there
# What has capitals behind such a label is a name: "Best overall: Acme Breeze", "Runner-up: Acme Breeze 3".
LABELLED = re.compile(r"[A-Z][\w-]*(?:(?: [a-z][\w’'-]{2,}){1,3}: |: (?:[Tt]he )?(?:[A-Z]\S* ){1,3}\S*\d\S*$)")
# Small words with a capital, inside a line and behind a small letter: only titles have them.
TITLE_WORDS = re.compile(
    r"[a-z\d] (?:The|An?|Its|Their|Your|Our|My|Is|Are|Was|Were|Be|Has|Have|To|For|With|And|Or|But|Of|From|That|This|You|It|Not)\b"
)
FUNCTION_TAGS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PRON", "ADV", "AUX", "VERB", "PART", "INTJ"})
SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "it", "its", "my", "no", "nor", "not", "of", "off",
    "on", "or", "our", "out", "over", "so", "such", "than", "that", "the", "their", "then", "there", "these", "they", "this", "those",
    "to", "up", "via", "we", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your", "he", "she", "his", "her",
    "i", "is", "are", "was", "were", "be", "has", "have", "had", "do", "does", "did", "how", "all", "any", "both", "each", "few", "more",
    "most", "other", "some", "only", "own", "same", "too", "very", "can", "just", "should", "now", "after", "before", "while", "also",
    "although", "because", "since", "though", "until", "unless", "whether", "however", "meanwhile", "moreover", "here", "once", "yes",
    "hi", "hello", "dear", "thanks", "yesterday", "today", "tomorrow", "perhaps", "maybe",
})  # fmt: skip


class Form(NamedTuple):
    """How a word is written."""

    capital: bool
    inner_capital: bool
    digits: bool
    lower: str


@lru_cache(maxsize=1 << 14)
def form_of(text: str) -> Form:
    upper = any(c.isupper() for c in text)
    return Form(
        capital=text[0].isupper() or (text[0].isdigit() and upper),
        inner_capital=any(c.isupper() for c in text[1:]) and any(c.islower() for c in text),
        digits=any(c.isdigit() for c in text),
        lower=text.casefold(),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what stands between it and the word before it (`glue`; a line's first word has "\\n", that of a cell "\\t")."""

    index: int
    start: int
    end: int
    text: str
    glue: str
    line: int
    form: Form = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", form_of(self.text))

    @property
    def capital(self) -> bool:
        return self.form.capital

    @property
    def inner_capital(self) -> bool:
        """Say whether it is written like iPhone, eBay or YouTube."""
        return self.form.inner_capital

    @property
    def digits(self) -> bool:
        return self.form.digits

    @property
    def lower(self) -> str:
        return self.form.lower


@dataclass(frozen=True)
class Reading:
    """One document with all that the finders ask of it."""

    document: Document
    doc: Doc
    pack: Pack

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order; those of addresses and of boxes that are no part of the text are left out."""
        words: list[Word] = []
        starts = [span.start for span in self.lines]
        end, line = 0, -1
        for match in WORD.finditer(self.text):
            here = bisect_right(starts, match.start()) - 1
            if not self.is_address(match.start()):
                glue = self.text[end : match.start()]
                glue = "\n" if here != line else "\t" if "\t" in glue else re.sub(r"\s+", " ", glue)
                words.append(Word(len(words), match.start(), match.end(), match.group(), glue, here))
                line = here
            end = match.end()
        return tuple(words)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        return paragraphs(self.text)

    @cached_property
    def addresses(self) -> tuple[Span, ...]:
        """Web and e-mail addresses; a bare name that merely looks like one ("Node.js") is none."""
        return tuple(Span(m.start(), m.end()) for m in ADDRESS.finditer(self.text))

    @cached_property
    def _address_starts(self) -> list[int]:
        return [span.start for span in self.addresses]

    def is_address(self, offset: int) -> bool:
        place = bisect_right(self._address_starts, offset) - 1
        return place >= 0 and offset < self.addresses[place].end

    @cached_property
    def spelled(self) -> Mapping[str, Sequence[Word]]:
        """The words by their spelling, in order."""
        found: dict[str, list[Word]] = defaultdict(list)
        for word in self.words:
            found[word.text].append(word)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def word_at(self, offset: int) -> Word | None:
        """Return the word that begins at or covers `offset`."""
        place = bisect_right(self._starts, offset) - 1
        return self.words[place] if place >= 0 and offset < self.words[place].end else None

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        first = bisect_left(self._starts, start)
        if first and self.words[first - 1].end > start:
            first -= 1
        return self.words[first : bisect_left(self._starts, end)]

    def before(self, offset: int) -> Word | None:
        """Return the last word that ends at or before `offset`, on whichever line."""
        place = bisect_left(self._starts, offset) - 1
        if place >= 0 and self.words[place].end > offset:
            place -= 1
        return self.words[place] if place >= 0 else None

    def after(self, offset: int) -> Word | None:
        place = bisect_left(self._starts, offset)
        return self.words[place] if place < len(self.words) else None

    def gap(self, left: int, right: int) -> str:
        """Return what stands between two offsets, white space as one blank."""
        return re.sub(r"\s+", " ", self.text[left:right])

    @cached_property
    def _tokens(self) -> tuple[list[int], list[int]]:
        """Where tokens begin and end."""
        places = [(token.idx, token.idx + max(1, len(token))) for token in self.doc]
        return [begin for begin, _ in places], [end for _, end in places]

    def token_at(self, offset: int) -> Token | None:
        """Return the parsed token that covers `offset`."""
        begins, ends = self._tokens
        place = bisect_right(begins, offset) - 1
        return self.doc[place] if place >= 0 and offset < ends[place] else None

    def kinds(self, word: Word) -> Mapping[str, float]:
        """Return the kinds of names that the network takes a word for, with their probabilities, as far as it tells any."""
        token, signals = self.token_at(word.start), self._signals
        if token is None:
            return {}
        if signals is None:
            return {token.ent_type_: UNTOLD} if token.ent_type_ else {}
        return {kind: likely for kind, likely in signals.named(token.idx).items() if likely >= LEAST}

    @cached_property
    def _signals(self) -> Signals | None:
        return signals_of(self.doc)

    def pos(self, word: Word) -> str:
        token = self.token_at(word.start)
        return token.pos_ if token is not None else "X"

    def opens_sentence(self, word: Word) -> bool:
        """Say whether the word's capital may come from its place alone."""
        if word.index not in self._opening:
            self._opening[word.index] = self._opens_sentence(word)
        return self._opening[word.index]

    @cached_property
    def _opening(self) -> dict[int, bool]:
        """Of the words that were asked for: whether they open a sentence."""
        return {}

    def _opens_sentence(self, word: Word) -> bool:
        if word.glue in {"\n", "\t"} or re.search(r"[.!?…:]['\"”’)\]]*\s*|[“\"«(\[•]\s*$", word.glue):
            return True
        before = self.words[word.index - 1] if word.index else None
        if word.glue in {" – ", " — ", " - "} and before is not None and before.glue == "\n" and YEAR.fullmatch(before.text):
            return True  # an entry of a chronicle: "1929 – Acquired Acme"
        token = self.token_at(word.start)
        return token is not None and bool(token.is_sent_start) and not word.glue.strip(" ,")

    @cached_property
    def shouting(self) -> frozenset[int]:
        """The lines whose capitals mean nothing: headlines in capitals or in title case."""
        return frozenset(i for i, span in enumerate(self.lines) if _is_titled(span.of(self.text)) and not self._is_value(i))

    def _is_value(self, line: int) -> bool:
        """Say whether a line is the row of a data sheet, or below its label, and has names: "Parent Company: Acme Holding"."""
        label, colon, _ = self.lines[line].of(self.text).partition(":")
        above = self.lines[line - 1].of(self.text) if line and not colon else ""
        return any(head.strip("*_•-–: ").casefold() in self.pack.row_labels for head in (label if colon else "", above))

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words that the document writes in lower case somewhere: their capital at a sentence's start proves nothing."""
        return frozenset(word.text for word in self.words if word.text.islower())

    @cached_property
    def capitals_inside(self) -> frozenset[str]:
        """The words that have a capital somewhere inside a sentence: there it is their own."""
        return frozenset(w.text for w in self.words if w.capital and w.line not in self.shouting and not self.opens_sentence(w))


def _is_titled(line: str) -> bool:
    words: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    if len(words) < 3 or "\t" in line or LABELLED.match(line):
        return False
    if re.search(r"[.!?]['\"”’)]*$", line) and not (re.search(r"(?:\.\.|[!?])['\"”’)]*$", line) and TITLE_WORDS.search(line)):
        return False  # a sentence, unless "Will Acme Close *Its* Plant?" has capitals where no sentence has them
    plain = re.findall(r"\b[^\W\d_]{4,}", re.sub(r"\([^()]*\)", "", line))
    if sum(len(w) >= LONG_WORD and w.islower() for w in plain[1:]) >= PLAIN_WORDS:
        return False  # "An interview with Jane Doe, founder of Acme"
    return sum(w[0].isupper() for w in words[1:]) >= HEADLINE_SHARE * len(words[1:])  # any line begins with a capital
