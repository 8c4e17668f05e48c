"""The W3C's tests of SPARQL 1.1, run over HTTP against `l2graph serve` and, where that can be, against bare pyoxigraph."""
