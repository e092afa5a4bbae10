# Each target sets up what it needs: Python 3.11 or newer and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOWEST := $(VENV)/lowest
LATEST := $(VENV)/latest

.PHONY: run test check check-lowest check-latest mutants bench screenshots coverage clean

run: $(VENV)/.run
	@$(BIN)/backtracker

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The tests with the lowest versions that pyproject.toml allows.
check-lowest: $(LOWEST)/.dev
	$(LOWEST)/bin/python -m pytest -n auto -m "not picture" $(ARGS)

# A few mutants of each group, others each time, within a minute; the whole, by hand: .venv/bin/python -m tests.tools.mutants
mutants: $(VENV)/.dev
	$(BIN)/python -m tests.tools.mutants --sample 2 --within 60 $(ARGS)

# The tests with the newest textual, plotext and sqlite-utils, beyond what pyproject.toml allows; made anew each time.
check-latest:
	$(PYTHON) -m venv --clear $(LATEST)
	$(LATEST)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LATEST)/bin/uv pip install --quiet --python $(LATEST) -e '.[dev]'
	$(LATEST)/bin/uv pip install --quiet --python $(LATEST) --upgrade textual plotext sqlite-utils
	$(LATEST)/bin/uv pip list --python $(LATEST) | grep -E '^(textual|plotext|sqlite-utils) '
	$(LATEST)/bin/python -m pytest -n auto -m "not picture" $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m tests.tools.bench

coverage: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --cov=tracker --cov-branch --cov-report=term-missing --cov-report=json:.coverage.json
	$(BIN)/python -m tests.tools.coverage_goals .coverage.json

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.tools.screenshots
	$(BIN)/python -m tests.tools.figure_sheet

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What fails half-way is taken away, so that the next try begins anew.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or newer. If you have it by another name: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.run

$(LOWEST)/.dev: pyproject.toml
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST) --resolution lowest-direct -e '.[dev]'
	@touch $@
