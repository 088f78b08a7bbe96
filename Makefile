# Một Cửa. `make run` sets up everything and shows one dossier; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
FUNCTION_PYTHON ?= $(PYTHON)
STAGE ?= local
N ?= 1
SERVICES := intake casework documents payments notifications status

py := .venv/bin/python
empty :=
space := $(empty) $(empty)
roots := .:$(subst $(space),:,$(SERVICES:%=services/%))
export PYTHONPATH := $(roots)
export PYTHONDONTWRITEBYTECODE := 1
locks := $(wildcard requirements/*.txt)
# uv where its wheel is to be had, else pip: both check every hash.
install_into = .venv/bin/uv pip sync -q --require-hashes --python $(1)/bin/python $(2) 2>/dev/null || $(1)/bin/python -m pip install -q --require-hashes -r $(2)

.PHONY: help
help: ## Show this help
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  %-24s %s\n", $$1, $$2}'

.PHONY: install
install: .local/install.stamp ## Install the locked tools, the local cloud and the bare function runtime

.local/venv.stamp: requirements/uv.txt requirements/dev.txt
	@echo "installing the tools"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.x")'
	@[ -x $(py) ] || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt || true
	@$(call install_into,.venv,requirements/dev.txt)
	@mkdir -p .local && touch $@

.local/ministack.stamp: requirements/ministack.txt | .local/venv.stamp
	@echo "installing the local cloud"
	@[ -x .local/ministack/bin/python ] || $(PYTHON) -m venv .local/ministack
	@$(call install_into,.local/ministack,requirements/ministack.txt)
	@touch $@

.local/runtime.stamp: requirements/runtime.txt | .local/venv.stamp
	@[ -x .local/runtime/bin/python ] || $(FUNCTION_PYTHON) -m venv .local/runtime
	@$(call install_into,.local/runtime,requirements/runtime.txt)
	@touch $@

.local/install.stamp: .local/venv.stamp .local/ministack.stamp .local/runtime.stamp
	@touch $@
