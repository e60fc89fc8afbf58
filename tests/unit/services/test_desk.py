from __future__ import annotations

import stat

import pytest

from services import desk as desks
from services.errors import Refused, StoreError
from store.errors import sentences


def test_folders(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYLINK_DATA", str(tmp_path / "here"))
    assert desks.data_folder() == tmp_path / "here"
    assert desks.data_folder(demo=True) == tmp_path / "here" / "demonstration"
    monkeypatch.delenv("WAYLINK_DATA")
    assert desks.data_folder().name == "waylink"


def test_the_key_of_a_real_store_lies_elsewhere(tmp_path, monkeypatch):
    first = desks.open_desk(tmp_path / "data")
    first.close()
    assert not list((tmp_path / "data").glob("*.key"))
    (tmp_path / "data").rename(tmp_path / "moved")
    desks.open_desk(tmp_path / "moved").close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "another"))
    with pytest.raises(Refused) as refused:
        desks.open_desk(tmp_path / "moved")
    assert refused.value.code == "no_key"


def test_the_key_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLINK_KEY", "ab" * 32)
    desks.open_desk(tmp_path / "a").close()
    monkeypatch.setenv("WAYLINK_KEY", "cd" * 32)
    with pytest.raises(StoreError) as refused:
        desks.open_desk(tmp_path / "a")
    assert refused.value.code == "wrong_key"
    monkeypatch.setenv("WAYLINK_KEY", "no key")
    with pytest.raises(StoreError) as refused:
        desks.open_desk(tmp_path / "b")
    assert refused.value.code == "bad_key"


def test_the_key_from_a_file(tmp_path, monkeypatch):
    key = tmp_path / "stick" / "my.key"
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(key))
    desks.open_desk(tmp_path / "a").close()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    desks.open_desk(tmp_path / "a").close()
    key.unlink()
    with pytest.raises(StoreError) as refused:
        desks.open_desk(tmp_path / "a")
    assert refused.value.code == "no_key"
    assert not key.exists()


def test_the_current_desk(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYLINK_DATA", str(tmp_path))
    monkeypatch.setenv("WAYLINK_DEMO", "1")
    try:
        assert desks.current() is desks.current()
        assert desks.current().demo
        assert desks.current().folder == tmp_path / "demonstration"
        first = desks.current()
        desks.reset_current()
        assert desks.current() is not first
    finally:
        desks.reset_current()


def test_a_demonstration_and_a_real_store_do_not_mix(tmp_path):
    desks.open_desk(tmp_path / "d", demo=True).close()
    with pytest.raises(StoreError) as refused:
        desks.open_desk(tmp_path / "d", demo=False)
    assert refused.value.code == "no_key"


def test_sentences_say_the_way_out():
    for code, sentence in sentences().items():
        error = StoreError(code)
        assert error.text(str.upper) == sentence.upper()
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert Refused("x", "Only {count} fit.", count=3).text() == "Only 3 fit."
    assert "3" not in str(Refused("x", "Only {count} fit.", count=3))
