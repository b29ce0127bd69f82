# make run    set everything up and serve the app on http://127.0.0.1:8000 (PORT=9000 for another port)
# make quick  the checks and the tests that need no browser and no long proof (under a minute)
# make test   set everything up, then run all checks and tests
# make who    write tests/proof/who_gets_what.txt anew: what the content gives people, to read as a diff
# make check  style, types, import contract and the catalogue
# make browser  the tests in Chromium and Firefox (some minutes)
# make bench  measure speed, memory and load, into docs/BENCHMARK.md, SIZING.md and benchmark.svg (15 minutes)
# make drill  a hundred journeys at once over two copies behind nginx, while copies are killed and renewed
# make hear   what the screen reader Orca says of the form and the sheet, and what it must say (two minutes)
# make image  build the image with docker, podman or buildah (BASE=... for another base, IMAGE=... for another name)
# make image-test  start it read-only, print with it, reload it, stop it (under a minute)
# make hostile  12,000 hostile requests against the running server (some minutes)
# make soak   5,000 PDFs in a row from one worker (some minutes)
# make sbom   write the bill of materials of the runtime dependencies into build/sbom.json
# make lock   compile the three requirements files from pyproject.toml
# make key    print a new key for SECRET_KEYS
PYTHON ?= python3
PORT ?= 8000
IMAGE ?= cell-therapy-question-sheet:0.2.0
VENV := .venv
BIN := $(VENV)/bin
UV := uv==0.13.9
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: run quick test prove who check lock key clean system system-test browser bench drill hear sbom hostile soak image image-test
.DELETE_ON_ERROR:

run: $(VENV)/run
	@echo "Serving on http://127.0.0.1:$(PORT)  (stop with Ctrl+C)"
	APP_MODE=trial BIND=127.0.0.1:$(PORT) $(BIN)/gunicorn -c deploy/gunicorn.conf.py 'app:create_app()'

test: $(VENV)/test $(VENV)/vnu check
	$(BIN)/pytest -n auto --dist worksteal

quick: $(VENV)/test check
	$(BIN)/pytest -n auto --dist worksteal -m "not slow and not exhaustive" tests/unit tests/web

# The promises of the lists over all combinations, and hundreds of sheets beside WeasyPrint's: takes minutes.
prove: $(VENV)/test
	$(BIN)/pytest -n auto --dist worksteal -m exhaustive tests/proof tests/pdf

who: $(VENV)/test
	$(BIN)/python -m tests.proof.table

browser: $(VENV)/test
	@PYTHON=$(PYTHON) sh deploy/system.sh firefox
	$(BIN)/pytest tests/browser

hostile: $(VENV)/test
	$(BIN)/python -m tools.hostile

soak: $(VENV)/test
	$(BIN)/python -m tools.hostile.soak

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/flask catalogue check

# Other load on the machine changes the figures, ratios less than others. SHEETS=4 tries it in a few minutes.
bench: $(VENV)/test
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r tools/bench/requirements.txt
	$(BIN)/python -m tools.bench $(SHEETS)

drill: $(VENV)/test
	@PYTHON=$(PYTHON) sh deploy/system.sh nginx
	$(BIN)/python -m tools.drill

hear: $(VENV)/test
	@PYTHON=$(PYTHON) sh deploy/system.sh firefox screen-reader
	$(BIN)/python -m tools.hear

image:
	sh deploy/image.sh $(IMAGE)

image-test: $(VENV)/test
	$(BIN)/python -m tools.image $(IMAGE)

key: $(VENV)/run
	@$(BIN)/python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"

sbom: $(VENV)/test
	$(BIN)/python deploy/sbom.py build/sbom.json

lock: $(VENV)/test
	$(BIN)/pip install -q $(UV)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group test pyproject.toml -o tests/requirements.txt
	$(LOCK) --group bench pyproject.toml -o tools/bench/requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/run: requirements.txt | system
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/test: tests/requirements.txt | system system-test
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.txt
	touch $@

# The Nu HTML checker, if Java and npm are installed; its test is skipped with a message if not.
$(VENV)/vnu: | $(VENV)/test
	if command -v npm >/dev/null && command -v java >/dev/null; then \
	  npm install --silent --ignore-scripts --prefix $@ vnu-jar@26.9.27 || echo "no HTML checker: npm could not fetch it"; \
	fi

# System packages: Pango and HarfBuzz for WeasyPrint; for the tests poppler, to read PDFs, and Chromium.
system:
	@PYTHON=$(PYTHON) sh deploy/system.sh venv pango harfbuzz-subset

system-test:
	@PYTHON=$(PYTHON) sh deploy/system.sh poppler chromium $(if $(filter Linux,$(shell uname)),atomic)
