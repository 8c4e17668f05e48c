# make demo   sets up .venv, builds the examples and names the page to open
# make test   sets up .venv with the tools of development and runs all tests

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: sparql-suite serve-speed demo test check patterns output readme golden score quality speed explorer screenshot clean

demo: .venv/installed
	$(BIN)/l2graph build examples -o output
	@echo
	@$(BIN)/l2graph query output/graph.ttl @alliances
	@echo "Open $(CURDIR)/output/graph.html in a browser."

test: .venv/tools
	$(BIN)/pytest -n auto

check: .venv/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/biome check .  # the scripts and styles of the page

patterns: .venv/installed  # after a change of the ontology, the analyser or the code that reads examples
	$(BIN)/python -m l2graph.claims.compiled

output: .venv/installed  # after a change that is meant to change what the examples build to
	$(BIN)/l2graph build examples -o output

readme: .venv/tools  # what its commands print, and the table of figures
	$(BIN)/python benchmarks/readme.py
	$(BIN)/python benchmarks/score_corpus.py --readme

golden: .venv/tools  # after a change that is meant to change what the texts of tests/golden say
	PYTHONPATH=tests $(BIN)/python -m golden

score: .venv/tools
	$(BIN)/python benchmarks/score_corpus.py

quality: .venv/tools  # every figure of quality beside what is asked of it; PARTS="names dates" for some
	$(BIN)/python -m benchmarks.quality $(PARTS)

speed: .venv/installed
	$(BIN)/python benchmarks/build_speed.py

explorer: .venv/tools  # how soon the page is drawn and answers, beside pyvis's own: about ten minutes
	$(BIN)/python -m benchmarks.explorer -o docs/explorer-speed.md

sparql-suite: .venv/tools  # the W3C's tests over HTTP, from ../shared
	$(BIN)/python -m benchmarks.sparql -o docs/sparql-suite.md

serve-speed: .venv/installed  # 16 clients for a minute: run it on a quiet machine
	$(BIN)/python -m benchmarks.serve -o docs/serve-speed.md

screenshot: .venv/tools
	$(BIN)/python benchmarks/screenshot.py output/graph.html docs

clean:
	rm -rf .venv build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q l2graph  # where Python may not keep bytecode, each start would compile it
	@touch $@

.venv/tools: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python -m compileall -q l2graph
	@touch $@ .venv/installed
