"""Engines for whole tables: two files, or one against itself, of any columns whose kinds are told."""

from linking.engines.table import Linked, link_tables

__all__ = ["Linked", "link_tables"]
