"""The process that recognises scanned pages: `python -m extractors.ocr_process THREADS`, fed through its pipes.

A request is a length, that many bytes of JSON, and the pixels; an answer is a length and JSON. Nothing else is ever
written to standard output.
"""

import json
import os
import struct
import sys
from typing import Any, BinaryIO

import cv2
import numpy as np

from extractors.ocr_page import read_picture
from extractors.ocr_reader import Reader

LENGTH = struct.Struct("<I")
MOST_PIXELS = 5000 * 5000


def serve(inner: BinaryIO, outer: BinaryIO, threads: int) -> None:
    """Answer requests until there are no more."""
    cv2.setNumThreads(threads)
    reader = Reader(threads)
    while head := inner.read(LENGTH.size):
        asked = json.loads(inner.read(LENGTH.unpack(head)[0]))
        said = json.dumps(answer(reader, asked, inner)).encode()
        outer.write(LENGTH.pack(len(said)) + said)
        outer.flush()


def answer(reader: Reader, asked: dict[str, Any], inner: BinaryIO) -> dict[str, Any]:
    """What stands on one picture, or why it could not be read."""
    shape = (asked["height"], asked["width"], asked["channels"])
    if shape[0] * shape[1] > MOST_PIXELS:
        message = f"{shape[1]} x {shape[0]} pixels"
        raise ValueError(message)
    pixels = np.frombuffer(inner.read(shape[0] * shape[1] * shape[2]), np.uint8).reshape(shape)
    try:
        return read_picture(reader, pixels, tuple(asked["size"]))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is one page's failure
        return {"error": f"{type(error).__name__}: {error}"[:300]}


def main() -> None:
    """Serve on the standard pipes, which are then closed to everyone else."""
    inner, outer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    serve(inner, outer, int(sys.argv[1]))


if __name__ == "__main__":
    main()
