# Builds, runs and tests Espiral. `make help` lists what there is.
#
# There is no cargo-leptos here: the wasm is built first, by the steps below, and then embedded in
# the server by server/build/main.rs, so that a release is one file.

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run dev dev-build build wasm bench setup setup-test test check lint guards test-rust \
        test-browser size fmt clean cargo-decides

TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
export CARGO_TARGET_DIR := $(TARGET)
export PATH := $(TARGET)/tools/bin:$(PATH)

SITE := $(TARGET)/site
WASM := $(TARGET)/wasm32-unknown-unknown
ESPIRAL := $(TARGET)/release/espiral

BINDGEN := wasm-bindgen --target web --no-typescript --remove-producers-section --out-name espiral
# In place of the flags in .cargo/config.toml: erased types compile sooner, but whole ones are 20 kB
# (brotli) smaller, and this is what phones load.
WASM_FLAGS := --cfg whole_types
# Named one by one: with --all-features it writes wasm that Chromium refuses.
WASM_OPT := end2end/node_modules/.bin/wasm-opt --enable-bulk-memory \
            --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
            --enable-reference-types --enable-multivalue --strip-target-features \
            --flatten --rereloop -Oz --gufa -Oz --converge

heading = @printf '\n== %s ==\n' "$(1)"

help: ## list what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: build ## build the release and serve the demo clinic on http://127.0.0.1:3000
	$(ESPIRAL) serve --demo --database sqlite:demo.db

dev: setup ## serve a debug build and rebuild it on every change
	scripts/dev

build: wasm ## build the release: one file, target/release/espiral
	cargo build --release -p server

# One crate is most of every build and keeps one core busy, so two builds run side by side.
test: setup-test guards ## everything CI checks
	scripts/side-by-side "$(MAKE) --no-print-directory lint test-rust" \
	    "$(MAKE) --no-print-directory build"
	@$(MAKE) --no-print-directory test-browser size
	$(call heading,All passed)

bench: build setup-test ## measure the release on this machine, on SQLite and PostgreSQL
	cargo build --release -p bench
	scripts/with-postgres scripts/bench $(ESPIRAL) $(TARGET)/release/bench
	cd end2end && ESPIRAL_BIN=$(ESPIRAL) npm run --silent bench

check: ## the quick part of test: format and clippy, for the server and for the browser
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy -p app --lib --features hydrate --target wasm32-unknown-unknown -- -D warnings

fmt: ## format the code
	cargo fmt --all

clean: ## remove what was built, but not the tools
	cargo clean --profile dev
	cargo clean --profile release
	cargo clean --profile wasm-release
	rm -rf $(SITE) end2end/test-results end2end/playwright-report

# --- the steps of `test` -------------------------------------------------------------------------

lint:
	$(call heading,Format and clippy)
	@$(MAKE) --no-print-directory check

guards:
	$(call heading,House rules)
	scripts/guards

test-rust:
	$(call heading,Rust tests on SQLite and PostgreSQL)
	WITH_POSTGRES_FSYNC=off scripts/with-postgres scripts/cargo-test

test-browser: build
	$(call heading,Browser tests)
	cd end2end && node_modules/.bin/tsc --noEmit
	cd end2end && ESPIRAL_BIN=$(ESPIRAL) node_modules/.bin/playwright test

size: wasm
	$(call heading,Size budget)
	scripts/size-budget $(SITE)/release

# --- the wasm ------------------------------------------------------------------------------------

wasm: setup $(SITE)/release/espiral.wasm

dev-build: $(SITE)/debug/espiral.wasm
	cargo build -p server

# Cargo decides whether there is anything to do; the file keeps its date when there is not.
cargo-decides:

$(WASM)/wasm-release/app.wasm: cargo-decides
	RUSTFLAGS="$(WASM_FLAGS)" cargo build -p app --lib --features hydrate --target wasm32-unknown-unknown --profile wasm-release

$(WASM)/debug/app.wasm: cargo-decides
	cargo build -p app --lib --features hydrate --target wasm32-unknown-unknown

# Leptos asks for espiral.wasm, wasm-bindgen writes espiral_bg.wasm.
$(SITE)/release/espiral.wasm: $(WASM)/wasm-release/app.wasm
	$(BINDGEN) --out-dir $(@D) $<
	$(WASM_OPT) $(@D)/espiral_bg.wasm -o $@
	end2end/node_modules/.bin/terser --module --compress passes=3 --mangle \
	    --output $(@D)/espiral.js -- $(@D)/espiral.js
	rm $(@D)/espiral_bg.wasm

$(SITE)/debug/espiral.wasm: $(WASM)/debug/app.wasm
	$(BINDGEN) --debug --out-dir $(@D) $<
	mv $(@D)/espiral_bg.wasm $@

# --- the tools -----------------------------------------------------------------------------------

setup: ## install what building needs; quick when it is there
	@scripts/setup build

setup-test: ## install what testing needs as well: Chromium and PostgreSQL
	@scripts/setup test
