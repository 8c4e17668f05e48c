"""Tables in pages that people write: a benchmark writes what stands between its markers, and leaves the rest alone."""

from __future__ import annotations

import sys
from pathlib import Path


def check_marked(path: Path | None, name: str) -> None:
    """Refuse a page without markers before minutes are spent on its table.

    Raises:
        SystemExit: as for `write_marked`.
    """
    if path is not None:
        _around(path, name)


def write_marked(path: Path, name: str, table: str) -> None:
    """Put a table between `<!-- NAME -->` and `<!-- /NAME -->` of a page.

    Raises:
        SystemExit: the page has no such markers, or not once each and in this order.
    """
    before, after = _around(path, name)
    path.write_text(f"{before}\n\n{table.strip()}\n\n{after}", "utf-8")


def _around(path: Path, name: str) -> tuple[str, str]:
    """Return what stands before the place of a table and behind it, with the markers."""
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = path.read_text("utf-8") if path.exists() else ""
    if page.count(opening) != 1 or page.count(closing) != 1 or page.index(opening) > page.index(closing):
        sys.exit(f"{path}: it needs a line {opening} and below it a line {closing}, between which the figures are to stand")
    return page[: page.index(opening) + len(opening)], page[page.index(closing) :]
