# The commands of a working copy; `make help` lists them. Needs Python 3.11 or later, git and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
PYTHONS ?= python3 python3.14 python3.13 python3.12 python3.11 python
WORKERS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq --no-input
INSTALL := $(PIP) install --require-hashes -r
OURSELVES := $(PIP) install --no-deps --no-build-isolation --no-index \
	--config-settings editable_mode=compat --editable .
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" PIP_CONFIG_FILE=/dev/null $(BIN)/pip-compile --quiet --upgrade \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe
ROOMS := cli migrations tui importers workspaces directory search accounts core
LOCALES := core/locales

.PHONY: help run test check style types layers tests bench texts lock clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 10

run: $(VENV)/run.stamp ## set up, load the demonstration territory the first time, open Maillage
	@$(BIN)/maillage demo

test: $(VENV)/dev.stamp ## set up, then everything CI checks: style, types, layers, tests (also of texts and docs)
	@$(call every,style types layers tests)

check: $(VENV)/dev.stamp ## what `make test` does before the tests: style, types, layers
	@$(call every,style types layers)

# Runs each of these targets, also after one that fails; then says which ones failed.
every = failed=; for step in $(1); do $(MAKE) --no-print-directory $$step || failed="$$failed $$step"; done; \
	if [ -n "$$failed" ]; then echo "== failed:$$failed"; exit 1; else echo '== all is well: $(1)'; fi

style: $(VENV)/dev.stamp
	@echo '== style (ruff)'
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	@echo '== types (mypy --strict)'
	@$(BIN)/mypy

layers: $(VENV)/dev.stamp
	@echo '== layers (import-linter)'
	@$(BIN)/lint-imports --no-logo

tests: $(VENV)/dev.stamp
	@echo '== tests (pytest)'
	@$(BIN)/python -m pytest -q -n $(WORKERS)

bench: $(VENV)/bench.stamp ## measure, and write the figures into docs/benchmarks.md
	@$(BIN)/python -m benchmarks

texts: $(VENV)/dev.stamp ## collect the sentences of the code into the French catalogue, and compile it
	@$(BIN)/pybabel --quiet extract --mapping-file=$(LOCALES)/babel.cfg --output-file=$(LOCALES)/maillage.pot \
		--no-location --sort-output --no-wrap $(ROOMS)
	@$(BIN)/pybabel --quiet update --domain=maillage --input-file=$(LOCALES)/maillage.pot --output-dir=$(LOCALES) \
		--locale=fr --no-fuzzy-matching --no-wrap --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/pybabel --quiet compile --domain=maillage --directory=$(LOCALES) --locale=fr
	@rm $(LOCALES)/maillage.pot
	@echo '== not translated yet:'
	@$(BIN)/python -m tests.texts

lock: $(VENV)/dev.stamp ## choose the newest versions that pyproject.toml allows, and lock them with their hashes
	@$(COMPILE) --output-file=requirements/run.txt pyproject.toml requirements/beside.in
	@$(COMPILE) --extra=dev --constraint=requirements/run.txt --output-file=requirements/dev.txt \
		pyproject.toml requirements/beside.in
	@$(COMPILE) --constraint=requirements/dev.txt --output-file=requirements/bench.txt requirements/bench.in

clean: ## forget the set-up and what the tools cached; the directory's data stays
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# A stamp says that the set-up of the files it depends on is done; `test` needs more than `run`, so it makes both.

$(VENV)/python.stamp:
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "== setting up $(VENV) with $$($$python --version)"; \
			$$python -m venv $(VENV) && touch $@; exit; \
		fi; \
	done; \
	echo 'Maillage needs Python 3.11 or later, with venv (Debian: apt install python3-venv).' >&2; exit 1

$(VENV)/run.stamp: $(VENV)/python.stamp requirements/run.txt pyproject.toml
	@echo '== installing what Maillage needs, with its hashes'
	@$(INSTALL) requirements/run.txt
	@$(OURSELVES)
	@touch $@

$(VENV)/dev.stamp: $(VENV)/python.stamp requirements/dev.txt pyproject.toml
	@echo '== installing what Maillage and its checks need, with their hashes'
	@$(INSTALL) requirements/dev.txt
	@$(OURSELVES)
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements/bench.txt
	@$(INSTALL) requirements/bench.txt
	@touch $@
