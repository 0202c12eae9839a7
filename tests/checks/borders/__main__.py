"""python -m tests.checks.borders: rewrite told.json. Read what changed before you keep it."""

from tests.checks.borders.telling import rewrite

rewrite()
