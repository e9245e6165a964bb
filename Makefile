# Entente: every habit has a verb. `make help` lists them.

GO      ?= go
BIN     := bin/entente
# The root from which tests find shared corpora and development sets; absent, they skip.
ENTENTE_SHARED ?= $(abspath ../shared)
export ENTENTE_SHARED
export CGO_ENABLED ?= 0
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)

.DEFAULT_GOAL := help
.PHONY: help build demo test race lint fuzz bench bench-store bench-queries bench-read bench-all eval eval-nlp eval-shared golden shots serve train check-all dist dist-check licences generate clean

help: ## list the verbs
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the program into bin/entente
	$(GO) build -trimpath -buildvcs=false -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/entente

demo: build ## read the sample articles into a fresh store and ask a first question
	@.ci/demo $(BIN)

test: ## all tests that a change must pass, under ten minutes on two cores
	$(GO) test ./...

race: ## the tests under the race detector (needs cgo)
	CGO_ENABLED=1 $(GO) test -race -short ./...

lint: ## gofmt, vet, and the house's own rules
	@.ci/lint

fuzz: ## every fuzz target for FUZZTIME each (default 30s)
	@.ci/fuzz $(or $(FUZZTIME),30s)

bench: ## the Go benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-store: ## the store's table: ours beside Cayley's stock stores, one run
	$(GO) test -tags bench -run 'TestBench$$' -v -timeout 60m ./graph/pebble

bench-queries: ## the questions' table, on worlds of 100,000 and 1,000,000 quads (SIZES="100000 5000000" others); README=1 writes it there
	ENTENTE_SIZES="$(SIZES)" $(GO) test -tags bench -count=1 -run 'TestTable$$' -v -timeout 60m ./queries $(if $(README),-args -update)

bench-read: ## the reader beside jdkato/prose/v3, one run; README=README.md writes the table there
	cd .ci/prose && $(GO) run . -data $(ENTENTE_SHARED)/data $(if $(README),-readme ../../$(README))

bench-all: ## the whole walk: speed, memory, start-up, growth, peers; README=1 writes the table there
	$(GO) test -tags bench -count=1 -run 'TestBenchAll$$' -v -timeout 5h ./cmd/entente $(if $(README),-args -update)

eval: build ## score the reading on the seeds' gold
	$(BIN) eval seeds/gold

eval-nlp: build ## score the language stages on the development sets, and their size and speed
	$(BIN) eval nlp --speed --data $(ENTENTE_SHARED)/data

eval-shared: ## score everything on the shared sets and write the scores files
	ENTENTE_UPDATE=1 $(GO) test -count=1 -timeout 30m ./loaders/eval ./loaders/nlp/...

golden: ## rewrite the golden files after a change that is meant
	ENTENTE_UPDATE=1 $(GO) test -count=1 ./loaders/eval
	$(GO) test -count=1 ./loaders/article ./cmd/entente -args -update

shots: ## pictures of all pages at two widths, into dist/shots
	@mkdir -p dist/shots
	ENTENTE_SHOTS=$(CURDIR)/dist/shots $(GO) test -count=1 -run 'Pages|Page$$|Search|Picture' ./queries/web

serve: build ## serve the seeds on loopback
	$(BIN) serve --from seeds/articles

train: build ## treebanks to weights, the same bytes every time
	$(BIN) train --data $(ENTENTE_SHARED)/data --out loaders/nlp/linear

check-all: test race ## the slow checks too: a hundred thousand articles, a million small ones, kills, a minute of each fuzz target; hours
	ENTENTE_LONG=1 $(GO) test -count=1 -timeout 12h ./...
	@.ci/fuzz 60s

dist: ## programs for linux, macOS and Windows in archives with digests and bills of materials, into dist
	cd .ci/dist && $(GO) run . -version $(VERSION)

dist-check: ## all archives twice, in two folders, compared byte for byte
	@VERSION=$(VERSION) .ci/dist/check

licences: ## the table of what is linked and carried, with licences
	cd .ci/dist && $(GO) run . -licences ../../cmd/entente/docs/dependencies.md

generate: ## rebuild generated tables and bundles
	$(GO) generate ./...

clean: ## remove what make made
	rm -rf bin dist entente.db
