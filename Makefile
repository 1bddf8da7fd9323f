# Everything from a bare Debian 12 with git, make and sudo (or root). See README.md.
#   make run      build, index SOURCES, serve on PORT      make test    everything that can fail
#   make build    the two programs                         make bench   the measurements
#   make install  under PREFIX and DESTDIR                 make deb     a Debian package in build/
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT    ?= 8080
SOURCES ?= corpus
INDEX   ?= build/index
# The editor's synonyms; empty = none
SYNONYMS ?= config/synonymes.txt
# Options for both, such as "--config fonds.toml"; the demonstration has its own
CONFIG  ?= $(if $(filter corpus,$(SOURCES)),--config demonstration/fonds.toml)
PREFIX  ?= /usr/local
DESTDIR ?=
BIN     := build/release/bin

BUILD_PACKAGES := g++ cmake ninja-build pkg-config libxapian-dev libboost1.81-dev libboost-url1.81-dev \
  nlohmann-json3-dev libicu-dev libcli11-dev libtomlplusplus-dev libspdlog-dev libfmt-dev libxml2-dev libgumbo-dev \
  libcmark-dev libyaml-cpp-dev libkainjow-mustache-dev prometheus-cpp-dev zlib1g-dev libzstd-dev libssl-dev \
  libcurl4-openssl-dev libsodium-dev fonts-sil-charis python3-fonttools python3-brotli hunspell-fr-classical
TEST_PACKAGES  := libgtest-dev libgmock-dev chromium
BENCH_PACKAGES := libbenchmark-dev libsqlite3-dev libgroonga-dev libpq-dev postgresql libroaring-dev
DEB_PACKAGES   := dpkg-dev file
FUZZ_PACKAGES  := clang libclang-rt-14-dev
PROXY_PACKAGES := nginx-light caddy haproxy rsync openssl python3
WORDPRESS_PACKAGES := wordpress php-cli php-mysql mariadb-server faketime python3
LINT_PACKAGES  := clang clang-format clang-tidy
export DEBIAN_FRONTEND := noninteractive

# $(call install,PACKAGES): those of them that are missing. node and npm may come from elsewhere than Debian.
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
install = missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
  if [ -n "$$missing" ]; then echo "Installing:" $$missing; $(SUDO) apt-get update -q=2; \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q=2 --no-install-recommends $$missing; fi

.PHONY: lint tidy test-proxies test-wordpress persons-eval help run build install deb test bench relevance fuzz kills asan tsan clean packages test-packages
help:
	@sed -n '2,5s/^# *//p' Makefile

packages:
	@$(call install,$(BUILD_PACKAGES))

build: packages
	@cmake --preset release > build.log 2>&1 || { cat build.log; rm -f build.log; exit 1; }; rm -f build.log
	@cmake --build --preset release --target fonds-indexer fonds-server

run: build
	@# 65, 69: a record was rejected or a site not reached, and named; the rest is served. Or the index is of another version, and is made anew.
	@# SOURCES may also be one path with spaces in it.
	@sources=($(SOURCES)); [ ! -e "$(subst ",,$(SOURCES))" ] || sources=("$(subst ",,$(SOURCES))"); \
	index() { $(BIN)/fonds-indexer "$$@" --index $(INDEX) $(CONFIG) "$${sources[@]}"; }; status=0; \
	if [ -e $(INDEX)/generations ] && ! $(BIN)/fonds-indexer stats --index $(INDEX) > /dev/null 2>&1; then \
	  index build || status=$$?; else index update --prune || status=$$?; fi; \
	[ $$status = 0 ] || [ $$status = 65 ] || [ $$status = 69 ] || exit $$status
	@# The server says where it serves once it does: another program may have the port.
	@exec $(BIN)/fonds-server --index $(INDEX) --listen 127.0.0.1:$(PORT) \
	  $(CONFIG) $(if $(SYNONYMS),--synonyms $(SYNONYMS))

# $(call programs,PREFIX): the two programs and their manual pages, made to live under PREFIX.
programs = cmake --preset release -DCMAKE_INSTALL_PREFIX=$(1) > /dev/null && \
  cmake --build --preset release --target fonds-indexer fonds-server fonds_documentation

install: packages
	@$(call programs,$(PREFIX))
	@DESTDIR=$(DESTDIR) cmake --install build/release

deb: packages
	@$(call install,$(DEB_PACKAGES))
	@$(call programs,/usr)
	@cd build/release && cpack -G DEB

test-packages: packages
	@$(call install,$(TEST_PACKAGES))
	@command -v npm > /dev/null || { $(call install,nodejs npm); }
	@if [ -f tests/browser/package.json ]; then cd tests/browser && npm install --no-audit --no-fund --loglevel=error; fi

test: test-packages
	@cmake --preset test
	@cmake --build --preset test
	@ctest --preset test -j 2

# A real WordPress beside an archive that follows it: minutes, and 800 MB of packages.
test-wordpress: build
	@$(call install,$(WORDPRESS_PACKAGES))
	@timeout --kill-after=60 2400 tests/wordpress/run $(BIN)

# nginx, Caddy and HAProxy in front, nginx as a site, copies of an index by rsync.
test-proxies: build
	@$(call install,$(PROXY_PACKAGES))
	@timeout --kill-after=60 900 tests/proxies/run $(BIN)
	@timeout --kill-after=60 900 tests/replicas/run $(BIN)

bench: packages
	@$(call install,$(BENCH_PACKAGES) libgtest-dev libgmock-dev)
	@cmake --preset bench && cmake --build --preset bench
	@mkdir -p build/bench && tests/bench/run

relevance: packages
	@$(call install,$(BENCH_PACKAGES) libgtest-dev libgmock-dev)
	@cmake --preset bench > /dev/null && cmake --build --preset bench --target relevance
	@mkdir -p build/bench && $(BIN)/relevance --json build/bench/relevance.json

# 10,000 kill -9 of builds, updates and removes, and every system call of each failing in every way. Hours.
kills: test-packages
	@cmake --preset test && cmake --build --preset test --target commands_test index_test
	@FONDS_KILLS=$(or $(KILLS),3334) FONDS_FAULTS=all $(BIN)/commands_test --gtest_filter='Kill.*:SystemFaults.*'
	@FONDS_FAULTS=all FONDS_CORRUPTIONS=40 $(BIN)/index_test --gtest_filter='FaultInjection.*:Corruption.*'

asan tsan: test-packages
	@cmake --preset $@ && cmake --build --preset $@ && ctest --preset $@ -j 2

fuzz: packages
	@$(call install,$(FUZZ_PACKAGES))
	@cmake --preset fuzz && cmake --build --preset fuzz
	@tests/fuzz/run

# The format of every file, and locks by clang; clang-tidy on all files or on FILES.
FILES ?= $(shell find indexer server -name '*.cpp')
lint: packages
	@$(call install,$(LINT_PACKAGES))
	@cmake --preset lint > /dev/null
	@tests/lint/run

tidy: packages
	@$(call install,$(LINT_PACKAGES))
	@cmake --preset lint > /dev/null
	@tests/lint/run $(FILES)

# How well persons are recognised in the annotated texts of ../shared, with the errors.
persons-eval: test-packages
	@cmake --preset test && cmake --build --preset test --target persons_eval
	@$(BIN)/persons_eval ../shared --errors

clean:
	rm -rf build tests/browser/node_modules
