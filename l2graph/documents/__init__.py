"""Sources -> Document: plain text, Markdown and HTML from files, folders and standard input, with their sections."""

from __future__ import annotations

from l2graph.documents.paragraphs import paragraphs

__all__ = ["paragraphs"]
