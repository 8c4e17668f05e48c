"""Who speaks where; the texts and their trees stand in `attribution.conll`."""

from __future__ import annotations

import re

import pytest
from builders import PUBLISHER, document, section
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from trees import read_blocks

from l2graph.claims.attribution import find_voices, voice_entities
from l2graph.claims.dialogues import find_turns
from l2graph.claims.voices import Voice, Voices
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.quotations import find_quotations
from l2graph.model import Document, Entity, Reference, SectionKind, Span

DOCS = {block.comments["doc"]: block.doc() for block in read_blocks("attribution.conll")}
PAPER = "paper"  # the key of builders.PUBLISHER
NAMES = {
    "Company": ("Kodak", "Intel", "Wertheim and Co", "Zenith Corporation", "Zenith", "Acme Inc.", "Acme", "Sigma", "Canon"),
    "Person": ("Edgar Greco", "Greco", "Michael Ellman", "Mary Jones", "Jones", "Mathieu Gasquet", "Kazuto Yamaki", "Yamaki", "Bob"),
    "Publication": ("MirrorLessons",),
}
KEYS = {
    "Zenith Corporation": "zenith",
    "Acme Inc.": "acme",
    "Edgar Greco": "greco",
    "Michael Ellman": "ellman",
    "Mary Jones": "jones",
    "Mathieu Gasquet": "gasquet",
    "Kazuto Yamaki": "yamaki",
    "Wertheim and Co": "wertheim",
}


def key_of(name: str) -> str:
    return KEYS.get(name, name.lower())


def people_of(text: str) -> tuple[list[Reference], list[Entity]]:
    """Return a reference for each name in the text, the longest where several fit, and its entity."""
    references: list[Reference] = []
    entities: dict[str, Entity] = {}
    names = sorted(((name, cls) for cls, names in NAMES.items() for name in names), key=lambda row: -len(row[0]))
    for name, cls in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(match.start(), match.end())
            if not any(r.span.overlaps(span) for r in references):
                references.append(Reference(span, (key_of(name),)))
                entities.setdefault(key_of(name), Entity(key_of(name), cls, name))
    return sorted(references), [entities[key] for key in sorted(entities)]


def voices_of(name: str, *sections: tuple[str, str], more: list[Reference] | None = None) -> tuple[Document, Voices]:
    doc = DOCS[name]
    paper = document(doc.text, *(section(doc.text, quote, kind) for quote, kind in sections))
    references, entities = people_of(doc.text)
    return paper, find_voices(paper, doc, [*references, *(more or [])], entities)


def at(paper: Document, voices: Voices, quote: str) -> Voice:
    start = paper.text.index(quote)
    return voices.at(Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("quote", "claimant", "we"),
    [
        ("Kodak launched a campaign", PAPER, (PAPER,)),
        ("We want to grow", "greco", ("kodak",)),
        ("Edgar Greco, vice president of Kodak", PAPER, (PAPER,)),  # how a speaker is presented is not his word
        ("We're launching a major attack", "greco", ("kodak",)),  # goes on after the attribution
        ("It will be hard", "greco", ("kodak",)),  # "he"
    ],
)
def test_a_quotation_is_its_speakers(quote: str, claimant: str, we: tuple[str, ...]) -> None:
    voice = at(*voices_of("quoted"), quote)
    assert (voice.claimant, voice.we) == (claimant, we)


@pytest.mark.parametrize(
    ("quote", "claimant"),
    [
        ("sales of copiers will exceed four billion dollars", "kodak"),
        ("half of the sales came from photography", PAPER),  # on the other side of the verb
        ("Kodak made a good start", PAPER),  # speakers without a name
        ("the plant is closed", "intel"),  # a spokesman
        ("the disk is slow", "ellman"),
        ("The bus is broken", "kodak"),
    ],
)
def test_reported_speech_is_its_speakers(quote: str, claimant: str) -> None:
    voice = at(*voices_of("reported"), quote)
    assert voice.claimant == claimant
    assert voice.reported_by == (PAPER if claimant != PAPER else None)


def test_a_title_before_a_name_is_no_speaker() -> None:
    voice = at(*voices_of("titled"), "Kodak perceives the risk")
    assert (voice.claimant, voice.we, voice.i) == ("ellman", ("wertheim",), "ellman")


@pytest.mark.parametrize("quote", ["smart film", "a new era"])
def test_a_few_words_in_marks_are_nobodys_speech(quote: str) -> None:
    assert at(*voices_of("titled"), quote).claimant == PAPER


RELEASE = (
    ("Acme joins forces with Zenith", "headline"),
    ("Zenith Corporation and Acme Inc. today announced that they have reached an agreement. "
     '"We have worked with Zenith for years," said Mary Jones, CEO of Acme Inc.\n\nAbout Acme\n\nAcme makes lenses.', "press-release"),
    ("I read that Zenith may leave. As Bob pointed out, the lens is great.", "comment"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "claimant", "reporter"),
    [
        ("Acme joins forces with Zenith", "acme", PAPER),  # the headline above a release is the release's
        ("they have reached an agreement", "acme", PAPER),  # who announces with whom: the headline and "About" tell who issues
        ("We have worked with Zenith", "jones", "acme"),
        ("CEO of Acme Inc", "acme", PAPER),
        ("Acme makes lenses", "acme", PAPER),
    ],
)
def test_a_release_is_its_issuers(quote: str, claimant: str, reporter: str | None) -> None:
    voice = at(*voices_of("release", *RELEASE), quote)
    assert (voice.claimant, voice.reported_by) == (claimant, reporter)
    assert voice.issuer == (claimant == "acme")


@pytest.mark.parametrize("quote", ["Zenith may leave", "the lens is great"])
def test_a_comment_is_its_readers_whomever_he_mentions(quote: str) -> None:
    paper, voices = voices_of("release", *RELEASE)
    voice = at(paper, voices, quote)
    assert voice.reader
    assert voice.claimant == voice.i == f"reader-{paper.id[:8]}-1"
    assert Entity(voice.claimant, "Reader", "Reader 1") in voices.entities


def test_the_plans_of_an_issuer_are_his_own() -> None:
    paper, voices = voices_of("release", *RELEASE)
    assert at(paper, voices, "they have reached an agreement").owns(["anything"])
    assert at(paper, voices, "We have worked with Zenith").owns(["acme"])
    assert not at(paper, voices, "We have worked with Zenith").owns(["zenith"])


def test_a_quotation_set_apart_is_his_whom_the_words_before_name() -> None:
    paper, voices = voices_of(
        "block",
        ("As for the lenses, this is what Mathieu Gasquet wrote over at MirrorLessons:", "body"),
        ("The lenses are based on the current versions.", "quotation"),
        ("All three look great.", "body"),
    )
    assert [at(paper, voices, quote).claimant for quote in ("this is what", "The lenses are", "All three")] == [PAPER, "gasquet", PAPER]


@pytest.mark.parametrize(
    ("quote", "claimant", "we"),
    [
        ("We spoke to", PAPER, (PAPER,)),
        ("Will you make lenses", PAPER, (PAPER,)),
        ("We are talking to them", "yamaki", ("sigma",)),
        ("Nothing is decided yet", "yamaki", ("sigma",)),  # a paragraph without a label goes on
        ("We plan to finish it", "yamaki", ("sigma",)),
        ("Yamaki spoke in English", PAPER, (PAPER,)),
    ],
)
def test_answers_are_his_who_is_interviewed(quote: str, claimant: str, we: tuple[str, ...]) -> None:
    voice = at(*voices_of("interview"), quote)
    assert (voice.claimant, voice.we) == (claimant, we)


def test_an_answer_speaks_for_whom_its_speaker_was_presented_with() -> None:
    """Not for the name that follows the label: "Jones: We talk with Canon"."""
    voice = at(*voices_of("presented"), "We talk with Canon")
    assert (voice.claimant, voice.we) == ("jones", ("acme",))


@pytest.mark.parametrize(
    "label",
    [
        "Jones:",
        "JONES:",
        "Mary Jones (Acme):",
        "**Jones:**",
        "Ms Jones:",
        "Jones wrote:",
        "@Jones:",
        "Mary Jones, head of development at Acme:",
    ],
)
def test_labels_have_many_shapes(label: str) -> None:
    text = f"Bob: Why?\n\n{label} We like it.\n\nBob: Really?\n\n{label} Yes."
    turns = find_turns(text, paragraphs(text))
    assert [turn.span.of(text) for turn in turns] == ["Why?", "We like it.", "Really?", "Yes."]
    assert {turn.label.casefold() for turn in turns} <= {"bob", "jones", "ms jones", "mary jones"}


@pytest.mark.parametrize(
    ("quote", "claimant"),
    [("Cameras are changing", "yamaki"), ("We see this", "yamaki"), ("Our lenses", "yamaki"), ("The show ends", PAPER)],
)
def test_a_quotation_runs_over_paragraphs_that_open_with_its_mark(quote: str, claimant: str) -> None:
    assert at(*voices_of("paragraphs"), quote).claimant == claimant


def test_a_speaker_whom_no_mention_gave_becomes_an_entity() -> None:
    doc = DOCS["quoted"]
    paper = document(doc.text)
    found = voice_entities(paper, doc, [], [])
    assert found == (Entity("edgar-greco", "Person", "Edgar Greco"), Entity(PAPER, "Publication", PUBLISHER))


def test_a_publisher_whom_the_text_names_is_that_entity() -> None:
    doc = DOCS["quoted"]
    paper = document(doc.text, publisher="Eastman Kodak")
    voices = find_voices(paper, doc, [], [Entity("kodak", "Company", "Kodak", ("Eastman Kodak",))])
    assert voices.base.claimant == "kodak"
    assert all(entity.key != "kodak" for entity in voices.entities)


@pytest.mark.parametrize(
    ("metadata", "key", "cls"),
    [({"publisher": None, "author": "Ann Lee"}, "ann-lee", "Person"), ({"publisher": " ", "author": None}, "unknown-author", "Agent")],
)
def test_without_a_publisher_the_author_speaks(metadata: dict[str, str | None], key: str, cls: str) -> None:
    doc = DOCS["block"]
    voices = find_voices(document(doc.text, **metadata), doc, [], [])
    assert voices.base.claimant == key
    assert [(entity.key, entity.cls) for entity in voices.entities if entity.key == key] == [(key, cls)]


def test_an_empty_text_has_a_voice() -> None:
    paper = document("")
    assert find_voices(paper, Doc(DOCS["block"].vocab, words=[]), [], []).at(Span(0, 0)).claimant == PAPER


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“One.” and “two”", [["One."], ["two"]]),
        ('He said "yes, we can" twice.', [["yes, we can"]]),
        ('A 3.5" LCD and a 5"x7" print', []),
        ('A 3.5" LCD, "very sharp", he says', [["very sharp"]]),
        ("It’s Leica’s ‘own’ way", [["own"]]),
        ("Don't say 'no'", []),
        ("„Gut“ und «bien»", [["Gut"], ["bien"]]),
        ("`` Yes , '' he said", [[" Yes , "]]),
        ("“One.\n\n“Two.” Then.", [["One.", "Two."]]),
        ("“One.\n\nTwo.” Then.", []),
        ("“Open to the end", []),
        ("“He said “no” to us.”", [["He said “no” to us."]]),
        ("", []),
    ],
)
def test_quotations_are_found_by_their_marks(text: str, parts: list[list[str]]) -> None:
    found = find_quotations(text, paragraphs(text))
    assert [[part.of(text) for part in quotation.parts] for quotation in found] == parts


@given(st.text(alphabet='“”"‘’«»„` ab.,\n', max_size=40))
def test_quotations_lie_within_the_text_and_beside_each_other(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    assert all(q.outer.covers(part) and part.end <= len(text) for q in found for part in q.parts)
    assert all(not one.outer.overlaps(other.outer) for i, one in enumerate(found) for other in found[i + 1 :])


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Weight: 835 g\nPrice: 9 USD", []),  # no label twice
        ("Q: Why?\nA: So.\nQ: Really?", ["Q", "A", "Q"]),
        ("Yamaki: We do.\nPaper: Why?\nYamaki: So.", ["Yamaki", "Paper", "Yamaki"]),
        ("Note: one.\nNote: two.", []),  # nobody takes turns
    ],
)
def test_turns_take_turns(text: str, labels: list[str]) -> None:
    assert [turn.label for turn in find_turns(text, paragraphs(text))] == labels


@given(st.sampled_from(sorted(DOCS)), st.data())
def test_every_passage_has_one_voice_within_the_text(name: str, data: st.DataObject) -> None:
    paper, voices = voices_of(name)
    start = data.draw(st.integers(0, len(paper.text)))
    span = Span(start, data.draw(st.integers(start, len(paper.text))))
    claimant = voices.at(span).claimant
    assert claimant in {voice.claimant for _, voice in voices.regions} | {voices.base.claimant}
    assert all(0 <= region.start <= region.end <= len(paper.text) for region, _ in voices.regions)


def test_sections_may_be_missing() -> None:
    doc = DOCS["block"]
    paper = Document(id="0" * 16, text=doc.text, sections=())
    assert find_voices(paper, doc, [], []).at(Span(0, 5)).claimant == "unknown-author"
    assert SectionKind.BODY not in {s.kind for s in paper.sections}
