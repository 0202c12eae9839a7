"""Writes the JSON Schema of a report: `python -m extractors.schema > docs/report.schema.json`."""

import sys

import orjson

from extractors.codec import json_schema


def published() -> str:
    """The schema as it stands in docs/report.schema.json."""
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


if __name__ == "__main__":
    sys.stdout.write(published())
