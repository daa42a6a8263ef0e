# Repaid: `make` or `make help` lists the targets. Every target sets up what it needs first; a second call is instant.

SHELL := /bin/sh
BIN := .venv/bin
REPAID := $(BIN)/repaid
STAMPS := .venv/stamps
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test check style types walls security template soak manual bench messages lock requirements

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMPS)/package $(STAMPS)/texts $(STAMPS)/chromium  ## Virtual environment, locked dependencies, texts, browser

demo: setup  ## A system with real loans in it, at http://127.0.0.1:8000/; Ctrl-C stops
	@$(REPAID) migrate
	@$(REPAID) demo
	@$(REPAID) serve --with-worker --with-simulator

test: setup  ## All checks and all tests (except the long ones)
	@$(MAKE) --no-print-directory -j $(WORKERS) types template style walls security
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q

check: setup  ## Static checks only: style, types, walls, security; no database
	@$(MAKE) --no-print-directory -j $(WORKERS) types style walls security

style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types:
	@$(BIN)/mypy src

walls:
	@$(BIN)/lint-imports --no-logo

security:
	@$(BIN)/bandit -c pyproject.toml -r src -q

template:
	@$(BIN)/python -m tests.template

soak: setup  ## The long tests: many random histories, years of simulated life
	@HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n $(WORKERS) -q -m "soak or not browser"

manual: setup  ## Take the pictures of the manual anew
	@$(BIN)/python -m pytest tests/browser/test_manual.py -q -m manual

bench: setup  ## Measure; results belong into benchmarks/RESULTS.md
	@$(REPAID) bench

messages: setup  ## Bring the catalogues in locale/ up to the texts in code and templates
	@$(REPAID) make-messages

requirements: setup  ## Write docs/requirements.csv from the tests
	@$(REPAID) requirements

lock: setup  ## Write requirements.lock anew from the dependencies in pyproject.toml
	@rm -rf build/lock && $(BIN)/python -m venv build/lock
	@build/lock/bin/pip install -qq --no-compile --disable-pip-version-check '.[dev]'
	@build/lock/bin/pip freeze --all --exclude pip --exclude repaid > requirements.lock

$(STAMPS)/python:
	@python=; for name in python3.11 python3; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Repaid needs Python 3.11, and neither python3.11 nor python3 is that." >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "This Python cannot make virtual environments: install python3-venv (apt-get install python3.11-venv)." >&2; exit 1; fi; \
	$$python -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/lock: $(STAMPS)/python requirements.lock
	@$(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check -r requirements.lock
	@touch $@

$(STAMPS)/package: $(STAMPS)/lock pyproject.toml
	@$(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/texts: $(STAMPS)/package $(CATALOGUES)
	@$(REPAID) compile-messages
	@touch $@

$(STAMPS)/chromium: $(STAMPS)/package
	@if [ -x /usr/bin/chromium ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get install -qq -y --no-install-recommends chromium || \
	    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; }; } >/dev/null 2>&1; then :; \
	elif $(BIN)/playwright install chromium >/dev/null 2>&1; then :; \
	else echo "There is no Chromium and none could be installed: the browser tests will be skipped." >&2; fi
	@touch $@
