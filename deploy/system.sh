#!/bin/sh
# Installs missing system packages (Debian or Ubuntu) if it has the rights; otherwise prints the command to type.
# Usage: system.sh venv|pango|harfbuzz-subset|poppler|chromium|atomic|nginx|firefox|screen-reader ...
set -eu

python=${PYTHON:-python3}

has_library() {
    "$python" -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library(sys.argv[1]))' "$1"
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or later is needed; this is $("$python" --version). Set PYTHON= to another one." >&2
    exit 1
}

missing=""
formulas=""
for need in "$@"; do
    case $need in
        venv) "$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv" ;;
        pango) has_library pango-1.0 && has_library pangoft2-1.0 || {
            missing="$missing libpango-1.0-0 libpangoft2-1.0-0"; formulas="$formulas pango"; } ;;
        harfbuzz-subset) has_library harfbuzz-subset || {
            missing="$missing libharfbuzz-subset0"; formulas="$formulas harfbuzz"; } ;;
        atomic) has_library atomic || missing="$missing libatomic1" ;;  # for the browser's driver
        chromium) command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || {
            missing="$missing chromium-headless-shell"; formulas="$formulas chromium"; } ;;
        nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || {
            missing="$missing nginx"; formulas="$formulas nginx"; } ;;
        firefox) command -v firefox-esr >/dev/null || command -v firefox >/dev/null || {
            missing="$missing firefox-esr"; formulas="$formulas firefox"; } ;;
        screen-reader)  # Orca, which only Linux has, with the display, window manager, keys and buses that it needs
            [ "$(uname)" = Linux ] || { echo "The screen reader Orca needs Linux." >&2; exit 1; }
            for pair in orca:orca xvfb:Xvfb openbox:openbox xdotool:xdotool dbus:dbus-send; do
                command -v "${pair#*:}" >/dev/null || missing="$missing ${pair%:*}"
            done
            [ -x /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core" ;;
        poppler) command -v pdftoppm >/dev/null || {
            missing="$missing poppler-utils"; formulas="$formulas poppler"; } ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(uname)" = Darwin ]; then
    echo "Please type:  brew install$formulas" >&2
    exit 1
fi
install="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null; then
    echo "Please install this system's packages for:$missing" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as="sudo "
else
    echo "Please type:  sudo apt-get update && sudo $install" >&2
    exit 1
fi
echo "Installing:$missing"
${as}apt-get update -qq
${as}env DEBIAN_FRONTEND=noninteractive $install -qq >/dev/null
