"""Font features of texts, such as digits that are all as wide, without what WeasyPrint leaks for each line.

WeasyPrint 70 makes a list of attributes for each text with features, and frees neither the list nor what is
in it (docs/upstream/font_features.py): some 30 kB for a sheet.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

PROPERTIES: Final = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)  # fmt: skip
_weasyprints = line_break.Layout.setup
_features_of = line_break.font_features


def free_font_features() -> None:
    """Let WeasyPrint free the features of each text with it, in every document from now on."""
    line_break.font_features = lambda *_properties: {}
    line_break.Layout.setup = _with_features


def _with_features(layout: Any, style: Any) -> None:
    _weasyprints(layout, style)
    if features := _features_of(*(style[name] for name in PROPERTIES)):
        named = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(named))
        pango.pango_layout_set_attributes(layout.layout, attributes)
