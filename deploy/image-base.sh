#!/bin/sh
# Makes a base for the image from Debian's packages, where no registry of images can be reached: image-base.sh TAG
# It needs root, debootstrap and buildah. Build on it with  make image BASE=TAG
set -eu

tag=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

debootstrap --variant=minbase trixie "$folder"
echo "deb http://deb.debian.org/debian-security trixie-security main" >>"$folder/etc/apt/sources.list"
rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*

container=$(buildah from scratch)
buildah add --quiet "$container" "$folder" / >/dev/null
buildah commit --rm "$container" "$tag"
