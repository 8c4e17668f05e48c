"""Parsed documents -> mentions: the spans that name things, give times or give amounts."""

from l2graph.mentions.names import find_mentions

__all__ = ["find_mentions"]
