# make run: environment, offline model, index of the shipped articles, chat at http://127.0.0.1:7860
# make test: environment, the whole test suite with the linters

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test setup lint gates clean

run: setup
	$(BIN)/presse build
	$(BIN)/presse serve

test: setup lint
	$(BIN)/python -m pytest

setup: $(READY)

# The environment is made anew only when what it is made of has changed.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "presse needs Python 3.11 or newer, $(PYTHON) is older; name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up $(VENV): this downloads and installs about 2.5 GB once, which takes a few minutes."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --progress-bar on --constraint constraints.txt --editable '.[dev]'
	@touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Figures of the project's own questions, asked of the shipped briefs, that no change may push below these bounds.
gates: setup
	$(BIN)/presse build --index index/built/gates
	$(BIN)/presse eval --index index/built/gates \
		--fail-under citations.exact=1 --fail-under retrieval.mrr@10=.90 \
		--fail-under answer.sentence@1=.80 --fail-under abstention.auroc=.93

clean:
	rm -rf $(VENV) index/built
