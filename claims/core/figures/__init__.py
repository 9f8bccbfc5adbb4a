"""Figures: how numerals, currencies, units and the words around them are read; `claims.core.quantity` is the door."""
