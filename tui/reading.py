"""The thread that reads the directory: the newest question of each kind, one answer at a time."""

from collections.abc import Callable
from threading import Condition, Thread

from textual.message import Message

from core.errors import NotAllowed
from tui.directory_reader import DirectoryReader

Question = Callable[[DirectoryReader], object]
Post = Callable[[Message], object]  # `post_message` of who asked; Textual lets any thread call it


class Answered(Message):
    """The answer to a question, posted to the screen that asked."""

    def __init__(self, kind: str, asked: object, answer: object) -> None:
        self.kind, self.asked, self.answer = kind, asked, answer
        super().__init__()


class Failed(Message):
    """The question ended in an error; the app decides what the person reads."""

    def __init__(self, kind: str, error: Exception) -> None:
        self.kind, self.error = kind, error
        super().__init__()

    @property
    def is_refusal(self) -> bool:
        """Whether the person may not, or no longer, see what they asked for."""
        return isinstance(self.error, NotAllowed)


class Reading(Thread):
    """Answers questions in turn; one that waits is dropped for a newer one of its kind."""

    def __init__(self, reader: DirectoryReader) -> None:
        super().__init__(name="reading", daemon=True)
        self._reader = reader
        self._waiting: dict[str, tuple[object, Question, Post]] = {}
        self._changed = Condition()
        self._answering = False
        self._stopped = False

    def ask(self, kind: str, asked: object, question: Question, post: Post) -> None:
        """Put a question; it takes the place of an older one of the same kind."""
        with self._changed:
            self._waiting[kind] = (asked, question, post)
            self._changed.notify()

    @property
    def busy(self) -> bool:
        """Whether a question waits or is being answered."""
        with self._changed:
            return bool(self._waiting) or self._answering

    def stop(self) -> None:
        """End after the answer in hand."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def run(self) -> None:
        """Wait, answer, post; until stopped."""
        while (taken := self._next()) is not None:
            kind, asked, question, post = taken
            try:
                answer: Message = Answered(kind, asked, question(self._reader))
            except Exception as error:  # shown or logged by the one place for errors, tui/errors.py
                answer = Failed(kind, error)
            if not self._stopped:
                post(answer)
            with self._changed:
                self._answering = False
        self._reader.close()

    def _next(self) -> tuple[str, object, Question, Post] | None:
        with self._changed:
            while not self._waiting and not self._stopped:
                self._changed.wait()
            if self._stopped:
                return None
            kind = next(iter(self._waiting))
            self._answering = True
            return kind, *self._waiting.pop(kind)
