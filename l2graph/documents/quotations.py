"""Where a text has words in quotation marks, paragraph by paragraph: a mark that is not closed opens nothing."""

from __future__ import annotations

import re

from l2graph.model import Span

QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")


def quotations(text: str) -> tuple[Span, ...]:
    """Return the stretches in double quotation marks, the marks included.

    >>> [span.of('He said "no" twice.') for span in quotations('He said "no" twice.')]
    ['"no"']
    """
    return tuple(Span(match.start(), match.end()) for match in QUOTED.finditer(text))
