"""What a worker may be asked to do in tests: answer, hang, eat, crash."""

import os
import time
from pathlib import Path
from typing import Any

Arguments = dict[str, Any]


def echo(data: bytes, document: str, arguments: Arguments) -> bytes:
    return b"|".join((data, document.encode(), str(arguments.get("say")).encode()))


def hang(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    time.sleep(600)
    return b""


def toil(_data: bytes, _document: str, arguments: Arguments) -> bytes:
    for _ in range(arguments["signs"]):
        time.sleep(0.4)
        arguments["tell"]()
    time.sleep(arguments["rest"])
    return b"done"


def spin(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    while True:
        pass


def eat(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    eaten = bytearray(4 << 30)
    return bytes(eaten[:1])


def abort(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    os.abort()


def leave(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    os._exit(3)


def fail(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    message = "broken"
    raise LookupError(message)


def shout(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    os.write(1, b"noise")
    os.write(2, b"noise")
    return b"whisper"


def wait(_data: bytes, document: str, _arguments: Arguments) -> bytes:
    time.sleep(float(document))
    return b""


def linger(_data: bytes, _document: str, arguments: Arguments) -> bytes:
    place = Path(arguments["file"])
    part = place.with_suffix(".part")
    part.write_text(str(os.getpid()), encoding="utf-8")
    part.replace(place)
    time.sleep(600)
    return b""


def identify(_data: bytes, _document: str, _arguments: Arguments) -> bytes:
    return str(os.getpid()).encode()
