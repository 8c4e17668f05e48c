"""A store over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, linked data, and pages for people. `running.serve` starts it."""
