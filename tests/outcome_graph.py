"""Three documents of which the later ones tell what came of what the first one predicts, and repeat what it asserts."""

from __future__ import annotations

from builders import claim, date_value, document, document_graph, entity, graph

from l2graph.model import KnowledgeGraph

ORION, LYRA = entity("Orion 5", "Camera"), entity("Lyra 2", "Camera")
ACME, BOLT, CLUB = entity("Acme"), entity("Bolt"), entity("The Alliance", "Alliance")
LETTER, POST, TIMES = (entity(name, "Publication") for name in ("The Letter", "The Post", "The Times"))
EVERYBODY = (ORION, LYRA, ACME, BOLT, CLUB, LETTER, POST, TIMES)


def outcome_graph() -> KnowledgeGraph:
    """Return a graph with predictions that came true, did not, are open and overdue, and a claim that is supported."""
    letter = document(
        "Acme joined the Alliance in 2018. The Orion 5 will appear in 2023. "
        "The Lyra 2 will appear in 2023. Acme will buy the Alliance in 2030. Acme will buy Bolt in 2022.",
        publisher="The Letter",
        date="2022-05-31",
    )
    forecast = {"kind": "Prediction", "by": LETTER}
    early = document_graph(
        letter,
        EVERYBODY,
        claims=(
            claim(letter, ACME, "memberOf", CLUB, quote="Acme joined the Alliance in 2018.", by=LETTER, valid_from="2018"),
            claim(letter, ORION, "releaseDate", date_value("2023"), quote="The Orion 5 will appear in 2023.", **forecast),
            claim(letter, LYRA, "releaseDate", date_value("2023"), quote="The Lyra 2 will appear in 2023.", **forecast),
            claim(letter, ACME, "acquired", CLUB, quote="Acme will buy the Alliance in 2030.", at="2030", **forecast),
            claim(letter, ACME, "acquired", BOLT, quote="Acme will buy Bolt in 2022.", at="2022", **forecast),
        ),
    )
    post = document("Acme joined the Alliance in 2018. The Orion 5 appeared in May 2023.", publisher="The Post", date="2023-06-01")
    late = document_graph(
        post,
        EVERYBODY,
        claims=(
            claim(post, ACME, "memberOf", CLUB, quote="Acme joined the Alliance in 2018.", by=POST, valid_from="2018"),
            claim(post, ORION, "releaseDate", date_value("2023-05"), quote="The Orion 5 appeared in May 2023.", by=POST),
        ),
    )
    times = document("The Lyra 2 appeared on 7 March 2024.", publisher="The Times", date="2024-03-08")
    came = claim(times, LYRA, "releaseDate", date_value("2024-03-07"), by=TIMES)
    return graph(early, late, document_graph(times, EVERYBODY, claims=(came,)))
