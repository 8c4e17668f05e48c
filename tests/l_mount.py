"""A graph by hand for tests of the exports and the page: an article on the L-Mount Alliance with readers' comments.

The sentences are our own. It has what a page must cope with: facts, rumours, a denial, a contradiction, a prediction, a
wish, several claims between the same two things, figures, and a company with a hostile name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders import claim, date_value, document, document_graph, entity, graph, publisher, quantity, section, span, statement

from l2graph.exports import EXPORTERS
from l2graph.model import Claim, Entity, KnowledgeGraph, Quantity, Span, Value

HOSTILE = '<script>alert(1)</script> & "Co"'
WIKIDATA = "http://www.wikidata.org/entity/"

ARTICLE = f"""Leica and Panasonic put L2 Technology on the map.
Leica Camera AG, which is based in Wetzlar, and Panasonic have worked together since August 2000.
In 2018 Leica Camera AG founded the L-Mount Alliance, of which Panasonic and Sigma became members in the same year.
Ernst Leitz Wetzlar GmbH joined the alliance in 2021, and it adopted the L-mount developed by Leica.
The L2 Technology, developed by Leica Camera AG and Panasonic, will be found in LUMIX cameras.
Matthias Harsch, CEO of Leica Camera AG, said: “We have been partners of Panasonic for many years.”
Panasonic makes the LUMIX S5, a camera of the LUMIX line for the L-mount that weighs 714 g.
The Leica SL2, an L-mount camera with 47 MP, was announced in 2019; Leica makes the M11 with 60 MP as well.
Sigma makes the Sigma fp, whose L-mount takes Leica’s lenses. 😀
{HOSTILE} supplies parts to Sigma.
The Leica Forum writes that Canon competes with Leica and that Canon is no member of the alliance.
"""
COMMENTS = """I read that the SL3 may have a 100 MP sensor and that it will replace the SL2 in 2024.
Canon is a member of the L-Mount Alliance, isn’t it? I am sure it is a member.
Perhaps Panasonic buys Sigma. I wish Fuji joined the L-Mount Alliance!
The SL2 is very large and heavy.
"""

PAPER = publisher("The Lens Paper")
LEICA = entity("Leica Camera AG", "Company", "Leica", same_as=WIKIDATA + "Q15977474")
PANASONIC = entity("Panasonic", "Company")
SIGMA = entity("Sigma", "Company")
LEITZ = entity("Ernst Leitz Wetzlar GmbH", "Company")
CANON = entity("Canon", "Company")
FUJI = entity("Fuji", "Company", "Fujifilm")
ALLIANCE = entity("L-Mount Alliance", "Alliance", "the alliance")
MOUNT = entity("L-mount", "Mount")
L2 = entity("L2 Technology", "Technology")
LUMIX = entity("LUMIX", "ProductLine")
S5, SL2, SL3 = entity("LUMIX S5", "Camera"), entity("Leica SL2", "Camera", "SL2"), entity("Leica SL3", "Camera", "SL3")
M11, FP = entity("Leica M11", "Camera"), entity("Sigma fp", "Camera")
HARSCH = entity("Matthias Harsch", "Person")
WETZLAR = entity("Wetzlar", "Place")
FORUM = entity("Leica Forum", "Publication")
READER = entity("Reader 1 of L2 Technology", "Reader", key="reader-1")
BAD = entity(HOSTILE, "Company")
LONELY = entity("Hasselblad", "Company")
ENTITIES = (
    LEICA, PANASONIC, SIGMA, LEITZ, CANON, FUJI, ALLIANCE, MOUNT, L2, LUMIX,
    S5, SL2, SL3, M11, FP, HARSCH, WETZLAR, FORUM, READER, BAD, LONELY,
)  # fmt: skip


def l_mount_graph(*, title: str = "Leica and Panasonic: L2 Technology", **options: Any) -> KnowledgeGraph:
    """Return the graph: one document, 21 entities and its publisher, 36 claims."""
    text = ARTICLE + COMMENTS
    comments = [section(text, line, "comment", number=number) for number, line in enumerate(COMMENTS.splitlines(), 1)]
    body = section(text, ARTICLE, "body")
    page = document(text, body, *comments, title=title, publisher=PAPER.label, url="https://example.org/l2")

    def sentence_of(quote: str) -> str:
        at = text.index(quote)
        return text[text.rfind("\n", 0, at) + 1 : text.index("\n", at)]

    def said(subject: Entity, predicate: str, obj: Entity | Quantity | Value, quote: str, marks: tuple[str, str], **more: Any) -> Claim:
        at = text.index(quote)
        subject_span, object_span = (Span(s.start + at, s.end + at) for s in (span(quote, mark) for mark in marks))
        more = {"confidence": 0.9, "subject_span": subject_span, "object_span": object_span} | more
        return claim(page, subject, predicate, obj, quote=quote, sentence=sentence_of(quote), **more)

    reader = {"by": READER, "reported_by": None}
    worked = "Leica Camera AG, which is based in Wetzlar, and Panasonic have worked together since August 2000"
    founded = "In 2018 Leica Camera AG founded the L-Mount Alliance, of which Panasonic and Sigma became members"
    leitz = "Ernst Leitz Wetzlar GmbH joined the alliance in 2021"
    heavy, wish = "The SL2 is very large and heavy", "I wish Fuji joined the L-Mount Alliance"
    words = Value("very large and heavy", "text")
    partners = "We have been partners of Panasonic for many years"
    lumix = "Panasonic makes the LUMIX S5, a camera of the LUMIX line for the L-mount that weighs 714 g"
    sl2 = "The Leica SL2, an L-mount camera with 47 MP, was announced in 2019"
    fp = "Sigma makes the Sigma fp, whose L-mount"
    technology = "The L2 Technology, developed by Leica Camera AG and Panasonic, will be found in LUMIX cameras"
    sl3, replaces = "the SL3 may have a 100 MP sensor", "it will replace the SL2 in 2024"
    competes = "Canon competes with Leica"
    claims = (
        said(LEICA, "collaboratesWith", PANASONIC, worked, ("Leica Camera AG", "Panasonic"), valid_from="2000-08"),
        said(LEICA, "headquarteredIn", WETZLAR, "Leica Camera AG, which is based in Wetzlar", ("Leica Camera AG", "Wetzlar")),
        said(LEICA, "collaboratesWith", PANASONIC, partners, ("We", "Panasonic"), by=HARSCH, reported_by=PAPER.key),
        said(HARSCH, "worksFor", LEICA, "Matthias Harsch, CEO of Leica Camera AG", ("Matthias Harsch", "Leica Camera AG"), role="CEO"),
        said(ALLIANCE, "foundedBy", LEICA, founded, ("the L-Mount Alliance", "Leica Camera AG"), at="2018"),
        said(LEICA, "memberOf", ALLIANCE, founded, ("Leica Camera AG", "the L-Mount Alliance"), valid_from="2018", certainty="Probable"),
        said(PANASONIC, "memberOf", ALLIANCE, founded, ("Panasonic", "the L-Mount Alliance"), valid_from="2018"),
        said(SIGMA, "memberOf", ALLIANCE, founded, ("Sigma", "the L-Mount Alliance"), valid_from="2018"),
        said(LEITZ, "memberOf", ALLIANCE, leitz, ("Ernst Leitz Wetzlar GmbH", "the alliance"), valid_from="2021"),
        said(ALLIANCE, "adoptsStandard", MOUNT, "it adopted the L-mount", ("it", "L-mount")),
        said(MOUNT, "developedBy", LEICA, "the L-mount developed by Leica", ("the L-mount", "Leica")),
        said(L2, "developedBy", LEICA, technology, ("L2 Technology", "Leica Camera AG")),
        said(L2, "developedBy", PANASONIC, technology, ("L2 Technology", "Panasonic")),
        said(LUMIX, "usesTechnology", L2, technology, ("LUMIX", "L2 Technology"), kind="Prediction"),
        said(LUMIX, "manufacturedBy", PANASONIC, lumix, ("LUMIX", "Panasonic")),
        said(S5, "manufacturedBy", PANASONIC, lumix, ("LUMIX S5", "Panasonic")),
        said(S5, "partOf", LUMIX, lumix, ("LUMIX S5", "the LUMIX line")),
        said(S5, "usesMount", MOUNT, lumix, ("LUMIX S5", "L-mount")),
        said(S5, "weight", quantity(714, unit="g"), lumix, ("LUMIX S5", "714 g")),
        said(SL2, "usesMount", MOUNT, sl2, ("Leica SL2", "L-mount")),
        said(SL2, "manufacturedBy", LEICA, sl2, ("Leica SL2", "Leica")),
        said(SL2, "resolution", quantity(47), sl2, ("Leica SL2", "47 MP")),
        said(SL2, "releaseDate", date_value("2019"), sl2, ("Leica SL2", "2019"), certainty="Probable"),
        said(M11, "manufacturedBy", LEICA, "Leica makes the M11 with 60 MP", ("the M11", "Leica")),
        said(M11, "resolution", quantity(60), "Leica makes the M11 with 60 MP", ("the M11", "60 MP")),
        said(FP, "manufacturedBy", SIGMA, fp, ("Sigma fp", "Sigma")),
        said(FP, "usesMount", MOUNT, fp, ("Sigma fp", "L-mount")),
        said(BAD, "supplies", SIGMA, f"{HOSTILE} supplies parts to Sigma", (HOSTILE, "Sigma")),
        said(CANON, "competesWith", LEICA, competes, ("Canon", "Leica"), by=FORUM, reported_by=PAPER.key),
        said(CANON, "memberOf", ALLIANCE, "Canon is no member of the alliance", ("Canon", "the alliance"), by=FORUM, polarity="Negative"),
        said(SL3, "resolution", quantity(100), sl3, ("SL3", "100 MP"), certainty="Possible", **reader),
        said(SL3, "succeeds", SL2, replaces, ("it", "the SL2"), kind="Prediction", at="2024", certainty="Probable", **reader),
        said(CANON, "memberOf", ALLIANCE, "Canon is a member of the L-Mount Alliance", ("Canon", "the L-Mount Alliance"), **reader),
        said(PANASONIC, "acquired", SIGMA, "Perhaps Panasonic buys Sigma", ("Panasonic", "Sigma"), certainty="Possible", **reader),
        said(FUJI, "memberOf", ALLIANCE, wish, ("Fuji", "the L-Mount Alliance"), kind="Wish", certainty="Possible", **reader),
        said(SL2, "describedAs", words, heavy, ("The SL2", "very large and heavy"), kind="Opinion", **reader),
    )  # fmt: skip
    statements = (
        statement(page, "We have been partners of Panasonic for many years.", LEICA, PANASONIC, by=HARSCH, reported_by=PAPER.key),
        statement(page, "The SL2 is very large and heavy.", SL2, by=READER, kind="Opinion"),
        statement(page, "Leica and Panasonic put L2 Technology on the map.", LEICA, PANASONIC, L2),
    )
    return graph(document_graph(page, ENTITIES, statements=statements, claims=claims), **options)


def write_mount_file(folder: Path) -> Path:
    """Write the graph as a file of N-Quads; return its path."""
    file = folder / "mount.nq"
    file.write_bytes(EXPORTERS["nq"].write(l_mount_graph())["graph.nq"])
    return file
