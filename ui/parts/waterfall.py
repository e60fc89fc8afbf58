"""The waterfall of a pair: how each piece of evidence moves the score, from the starting point to the sum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import streamlit as st

from services.matching import EvidenceRow, PairView
from ui.parts.evidence import field_name, why
from ui.text import bare
from ui.words import _

#: log-odds that are drawn at most; more would press the small bars together
_FAR = 8.0


def waterfall(pair: PairView) -> None:
    """Draw the contributions in the order of the table: against first, then for; the last bar is their sum."""
    total = f"{pair.log_odds:+.1f}".replace("-", "−")
    st.caption(_("The weights add up to {total}; more than 0 means more likely the same than not.", total=total))
    st.html(_drawn(pair.rows, pair.log_odds, pair.review_line, pair.propose_line))


def _drawn(rows: Sequence[EvidenceRow], total: float, review: float, propose: float) -> str:
    ordered = sorted(rows, key=lambda row: (row.kind != "prior",))
    steps: list[tuple[EvidenceRow, float, float]] = []
    at = 0.0
    for row in ordered:
        steps.append((row, at, at + row.weight))
        at += row.weight
    ends = [edge for _row, start, end in steps for edge in (start, end)] + [0.0, _odds(review), _odds(propose)]
    low, high = max(-_FAR * 2, min(ends)) - 0.5, min(_FAR * 2, max(ends)) + 0.5

    def place(value: float) -> float:
        return 100 * (min(max(value, low), high) - low) / (high - low)

    lines = "".join(
        f'<i class="wl-fall-line" style="inset-inline-start:{place(_odds(value)):.2f}%" title="{escape(told)}"></i>'
        for value, told in ((review, _("Review line")), (propose, _("Line for proposals")))
    )
    drawn = [
        _bar(field_name(row), why(row), place(min(start, end)), place(max(start, end)), row.weight, lines, row.kind)
        for row, start, end in steps
    ]
    drawn.append(_bar(_("Sum"), "", place(min(0.0, total)), place(max(0.0, total)), total, lines, "sum"))
    label = escape(_("Contributions of the evidence to the score, as a chart; the table holds the same numbers."))
    note = escape(
        _("The two thin lines mark the score from which a pair is reviewed and the one from which it is proposed.")
    )
    return (
        f'<div class="wl-fall" role="img" aria-label="{label}">{"".join(drawn)}</div><p class="wl-fall-note">{note}</p>'
    )


def _bar(field: str, told: str, start: float, end: float, weight: float, lines: str, kind: str) -> str:
    tone = kind if kind in ("prior", "cap", "sum") else "against" if weight < 0 else "for"
    number = f"{weight:+.1f}".replace("-", "−")
    return (
        f'<div class="wl-fall-row" title="{escape(bare(told), quote=True)}">'
        f'<span class="wl-fall-name">{escape(bare(field))}</span>'
        f'<span class="wl-fall-track">{lines}<b class="wl-fall-bar wl-fall-{tone}" '
        f'style="inset-inline-start:{start:.2f}%;width:{max(0.6, end - start):.2f}%"></b></span>'
        f'<span class="wl-fall-weight">{number}</span></div>'
    )


def _odds(score: float) -> float:
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
