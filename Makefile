# Two commands: `make demo` to see it, `make test` to trust it. Everything lands in .venv, node_modules and var.
PYTHON ?= python3.11
VENV := .venv
SPARK := .venv-spark
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# The machine's own certificates count, for npm too: an intranet's mirror has no other.
export NODE_USE_SYSTEM_CA := 1
# Compiled once at installation: otherwise, where nobody may write bytecode, every start of Python costs seconds.
export UV_COMPILE_BYTECODE := 1
# uv is quick; pip, which knows this machine's own settings of mirror and certificates, steps in where uv cannot.
define install
$(BIN)/uv pip install --quiet --system-certs $(1) || $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1)
endef

# A file's tests stay together, the long files (tests/conftest.py knows them) are begun first.
STATIC := $(MAKE) --no-print-directory --jobs 2 --output-sync types style layers
PYTEST := $(BIN)/pytest -q -n 4 --dist loadfile --no-loadscope-reorder

PARITY := JINGWEI_HOME=var/parity/home $(BIN)/jingwei

.PHONY: demo test coverage check style types layers bench letters pictures bench-large bench-dashboard bench-reports bench-forecast bench-appraisal prove lock format clean setup setup-dev browser servers spark java parity
.DEFAULT_GOAL := help

help: ## Show these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: setup ## Simulate, build, report and serve; prints the address and one-time credentials
	@$(BIN)/jingwei demo

test: setup-dev browser servers spark ## Everything: what `make check` runs, then every test, in a real browser too
	@$(STATIC)
	$(PYTEST) --durations=25

coverage: setup-dev browser servers spark ## The tests with the lines they reach; takes half as long again
	$(PYTEST) --cov --cov-report=term:skip-covered

check: setup-dev ## Style, types, layers and the quick tests, in about a minute
	@$(STATIC)
	$(PYTEST) -m "not browser and not slow"

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
types:
	$(BIN)/mypy
layers:
	$(BIN)/lint-imports

bench: setup-dev ## Speed as ratios within one run: the build, and the callbacks of each page
	$(BIN)/python -m benchmarks

bench-large: setup-dev ## The builds of about 32 million facts; takes some minutes and 4 GB of disk
	$(BIN)/python -m benchmarks --copies 8 --only build

prove: setup-dev ## Ten rebuilds have one hash at two scales; two clean checkouts make the same reports, byte for byte; a thousand publishes under four readers and 300 killed builds tear nothing; a hundred days of killed ticks send nothing twice; ten thousand hostile series
	$(BIN)/python -m benchmarks.determinism
	$(BIN)/python -m benchmarks.checkouts
	JINGWEI_PUBLISHES=1000 JINGWEI_KILLS=300 $(BIN)/pytest -q tests/datasets/test_publishing.py tests/datasets/test_crashes.py
	JINGWEI_DAYS=100 $(BIN)/pytest -q tests/delivery/test_thirty_days.py
	JINGWEI_HOSTILE=10000 $(BIN)/pytest -q tests/indicators/test_forecast_hostile.py

bench-dashboard: setup-dev browser ## Pages over ten million facts: callbacks, first openings beside Streamlit, fifty readers, memory (some minutes)
	$(BIN)/python -m benchmarks.dashboard $(WORDS)

bench-reports: setup-dev browser ## One warm report beside papermill, nbconvert and Chromium; charts; a hundred reports on two cores (some minutes)
	$(BIN)/python -m benchmarks.reporting $(WORDS)

bench-forecast: setup-dev ## The forecasting engine on the M1 competition beside others (some minutes); WORDS="--sample 0" takes slow rivals through all series
	$(BIN)/python -m benchmarks.forecast $(WORDS)

bench-appraisal: setup-dev ## A thousand applications reviewed, duplicates found, programmes of a thousand projects, growth that holds (WORDS="--count 100" for fewer)
	$(BIN)/python -m benchmarks.appraisal $(WORDS)
	$(BIN)/python -m benchmarks.portfolio
	$(BIN)/python -m benchmarks.growth

parity: setup spark ## Every indicator in every slice on Spark and on DuckDB, on a small zone (some minutes)
	rm -rf var/parity && mkdir -p var/parity
	$(PARITY) simulate --out var/parity/extracts --scale 0.01
	$(PARITY) build --extracts var/parity/extracts
	$(PARITY) export --parquet var/parity/export
	$(PARITY) parity --export var/parity/export

letters: setup-dev ## Make the small font files anew: the letters our own words need
	$(BIN)/python -m benchmarks.letters

pictures: setup-dev browser ## Draw the pictures of the documents anew: every page, dark, on a telephone, on the wall
	$(BIN)/python -m benchmarks.pictures

format: setup-dev ## Put code and notebooks in shape
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/nbstripout notebooks/*.ipynb

lock: $(BIN)/uv ## Resolve the dependencies anew and pin them by hash
	$(BIN)/uv pip compile pyproject.toml --group build --generate-hashes --no-header --no-annotate --quiet --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock --generate-hashes --no-header --no-annotate --quiet -o requirements-dev.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"])' \
	| $(BIN)/uv pip compile - --generate-hashes --no-header --no-annotate --quiet --upgrade -o requirements-spark.lock
	$(BIN)/npm install --package-lock-only --ignore-scripts --no-audit --no-fund

setup: $(VENV)/.runtime node_modules/.stamp
setup-dev: $(VENV)/.dev node_modules/.stamp

$(BIN)/uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or say where it is with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/uv
	@echo "Installing the Python packages of requirements.lock ..."
	@$(call install,--require-hashes -r requirements.lock)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing what tests need, from requirements-dev.lock ..."
	@$(call install,--require-hashes -r requirements-dev.lock)
	@touch $@

node_modules/.stamp: package-lock.json | $(VENV)/.runtime
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

browser: ## Install Debian's chromium when it is missing and this user may
	@command -v chromium >/dev/null \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| echo "chromium is missing and could not be installed: as root, run 'apt-get install chromium'. The browser tests will fail without it."

spark: $(SPARK)/.installed $(VENV)/.runtime java ## Install Spark for `--engine spark`: beside the main environment, which it joins by one line
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "spark.pth").write_text("$(CURDIR)/$(SPARK)\n")'

$(SPARK)/.installed: requirements-spark.lock | $(BIN)/uv
	@echo "Installing Spark from requirements-spark.lock (half a gigabyte) ..."
	@$(call install,--target $(SPARK) --require-hashes -r requirements-spark.lock)
	@touch $@

java: ## Install Debian's Java when there is none and this user may
	@command -v java >/dev/null \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null; } \
	|| echo "Java is missing and could not be installed: as root, run 'apt-get install default-jre-headless'. The tests of Spark will fail without it."

servers: ## Install Debian's PostgreSQL and slapd, which tests start, when they are missing and this user may
	@{ test -n "$$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" && test -x /usr/sbin/slapd; } \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql slapd >/dev/null; } \
	|| echo "PostgreSQL or slapd is missing and could not be installed: as root, run 'apt-get install postgresql slapd'. The tests of pulling or of the directory will fail without them."

clean: ## Remove everything made here
	rm -rf $(VENV) $(SPARK) node_modules var .pytest_cache
