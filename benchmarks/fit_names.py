"""Fit the weights of names on a name workbench and print how they do on persons they were not fitted on.

    uv run --group fit python benchmarks/fit_names.py WORKBENCH            fit on each half, report on the other
    uv run --group fit python benchmarks/fit_names.py WORKBENCH --write    also fit on all and write the model

Persons are split into two halves by their id. A pair is scored by the model that saw no person of the half that
its left person belongs to, so the figures are of persons not used for fitting.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.append(str(Path(__file__).resolve().parent))

import _name_pairs
import close_pairs

from linking import names_views, quick
from linking.names import LIKE, NEAR

OUT = Path(__file__).resolve().parent.parent / "linking" / "data" / "names_model.json.gz"
#: views of which more never speaks against
RISING = {"cover", "whole", "folded", "weakest", "classes", "fine", "second", "equivalent", "family", "given",
          "weak_classes",           "weak_fine", "agreeing"}  # fmt: skip
#: how much a pair of each origin counts
SHARE = {"people": 1.0, "tokens": 0.3, "close": 0.03, "tune": 0.5, "report": 0.0}
LOST = 0.005
#: expert priors beside the fitted trees: two known names that are no forms of one; marked patronymics that differ
APART, APART_NEAR, OTHER_FATHER = -0.7, -4.5, -3.0


def _rows(found: Any, weight: float) -> dict[str, Any]:
    made: dict[str, list[Any]] = defaultdict(list)
    for one in found:
        made["x"].append(names_views.views(one.left, one.right))
        made["q"].append(quick.terms(one.left, one.right))
        made["y"].append(one.same)
        made["halves"].append(one.halves)
        made["group"].append(one.group)
        made["made"].append(one.made)
    return {**{key: np.array(value) for key, value in made.items()}, "weight": weight}


def _fit(sets: list[dict[str, Any]], held: int | None) -> Any:
    from lightgbm import LGBMClassifier

    keep = [np.ones(len(s["y"]), bool) if held is None else (s["halves"] != held).all(axis=1) for s in sets]
    rising = [int(name in RISING) - int(name == "apart") for name in names_views.FEATURES]
    model = LGBMClassifier(
        n_estimators=150, num_leaves=15, max_depth=4, learning_rate=0.08, min_child_samples=40, reg_lambda=5,
        n_jobs=1, verbose=-1, deterministic=True, seed=1, monotone_constraints=rising,
    )  # fmt: skip
    model.fit(
        np.vstack([s["x"][k] for s, k in zip(sets, keep, strict=True)]),
        np.concatenate([s["y"][k] for s, k in zip(sets, keep, strict=True)]),
        sample_weight=np.concatenate([np.full(k.sum(), s["weight"]) for s, k in zip(sets, keep, strict=True)]),
    )
    return model


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 5)
    below = [_tree(node["left_child"]), _tree(node["right_child"])]
    return [node["split_feature"], round(node["threshold"], 6), *below, round(node["internal_value"], 5)]


def _with_priors(scores: Any, x: Any) -> Any:
    father, apart, script, whole = (
        x[:, names_views.FEATURES.index(name)] for name in ("father", "apart", "same_script", "whole")
    )
    near = (apart > 0) & (script > 0) & (whole >= NEAR)
    return scores + APART * apart + APART_NEAR * near + OTHER_FATHER * ((father >= 0) & (father < LIKE))


def quick_look(x: Any, same: Any, found: Any) -> dict[str, Any]:
    """Weights of the quick look by logistic regression (Newton's method), and the line that loses 5 in 1000 found.

    Args:
        x: ``quick.terms`` of each pair.
        same: whether it is one person.
        found: whether it is one person and the whole matcher finds it.
    """
    beta = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ beta)))
        beta += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(beta)), x.T @ (same - p) - beta)
    seen = x @ beta
    cut = float(np.quantile(seen[found], LOST))
    print(f"quick look: {np.mean(seen >= cut):.1%} of the pairs go on, {LOST:.1%} of the found ones end there")
    return {"quick": [round(float(value), 4) for value in beta], "quick_line": round(cut, 4)}


def curve(scores: Any, same: Any) -> tuple[float, float, float]:
    """Best F1, its threshold, and recall at precision 0.99."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(same[order])
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / max(1, hits[-1])
    last = np.r_[np.diff(scores[order]) != 0, True]
    f1 = np.where(last, 2 * precision * recall / np.maximum(precision + recall, 1e-9), 0)
    top = int(np.argmax(f1))
    sure = recall[last & (precision >= 0.99)]
    return float(f1[top]), float(scores[order][top]), float(sure.max()) if len(sure) else 0.0


def _calibration(scores: Any, same: Any) -> str:
    p = 1 / (1 + np.exp(-scores))
    told = []
    for title, use in (("all pairs", p >= 0), ("pairs above 0.02", p > 0.02)):
        bins = np.minimum((p[use] * 10).astype(int), 9)
        gaps = [
            abs(p[use][bins == b].mean() - same[use][bins == b].mean()) * (bins == b).sum() for b in set(bins.tolist())
        ]
        told.append(f"{title} {sum(gaps) / use.sum():.4f}")
    return "expected calibration error: " + ", ".join(told)


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbench", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    made = {name: _rows(_name_pairs.pairs(chosen.workbench, name), SHARE[name]) for name in ("people", "tokens")}
    for name in close_pairs.HALVES:
        made[name] = _rows(_name_pairs.invented(name), SHARE[name])
    made["close"] = _rows(_name_pairs.altered(chosen.workbench), SHARE["close"])
    sets = [rows for rows in made.values() if rows["weight"]]
    halves = [_fit(sets, held) for held in (0, 1)]
    lines = {}
    for name, rows in made.items():
        rows["score"] = np.zeros(len(rows["y"]))
        for held in (0, 1):
            use = rows["halves"][:, 0] == held
            if not use.any():
                continue
            rows["score"][use] = _with_priors(halves[held].predict(rows["x"][use], raw_score=True), rows["x"][use])
        if name in ("close", "tune", "report"):
            continue
        f1, lines[name], sure = curve(rows["score"], rows["y"])
        facets = defaultdict(list)
        for place, group in enumerate(rows["group"]):
            facets[group.rpartition("/")[2]].append(place)
        macro = np.mean([curve(rows["score"][p], rows["y"][p])[0] for p in facets.values()])
        print(f"{name}, other half: F1 {f1:.3f}, R@P99 {sure:.3f}, macro F1 {macro:.3f}, line {lines[name]:+.2f}")
    print(_calibration(made["people"]["score"], made["people"]["y"]))
    for line in (0.0, 0.5, 1.0, 1.5, 2.2):
        for name in ("close", "report"):
            kinds = {what: made[name]["score"][made[name]["made"] == what] for what in sorted(set(made[name]["made"]))}
            print(
                f"{name} pairs at or above {line:+.1f}: "
                + ", ".join(f"{k} {np.mean(v >= line):.3f}" for k, v in kinds.items())
            )
    if chosen.write:
        last = _fit(sets, None)
        dump = last.booster_.dump_model()
        model = {
            "about": "Log-odds of two names being one person's: boosted trees with monotone constraints over "
            "linking.names_views.FEATURES, fitted by benchmarks/fit_names.py on labelled pairs of public names "
            "and close pairs made from them.",
            **quick_look(
                made["people"]["q"],
                made["people"]["y"],
                made["people"]["y"] & (made["people"]["score"] >= lines["people"]),
            ),
            "apart": APART,
            "apart_near": APART_NEAR,
            "other_father": OTHER_FATHER,
            "trees": [_tree(tree["tree_structure"]) for tree in dump["tree_info"]],
        }
        with OUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(json.dumps(model, separators=(",", ":")).encode())
        print(f"written: {OUT.name}, {len(model['trees'])} trees, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
