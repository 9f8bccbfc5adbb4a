"""Processes of our own: how one is started, and how bytes go to it and come back."""

import struct
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

_LENGTH = struct.Struct("!Q")
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; from importlib import import_module; import_module(sys.argv[1]).main()"
)
"""How a process starts: with the path of the one that starts it. By itself it would look first in the current folder,
where another `claims` may lie."""


def start(module: str, function: str) -> subprocess.Popen[bytes]:
    """Start a process that runs `main` of a module, which finds the function it is for in `sys.argv[2]`."""
    command = [sys.executable, "-c", _START, module, function, *sys.path]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def named(function: str) -> Callable[..., Any]:
    """Return the function that is named `module:name`."""
    module, _, name = function.partition(":")
    call: Callable[..., Any] = getattr(import_module(module), name)
    return call


def put(pipe: IO[bytes], value: bytes) -> None:
    """Send bytes, whole."""
    pipe.write(_LENGTH.pack(len(value)))
    pipe.write(value)
    pipe.flush()


def get(pipe: IO[bytes], most: int = sys.maxsize) -> bytes | None:
    """Return what `put` sent; None when the other end is gone, goes in the middle of it, or sends more than `most`."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    packed = pipe.read(size) if size <= most else b""
    return packed if len(packed) == size else None
