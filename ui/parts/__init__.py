"""Blocks that pages are put together from."""
