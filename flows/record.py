"""The record that a command works on: the output folder's own, or the database that the configuration names."""

from flows.options import Options
from review.database import FILE
from review.store import Store, open_store


def open_record(options: Options) -> Store:
    """Open the record; it is made where there is none. Raises StoreError."""
    return open_store(options.store or options.out)


def has_record(options: Options) -> bool:
    """Whether there is a record that a run has left; a database is taken for one."""
    return bool(options.store) or (options.out / FILE).is_file()
