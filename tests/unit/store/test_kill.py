from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "kill_import.py"


def load():
    spec = importlib.util.spec_from_file_location("kill_import", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["kill_import"] = module
    spec.loader.exec_module(module)
    return module


def test_kill_minus_nine_leaves_all_or_nothing(tmp_path):
    outcomes = load().rounds(tmp_path / "store", 5, seed=7, longest=0.15)
    assert [outcome.faults for outcome in outcomes] == [()] * 5
    assert outcomes[-1].acknowledged >= 5
    assert outcomes[-1].found >= outcomes[-1].acknowledged


def test_the_examination_sees_a_loss_and_a_half(tmp_path):
    module = load()
    folder = tmp_path / "store"
    store = module.open_store(folder, decide=module.decide)
    with store.write(module.ACTOR, "import") as tx:
        import_id = module.imports.begin(tx, "a", "json", "0" * 64, 1)
        module.cases.save_many(tx, [module.CaseInput(module.document(1))], import_id)
        module.imports.finish(tx, import_id, ok=True)
    store.close()
    faults = module.examine(folder, [import_id, "I-00000000"]).faults
    assert "lost: I-00000000" in faults
    assert f"half: {import_id}" in faults
