"""How soon the page of a graph is drawn and answers, beside pyvis's own page: `python -m benchmarks.explorer`."""
