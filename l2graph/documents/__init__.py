"""Sources -> Document: plain text, Markdown and HTML from files, folders and standard input, with their sections."""

from __future__ import annotations

from l2graph.documents.draft import ReadOptions
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.sources import read_documents

__all__ = ["ReadOptions", "paragraphs", "read_documents"]
