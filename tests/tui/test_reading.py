"""The reading thread: the newest question wins, errors are posted, nothing follows a stop."""

from threading import Event

from textual.message import Message

from tests.tui.directory_double import DirectoryDouble
from tui.reading import Answered, Failed, Reading


class Post:
    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.last = Event()

    def __call__(self, message: Message) -> None:
        self.messages.append(message)
        if isinstance(message, Failed) or getattr(message, "asked", None) == "last":
            self.last.set()


def test_older_questions_of_a_kind_are_dropped() -> None:
    post, reading = Post(), Reading(DirectoryDouble())
    for asked in ("a", "ab", "last"):
        reading.ask("search", asked, lambda reader: None, post)

    reading.start()
    assert post.last.wait(5)
    reading.stop()

    assert [message.asked for message in post.messages if isinstance(message, Answered)] == ["last"]


def test_an_error_is_posted_and_the_thread_lives_on() -> None:
    post, reading = Post(), Reading(DirectoryDouble())
    reading.ask("search", "x", lambda reader: 1 / 0, post)
    reading.start()
    assert post.last.wait(5)
    post.last.clear()

    reading.ask("search", "last", lambda reader: "found", post)

    assert post.last.wait(5)
    reading.stop()
    assert isinstance(post.messages[0], Failed)


def test_the_directory_is_closed_at_the_end() -> None:
    closed = Event()
    double = DirectoryDouble()
    double.close = closed.set  # type: ignore[method-assign]  # the double listens
    reading = Reading(double)
    reading.start()

    reading.stop()

    assert closed.wait(5)
