# Một Cửa. `make run` sets up everything and shows one dossier; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Distributions build their interpreter with profile-guided optimisation, pyenv does not unless asked.
usable := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell /usr/bin/python3 -c '$(usable)' 2>/dev/null && echo /usr/bin/python3 || echo python3)
FUNCTION_PYTHON ?= $(PYTHON)
STAGE ?= local
N ?= 1
SERVICES := intake casework documents payments notifications status exchange identity partners voice letters
CLIENTS := portal desk
# Beside the locks of services: what one function of status needs and the others do not.
FUNCTIONS := folder
TOOLS := docs clients node checkov

py := .venv/bin/python
empty :=
space := $(empty) $(empty)
roots := .:conformance:$(subst $(space),:,$(patsubst %,services/%,$(SERVICES) $(CLIENTS)))
export PYTHONPATH := $(roots)
# Without bytecode each process of the tests compiles all that it imports, and pytest rewrites every assertion again.
unexport PYTHONDONTWRITEBYTECODE
locks := $(wildcard requirements/*.txt)
# The local stage is described in local/, every other by its environment (docs/operations/deploy.md).
on_stage = $(if $(filter local,$(STAGE)),local.$(1),infra.$(1) --stage $(STAGE))
# uv where its wheel is to be had, else pip: both check every hash. What functions and the cloud import is compiled
# here: they run without writing bytecode.
install_into = .venv/bin/uv pip sync -q --system-certs --require-hashes $(3) --python $(1)/bin/python $(2) 2>/dev/null || .venv/bin/python -m pip --python $(1)/bin/python install -q --require-hashes -r $(2)

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
	@[ -x .local/ministack/bin/python ] || $(PYTHON) -m venv --without-pip .local/ministack
	@$(call install_into,.local/ministack,requirements/ministack.txt,--compile-bytecode)
	@touch $@

.local/runtime.stamp: requirements/runtime.txt | .local/venv.stamp
	@[ -x .local/runtime/bin/python ] || $(FUNCTION_PYTHON) -m venv --without-pip .local/runtime
	@$(call install_into,.local/runtime,requirements/runtime.txt,--compile-bytecode)
	@touch $@

.local/localstripe.stamp: requirements/localstripe.txt | .local/venv.stamp
	@[ -x .local/localstripe/bin/python ] || $(PYTHON) -m venv --without-pip .local/localstripe
	@$(call install_into,.local/localstripe,requirements/localstripe.txt)
	@touch $@

.local/docs.stamp: requirements/docs.txt | .local/venv.stamp
	@[ -x .local/docs/bin/python ] || $(PYTHON) -m venv --without-pip .local/docs
	@$(call install_into,.local/docs,requirements/docs.txt)
	@touch $@

.local/clients.stamp: requirements/clients.txt | .local/venv.stamp
	@[ -x .local/clients/bin/python ] || $(PYTHON) -m venv --without-pip .local/clients
	@$(call install_into,.local/clients,requirements/clients.txt)
	@touch $@

.local/checkov.stamp: requirements/checkov.txt | .local/venv.stamp
	@[ -x .local/checkov/bin/python ] || $(PYTHON) -m venv --without-pip .local/checkov
	@$(call install_into,.local/checkov,requirements/checkov.txt)
	@touch $@

.local/node.stamp: requirements/node.txt | .local/venv.stamp
	@[ -x .local/node/bin/python ] || $(PYTHON) -m venv --without-pip .local/node
	@$(call install_into,.local/node,requirements/node.txt)
	@touch $@

.PHONY: tools
tools: install .local/docs.stamp .local/clients.stamp ## Install what `make test` leaves out without: site, client generators, Node where missing
	@$(py) -m tools.node 2>/dev/null || { $(MAKE) .local/node.stamp && $(py) -m tools.node; }

.PHONY: localstripe
localstripe: .local/localstripe.stamp ## Install localstripe, the tests' second opinion on Stripe (never shipped)

.local/install.stamp: .local/venv.stamp .local/ministack.stamp .local/runtime.stamp
	@touch $@

.PHONY: lock
lock: ## Resolve every lock anew, for Python 3.11-3.13 on x86_64 and aarch64
	@cd requirements && for lock in dev $(SERVICES) $(CLIENTS) $(FUNCTIONS) ministack runtime uv localstripe $(TOOLS); do \
	  constraint=$$([ $$lock = dev ] || [ $$lock = ministack ] || [ $$lock = localstripe ] || [[ " $(TOOLS) " = *" $$lock "* ]] || echo "-c dev.txt"); \
	  ../.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	    --no-annotate --python-version 3.11 $$constraint $$lock.in -o $$lock.txt; done
	@$(py) -m infra.lock

.PHONY: start
start: install ## Start the local cloud and the Stripe double
	@$(py) -m local.cloud start

.PHONY: run
run: start deploy ## Start everything, deploy, carry one real dossier through and one of the National Portal, stay in the foreground (DETACH=1 returns, and waits for no progress at the portal)
	@$(py) -m local.demo
	@$(py) -m local.demo --channel national $(if $(DETACH),--detached)
	@$(if $(DETACH),,$(py) -m local.cloud hold)

.PHONY: stop
stop: ## End what `make run` started, and only that
	@[ ! -x $(py) ] || $(py) -m local.cloud stop

.PHONY: demo
demo: start deploy ## Carry N dossiers (default 1) through the running cloud; UNPAID=1 leaves one to pay; CHANNEL=counter or post is taken at a desk, CHANNEL=kiosk filed with a card, CHANNEL=national at the National Portal; CASE=all shows every course, CASE=late one; PAGES=1 goes through both applications in Chromium
	@$(py) -m local.demo $(if $(PAGES),--pages,$(if $(UNPAID),--unpaid,$(if $(CHANNEL),--channel $(CHANNEL),$(if $(CASE),--course $(CASE),--dossiers $(N)))))

.PHONY: partner
partner: ## Register the integration partner ID at the running cloud, and print its key (docs/api/partners.md)
	@$(py) -m local.demo.partner $(or $(ID),phan-mem-ha-long)

.PHONY: receiver
receiver: ## Listen at port PORT (8900) as an endpoint of webhooks that verifies by SECRET and fails as its path says
	@PYTHONPATH=clients/python $(py) -m motcua_partners.receiver $(SECRET) --port $(or $(PORT),8900)

.PHONY: client-packages
client-packages: install ## Make the packages of both clients of partners, into build/clients (`twine upload`, `npm publish` publish them)
	@$(py) -m tools.client_packages

.PHONY: payloads
payloads: ## Judge all that the running cloud sent to the National Portal's simulator, by the conformance kit
	@$(py) -m local.demo.payloads

.PHONY: training
training: export TRAINING := true
training: start deploy ## Deploy the local stage as one for training, with N (default 1) simulated dossiers for each exercise
	@$(py) -m local.demo --training $(N)

.PHONY: catalogue
catalogue: install ## Load all procedures of the National Portal into STAGE; it resumes, and changes nothing twice
	@$(py) -m $(call on_stage,catalogue)

package-%: install ## Package one service into build/<service>/
	@$(py) -m infra.bundle $*

.PHONY: artefact
artefact: install ## Build once what every stage on AWS is deployed from: build/artefact, with a manifest of digests
	@$(py) -m infra.artefact

.PHONY: deploy
deploy: install ## Deploy to STAGE (default local: packages what changed); on AWS ARTEFACT=, DIGEST= (docs/operations)
	@$(py) -m $(call on_stage,deploy)$(if $(ARTEFACT), --artefact $(ARTEFACT))$(if $(DIGEST), --digest $(DIGEST))

.PHONY: preflight
preflight: install ## Name what an AWS account lacks before STAGE is deployed to it
	@$(py) -m infra.preflight --stage $(STAGE)

redrive-%: install ## Move one service's dead letters back to its inbox (STAGE)
	@$(py) -m $(call on_stage,redrive) $*

rollback-%: install ## Point a service's functions to the release before the present one (STAGE)
	@$(py) -m $(call on_stage,releases) $*

replay-%: install ## Send a service the archived events of the days FROM to TO again (STAGE)
	@$(py) -m $(call on_stage,replay) $* --from $(FROM) --to $(TO)

.PHONY: test
test: install localstripe ## Run the short budgets of every test, with the local cloud for the deployed ones
	@$(py) -m infra.bundle > /dev/null # once: all parts want the packages
	@$(py) -m local.make_test

.PHONY: integration
integration: install ## Test the deployed cloud (T=tests/…): MiniStack, or the one at LOCALSTACK_PORT
	@$(py) -m local.cloud exec -- $(MAKE) deploy-and-test

# What no test of the deployed cloud uses is not imported: each worker would pay for it.
pytest_deployed = $(py) -m pytest -p no:schemathesis
deployed_tests = $(or $(T),tests/integration)

.PHONY: deploy-and-test
deploy-and-test:
	@$(py) -m local.deploy
	@$(pytest_deployed) -m "integration and not soak and not alone" -n 2 $(deployed_tests) || [ $$? = 5 -a -n "$(T)" ]
	@$(pytest_deployed) -m "integration and not soak and alone" -n 0 $(deployed_tests) || [ $$? = 5 -a -n "$(T)" ]

.PHONY: integration-localstack
integration-localstack: install ## Start the real LocalStack 4.14 (no Docker) and run the integration tests on it
	@$(py) -m infra.bundle > /dev/null # its namespace has no network
	@$(py) -m tools.node 2> /dev/null || true # without Node the test says what it leaves out
	@local/localstack/with-localstack $(MAKE) integration

.PHONY: soak
soak: install ## Run the long sizes (faults, every statement removed, mutants, LocalStack)
	@$(MAKE) mutants
	@$(MAKE) properties
	@$(MAKE) deployed-soak
	@$(MAKE) integration-localstack

.PHONY: properties
properties: install ## Try each property of the tests without a cloud with a thousand examples (T=tests/…)
	@$(py) -m pytest --hypothesis-profile=long -m "hypothesis and not integration and not soak" $(T)

.PHONY: deployed-soak
deployed-soak: install ## Run the long sizes beside the deployed cloud (T=tests/…)
	@$(py) -m local.cloud exec -- $(MAKE) deploy-and-soak

.PHONY: deploy-and-soak
deploy-and-soak:
	@$(py) -m local.deploy
	@$(py) -m pytest -m "soak and not alone" -n 2 $(T) || [ $$? = 5 -a -n "$(T)" ]
	@$(py) -m pytest -m "soak and alone" -n 0 $(T) || [ $$? = 5 -a -n "$(T)" ]

.PHONY: check
check: install ## Lint, types, dependency rule, templates
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check -q .
	@.venv/bin/mypy kit contracts front law data docs local infra tools $(wildcard tests bench) $(foreach s,$(SERVICES) $(CLIENTS),services/$(s)/$(s))
	@.venv/bin/mypy conformance/dvcqg conformance/tests
	@.venv/bin/mypy clients/python/motcua_partners
	@for app in $(wildcard services/*/app.py); do .venv/bin/mypy $$app; done
	@$(MAKE) dependency-rule
	@$(py) -m docs.banned_words
	@$(MAKE) openapi-lint
	@.venv/bin/cfn-lint infra/foundation.yaml infra/pools.yaml infra/edge.yaml infra/backup.yaml infra/bundles.yaml infra/dashboard.yaml
	@$(py) -m infra.bundle > /dev/null && .venv/bin/cfn-lint $(foreach s,$(SERVICES) $(CLIENTS),build/$(s)/template.json)
	@$(py) -m infra.translated > /dev/null && .venv/bin/cfn-lint $(foreach s,$(SERVICES) $(CLIENTS),build/$(s)/translated.json)

.PHONY: scan
scan: install .local/checkov.stamp ## Scan what is deployed by checkov; infra/checkov.yaml has the verdicts
	@$(py) -m infra.bundle > /dev/null
	@$(py) -m tools.template_scan

.PHONY: dependency-rule
dependency-rule: install ## Check who imports whom
	@.venv/bin/lint-imports
	@.venv/bin/lint-imports --config conformance/importlinter.toml

.PHONY: openapi-lint
openapi-lint: install ## Lint docs/api/openapi with Redocly and Spectral (on Node; says so where there is none)
	@$(py) -m tools.openapi_lint

.PHONY: docs
docs: .local/docs.stamp ## Build the documentation site into build/site
	@NO_MKDOCS_2_WARNING=1 .local/docs/bin/mkdocs build --strict
	@echo build/site/index.html

.PHONY: bench
bench: install ## Measure functions, routes and one dossier's cost into build/bench.json
	@$(py) -m bench

.PHONY: burst
burst: install ## Let 1,000 receipts and 2,400 dossiers reach their queues at once, on simulated time; fails where a limit is missed
	@$(py) -m bench.burst

.PHONY: month
month: install ## Live a month of payments on simulated time (N=5000) into build/month.md; fails unless the money adds up
	@$(py) -m bench.month --payments $(if $(filter command line,$(origin N)),$(N),5000)

.PHONY: evidence
evidence: install ## Write docs/evidence.md
	@$(py) -m docs.evidence

.PHONY: law
law: install ## Compile law/rules.json and write docs/law.md and docs/law.vi.md, the book of rules and worked cases
	@$(py) -m docs.lawbook

.PHONY: mutants
mutants: install ## Plant every fault in law/ and the domain packages (P="law payments.domain") into build/mutants.md
	@PYTHONDONTWRITEBYTECODE= $(py) -X pycache_prefix=$(CURDIR)/build/mutants -m tests.mutants $(P)

.PHONY: openapi
openapi: install ## Write docs/api/openapi/<service>.json from the enforced annotations
	@$(py) -m infra.openapi
	@$(py) -m docs.errors
