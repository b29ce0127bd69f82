# One copy of the app. SECRET_KEYS is required at run time; the image holds no secret.
#
#     make image        # with docker, podman or buildah; BASE=... for another base
#     docker run --rm --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8000:8000 \
#       -e SECRET_KEYS="$(make -s key)" cell-therapy-question-sheet:0.2.0
#
# Debian's Python renders PDFs faster than the official Python images. deploy/README.md says what was tested.

ARG BASE=debian:trixie-slim

FROM ${BASE} AS packages
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3-venv \
 && apt-get clean && rm -rf /var/lib/apt/lists/*
COPY requirements.txt /
RUN python3 -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r /requirements.txt \
 && /venv/bin/pip uninstall --yes pip

FROM ${BASE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && apt-get clean && rm -rf /var/lib/apt/lists/* \
# fontconfig compares nanoseconds, which a layer does not keep: without this each start would write its cache anew.
 && find /usr/share/fonts /usr/local/share/fonts -type d -exec touch --date @0 {} + \
 && fc-cache --force --system-only
COPY --from=packages /venv /venv
WORKDIR /sheet
COPY LICENSE questions.yaml ./
COPY static static
COPY templates templates
COPY translations translations
COPY deploy/gunicorn.conf.py deploy/gunicorn.conf.py
COPY app app
RUN /venv/bin/python -m compileall -q app

# A read-only file system with a tmpfs on /tmp is enough: the bundled fonts are written there for a moment at start.
ENV BIND=0.0.0.0:8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp
USER 65532:65532
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["/venv/bin/gunicorn", "-c", "deploy/gunicorn.conf.py", "app:create_app()"]
