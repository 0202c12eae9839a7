"""The networks: where lines of text stand, what they say, and whether they stand on their heads.

They are those of PP-OCR, whose files rapidocr brings along; nothing is fetched, and rapidocr itself is not loaded.
"""

import math
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Scores = NDArray[np.float32]
PixelBox = tuple[int, int, int, int]
FINDER, READER, HEADS = "PP-OCRv6_det_small", "PP-OCRv6_rec_small", "ch_ppocr_mobile_v2.0_cls_mobile"
TEXT, SURE_TEXT, GROWTH = 0.3, 0.5, 1.6
THINNEST = 3
UNIT = 32
HEIGHT = 48
HEAD_WIDTH = 192
STEP = 8
NARROWEST = 32
WIDEST = 3200
BATCH_WIDTH = 2400
MOST_IN_BATCH = 16
LIKE = 0.8
# Long lines are read squeezed: it takes that much less time and costs no accuracy that could be measured.
LENGTHY, NARROWED = 10, 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """What a strip says: characters with the middle of each as a share of the strip's width, and how sure it is."""

    text: str
    middles: tuple[float, ...]
    sure: tuple[float, ...]

    @property
    def confidence(self) -> float:
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


class Network:
    """One network on the processor. Its threads sleep while they wait: others need the processor too."""

    def __init__(self, name: str, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(str(model_file(name)), options, providers=["CPUExecutionProvider"])
        self.inlet = self.session.get_inputs()[0].name

    def __call__(self, batch: Scores) -> Scores:
        return np.asarray(self.session.run(None, {self.inlet: batch})[0], np.float32)

    def characters(self) -> list[str]:
        """What the marks of a reading network mean; the first one means nothing."""
        return ["", *self.session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]


def model_file(name: str) -> Path:
    """Where a network lies. Raises FileNotFoundError where rapidocr is not installed or has other files."""
    spec = find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "models" / f"{name}.onnx"
        if path.is_file():
            return path
    raise FileNotFoundError(name)


class Reader:
    """The three networks, loaded once."""

    def __init__(self, threads: int) -> None:
        self.finder, self.reader, self.heads = (Network(name, threads) for name in (FINDER, READER, HEADS))
        self.characters = self.reader.characters()

    def find(self, gray: Pixels) -> list[PixelBox]:
        """The boxes of the stretches of text, in pixels."""
        height, width = gray.shape
        high, wide = (max(UNIT, round(side / UNIT) * UNIT) for side in (height, width))
        scores = self.finder(leveled(np.asarray(cv2.resize(gray, (wide, high)), np.uint8))[np.newaxis])[0, 0]
        _, labels, stats, _ = cv2.connectedComponentsWithStats((scores > TEXT).astype(np.uint8))
        boxes = []
        for label, (x, top, across, down, _) in enumerate(stats[1:].tolist(), 1):
            window = np.s_[top : top + down, x : x + across]
            if min(across, down) < THINNEST or scores[window][labels[window] == label].mean() < SURE_TEXT:
                continue
            more = GROWTH * across * down / (2 * (across + down))
            x0, y0 = max(0.0, x - more) * width / wide, max(0.0, top - more) * height / high
            x1, y1 = (x + across + more) * width / wide, (top + down + more) * height / high
            boxes.append((math.floor(x0), math.floor(y0), min(width, math.ceil(x1)), min(height, math.ceil(y1))))
        return boxes

    def read(self, strips: list[Pixels]) -> list[Reading]:
        """What each strip says; strips of like width are read together."""
        scaled = [at_height(strip) for strip in strips]
        order = sorted(range(len(scaled)), key=lambda i: scaled[i].shape[1])
        readings: list[Reading] = [Reading("", (), ())] * len(scaled)
        while order:
            some = [order.pop()]
            width = padded_width(scaled[some[0]].shape[1])
            while order and len(some) < MOST_IN_BATCH and (len(some) + 1) * width <= BATCH_WIDTH:
                if padded_width(scaled[order[-1]].shape[1]) < LIKE * width:
                    break
                some.append(order.pop())
            batch = np.zeros((len(some), 3, HEIGHT, width), np.float32)
            for place, i in enumerate(some):
                batch[place, :, :, : scaled[i].shape[1]] = leveled(scaled[i])
            scores = self.reader(batch)
            for place, i in enumerate(some):
                readings[i] = self.decode(scores[place], scaled[i].shape[1])
        return readings

    def decode(self, scores: Scores, width: int) -> Reading:
        """The best reading of one strip: repeated marks are one, the first mark stands for nothing."""
        best = scores.argmax(axis=1)
        is_new = np.ones(len(best), bool)
        is_new[1:] = best[1:] != best[:-1]
        starts = np.flatnonzero(is_new & (best != 0))
        text, middles, sure = [], [], []
        for start in starts:
            end = start + 1
            while end < len(best) and best[end] == best[start]:
                end += 1
            run = scores[start:end, best[start]]
            text.append(self.characters[best[start]])
            middles.append(min(1.0, (start + end) / 2 * STEP / width))
            sure.append(float(run.max()))
        return Reading("".join(text), tuple(middles), tuple(sure))

    def is_upside_down(self, strips: list[Pixels]) -> bool:
        """Whether most strips stand on their heads."""
        batch = np.zeros((len(strips), 3, HEIGHT, HEAD_WIDTH), np.float32)
        for place, strip in enumerate(strips):
            scaled = at_height(strip)[:, :HEAD_WIDTH]
            batch[place, :, :, : scaled.shape[1]] = leveled(scaled)
        upright, over = self.heads(batch).sum(axis=0)
        return bool(over > upright)


def leveled(gray: Pixels) -> Scores:
    """Grey levels from -1 to 1, once for each colour, as the networks take them."""
    return np.broadcast_to(gray.astype(np.float32) / 127.5 - 1, (3, *gray.shape))


def at_height(strip: Pixels) -> Pixels:
    """A strip as high as the network reads it."""
    height, width = strip.shape
    narrowed = NARROWED if width > LENGTHY * height else 1.0
    wide = min(WIDEST, max(STEP, math.ceil(narrowed * width * HEIGHT / height)))
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(strip, (wide, HEIGHT), interpolation=way), np.uint8)


def padded_width(width: int) -> int:
    return max(NARROWEST, -(-width // STEP) * STEP)
