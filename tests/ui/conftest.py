"""Pages without a browser: the frame runs with one page, a person is played, the desk is a fresh demonstration."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import desk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory):
    """A demonstration store, filled once."""
    from services import demo

    folder = tmp_path_factory.mktemp("filled")
    at = desk.open_desk(folder, demo=True)
    demo.fill(at)
    at.close()
    return folder


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """An empty data folder that the process-wide desk opens as a demonstration."""
    monkeypatch.setenv("WAYLINK_DATA", str(tmp_path))
    monkeypatch.setenv("WAYLINK_DEMO", "1")
    desk.reset_current()
    yield tmp_path
    desk.reset_current()


@pytest.fixture
def demo_desk(data_folder, filled_folder):
    """The process-wide desk over a fresh copy of the filled demonstration."""
    shutil.copytree(filled_folder, data_folder / "demonstration")
    return desk.current()


@pytest.fixture
def empty_desk(data_folder):
    """The process-wide desk with nothing in it: what every page shows on its first day."""
    return desk.current()


@pytest.fixture
def open_page():
    """Run one page as a role, ``open_page("case_file", case="C-7K2M9QX4")``; ask for a desk fixture as well."""

    def run(name, role="investigator", /, *, country="KG", language="", account="", display="A. Example", **query):
        at = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
        if role:
            at.user = {"account": account or f"demo-{role}", "role": role, "country": country, "display": display}
        if language:
            at.session_state["language"] = language
        for key, value in query.items():
            at.query_params[key] = value
        at.switch_page(f"../pages/{name}.py")
        return at.run()

    return run
