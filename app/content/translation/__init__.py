"""Texts in other languages: one gettext file beside the catalogue for each of them."""
