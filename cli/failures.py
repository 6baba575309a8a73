"""The one place that shows errors and knows the exit codes.

0 done · 1 refused, with the reason on standard error · 2 the command was not understood ·
3 what was named does not exist · 130 interrupted.
"""

import sys
from collections.abc import Callable

from core.errors import AppError, NotFound, sentence
from core.language import N_, _
from core.text import clean_sentence

DONE, REFUSED, MISUSED, NOT_FOUND, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = {
    DONE: N_("Done, even when a search found nothing."),
    REFUSED: N_("Refused or failed; the reason is on standard error."),
    MISUSED: N_("The command was not understood: an option or an argument is wrong."),
    NOT_FOUND: N_("What was named (an entry, a person, a territory) does not exist."),
    INTERRUPTED: N_("Interrupted with Ctrl+C; what was finished stays."),
}


def shown(work: Callable[[], int | None]) -> int:
    """Run it; an error that people may meet becomes a sentence and an exit code. A bug crashes, visibly."""
    try:
        return work() or DONE
    except AppError as error:
        say_error(str(error))
        return NOT_FOUND if isinstance(error, NotFound) else REFUSED
    except OSError as error:
        say_error(_file_sentence(error))
        return REFUSED
    except (KeyboardInterrupt, EOFError):
        say_error(_("Interrupted."))
        return INTERRUPTED


def say_error(text: str) -> None:
    sys.stderr.write(clean_sentence(text) + "\n")


def _file_sentence(error: OSError) -> str:
    """What the system says of a file, in the person's language where we know the reason."""
    place = str(error.filename or "")
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: N_("There is no file {place}. Check its name."),
        PermissionError: N_("The file {place} may not be opened. Check who may read and write it."),
        IsADirectoryError: N_("{place} is a folder; name a file."),
        NotADirectoryError: N_("{place} is not a folder."),
    }
    message = reasons.get(type(error), N_("The system refused: {reason} ({place})."))
    return sentence(message, {"place": place, "reason": error.strerror or str(error)})
