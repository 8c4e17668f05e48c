"""A question with limits of time and rows: it is answered in a process of its own, which can be ended.

Oxigraph has no timeout, and a signal lands only after the question: nothing but the end of its process stops it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

from l2graph.answers import Answer
from l2graph.errors import L2GraphError, QueryError

Asker = Callable[[], Answer]
READY = "ready"
GRACE_S = 5.0  # for the answer to come over, once the question is answered


def answer_within(load: Callable[[], Asker], timeout_s: float | None) -> Answer:
    """Load a graph and answer a question; the time counts from when the graph is loaded. Without a limit it is answered here.

    Raises:
        QueryError: there is no answer within the time.
        L2GraphError: what loading or asking raise.
    """
    if timeout_s is None:
        return load()()
    # a child that is forked has the question without being told; one that starts anew would have to be sent it
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(load, sender), daemon=True)
    child.start()
    sender.close()
    try:
        first = receiver.recv()
        if first != READY:
            return _result(first)
        if not receiver.poll(timeout_s):
            raise QueryError(f"no answer within {timeout_s:g} s; allow it more with --timeout, or ask for less")
        return _result(receiver.recv())
    except EOFError:
        child.join(GRACE_S)
        raise QueryError(f"the question was ended by the system (status {child.exitcode}); it may need more memory") from None
    finally:
        child.kill()
        child.join()
        receiver.close()


def _work(load: Callable[[], Asker], sender: Connection) -> None:
    try:
        ask = load()
        sender.send(READY)
        result: Answer | Exception = ask()
    except Exception as error:
        result = error
    sender.send(result)
    sender.close()


def _result(received: object) -> Answer:
    if isinstance(received, L2GraphError):
        raise received
    if isinstance(received, Exception):
        raise RuntimeError(f"{type(received).__name__}: {received}") from received
    return received  # type: ignore[return-value]  # what the child sent
