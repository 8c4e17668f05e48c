"""Graphs on other servers that speak SPARQL 1.1: ask them, read them, fill them."""

from l2graph.remote.endpoint import Endpoint, is_address
from l2graph.remote.pushing import dataset_of, push_graph
from l2graph.remote.reading import RemoteStore, load_remote, query_remote

__all__ = ["Endpoint", "RemoteStore", "dataset_of", "is_address", "load_remote", "push_graph", "query_remote"]
