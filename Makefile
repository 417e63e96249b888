# Two commands do all the set-up on a fresh machine that has git, make and Python 3.11 or newer:
#   make demo    makes .venv, installs numorph, runs `numorph compare`
#   make test    the same environment, then the tests
# Others: make demo-full (with JAX, autograd and Numba beside numorph), make check (format, lint, types), make clean.

# The first Python that is new enough; choose your own with `make demo PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
COMPARE_ARGS ?= --html comparison.html --json comparison.json

.PHONY: demo demo-full test check format clean

demo: $(VENV)/.installed-demo
	$(BIN)/numorph compare $(COMPARE_ARGS)

demo-full: $(VENV)/.installed-compare
	$(BIN)/numorph compare $(COMPARE_ARGS)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not alone'
	$(BIN)/python -m pytest -m alone  # tests of threads and of times: nothing may run beside them

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# A stamp file per set of extras: installing happens once, and again only when pyproject.toml changes.
$(VENV)/.installed-%: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

$(VENV)/bin/python:
	@test -n '$(PYTHON)' || { echo 'numorph needs Python 3.11 or newer: install one, or say make PYTHON=/path/to/python' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Could not make a virtual environment; on Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
