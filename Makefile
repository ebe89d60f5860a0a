# make demo   a tour on invented lists, from a bare machine
# make test   everything that has to hold
# make bench  measure everything, at full size (hours) or SIZE=small (seconds)
# make torture  everything that can go wrong, on purpose, MINUTES=10 of hostile input and load
# make dist   source archive and wheel, the same bytes each time
# make bundle  one archive to install from without a network, LISTS="a.bcs b.bcs" TRUST=trust.json
# make lock   the hashes of all that may be installed; make sbom  what that is; make audit  its faults
# make catalogues  after a sentence was added: reports in other languages
# make clean  back to the checkout

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)

SIZE   := full

MINUTES := 10

.PHONY: demo test bench torture dist bundle lock sbom audit format catalogues clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	$(BIN)/border-check demo

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto --dist loadfile

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/everything.py --size $(SIZE) --out build/bench-$(SIZE).md

torture: $(VENV)/installed-dev
	$(BIN)/python torture/run.py --minutes $(MINUTES) --out build/torture/table.md

dist: $(VENV)/installed-release
	SOURCE_DATE_EPOCH=1700000000 $(BIN)/python -m build --outdir dist .

bundle: $(VENV)/installed-release
	$(BIN)/python scripts/bundle.py $(addprefix --list ,$(LISTS)) $(addprefix --trust ,$(TRUST))

lock: $(VENV)/installed-release
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --extra encrypted --extra postgres --extra sealed --extra service --extra signed --extra xlsx --output-file requirements.lock pyproject.toml

sbom: $(VENV)/installed-release
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
	  --output-reproducible --output-file dist/sbom.json

audit: $(VENV)/installed-release
	$(BIN)/pip-audit --require-hashes --requirement requirements.lock

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogues: $(VENV)/installed-dev
	$(BIN)/python scripts/catalogues.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# uv where it is at hand, else the venv and pip of Python itself.
ifdef UV
$(VENV)/bin/python:
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
INSTALL = $(UV) pip install --quiet --python $(VENV)/bin/python
else
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "border-check needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(INSTALL) -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/bin/python pyproject.toml
	$(INSTALL) -e '.[dev]'
	touch $@ $(VENV)/installed

$(VENV)/installed-release: $(VENV)/bin/python pyproject.toml
	$(INSTALL) -e '.[release]'
	touch $@
