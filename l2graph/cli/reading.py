"""What the commands that read documents share: all of them read before the slow part, and how many processes that part is shared out to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l2graph.errors import InputError
    from l2graph.model import Document

WORTH_A_PROCESS = 100_000  # characters: what one process reads in the time that a further one takes to start, several times over


def read_all(names: Sequence[str], reading: dict[str, Any]) -> tuple[list[Document], list[InputError]]:
    """Return the documents of sources, and what could not be read where that is allowed; a wrong name is told before the slow part.

    Raises:
        InputError: a source cannot be read.
    """
    from l2graph.cli.terminal import note
    from l2graph.documents import ReadOptions, read_documents
    from l2graph.errors import InputError

    unread: list[InputError] = []

    def report(error: InputError) -> None:
        unread.append(error)
        note(str(error))

    documents = list(read_documents(names, options=ReadOptions(**reading, on_error=report)))
    if not documents:
        raise InputError("none of the sources could be read")
    return documents, unread


def workers_for(documents: Sequence[Document]) -> int:
    """Return how many processes pay to read documents: one a core, where there is enough for each."""
    from l2graph.workers import cores

    return max(1, min(cores(), len(documents), sum(len(document.text) for document in documents) // WORTH_A_PROCESS))
