"""Demonstration data: invented submissions, cases and persons, the same for the same seed, with the truth beside them.

Nobody in it lives. Every authority's name ends in ``(demonstration)``; numbers are taken from ranges kept for fiction
or hold a block of zeros that no network gives out.
"""

from exchange.demo.build import DEFAULT_SEED, MARK, documents
from exchange.demo.truth import Planted, Trap, planted, traps

__all__ = ["DEFAULT_SEED", "MARK", "Planted", "Trap", "documents", "planted", "traps"]
