"""Memory of Pango that WeasyPrint 70 takes for each document and never frees.

* The features of a text, such as digits that are all as wide: a list of attributes and what is in it, some
  30 kB for a sheet (docs/upstream/font_features.py).
* The description of each font that a document draws with, 1 kB for a sheet
  (docs/upstream/font_descriptions.py).
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

PROPERTIES: Final = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)  # fmt: skip
_weasyprints = line_break.Layout.setup
_features_of = line_break.font_features
_free = ctypes.CDLL(None).free  # GLib's g_free() is that of the C library
_free.argtypes = (ctypes.c_void_p,)


def free_memory_of_pango() -> None:
    """Let WeasyPrint free it, in every document from now on."""
    line_break.font_features = lambda *_properties: {}
    line_break.Layout.setup = _with_features
    fonts.pango = _Pango()


def _with_features(layout: Any, style: Any) -> None:
    _weasyprints(layout, style)
    if features := _features_of(*(style[name] for name in PROPERTIES)):
        named = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(named))
        pango.pango_layout_set_attributes(layout.layout, attributes)


class _Pango:
    """Pango, with descriptions that are freed."""

    def __getattr__(self, name: str) -> Any:
        return getattr(pango, name)

    @staticmethod
    def pango_font_description_to_string(description: Any) -> Any:
        said = pango.pango_font_description_to_string(description)
        return ffi.gc(said, lambda each: _free(int(ffi.cast("uintptr_t", each))))
