"""What goes wrong with files and the store, said so that a person can act: where, what, what to do next, in Chinese."""


class StoreError(Exception):
    """The record or an output file cannot be read or written; `where` names it, `remedy` says what to do next."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}：{what}。{remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy
