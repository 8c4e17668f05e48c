"""One thread for numpy's products of matrices: a pool of its own below each of ours only waits, with both hands full.

Windows of a text are read side by side by threads of our own. OpenBLAS, which numpy calls, wakes a pool for each product and lets it spin
until the next: on two cores that made the analysis of a text take half as long again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

_lock = Lock()
_inside: list[Any] = []  # the limit that is set, and one entry for each caller beside the first


@contextmanager
def one_thread() -> Iterator[None]:
    """Let BLAS use one thread while at least one caller is within; then as many as before.

    Callers may overlap: the number is the process's, so the first sets it and the last gives it back.
    """
    with _lock:
        _inside.append(None if _inside else _controller().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _lock:
            if len(_inside) == 1:
                _inside.pop().restore_original_limits()
            else:
                _inside.pop()


@cache
def _controller() -> Any:
    import numpy  # noqa: F401  (a pool is found once its library is loaded)
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()  # type: ignore[no-untyped-call]
