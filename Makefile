# Everything works from nothing but Python 3.11+ and make: each target sets up .venv itself and is fast when repeated.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TESTS ?= tests/unit tests/contract tests/edge tests/migrations tests/e2e tests/browser
.DEFAULT_GOAL := help
.PHONY: help demo test check format texts pictures wheel nightly clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/demo.stamp ## the whole system on this machine, no account and no server needed
	@$(BIN)/rental demo

test: $(VENV)/dev.stamp ## all tests, on real PostgreSQL and Valkey that they start themselves
	@$(BIN)/python -m pytest $(TESTS)

check: $(VENV)/dev.stamp ## format, lint, types, import contracts, unit tests
	@$(BIN)/ruff format --check --quiet . || { echo "Run 'make format'."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > $(VENV)/imports.log 2>&1 || { cat $(VENV)/imports.log; exit 1; }
	@$(BIN)/python -m pytest tests/unit -q

format: $(VENV)/dev.stamp ## bring the code into the one format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

texts: $(VENV)/dev.stamp ## bring the catalogues up to the texts in the code
	@$(BIN)/python -m adapters.wording.update

pictures: $(VENV)/dev.stamp ## take the pictures of the guide anew, from a demo (needs Chromium)
	@$(BIN)/python -m docs.take_pictures

nightly: $(VENV)/dev.stamp ## the long property tests
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest --timeout=0 tests/unit tests/contract tests/e2e/test_random_taps.py tests/e2e/test_naughty_words.py

wheel: $(VENV)/dev.stamp ## build the wheel into dist/
	@rm -rf dist && $(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## remove what was installed and built, but no data
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; 'make PYTHON=python3.12 ...' names another one."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/demo.stamp: requirements.lock pyproject.toml | $(VENV)/python.stamp
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/python.stamp
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
