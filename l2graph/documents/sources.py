"""Files, folders and standard input -> Documents."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path

from l2graph.documents.dates import iso_date, line_date
from l2graph.documents.draft import Draft, Metadata, ReadOptions
from l2graph.documents.front_matter import has_front_matter
from l2graph.documents.markdown import read_markdown
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.releases import dateline_date
from l2graph.documents.sections import find_sections
from l2graph.documents.text import read_text
from l2graph.errors import InputError
from l2graph.model import Document, Section, SectionKind
from l2graph.vocabulary import document_id

SUFFIXES = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
BYLINE = re.compile(
    r"(?:By|Written by|Story by|Words by|Text:|Words:)\s+(?P<name>[A-Z][\w.'’-]*(?: (?:[a-z]{1,3} )?[A-Z][\w.'’-]*){1,3})(?:, .{0,60})?$"
)
HEAD = 5  # paragraphs in which a text gives its date
MOST_CONTROLS = 0.05  # share of control characters in a text

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
PROLOGUE = 2048  # characters in which a page says that it is one
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_documents(sources: Sequence[str | Path], *, options: ReadOptions | None = None) -> Iterator[Document]:
    """Yield the document of each source, in order; a folder's documents sorted by name, and "-" standard input.

    Raises:
        InputError: a source cannot be read. With `keep_going` it is handed to `on_error`, and the rest is read.
    """
    options = options or ReadOptions()
    _check(options)
    for source in sources:
        try:
            paths: Sequence[Path | None] = [None] if str(source) == "-" else _files(Path(source))
        except InputError as error:
            _report(error, options)
            continue
        for path in paths:
            try:
                document = _read_document(path, options)
            except InputError as error:
                _report(error, options)
                continue
            yield document


def _check(options: ReadOptions) -> None:
    if options.date is not None and iso_date(options.date) is None:
        raise InputError(f"--date {options.date}: no date; write it as 2022-05-31, 2022-05 or 2022")
    if options.comments_from is not None and options.comments_from < 1:
        raise InputError(f"--comments-from {options.comments_from}: lines are counted from 1")
    try:
        "".encode(options.encoding)
    except LookupError as error:
        raise InputError(f"--encoding {options.encoding}: unknown; try utf-8, utf-16, latin-1 or cp1252") from error


def _report(error: InputError, options: ReadOptions) -> None:
    if not options.keep_going:
        raise error
    if options.on_error is not None:
        options.on_error(error)


def _files(path: Path) -> list[Path]:
    """Return the file, or the documents of the folder and its folders, sorted."""
    try:
        if not path.is_dir():
            return [path]
        inside = sorted((found for found in path.rglob("*") if _is_document(found, path)), key=lambda found: found.relative_to(path).parts)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {_reason(error)}") from error
    if not inside:
        raise InputError(f"{path}: no documents in this folder; they end in {', '.join(sorted(SUFFIXES))}")
    return inside


def _is_document(found: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in found.relative_to(folder).parts)
    return not hidden and found.suffix.lower() in SUFFIXES and found.is_file()


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _read_document(path: Path | None, options: ReadOptions) -> Document:
    source = "-" if path is None else str(path)
    data = _bytes(path, source)
    text = _decoded(data, source, options.encoding)
    form = SUFFIXES.get(path.suffix.lower()) if path is not None else None
    draft = _draft(text, form or _form(text), source, options)
    if not draft.text.strip():
        raise InputError(f"{source}: no text in it; give a source with words")
    return _document(draft, source, options)


def _bytes(path: Path | None, source: str) -> bytes:
    if path is None and sys.stdin is None:
        raise InputError("-: standard input is closed; give a file")
    try:
        return sys.stdin.buffer.read() if path is None else path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{source}: {_reason(error)}; check the name and the permissions") from error


def _decoded(data: bytes, source: str, encoding: str) -> str:
    """Return the text of the bytes, with line feeds for line ends and without a byte order mark."""
    if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise InputError(f"{source}: not utf-8 at byte 0; pass --encoding utf-16")
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        text = _declared(data) if b"\0" not in data else ""
        if not text:
            if b"\0" in data[:8192]:
                raise InputError(f"{source}: a binary file; give a text, Markdown or HTML file") from error
            at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
            raise InputError(f"{source}: not {encoding}{at}; pass --encoding") from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise InputError(f"{source}: a binary file; give a text, Markdown or HTML file")
    return text


def _declared(data: bytes) -> str:
    """Return an HTML page decoded as it says of itself, or nothing."""
    match = _CHARSET.search(data[:4096])
    if match is None:
        return ""
    try:
        return data.decode(match[1].decode("ascii"))
    except (LookupError, UnicodeError):
        return ""


def _form(text: str) -> str:
    """Return the form of a text whose name does not tell it."""
    if text.lstrip().startswith("<") and _HTML.search(text[:PROLOGUE]):
        return "html"
    return "markdown" if has_front_matter(text) else "text"


def _draft(text: str, form: str, source: str, options: ReadOptions) -> Draft:
    if form == "html":
        from l2graph.documents.html import read_html  # trafilatura takes half a second to import

        if options.comments_from is not None:
            raise InputError(f"{source}: --comments-from counts lines of a text; a page marks its comments itself, leave the option out")
        return read_html(text, source)
    return read_markdown(text, source) if form == "markdown" else read_text(text)


def _document(draft: Draft, source: str, options: ReadOptions) -> Document:
    meta = draft.metadata
    publisher = options.publisher or meta.publisher
    sections = find_sections(
        draft.text,
        marks=draft.marks,
        whole_release=_is_release(meta),
        whole_thread=_is_thread(meta),
        comments_from=_offset(draft, source, options.comments_from),
        publisher=publisher,
    )
    title = meta.title or _title(draft.text, sections)
    given = iso_date(options.date) if options.date else None
    date = given or meta.date or _stated_date(draft.text, sections)
    return Document(
        id=document_id(draft.text, title, date, publisher, meta.author, meta.url),
        text=draft.text,
        sections=sections,
        title=title,
        date=date,
        publisher=publisher,
        author=meta.author or _byline(draft.text),
        url=meta.url,
        sha256=sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=source,
    )


def _is_release(metadata: Metadata) -> bool:
    return re.sub(r"[\W_]+", " ", metadata.kind or "").strip().lower() in {"press release", "news release", "media release"}


def _is_thread(metadata: Metadata) -> bool:
    """Tell whether a source calls itself a thread, and not, say, an article with comments."""
    kind = set(re.findall(r"[a-z]+", (metadata.kind or "").lower()))
    return bool(kind & {"forum", "thread", "discussion", "chat"}) and not kind & {
        "article",
        "with",
        "news",
        "blog",
        "review",
        "release",
    }


def _title(text: str, sections: Sequence[Section]) -> str | None:
    """Return the headline that a text begins with."""
    if not sections or sections[0].kind is not SectionKind.HEADLINE:
        return None
    return " ".join(sections[0].span.of(text).split())


def _byline(text: str) -> str | None:
    """Return the one author whom a line at the head of a text names: "By Lena Fischer"."""
    lines = (line for span in paragraphs(text)[:HEAD] for line in span.of(text).split("\n"))
    return next((match["name"] for line in lines if (match := BYLINE.match(line.strip()))), None)


def _stated_date(text: str, sections: Sequence[Section]) -> str | None:
    """Return the date that a text gives itself: a line at its head, or the dateline of a release in it."""
    head = (line_date(span.of(text)) for span in paragraphs(text)[:HEAD])
    releases = (section.span.of(text) for section in sections if section.kind is SectionKind.PRESS_RELEASE)
    datelines = (dateline_date(span.of(release)) for release in releases for span in paragraphs(release))
    return next(filter(None, chain(head, datelines)), None)


def _offset(draft: Draft, source: str, line: int | None) -> int | None:
    """Return the offset of the first words at or after a line of the source."""
    if line is None:
        return None
    for number, offset in draft.anchors:
        if number >= line and draft.text[offset:].strip():
            return offset
    raise InputError(f"{source}: --comments-from {line} is past the last line, {draft.anchors[-1][0] if draft.anchors else 0}")
