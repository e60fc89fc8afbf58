"""What a person must read: one base for every refusal, whichever room it comes from."""

from __future__ import annotations

from store.errors import Refused, StoreError

__all__ = ["Refused", "StoreError"]
