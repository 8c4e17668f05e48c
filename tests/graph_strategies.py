"""Hypothesis strategies for graphs: texts with whatever Unicode holds, and claims at random places of them."""

from __future__ import annotations

from decimal import Decimal

from builders import claim, date_value, document, document_graph, entity, graph, mention, modality, quantity
from hypothesis import strategies as st

from l2graph.model import Claim, DocumentGraph, KnowledgeGraph, Reference, Section, SectionKind, Span, Statement, Value

HARD = [
    '<script>alert(1)</script> & "Co"',
    "e\u0301\u0323",
    "😀👩‍👩‍👧",
    "שלום עולם",
    "\u202eevil",
    "a\r\nb",
    "\t\x00\x0b\x1f",
    '"""',
    "\\",
    "]]>",
    "\ufeff",
    "\u2028",
]
words = st.one_of(st.sampled_from(HARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)
times = st.sampled_from(["2018", "2018-05", "2022-05-31", "1907", None])
names = st.one_of(
    st.sampled_from(["Acme", "Leica Camera AG", 'A "B" <C>', "שלום", "😀", "a.b/c#d?e%f", "L-Mount"]), words.filter(str.strip)
)
classes = st.sampled_from(["Company", "Camera", "Person", "Reader", "Publication", "Alliance"])
entities = st.lists(st.builds(entity, names, classes, names), min_size=1, max_size=4, unique_by=lambda e: e.key)
numbers = st.decimals(-10_000, 10_000, places=3).map(Decimal)
values = st.one_of(
    st.builds(quantity, numbers, unit=st.sampled_from(["MP", "mm", "f", "%"])),
    st.builds(quantity, numbers, numbers, unit=st.just("mm")),
    times.filter(bool).map(lambda iso: date_value(str(iso))),
    st.builds(Value, words, st.just("text")),
    st.just(Value("true", "boolean")),
)
voices = st.builds(
    modality,
    st.sampled_from(["Certain", "Probable", "Possible"]),
    st.sampled_from(["Positive", "Negative"]),
    st.sampled_from(["Assertion", "Prediction", "Opinion", "Question", "Wish"]),
)
maybe_words = st.none() | words  # made once: to make a strategy costs more than to draw from it
confidences = st.none() | st.floats(0, 1).map(lambda x: round(x, 4))
predicates = st.sampled_from(["memberOf", "releaseDate", "resolution", "describedAs"])
section_kinds = st.sampled_from(list(SectionKind))
comment_numbers = st.none() | st.integers(1, 9)
few, any_bool = st.integers(0, 4), st.booleans()


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@st.composite
def document_graphs(draw: st.DrawFn) -> DocumentGraph:
    text = draw(texts)
    doc = document(text, *draw(sections(text)), title=draw(maybe_words), url=draw(maybe_words), author=draw(maybe_words))
    known = draw(entities)
    keys = st.sampled_from([e.key for e in known])
    places, maybe_key, things = spans(text), st.none() | keys, st.sampled_from(known)
    claims = []
    for _ in range(draw(few)):
        obj = draw(things if draw(any_bool) else values)
        made = claim(
            doc,
            draw(keys),
            draw(predicates),
            obj,
            by=draw(keys),
            reported_by=draw(maybe_key),
            role=draw(maybe_words),
            valid_from=draw(times),
            valid_until=draw(times),
            at=draw(times),
            confidence=draw(confidences),
            subject_span=draw(places) if draw(any_bool) else None,
            object_span=draw(places) if draw(any_bool) else None,
        )
        claims.append(placed(made, draw(places), draw(places), draw(voices)))
    statements = draw(
        st.lists(
            st.builds(Statement, st.just(doc.id), places, keys, voices, st.lists(keys, unique=True).map(tuple), maybe_key),
            max_size=3,
        )
    )
    mentions = tuple(Reference(draw(places), (e.key,)) for e in known)
    return document_graph(doc, tuple(known), mentions=mentions, statements=tuple(statements), claims=tuple(claims))


@st.composite
def sections(draw: st.DrawFn, text: str) -> tuple[Section, ...]:
    cut = draw(st.integers(0, len(text)))
    spans_ = [Span(0, cut), Span(cut, len(text))]
    return tuple(Section(s, draw(section_kinds), draw(maybe_words), draw(comment_numbers)) for s in spans_ if s.start < s.end)


def placed(made: Claim, evidence: Span, sentence: Span, said: object) -> Claim:
    from dataclasses import replace

    return replace(made, evidence=evidence, sentence=sentence, modality=said)  # type: ignore[arg-type]


single_graphs = document_graphs().map(graph)
graphs = st.lists(document_graphs(), min_size=1, max_size=3, unique_by=lambda g: g.document.id).map(lambda some: graph(*some))

__all__ = ["HARD", "KnowledgeGraph", "document_graphs", "graphs", "mention", "single_graphs"]
