.DEFAULT_GOAL := help
.PHONY: help docs env lock up down reload logs invoke chat test bench record scale simulate mutants fuzz webhooks laws phones chaos conversations runbook check format state audit analyze engine overhead corpus model replies sbom clean waiting units simulated

PYTHON ?= python3
VENV := .venv
PACK := policies/.venv
BIN := $(VENV)/bin
export UV_SYSTEM_CERTS = 1
export PULUMI_ERROR_OUTPUT_STRING = 1
# Dozens of processes import the same modules: without byte code on the disk each compiles all of them again.
unexport PYTHONDONTWRITEBYTECODE

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

env: $(VENV)/.complete $(PACK)/.complete build/judges/.complete ## Build the environments of the program and of the pack, and install what the archives and the audit need

build/judges/.complete: $(VENV)/.complete $(wildcard local/judges/locks/*.txt)
	@echo "Installing the judges of the audit"
	@$(BIN)/python -m local judges
	@touch $@

$(VENV)/.complete: requirements.txt handlers/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is %s: run make PYTHON=python3.13 …" % sys.version.split()[0])'
	@echo "Building the environment, once; without a package cache it takes a minute or two"
	@echo "  1/4  a virtual environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "  2/4  the installer, uv"
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -o '^uv==[^ ]*' requirements.txt)"
	@echo "  3/4  $$(grep -c '^[a-z0-9].*==' requirements.txt) packages: the Pulumi SDK, the emulator, the tools"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@echo "  4/4  $$(grep -c '^[a-z0-9].*==' handlers/requirements.txt) packages that the functions carry, for Lambda and for this machine"
	@$(BIN)/python -m components.archives
	@touch $@

# The pack runs in an environment of its own, which `pulumi install` in its folder makes too.
$(PACK)/.complete: $(VENV)/.complete policies/requirements.txt
	@echo "Building the environment of the policy pack"
	@test -x $(PACK)/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python $(PACK)
	@$(BIN)/uv pip install --quiet --python $(PACK)/bin/python --require-hashes -r policies/requirements.txt
	@touch $@

lock: ## Resolve the dependencies again, with hashes and without index URLs
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade handlers/requirements.in -o handlers/requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade requirements.in -c handlers/requirements.txt -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade policies/requirements.in -c requirements.txt -o policies/requirements.txt
	@$(MAKE) --no-print-directory env
	$(BIN)/python -m local.typedata

# The unit tests are measured; the others run the same code over and over, or mostly wait for other processes.
# The simulated world takes the place of a process's clients, so it has processes of its own.
UNITS := tests/policies tests/handlers tests/components
SIMULATED := tests/simulation tests/conversations tests/hostile tests/privacy tests/local/loop/test_sample_events.py tests/local/bench/test_recording.py
PYTEST := $(BIN)/python -m pytest --dist loadscope --no-loadscope-reorder
# For tests that wait, for other processes or for a cloud: one more than there are cores. Each process collects all tests
# and has a cloud of its own.
MORE = $$(( $$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1 ))

# What each process of the tests, and the cloud of the campaign, has seen the functions call.
test: export CALL_RECORD := $(CURDIR)/build/calls
test: env check ## Lint, types, tests, a sample of the long proofs, coverage, used = granted: make test [SAMPLE=all]
	@rm -rf $(CALL_RECORD)
	@$(MAKE) --no-print-directory -j 2 waiting units simulated
	@$(BIN)/python -m tests.granted

# Each has processes of its own. What waits goes first; the others take the time that it leaves, and say at their end
# what they have to say.
waiting:
	@$(PYTEST) -n $(MORE) tests $(UNITS:%=--ignore=%) $(SIMULATED:%=--ignore=%)

units: PART = -n auto -p tests.measured $(UNITS)
simulated: PART = -n auto --dist worksteal $(SIMULATED)
units simulated:
	@mkdir -p build/tests
	@nice $(PYTEST) $(PART) >build/tests/$@.txt 2>&1; status=$$?; echo; cat build/tests/$@.txt; exit $$status

check: $(VENV)/.complete ## Lint and types, without the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/ty check --quiet

bench: $(VENV)/.complete ## Measure the cost of ingesting, releasing and sending, beside its floor: make bench [ROWS=200000]
	@$(BIN)/python -m local.bench $(if $(ROWS),--rows $(ROWS))

record: $(VENV)/.complete ## Record what each unit of work costs on AWS, and write docs/scale.md and docs/costs.md from it
	@$(BIN)/python -m local.bench.recording
	@$(BIN)/python -m ops.scale

docs: $(VENV)/.complete ## Write the pages that are made from the code: fields, costs, scale, ops, replies
	@$(BIN)/python -m ops.fields
	@$(BIN)/python -m ops.reference
	@$(BIN)/python -m ops.scale
	@$(BIN)/python -m local.model.report

scale: $(VENV)/.complete ## Say which limit is met first: make scale TENANTS=300 CONTACTS=2000000 PER_MINUTE=20 [OPTIONS="--hosts 3"]
	@$(BIN)/python -m ops scale $(if $(TENANTS),--tenants $(TENANTS)) $(if $(CONTACTS),--contacts $(CONTACTS)) $(if $(PER_MINUTE),--per-minute $(PER_MINUTE)) $(OPTIONS)

simulate: $(VENV)/.complete ## Run the functions with every fault at every call-out, or tell one story: make simulate [HISTORY=name]
	@$(BIN)/python -m tests.simulation $(if $(HISTORY),"$(HISTORY)")

mutants: $(VENV)/.complete ## Break one promise after the other in the functions, and see that a history catches it
	@$(BIN)/python -m tests.simulation --mutants

fuzz: $(VENV)/.complete ## Give every function events that nobody should send: make fuzz [EXAMPLES=2000]
	@$(BIN)/python -m tests.hostile $(if $(EXAMPLES),--examples $(EXAMPLES))

webhooks: $(VENV)/.complete ## Send a thousand webhooks in ten seconds to the embedded cloud, and count what arrives: make webhooks
	@$(BIN)/python -m tests.webhooks

conversations: $(VENV)/.complete ## Play conversations of several turns, or tell one: make conversations [SCRIPT=name] [DEPLOYED=1]
	@$(BIN)/python -m tests.conversations $(SCRIPT) $(if $(DEPLOYED),--deployed)

runbook: $(VENV)/.complete ## Make the cause of each alarm happen on the embedded cloud, and do what its page says: make runbook [PAGE=name]
	@$(BIN)/python -m tests.runbook $(PAGE)

laws: $(VENV)/.complete ## Look for counterexamples of the laws that make test tries on a few examples, always the same: make laws [TIMES=10]
	@SAMPLE=all LAWS=$(or $(TIMES),10) $(BIN)/python -m pytest -n auto --dist worksteal -p tests.laws tests

phones: $(VENV)/.complete ## Spoil valid phone numbers and compare what is read with the phone library: make phones [NUMBERS=100000]
	@$(BIN)/python -m tests.phones $(if $(NUMBERS),--numbers $(NUMBERS))

chaos: $(VENV)/.complete ## Run a campaign while partners, functions and cloud fail (Linux): make chaos [CONTACTS=2000] [SEED=n]
	@$(BIN)/python -m local.chaos $(if $(CONTACTS),--contacts "$(CONTACTS)") $(if $(SEED),--seed "$(SEED)")

format: $(VENV)/.complete ## Fix what the linter can fix
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

state: $(VENV)/.complete ## Write build/state/{dev,prod}.json: the state that the engine would keep
	@$(BIN)/python -m local state

audit: env ## Check the program with cfn-lint, checkov, cloudsplaining and parliament
	@$(BIN)/python -m local audit

analyze: $(VENV)/.complete $(PACK)/.complete ## Run the policies on the state files, with the pulumi CLI; SARIF in build/policies
	@$(BIN)/python -m local analyze

engine: $(VENV)/.complete $(PACK)/.complete ## Run the program on the Pulumi engine, with the pulumi CLI
	@command -v pulumi >/dev/null || { echo "the pulumi CLI is not on the path: install 3.249 or newer" >&2; exit 1; }
	@$(BIN)/python -m pytest tests/engine -n auto

overhead: $(VENV)/.complete $(PACK)/.complete ## Measure what the policies add to a preview, with the pulumi CLI: make overhead [RUNS=5]
	@command -v pulumi >/dev/null || { echo "the pulumi CLI is not on the path: install 3.249 or newer" >&2; exit 1; }
	@$(BIN)/python -m tests.engine $(if $(RUNS),--runs $(RUNS))

corpus: $(VENV)/.complete $(PACK)/.complete ## Judge hundreds of small programs by the policies, or preview some: make corpus [REAL=60] [OPTIONS=--rivals]
	@$(BIN)/python -m tests.corpus $(if $(REAL),--real $(REAL)) $(OPTIONS)

model: $(VENV)/.complete ## Train the model of replies on its corpus, and write docs/replies.md: how well it reads
	@$(BIN)/python -m local.model

replies: $(VENV)/.complete ## Read the replies that are held out, and compare docs/replies.md and the floors with what they are read as
	@$(BIN)/python -m local.model.floors

sbom: $(VENV)/.complete ## Write the bills of materials of the locks, with hashes and licences, into build/sbom/
	@$(BIN)/python -m local.sbom

clean: ## Remove everything that was built, the environment included
	rm -rf build $(VENV) $(PACK)

up: $(VENV)/.complete ## Deploy to an embedded AWS and run a campaign: make up [CONTACTS=file] [PROVIDER=gateway|cloud] [KEEP=1]
	@$(BIN)/python -m local up $(if $(CONTACTS),--contacts "$(CONTACTS)") $(if $(PROVIDER),--provider "$(PROVIDER)") $(if $(filter-out 0,$(KEEP)),--keep)

reload: $(VENV)/.complete ## Give the functions of the kept cloud what has changed in their archives
	@$(BIN)/python -m local reload

logs: $(VENV)/.complete ## Follow what the functions of the kept cloud say: make logs [FUNCTION=name] [SINCE=10m] [FOLLOW=0] [JSON=1]
	@$(BIN)/python -m local logs $(if $(FUNCTION),--function "$(FUNCTION)") $(if $(SINCE),--since "$(SINCE)") $(if $(filter 0,$(FOLLOW)),--no-follow) $(if $(filter-out 0,$(JSON)),--json)

invoke: $(VENV)/.complete ## Run a function of the kept cloud on a sample or another event: make invoke FUNCTION=name [EVENT=file]
	@$(BIN)/python -m local invoke "$(FUNCTION)" $(if $(EVENT),--event "$(EVENT)")

chat: $(VENV)/.complete ## Write as a contact and see what the agent answers: make chat [TENANT=aurora] [NAME=…] [PHONE=…]
	@$(BIN)/python -m local chat $(if $(TENANT),--tenant "$(TENANT)") $(if $(NAME),--name "$(NAME)") $(if $(PHONE),--phone "$(PHONE)")

down: $(VENV)/.complete ## Stop the deployment that make up KEEP=1 left running
	@$(BIN)/python -m local down
