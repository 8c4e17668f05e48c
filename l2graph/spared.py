"""Imports that are spared: of libraries that others import for a function that we never call."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def spared(module: str, *names: str) -> Iterator[None]:
    """Let what is imported within have some functions of a module without importing it; they import it when they are called.

    Python asks `sys.modules` first, so a stand-in there is what is found. It goes away again: whoever wants the module later gets it.
    """
    if module in sys.modules:
        yield
        return
    stand_in = ModuleType(module)
    for name in names:
        setattr(stand_in, name, _deferred(module, name))
    sys.modules[module] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(module) is stand_in:
            del sys.modules[module]


def _deferred(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*args, **options)

    return call
