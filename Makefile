# The project's commands. `make run` starts the system, `make test` checks everything; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: run test help setup tools fmt clippy deny unit faults contract contract-check lint breaking checks clients newman schemathesis coverage bench plans clean

run: ## Build and start the system with a database of its own in ./var, on 127.0.0.1:8080 (management 8081)
	@scripts/run.sh

test: ## Check everything, unattended; leaves nothing running
	@scripts/test.sh

setup: ## Check for, or install, what the machine must have for the checks
	@scripts/setup.sh test

tools: setup ## Install the tools of the checks: node_modules, .venv, var/tools
	@scripts/tools.sh

fmt: ## Format the Rust code
	cargo fmt --all

clippy: ## Lint the Rust code
	cargo clippy --workspace --all-targets --locked -- -D warnings

deny: ## Licences, bans and sources of the crates
	@scripts/tools.sh deny && PATH="$(CURDIR)/var/tools/bin:$$PATH" cargo deny check licenses bans sources

unit: ## The Rust tests; FILTER=... runs some of them
	cargo test --workspace --locked $(FILTER)

faults: ## Kill the real program at every place and fifty times at random (about two and a half hours); `make unit` does some of it
	MIGRATIE_FAULTS_STEP=1 MIGRATIE_KILLS=50 cargo test --locked --test faults -- --nocapture --test-threads=1

contract: ## Write openapi/migratie.json from the program, and all that is made from it (3.0, views, client types, Postman)
	@scripts/tools.sh node && scripts/contract.sh

contract-check: ## Fail when the contract, or what is made from it, is not up to date
	@scripts/tools.sh node && scripts/contract.sh --check

lint: ## Lint the contract: Spectral (OWASP and house rules), Redocly
	@scripts/tools.sh node && scripts/lint.sh

breaking: ## Fail on a change that breaks clients of the newest released contract
	@scripts/tools.sh node && node scripts/breaking/check.mjs

checks: ## Prove that the checks can fail, on planted faults
	@scripts/tools.sh node python && scripts/check-the-checks && node --test scripts/tests/

clients: ## Compile and test the TypeScript client; its journeys against a server of their own
	@scripts/tools.sh node && scripts/clients.sh unit && scripts/with-server.sh scripts/clients.sh journey

newman: ## The Postman journeys against a server of their own; JOURNEYS="01-looking-around" runs some of them
	@scripts/tools.sh node && node postman/build/journeys.mjs && scripts/newman.sh $(JOURNEYS)

schemathesis: ## All Schemathesis checks as each persona, every operation reached, 100 cases each; SECONDS_EACH=60 PERSONAS="applicant" SEED=1
	@scripts/tools.sh node python && scripts/schemathesis.sh $(or $(SECONDS_EACH),60)

coverage: ## Which operations the Postman journeys call with success, refused, and with bad input
	@scripts/tools.sh node && node postman/build/coverage.mjs

bench: ## Measure speed beside its goals (docs/measured.md); BENCH_ARGS="--scale 10 --calls 1000 --seconds 3" is quick
	@benches/run

plans: ## What the hot queries look at in a small world and in a large one; PLANS_ARGS="--small 10 --large 100" is quick
	@benches/run plans

clean: ## Remove what was built or downloaded; the development database in var/ stays
	rm -rf target node_modules .venv var/tools var/reports clients/typescript/dist

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'
