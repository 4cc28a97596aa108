# Commands of the portal; `make help` lists them, the README says more.

PORT ?= 8000
JOBS ?= 2
ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
INSTALL := $(RUN) -m pip install -qq --disable-pip-version-check --require-hashes --requirement
CATALOGS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

# The first Python that is new enough and can make virtual environments. The shims of version managers
# may stand for a version that is not installed, so each candidate is tried; 3.13 is what we test on.
CANDIDATES := python3.13 python3.14 python3.12 python3 python \
  $(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.1[2-9]*/bin/python3) \
  $(wildcard $(HOME)/.local/share/uv/python/cpython-3.1[2-9]*/bin/python3)
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))
PYTHON ?= $(shell for each in $(CANDIDATES); do \
  $$each -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$each && break; done)

# The day on which the sample plays, unless the environment or .env names a day.
ifeq ($(origin PORTAL_TODAY)$(shell grep -s '^ *PORTAL_TODAY=' .env),undefined)
run: export PORTAL_TODAY = 2021-11-22
endif
# Links in mail lead to where this portal is, unless the environment or .env names an address.
ifeq ($(origin PORTAL_ADDRESS)$(shell grep -s '^ *PORTAL_ADDRESS=' .env),undefined)
run: export PORTAL_ADDRESS = http://127.0.0.1:$(PORT)
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup fonts test mutants benchmarks lint types checks messages lock reset python

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/run.stamp $(VENV)/fonts.stamp $(CATALOGS) ## set up what is missing, then serve on http://127.0.0.1:8000 (or PORT=…)
	@$(MANAGE) prepare --port $(PORT)
	@trap : INT; $(RUN) -m honcho --env /dev/null start --port $(PORT) || [ $$? -eq 130 ]

setup: $(VENV)/run.stamp $(VENV)/fonts.stamp $(CATALOGS) ## set up without serving; also brings a server up to date
	@$(MANAGE) prepare

fonts: $(VENV)/run.stamp ## fetch free fonts for reports as PDF again, where the first set-up could not
	@$(MANAGE) fetch_fonts

test: $(VENV)/dev.stamp $(VENV)/fonts.stamp $(CATALOGS) ## set up, then run every test (ARGS="tests/tasks -x", DATABASE_URL=postgres://…)
	@$(RUN) -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

mutants: $(VENV)/dev.stamp $(CATALOGS) ## change the rules one sign at a time and see that a test fails (ten minutes)
	@$(RUN) -m mutmut run --max-children $(JOBS) $(ARGS)
	@$(RUN) -m mutmut results
	@$(RUN) -m mutmut export-cicd-stats && cat mutants/mutmut-cicd-stats.json

benchmarks: $(VENV)/dev.stamp $(VENV)/fonts.stamp $(CATALOGS) ## measure every speed against bare work (ARGS="pages saving", ARGS=--counted)
	@$(RUN) benchmarks/all_of_them.py $(ARGS)

lint: $(VENV)/dev.stamp ## check the style of code and templates, and which room imports which
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m djhtml --check --tabwidth 2 templates
	@$(VENV)/bin/lint-imports --no-logo --no-cache

types: $(VENV)/dev.stamp ## check the types
	@$(RUN) -m mypy

checks: $(VENV)/dev.stamp $(CATALOGS) ## check migrations, translations and the settings of a production server
	@$(MANAGE) makemigrations --check --dry-run
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	  openssl genpkey -algorithm ed25519 -out "$$folder/signing-key.pem"; \
	  DATA_DIR=$$folder DATABASE_URL= PORTAL_MODE=production ALLOWED_HOSTS=portal.example.org DEBUG=false HTTPS=true \
	  SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  $(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) messages --check

messages: $(VENV)/run.stamp ## bring the translation catalog up to date with code and templates
	@$(MANAGE) messages

LOCK = $(VENV)/bin/uv pip compile --quiet pyproject.toml --universal --python-version 3.12 --generate-hashes \
  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)
lock: $(VENV)/dev.stamp ## lock the dependencies of pyproject.toml (ARGS=--upgrade for newer versions)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock

reset: ## start over: delete the data in var/, after asking, and set up again
	@if [ -n "$(DATABASE_URL)" ] || grep -qs '^ *DATABASE_URL=.' .env; then \
	  echo 'DATABASE_URL is set; reset starts over only the embedded database. Nothing was changed.' >&2; exit 1; fi
	@printf 'Stop the portal first. This deletes var/: the database, uploads and exports. Type yes to go on: '; \
	  read -r answer; \
	  if [ "$$answer" = yes ]; then rm -rf var && $(MAKE) --no-print-directory setup; \
	  else echo 'Nothing was changed.'; fi

python: # the Python that a new virtual environment is made with
	@echo $(PYTHON)

$(VENV)/run.stamp: requirements.lock
	@if ! $(RUN) -c '$(NEW_ENOUGH)' 2>/dev/null; then \
	  python='$(PYTHON)'; \
	  if [ -z "$$python" ]; then \
	    echo 'The portal needs Python 3.12 or newer with its venv module, and there is none on the PATH.' >&2; \
	    echo 'Install it (Debian 13, Ubuntu 24.04: apt-get install python3 python3-venv; pyenv install 3.13;' >&2; \
	    echo 'uv python install 3.13), or name one: make run PYTHON=/path/to/python3' >&2; \
	    exit 1; \
	  fi; \
	  echo "Making the virtual environment with $$($$python --version)"; \
	  $$python -m venv --clear $(VENV); \
	fi
	@echo 'Installing the locked packages'
	@$(INSTALL) requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo 'Installing the locked packages for development'
	@$(INSTALL) requirements-dev.lock
	@touch $@

# Tried once, and not again at each start where there is no way out: `make fonts` does.
$(VENV)/fonts.stamp: | $(VENV)/run.stamp
	@$(MANAGE) fetch_fonts
	@touch $@

%.mo: %.po | $(VENV)/run.stamp
	@$(RUN) -m babel.messages.frontend --quiet compile --locale zh_Hans --input-file $< --output-file $@
