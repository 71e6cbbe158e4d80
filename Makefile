# make run: set up, check and build the graph, write the explorer and Turtle.   make test: set up and run every check.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

FRONTEND := $(BIN)/python viz/frontend/build.py

.PHONY: run test tests slow-checks newer bench bench-quick frontend ontology-page notebook lock clean

run: .venv/run frontend
	@$(BIN)/peelgraph build
	@mkdir -p out
	@$(BIN)/peelgraph site -o out/explorer.html
	@$(BIN)/peelgraph export -o out/peelgraph.ttl
	@echo "next: open out/explorer.html in a browser, or ask: $(BIN)/peelgraph query \"SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name }\""

# What is read from disk again and again is compiled once, whatever the shell says.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/test frontend
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory -j2 tests slow-checks || { echo "a test or a check failed: its message is above"; exit 1; }

tests:
	$(BIN)/python -m pytest -n auto --dist loadfile -p tests.reached_lines

# Beside the tests, which often wait; what they say comes in one piece.
slow-checks:
	@text="$$({ $(FRONTEND) check && $(BIN)/mypy; } 2>&1)"; code=$$?; printf '\n%s\n' "$$text"; exit $$code

# The tests without a browser in every newer Python of the machine, each in an environment of its own.
newer: frontend .venv/test
	@$(BIN)/python tests/newer_pythons.py

# Every command at 1, 43 and 430 reports, into docs/speed.md, in one to two hours; the quick one only prints, in a few minutes.
bench: frontend .venv/test
	@$(BIN)/python -m benchmarks.bench --keep
	@$(BIN)/python -m benchmarks.loading --keep

bench-quick: frontend .venv/test
	@$(BIN)/python -m benchmarks.bench --quick --reports 1 43 --rounds 1

frontend: .venv/run
	@$(FRONTEND)

.venv/run: requirements.lock requirements-node.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("peelgraph needs Python 3.11 or later; name one with make PYTHON=...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(FRONTEND) has-node || $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-node.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/run requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

ontology-page: .venv/test
	@$(BIN)/python docs/ontology_page.py out/ontology.html
	@$(BIN)/python docs/ontology_page.py docs/ontology.md
	@$(BIN)/python docs/context.py
	@echo "wrote out/ontology.html, the tables of docs/ontology.md and ontology/context.jsonld"

notebook: .venv/test
	@$(BIN)/python docs/notebook.py docs/example.ipynb
	@echo "wrote docs/example.ipynb"

lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra all --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra all --group build --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group node -o requirements-node.lock

clean:
	rm -rf .venv .venv-* out dist viz/templates/*.js viz/templates/*.lzma viz/frontend/node_modules viz/frontend/out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
