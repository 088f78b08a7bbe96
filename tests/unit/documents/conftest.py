"""The app of documents, loaded once, with its doors on a printery."""

import importlib.util
from types import ModuleType

import pytest

from tests.unit.documents.building import Printery, accepted, told_of_filing
from tests.unit.documents.desk import APP, Desk


@pytest.fixture(scope="module")
def app() -> ModuleType:
    spec = importlib.util.spec_from_file_location("documents_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def desk(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Desk:
    printery = Printery()
    printery.hear(told_of_filing(printery.story), accepted(printery.story))
    monkeypatch.setattr(app, "store", lambda: printery.store)
    return Desk(app, printery)
