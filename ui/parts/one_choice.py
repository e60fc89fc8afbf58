"""A row of buttons of which exactly one is always chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st


def one_choice(key: str, label: str, words: Mapping[str, str], first: str, **options: Any) -> str:
    """Draw it and give the chosen code.

    A widget that was out of sight for a run comes back without its value; it then stands at ``first`` again.

    Args:
        key: of the widget.
        label: what is chosen.
        words: code -> label, in order.
        first: the code where nothing is chosen yet.
        options: of ``st.segmented_control``.
    """
    if st.session_state.get(key) not in words:
        st.session_state[key] = first
    shown = st.segmented_control(label, list(words), format_func=words.__getitem__, key=key, required=True, **options)
    return str(shown or first)
