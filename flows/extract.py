"""`gouji extract`: what was read of each file, as JSON, unjudged."""

import sys
from collections.abc import Iterator

from extractors.codec import to_json
from extractors.sandbox import Reader, Reading, Request
from flows.config import password_of
from flows.options import Options

DONE, UNREADABLE = 0, 3


def extract(options: Options) -> int:
    """Print one JSON line a file, in the order named; the exit status."""
    is_whole = True
    for reading in readings(options):
        sys.stdout.write(to_json(reading.report).decode() + "\n")
        sys.stdout.flush()
        for unread in reading.report.unread:
            if unread.scope == "document":
                is_whole = False
                sys.stderr.write(f"{reading.report.document}：{unread.why}。{unread.remedy}\n")
    return DONE if is_whole else UNREADABLE


def readings(options: Options) -> Iterator[Reading]:
    """Read the files at once; give them in the order in which they were named."""
    paths = tuple(dict.fromkeys(options.paths))
    requests = [Request(str(path), path, options.reader, password_of(options, path)) for path in paths]
    done: dict[str, Reading] = {}
    waiting = [request.document for request in requests]
    with Reader() as reader:
        for reading in reader.read_many(requests, options.jobs):
            done[reading.report.document] = reading
            while waiting and waiting[0] in done:
                yield done.pop(waiting.pop(0))
