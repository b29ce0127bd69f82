"""Runs Debian's Firefox and drives it."""

from tools.firefox.browser import Firefox
from tools.firefox.marionette import FirefoxError
from tools.firefox.process import firefox, firefox_path

__all__ = ["Firefox", "FirefoxError", "firefox", "firefox_path"]
