# Two commands do the set-up: `make up` and `make test`. `make help` lists the rest.

PYTHON ?= python3
LOCAL = .venv/bin/python -m tools.local
OPTIONS = $(if $(PORT),--port $(PORT)) $(if $(REPLICATION_SECONDS),--replication-seconds $(REPLICATION_SECONDS))

.PHONY: audit bench changelog check docs down engine env environment fix help lock plugin pictures publish release site soak test up wheels
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | tr -s '$$' | expand -t 18

up: environment ## deploy the local stack on the emulator and print its catalogue (PORT=n, REPLICATION_SECONDS=n)
	@$(LOCAL) up $(OPTIONS)

test: check ## check, then run every test
	@.venv/bin/python -m pytest -m "not soak" --numprocesses auto --dist loadgroup

soak: environment ## run the long suites: kills, storms, large estates, fuzzing
	@.venv/bin/python -m pytest -m soak -vv --numprocesses 2 --dist loadgroup

audit: environment ## look up every locked Python and npm package among known vulnerabilities (OSV_URL=a mirror)
	@.venv/bin/python -m tools.audit $(if $(OSV_URL),--osv-url $(OSV_URL))

check: environment ## lint, format and types
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/mypy components/__main__.py
	@.venv/bin/mypy policies/__main__.py
	@set -e; for program in examples/*/*.py; do MYPYPATH=$$(dirname $$program) .venv/bin/mypy $$program; done

fix: environment ## let ruff mend what it can
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

docs: environment ## write the pages that are made from the code
	@.venv/bin/python -m tools.coverage
	@.venv/bin/python -m tools.reference
	@.venv/bin/python -m tools.policy_pages
	@.venv/bin/python -m tools.guard_pages

site: environment ## make the pages a site (OUT=dist/site)
	@.venv/bin/python -m tools.site $(or $(OUT),dist/site)

bench: environment ## measure, side by side, and write docs/benchmarks.md (QUICK=1 for a small preview only, ONLY=PART for a part)
	@.venv/bin/python -m bench $(if $(QUICK),--quick,--page docs/benchmarks.md --json docs/benchmarks.json) $(if $(ONLY),--only $(ONLY))

publish: environment ## make the policy folder that `pulumi policy publish` takes (OUT=dist/policies)
	@.venv/bin/python -m tools.publish $(or $(OUT),dist/policies)

plugin: environment ## make the plugin's folder, which `pulumi package add` takes (OUT=dist/plugin)
	@.venv/bin/python -m tools.publish.plugin $(or $(OUT),dist/plugin)

release: environment ## build what a release consists of (OUT=dist/release, TAG=v1.2.3 to check a tag)
	@.venv/bin/python -m tools.release $(or $(OUT),dist/release) $(if $(TAG),--tag $(TAG))

changelog: environment ## move the notes of changes/ into CHANGELOG.md, under the version in VERSION
	@.venv/bin/towncrier build --yes --version "$$(cat VERSION)"

wheels: environment ## build a wheel of each room (OUT=dist/wheels)
	@.venv/bin/python -m tools.wheels $(or $(OUT),dist/wheels)

pictures: environment ## make the pictures of the README, from real runs of the gallery command
	@.venv/bin/python -m tools.pictures

env: environment ## print the environment for plain pulumi commands: eval "$$(make -s env)"
	@$(LOCAL) env $(OPTIONS)

engine: environment ## get a Pulumi engine: your own, the official release, or one built from source
	@.venv/bin/python -m tools.engine

down: environment ## stop the emulator, remove the local stack and its state
	@$(LOCAL) down

lock: environment ## write requirements.lock from requirements.in
	@.venv/bin/python -m tools.environment.lock

environment:
	@$(PYTHON) -m tools.environment
