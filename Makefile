# make read   from nothing to the first reading
# make test   every check, as CI runs them
# make quality, make bench, make model-check   what it scores, how fast it is, whether the export is true
PYTHON ?= python3
SAMPLE ?= examples/bank-run.txt
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: read test quality bench model-check

read: .venv/read.stamp
	$(BIN)/sayso read $(SAMPLE)

test: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

quality: .venv/test.stamp
	$(BIN)/python tests/quality/gate.py
	$(BIN)/python tests/quality/fast.py
	$(BIN)/python tests/quality/chains.py
	$(BIN)/python tests/quality/desk.py
	$(BIN)/python tests/quality/flags.py
	$(BIN)/python tests/quality/times.py
	$(BIN)/python tests/quality/copies.py
	$(BIN)/python tests/quality/incidents.py
	$(BIN)/python tests/quality/series.py
	$(BIN)/python tests/quality/origins.py

bench: .venv/train.stamp
	$(BIN)/python bench/sentences.py
	$(BIN)/python bench/quantities.py
	$(BIN)/python bench/desk.py
	$(BIN)/python bench/copies.py
	$(BIN)/python bench/batch.py
	$(BIN)/python bench/reuse_peers.py
	$(BIN)/python bench/syndication.py
	$(BIN)/python bench/series.py
	$(BIN)/python bench/ledger.py
	$(BIN)/python bench/web.py
	$(BIN)/python bench/run.py

model-check: .venv/train.stamp
	SAYSO_SLOW=1 $(BIN)/pytest tests/training

# The stamps make an install happen once, and again only after its inputs changed.
.venv/read.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) -e .
	touch $@

.venv/test.stamp: .venv/read.stamp
	$(PIP) -e '.[batch,dev,mcp,parquet,pdf]'
	touch $@

.venv/train.stamp: .venv/test.stamp
	$(PIP) -e '.[batch,dev,parquet,pdf,train]'
	touch $@
