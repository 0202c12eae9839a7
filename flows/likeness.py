"""Texts nearly alike among many: MinHash finds candidates, an edit distance confirms them.

Signatures are made of character 4-grams (128 permutations, 32 bands of 4 rows: texts with a tenth of their characters
changed are still found nine times out of ten). 4-grams that a large part of all texts holds are dropped, and of a
bucket only the latest few are compared: phrases that everybody uses would else bring everything together.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rensa import RMinHash

GRAM = 4
ROWS, BANDS = 4, 32
SEED = 20210101
FEWEST_GRAMS = 12
SAMPLE, COMMON_SHARE, COMMON_LEAST = 5_000, 0.02, 50
BUCKET = 8
BATCH = 2_000


class Near(NamedTuple):
    """Two texts by their numbers, first < second, and how much of them is the same (0 to 1)."""

    first: int
    second: int
    share: float


def near(texts: Sequence[str], least: float) -> Iterator[Near]:
    """The pairs of texts that are alike by `least` at least, each once; equal texts are the caller's to join."""
    signed, bands = signatures(texts)
    known: set[tuple[int, int]] = set()
    for band in bands:
        for first, second in candidates(band, signed):
            if (first, second) not in known:
                share = Indel.normalized_similarity(texts[first], texts[second], score_cutoff=least)
                if share:
                    known.add((first, second))
                    yield Near(first, second, share)


def signatures(texts: Sequence[str]) -> "tuple[array[int], list[array[int]]]":
    """The numbers of the texts that have grams enough to be signed, and their hashes band by band."""
    common = common_grams(texts)
    signed = array("L")
    bands = [array("q") for _ in range(BANDS)]
    for start in range(0, len(texts), BATCH):
        numbers = range(start, min(start + BATCH, len(texts)))
        tokens = [grams(texts[number]) - common for number in numbers]
        told = [(number, list(found)) for number, found in zip(numbers, tokens, strict=True)
                if len(found) >= FEWEST_GRAMS]  # fmt: skip
        digests = RMinHash.digests_from_token_sets([found for _, found in told], ROWS * BANDS, SEED)
        for (number, _), digest in zip(told, digests, strict=True):
            signed.append(number)
            for at, band in enumerate(bands):
                band.append(hash(tuple(digest[at * ROWS : (at + 1) * ROWS])))
    return signed, bands


def grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def common_grams(texts: Sequence[str]) -> frozenset[str]:
    """The grams that a large part of the texts holds, judged by an even sample."""
    sample = texts[:: len(texts) // SAMPLE + 1]
    counts: Counter[str] = Counter()
    for text in sample:
        counts.update(grams(text))
    most = max(COMMON_LEAST, len(sample) * COMMON_SHARE)
    return frozenset(gram for gram, count in counts.items() if count > most)


def candidates(band: "array[int]", signed: "array[int]") -> Iterator[tuple[int, int]]:
    """The texts that share a bucket, each with the latest few before it."""
    first: dict[int, int] = {}
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for at, value in enumerate(band):
        before = first.setdefault(value, at)
        if before == at:
            continue
        bucket = buckets[value]
        if not bucket:
            bucket.append(before)
        yield from ((signed[other], signed[at]) for other in bucket[-BUCKET:])
        bucket.append(at)
