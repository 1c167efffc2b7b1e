# make demo   sets everything up and codes the bundled report
# make test   sets everything up, checks style and types, and passes every test
# make bench  measures the speed of the coder beside spaCy's default pipeline
PYTHON ?= $(shell for p in python3 python3.12 python3.13 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done || echo python3)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test bench lock clean

demo: $(VENV)/ready
	$(BIN)/regesta code examples/report.txt --published 2024-05-21

test: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(VENV)/ready
	$(BIN)/python -m bench.run

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Regesta needs Python 3.11 to 3.13; set PYTHON=... to one")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

# Pins every dependency with its hashes for Python 3.11 to 3.13.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
