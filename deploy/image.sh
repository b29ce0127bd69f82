#!/bin/sh
# Builds the image with docker, podman or buildah, the first that works here: image.sh TAG
#   ENGINE=buildah              one of them
#   BASE=...                    another base, such as one that image-base.sh has made
#   BUILDAH_ISOLATION=chroot    for buildah where no container can be run
set -eu

tag=$1
base=${BASE:+--build-arg BASE=$BASE}

works() {
    case $1 in
        docker) docker info >/dev/null 2>&1 ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

for engine in ${ENGINE:-docker podman buildah}; do
    works "$engine" || continue
    [ "$engine" = docker ] || docker_format="--format docker"  # OCI's has no health check
    # shellcheck disable=SC2086  the options are words
    exec "$engine" build ${docker_format:-} $base --tag "$tag" .
done
echo "No docker that runs, no podman and no buildah here. On Debian:  apt-get install buildah" >&2
exit 1
