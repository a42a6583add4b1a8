# One door in. `make run` shows the demo, `make test` proves the product; both set up what they need.

UV := $(shell command -v uv || echo .tools/bin/uv)
PORT ?= 8501
WORKERS ?= 2

.PHONY: run test lint check bench pictures lock setup browser

run: setup
	@$(UV) run --no-sync kpi demo --port $(PORT)

# Compiled first: the tests start hundreds of processes, also where Python may write no bytecode.
test: setup browser
	@$(UV) run --no-sync python -m compileall -q -j 0 .venv/lib kpi dashboard tests
	$(UV) run --no-sync pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term

lint: setup
	$(UV) run --no-sync ruff check .
	$(UV) run --no-sync ruff format --check .
	$(UV) run --no-sync mypy

# As `make test`, with 5,000 random files of each sort.
check: export KPI_EXAMPLES = 5000
check: lint test

bench: setup browser
	$(UV) run --no-sync python -m tests.bench

pictures: setup browser
	$(UV) run --no-sync python -m tests.pictures

lock: setup
	$(UV) lock --upgrade
	$(UV) export --quiet $(EXPORT) --output-file requirements.lock

EXPORT := --frozen --no-dev --no-emit-project --no-header --no-annotate --format requirements-txt

# What servers run, after what the project resolves to today: a registry may have changed since.
setup: $(UV)
	@$(UV) sync --quiet
	@$(UV) pip install --quiet --requirements requirements.lock

.tools/bin/uv:
	@python3 -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv

browser:
	@command -v "$${KPI_CHROMIUM:-chromium}" > /dev/null || { \
	  echo "Installing Debian's chromium for the browser tests"; \
	  as_root=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$as_root apt-get update --quiet=2 && \
	  $$as_root apt-get install --quiet=2 --yes --no-install-recommends chromium > /dev/null; }
