"""What claims have to do with each other: they deny, support, fulfil or fail one another; each link with its reason in words.

Plain values in and out. Links between claims of one document belong to that document (`within`), the others to all documents
together (`between`). Precise rather than complete: a wrong "contradicts" is worse than one that is missed.
"""

from l2graph.claims.links.find import among, between, topic_of, within
from l2graph.claims.links.said import Link, LinkKind, Said, say

__all__ = ["Link", "LinkKind", "Said", "among", "between", "say", "topic_of", "within"]
