"""Every error that l2graph raises on purpose.

    L2GraphError
    ├── InputError       a source that cannot be read
    ├── PackError        a pack that cannot be used: file, line, remedy
    ├── GraphError       a graph file that cannot be read, or that is not ours
    │   └── StoreError   a store on disk that cannot be read or written
    ├── QueryError       SPARQL that does not parse, an unknown question or name
    ├── FormatError      an unknown format
    ├── OutputError      output that cannot be written, or would overwrite what is not ours
    ├── ServeError       a server that cannot start, or one elsewhere that does not answer as it should
    └── AnalyserError    a language model that is missing or does not fit

A message says what, where and what to do, in one line, with the offending value in it.
"""

from __future__ import annotations


class L2GraphError(Exception):
    """Base of all errors that are raised on purpose."""


class InputError(L2GraphError):
    """A source cannot be read."""


class PackError(L2GraphError):
    """A pack cannot be used."""


class GraphError(L2GraphError):
    """A graph file cannot be read, or is not one of ours."""


class StoreError(GraphError):
    """A store on disk cannot be read or written."""


class QueryError(L2GraphError):
    """A question cannot be asked."""


class FormatError(L2GraphError):
    """A format is not known."""


class OutputError(L2GraphError):
    """Output cannot be written."""


class AnalyserError(L2GraphError):
    """A language model is missing or does not fit."""


class ServeError(L2GraphError):
    """A server cannot be started, or one elsewhere does not do what it is asked."""
