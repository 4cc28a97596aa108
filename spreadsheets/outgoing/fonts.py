"""Fonts of the workbooks that openpyxl writes.

What describes a font is written in the order of the standard (ECMA-376, CT_Font): openpyxl has the name first
and the colour before the size, in its own default font too; Excel reads that, checkers call it invalid.
"""

from openpyxl.styles import Font

Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)

__all__ = ["Font"]
