# Everything below works on a machine with Python 3.11 to 3.14, git and make. No root, no global installs.

.PHONY: audit setup test lint docs bench bench-accuracy clean help
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools-ready
MUTATORS := $(VENV)/.mutators-ready
PACKAGES := flows extractors checks review
PYTHON ?=

audit: $(READY) ## audit data/inbox (the sample, where it is empty) into data/out; ARGS="--no-prefect" for options
	@$(RUN)/gouji audit $(ARGS)

setup: $(READY) ## what audit and test do by themselves: .venv with everything the program needs

test: $(TOOLS) ## every test; ARGS="-k name" for some
	@$(RUN)/python -m pytest -n 2 $(ARGS)

lint: $(TOOLS) ## everything that needs no run: ruff, mypy --strict, import contracts
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports --no-cache

docs: $(READY) ## docs/checks.md, from the checks themselves
	@$(RUN)/gouji explain --all > docs/checks.md.part && mv docs/checks.md.part docs/checks.md

bench: $(TOOLS) ## accuracy and speed, written to bench/RESULTS.md
	@$(RUN)/python -m bench $(ARGS)

bench-accuracy: $(TOOLS) ## recall and precision per code and layout; replaces that section of bench/RESULTS.md
	@$(RUN)/python -m bench accuracy

mutate: $(MUTATORS) ## break each check, see a test go red; ARGS="checks/sum001*" for some
	@$(RUN)/python -m bench.mutate $(ARGS)

clean: ## drop .venv and caches; data/ stays, the reviewers' decisions with it
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) bench tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

$(READY): pyproject.toml constraints.txt
	@rm -f $(READY) $(TOOLS) $(MUTATORS)
	@python=$$(sh .ci/python $(PYTHON)) || exit 2; \
	echo "setup: $$($$python --version) -> $(VENV)" >&2; \
	$(RUN)/python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null || $$python -m venv --clear $(VENV)
	@sh .ci/install -e '.[ocr]'
	@$(RUN)/python -m compileall -q $(PACKAGES)
	@touch $@

$(TOOLS): $(READY)
	@echo "setup: test tools" >&2
	@sh .ci/install --group dev
	@touch $@

$(MUTATORS): $(TOOLS)
	@echo "setup: mutation tools" >&2
	@sh .ci/install --group mutate
	@touch $@
