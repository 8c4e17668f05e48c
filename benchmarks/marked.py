"""Tables in pages that people write: a benchmark writes what stands between its markers, and leaves the rest alone."""

from __future__ import annotations

import sys
from pathlib import Path


def write_marked(path: Path, name: str, table: str) -> None:
    """Put a table between `<!-- NAME -->` and `<!-- /NAME -->` of a page.

    Raises:
        SystemExit: the page has no such markers, or not once each and in this order.
    """
    page = path.read_text("utf-8") if path.exists() else ""
    opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if page.count(opening) != 1 or page.count(closing) != 1 or page.index(opening) > page.index(closing):
        sys.exit(f"{path}: it needs a line {opening.strip()} and a line {closing} below it, where the figures are to stand")
    before, rest = page.split(opening)
    path.write_text(f"{before}{opening}\n{table.strip()}\n\n{closing}{rest.split(closing)[1]}", "utf-8")
