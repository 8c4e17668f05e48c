"""The YAML block at the head of a Markdown file -> Metadata."""

from __future__ import annotations

import datetime
import re

import yaml

from l2graph.documents.dates import iso_date
from l2graph.documents.draft import Metadata
from l2graph.errors import InputError

_FENCED = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"---[ \t]*\n[A-Za-z_-]+:(?:\s|$)")
_NAMES = {  # our field: the keys that sites use for it, the best first
    "title": ("title",),
    "date": ("date", "published", "pubdate"),
    "publisher": ("publisher", "sitename", "site", "source"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "canonical"),
    "kind": ("kind", "type"),
}


def has_front_matter(text: str) -> bool:
    """Tell whether a text begins with a block of `key: value` lines after `---`."""
    return _OPENED.match(text) is not None


def split_front_matter(text: str, source: str) -> tuple[Metadata, str]:
    """Return what the front matter says, and the text after it.

    Raises:
        InputError: the block is not closed, is no YAML, or its date is none.
    """
    if not has_front_matter(text):
        return Metadata(), text
    match = _FENCED.match(text)
    if match is None:
        raise InputError(f"{source}:1: the front matter is not closed; end it with a line ---")
    return _metadata(_load(match[1], source), match[1], source), text[match.end() :]


def _load(block: str, source: str) -> dict[str, object]:
    try:
        loaded = yaml.safe_load(block)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 2
        problem = getattr(error, "problem", None) or "no YAML"
        raise InputError(f"{source}:{line}: bad front matter: {problem}; put the value in quotes or correct it") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{source}:2: bad front matter: {error}; correct the value or put it in quotes") from error
    if not isinstance(loaded, dict):
        raise InputError(f"{source}:2: bad front matter: not a list of `key: value` lines; correct it")
    return {str(key).lower(): value for key, value in loaded.items()}


def _metadata(loaded: dict[str, object], block: str, source: str) -> Metadata:
    values = {field: next((loaded[key] for key in keys if loaded.get(key)), None) for field, keys in _NAMES.items()}
    written = values.pop("date")
    date = None
    if written is not None and (date := _date(written)) is None:
        line = next((i for i, row in enumerate(block.split("\n"), 2) if re.match(r"\W*(?:date|published|pubdate)\b", row, re.I)), 2)
        raise InputError(f"{source}:{line}: {written!r} is no date; write it as 2022-05-31")
    return Metadata(date=date, **{field: _words(value) for field, value in values.items()})


def _date(written: object) -> str | None:
    if isinstance(written, datetime.datetime):
        return written.date().isoformat()
    if isinstance(written, datetime.date):
        return written.isoformat()
    return iso_date(str(written)) if isinstance(written, str | int) else None


def _words(value: object) -> str | None:
    """Return a scalar, or a list of them, in words; deeper values are of no use to us."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item) for item in value if not isinstance(item, list)))) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    return " ".join(str(value).split()) or None if value is not None else None
