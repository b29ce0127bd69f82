#!/bin/sh
# Runs a command on the root of an image, read-only and without rights:
#   chroot.sh ROOT UID:GID FOLDER NAME=VALUE... COMMAND...
# To be called in a mount and process namespace of its own (unshare --mount --pid --fork).
set -eu

root=$1 user=$2 folder=$3
shift 3

mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o size=16m,mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
mkdir -m 1777 "$root/dev/shm"
for device in null urandom; do
    : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
exec chroot "$root" setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs \
    --inh-caps=-all --bounding-set=-all env --ignore-environment --chdir="$folder" "$@"
