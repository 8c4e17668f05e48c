"""Examples -> Turtle below a pack file."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from l2graph.errors import OutputError
from l2graph.pack.definitions import Pack

HEAD = "#################################################################### Taught from annotated sentences"


def with_examples(path: Path, examples: Mapping[str, Sequence[str]], against: Mapping[str, Sequence[str]], pack: Pack) -> str:
    """Return a pack file's text with examples and counter-examples that no pack has yet set below it."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    blocks = []
    for name in sorted(examples.keys() | against.keys()):
        known = pack.properties[name]
        new = [e for e in examples.get(name, ()) if e not in {k.text for k in known.examples}]
        warning = [e for e in against.get(name, ()) if e not in {k.text for k in known.counter_examples}]
        rows = [f"l2:{kind} {_listed(some)}" for kind, some in (("example", new), ("counterExample", warning)) if some]
        if rows:
            blocks.append(f"l2:{name} " + " ;\n    ".join(rows) + " .\n")
    return "\n".join([text, "", *([] if HEAD in text or not blocks else [HEAD, ""]), *blocks])


def _listed(texts: Sequence[str]) -> str:
    return " ,\n        ".join(_literal(text) for text in texts)


def _literal(text: str) -> str:
    """Write a string literal (Turtle 1.1, section 2.5.1)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def write_pack(path: Path, text: str) -> None:
    """Put a pack file in place, whole or not at all.

    Raises:
        OutputError: the disk refuses.
    """
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another place with -o") from error
