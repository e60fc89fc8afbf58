"""Small boosted trees that a file describes: their sum is a log-odds, and every split on the way tells its share.

A tree is a leaf (a number) or ``[feature, threshold, left, right, value]``: at most the threshold goes left; ``value``
is the mean of the tree below it. The shares of a path are the steps between those means, so with the root's mean they
sum to the leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Tree = Any


def frozen(tree: Tree) -> Tree:
    """A tree as read from JSON, made of tuples: quicker to walk."""
    return tuple(frozen(one) for one in tree) if isinstance(tree, list) else tree


def total(trees: Sequence[Tree], values: Sequence[float]) -> float:
    """Sum of the leaves that the values lead to."""
    summed = 0.0
    for node in trees:
        while node.__class__ is tuple:
            node = node[2] if values[node[0]] <= node[1] else node[3]
        summed += node
    return summed


def shares(trees: Sequence[Tree], values: Sequence[float], count: int) -> tuple[float, list[float]]:
    """The mean of all trees, and what each feature adds to or takes from it; together they are ``total``."""
    base = 0.0
    parts = [0.0] * count
    for root in trees:
        node = root
        mean = node[4] if node.__class__ is tuple else node
        base += mean
        while node.__class__ is tuple:
            below = node[2] if values[node[0]] <= node[1] else node[3]
            now = below[4] if below.__class__ is tuple else below
            parts[node[0]] += now - mean
            node, mean = below, now
    return base, parts
