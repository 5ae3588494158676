#!/bin/sh
# Installs what the tests use beside Python, as root on Debian: browsers, LibreOffice, nginx, Java and small programs.
# What is there already is left as it is.
set -eu
missing=""
for pair in firefox-esr:firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb \
  localc:libreoffice-calc lodraw:libreoffice-draw rsvg-convert:librsvg2-bin java:default-jre-headless \
  nginx:nginx-light openssl:openssl curl:curl faketime:faketime systemd-analyze:systemd npm:npm; do
  command -v "${pair%%:*}" > /dev/null || missing="$missing ${pair#*:}"
done
for package in python3-gi gir1.2-webkit2-4.1; do # the window of WebKit's tests
  dpkg -s "$package" > /dev/null 2>&1 || missing="$missing $package"
done
browser=""
command -v chromium > /dev/null || browser=chromium
[ -n "$missing$browser" ] || exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
[ -z "$browser" ] || apt-get -qq install -y "$browser" # with what it recommends: fonts
[ -n "$missing" ] || exit 0
# shellcheck disable=SC2086 # a list of words
apt-get -qq install -y --no-install-recommends $missing
