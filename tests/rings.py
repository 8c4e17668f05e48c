"""A small graph by hand for tests of the questions and the commands: an invented article, and a thread of comments on it."""

from __future__ import annotations

from builders import claim, date_value, document, document_graph, entity, graph, mention, publisher, quantity, statement

from l2graph.model import KnowledgeGraph

ARTICLE = (
    "In 2018 the Ring Alliance was founded by Acme and Bolt. Since 2021 Corex is a member of the Ring Alliance. "
    "Dan Dorn, CEO of Acme, said: “The Acme X1 has the R-mount.” The X1 has 24 MP. Acme announced the X1 on 2020-03-01."
)
COMMENT = (
    "I read that the X2 may have 50 MP. The X1 does not use the R-mount. "
    "Maybe it arrives in 2024. Will Bolt follow? Dan Dorn told me that Bolt makes the X2. "
    "Of course Acme announced the X1."
)


def rings_graph() -> KnowledgeGraph:
    """An article and a thread of comments, in two documents that name one thing differently."""
    ring, mount = entity("Ring Alliance", "Alliance"), entity("R-mount", "Mount")
    acme, bolt, corex = entity("Acme AG", "Company", "Acme", key="acme"), entity("Bolt"), entity("Corex")
    x1, dorn = entity("X1", "Camera"), entity("Dan Dorn", "Person")
    paper = document(ARTICLE, title="Rings", date="2022-05-31")
    first = document_graph(
        paper,
        (ring, mount, acme, bolt, corex, x1, dorn),
        mentions=(mention(paper, "Acme", acme), mention(paper, "Acme X1", x1)),
        statements=(
            statement(paper, "“The Acme X1 has the R-mount.”", x1, mount, by=dorn, reported_by=publisher().key),
            statement(paper, "The X1 has 24 MP.", x1),
        ),
        claims=(
            claim(paper, ring, "foundedBy", acme, quote="founded by Acme", at="2018"),
            claim(paper, ring, "foundedBy", bolt, quote="founded by Acme and Bolt", at="2018"),
            claim(paper, ring, "foundingDate", date_value("2018"), quote="In 2018 the Ring Alliance was founded"),
            claim(paper, corex, "memberOf", ring, quote="Since 2021 Corex is a member of the Ring Alliance", valid_from="2021"),
            claim(paper, corex, "collaboratesWith", bolt, quote="Since 2021 Corex is a member", valid_from="2021"),
            claim(paper, dorn, "worksFor", acme, quote="Dan Dorn, CEO of Acme", role="CEO"),
            claim(paper, x1, "usesMount", mount, quote="The Acme X1 has the R-mount.", by=dorn, reported_by=publisher().key),
            claim(paper, x1, "manufacturedBy", acme, quote="Acme X1", by=dorn),
            claim(paper, x1, "resolution", quantity(24), quote="The X1 has 24 MP."),
            claim(paper, acme, "announced", x1, quote="Acme announced the X1 on 2020-03-01", at="2020-03-01"),
        ),
    )
    reader, acme_short, x2 = entity("Reader 1", "Reader"), entity("Acme", key="acme"), entity("X2", "Camera")
    thread = document(COMMENT, title="Comments", date="2022-06-01")
    second = document_graph(
        thread,
        (reader, acme_short, bolt, dorn, x1, x2, mount),
        statements=(
            statement(thread, "Maybe it arrives in 2024.", x2, by=reader, certainty="Possible", kind="Prediction"),
            statement(thread, "Will Bolt follow?", bolt, by=reader, kind="Question"),
            statement(thread, "I read that the X2 may have 50 MP.", x2, by=reader, certainty="Probable", kind="Prediction"),
        ),
        claims=(
            claim(thread, x2, "resolution", quantity(50), quote="the X2 may have 50 MP", by=reader, certainty="Possible"),
            claim(thread, x2, "manufacturedBy", acme_short, quote="the X2", by=reader, certainty="Probable"),
            claim(thread, x1, "usesMount", mount, quote="The X1 does not use the R-mount.", by=reader, polarity="Negative"),
            claim(thread, x2, "manufacturedBy", bolt, quote="Bolt makes the X2", by=dorn, reported_by=reader.key),
            claim(thread, acme_short, "announced", x1, quote="Acme announced the X1", by=reader),
            claim(
                thread,
                x2,
                "releaseDate",
                date_value("2024"),
                quote="arrives in 2024",
                sentence="Maybe it arrives in 2024.",
                by=reader,
                certainty="Possible",
                kind="Prediction",
            ),
        ),
    )
    return graph(first, second)
