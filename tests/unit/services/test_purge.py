"""A purged name is in no byte: of the store, its log, its indexes, what lies beside them, or what the program printed.

The store's file is encrypted, so its bytes tell nothing: the same use cases work here on a store without a key, with
the same tables, triggers and pragmas.
"""

from __future__ import annotations

import json
import logging
from functools import partial

import pytest

from access.decide import decide
from records import Actor
from services import cases, counterparts, imports, letters, matching, retention
from services.desk import Desk
from store import Store, driver, schema
from store import cases as stored

LOCAL = Actor("local:test", "local", "KZ")
#: words of the purged case alone; each is looked for in every spelling that the store could keep
NAMES = ["Zulfizarkhan", "Кушмуродова", "Tairbekovich"]


@pytest.fixture
def plain(tmp_path, clock):
    """A desk whose store is not encrypted."""
    folder = tmp_path / "plain"
    folder.mkdir()
    db = driver.connect(folder / "waylink.db", None, create=True)
    schema.migrate(db)
    db.close()
    store = Store(folder / "waylink.db", partial(driver.connect, key=None), decide, clock=clock)
    at = Desk(store, folder, False)
    yield at
    at.close()


def case(reference, first, second):
    return {
        "format": "waylink/case", "version": 1, "submission": {"country": "KZ", "authority": "Office"},
        "case": {"reference": reference, "title": f"The matter of {first}", "summary": f"{first} told about {second}."},
        "persons": [
            {"id": "p1", "names": [{"full": f"{first} {second}"}], "citizenships": ["UZ"], "birth": "1999-04-12"},
            {"id": "p2", "names": [f"{second} {first}"], "citizenships": ["KZ"]},
        ],
        "involvements": [{"who": "p1", "as": "victim"}, {"who": "p2", "as": "suspect"}],
        "identifiers": [{"id": "i1", "kind": "passport", "value": "QQ 7654321", "holders": ["p1"]}],
        "routes": [{"id": "r1", "stops": [{"id": "s1", "place": "Ташкент", "country": "UZ", "role": "recruitment"},
                                          {"id": "s2", "place": "Dubai", "country": "AE", "role": "exploitation"}]}],
    }  # fmt: skip


def spellings(name):
    forms = {name, name.lower(), name.upper(), name.casefold()}
    encoded = {form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le")}
    encoded |= {json.dumps(form)[1:-1].encode() for form in forms}
    # An index keeps a term as what differs from the one before it, so its tail is what would stay.
    return encoded | {form.encode()[3:] for form in forms if len(form) > 8}


def left(folder, *texts):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "places" not in path.name]
    raw = b"".join(path.read_bytes() for path in files)
    raw += "".join(texts).encode()
    return sorted({name for name in NAMES for form in spellings(name) if form in raw})


def test_a_purged_name_is_in_no_byte(plain, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    kept = case("K-1", "Somebody", "Else")
    gone = case("K-2", NAMES[0], NAMES[1])
    for number, document in enumerate((kept, gone)):
        data = json.dumps(document, ensure_ascii=False).encode()
        assert imports.import_bytes(plain, LOCAL, f"{NAMES[2]}-{number}.json", data).ok
    rows = {row.reference: row for row in cases.listing(plain, LOCAL)}
    matching.run(plain, LOCAL)
    cases.reveal(plain, LOCAL, rows["K-2"].case_id, "p1", "hearing")
    counterparts.for_case(plain, LOCAL, rows["K-2"].case_id)
    counterparts.decide(plain, LOCAL, rows["K-2"].case_id, "AE", "accept", "agreed")
    letters.letter(plain, LOCAL, rows["K-2"].case_id, "AE", letters.Plan(plain.now().date(), "en"))
    document = cases.get(plain, LOCAL, rows["K-2"].case_id).document
    with plain.write(LOCAL, f"{NAMES[1]} asked") as tx:
        stored.share(tx, rows["K-2"].case_id, "investigator.one")
        stored.save_many(tx, [stored.CaseInput(document, case_id=rows["K-2"].case_id, keys={"p1": [NAMES[0].lower()]})])
    assert left(plain.folder) == sorted(NAMES)

    with plain.store.read(LOCAL) as reader:
        (row,) = [one for one in retention.listing(plain, LOCAL)
                  if reader.select("SELECT 1 FROM case_file WHERE submission_id = :s AND reference = 'K-2'",
                                   s=one.submission_id)]  # fmt: skip
    assert retention.purge(plain, LOCAL, row.submission_id, f"{NAMES[0]} asked for it").emptied
    printed = capfd.readouterr()
    assert left(plain.folder, caplog.text, printed.out, printed.err) == [NAMES[2]]
    # The other file of the same sender keeps its name; when its submission goes too, so does that.
    (other,) = retention.listing(plain, LOCAL)
    retention.purge(plain, LOCAL, other.submission_id, "all of it")
    assert left(plain.folder) == []
    with plain.store.read(LOCAL) as reader:
        stub = reader.select("SELECT objects, reason FROM audit WHERE action = 'submission.removed' ORDER BY seq")
    assert row.submission_id in stub[0]["objects"]
    assert stub[0]["reason"] == "[name] asked for it"
