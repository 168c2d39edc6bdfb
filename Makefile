# Everything a bare machine needs is set up here: Python 3.11 to 3.13, make and a network are enough.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && echo "$$name" && break; done)
BIN := .venv/bin
UV := env -u VIRTUAL_ENV UV_PYTHON_DOWNLOADS=never UV_PYTHON="$(PYTHON)" .tools/uv/bin/uv
# More than there are cores: a test of a server waits about as long as it works.
TEST_WORKERS ?= 3

.PHONY: help run test check lint dev ui client bench contract

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: .venv/.ready ## Set everything up and serve on port 4000 (PORT=4001 make run for another)
	@scripts/build_dashboard.sh --when-needed
	@exec $(BIN)/alchemi up

test: .venv/.ready ## Run every check and every test, on a PostgreSQL of their own
	@if [ -x scripts/install_test_services.sh ]; then echo "==> Installing the services that tests use"; scripts/install_test_services.sh; fi
	@$(MAKE) --no-print-directory lint
	@scripts/check_dashboard.sh
	@echo "==> Running all tests with $(TEST_WORKERS) workers"
	@$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder

check: .venv/.ready ## Format, lint, types, layers, repository rules and unit tests: before a commit
	@$(MAKE) --no-print-directory lint
	@echo "==> Running unit tests"
	@$(BIN)/python -m pytest tests/unit -q

lint: .venv/.ready ## Format, lint, types and layers only
	@echo "==> Checking format"
	@$(BIN)/ruff format --check .
	@echo "==> Checking lint rules"
	@$(BIN)/ruff check .
	@echo "==> Checking types"
	@$(BIN)/mypy
	@echo "==> Checking layers"
	@$(BIN)/lint-imports

dev: .venv/.ready ## Like run, with debug logs
	@ALCHEMI_LOG_LEVEL=debug exec $(BIN)/alchemi up

ui: ## Build the dashboard (needs Node.js 20 and npm)
	@scripts/build_dashboard.sh

client: .venv/.ready ## Generate the dashboard's API client from our OpenAPI
	@ui/dashboard/tools/client.sh

contract: .venv/.ready ## Ask every operation of the API what its document says: some 60,000 requests, six minutes
	@$(BIN)/python -m tests.contract.run

bench: .venv/.ready ## Run the benchmarks
	@names=$$(grep -l __main__ benchmarks/*.py 2>/dev/null || true); \
	if [ -z "$$names" ]; then echo "There are no benchmarks yet." >&2; exit 1; fi; \
	for file in $$names; do echo "==> $$file"; $(BIN)/python -m "benchmarks.$$(basename "$$file" .py)"; done

.tools/uv/.ready: requirements-bootstrap.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11, 3.12 or 3.13 is needed and was not found. On Debian: apt-get install python3 python3-venv" >&2; exit 1; fi
	@echo "==> Installing uv (with $$($(PYTHON) --version))"
	@rm -rf .tools/uv
	@$(PYTHON) -m venv .tools/uv >.tools-venv.log 2>&1 || { cat .tools-venv.log >&2; rm -rf .tools/uv .tools-venv.log; \
		echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@rm -f .tools-venv.log
	@.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-bootstrap.txt
	@touch $@

.venv/.ready: uv.lock pyproject.toml .tools/uv/.ready
	@echo "==> Installing the locked packages (the first time takes a minute or two)"
	@$(UV) sync --frozen
	@touch $@
