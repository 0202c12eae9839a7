"""What a reader raises when a file as a whole cannot be read."""


class UnreadableError(Exception):
    """A document that cannot be read. `why` says what is wrong, `remedy` what to do next; both in Chinese."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why} {remedy}".strip())
        self.why = why
        self.remedy = remedy
