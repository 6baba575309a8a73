"""What Typer says when a command is not understood, in the person's language."""

import re
from typing import Any

from core.language import N_, _

# Typer's sentences are English only; each pattern gives ours. A test provokes every one of them.
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)",
     N_("There is no option {name}. Did you mean {near}?")),
    (r"No such option: (?P<name>\S+)", N_("There is no option {name}.")),
    (r"No such command '(?P<name>.+?)'\. Did you mean (?P<near>.+)\?",
     N_("There is no command “{name}”. Did you mean {near}?")),
    (r"No such command '(?P<name>.+)'\.", N_("There is no command “{name}”.")),
    (r"Missing command\.", N_("A command is missing.")),
    (r"Missing argument '(?P<name>.+?)'\..*", N_("{name} is missing.")),
    (r"Missing option '(?P<name>.+?)'\..*", N_("The option {name} is missing.")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.+)\)", N_("“{name}” is too much.")),
    (r"Option '(?P<name>.+?)' requires an argument\.", N_("The option {name} needs a value.")),
    (r"Option '(?P<name>.+?)' does not take a value\.", N_("The option {name} takes no value.")),
    (r"Invalid value for '(?P<name>.+?)': Input should be a valid (?:integer|number)\b.*",
     N_("{name} takes a number.")),
    (r"Invalid value for '(?P<name>.+?)': Input should be greater than or equal to (?P<value>\S+)",
     N_("{name} is at least {value}.")),
    (r"Invalid value for '(?P<name>.+?)': Input should be less than or equal to (?P<value>\S+)",
     N_("{name} is at most {value}.")),
    (r"Invalid value for '(?P<name>.+?)': Value error, '(?P<value>.+)' does not match the formats .*",
     N_("{name}: “{value}” is no date. Write it like 2026-11-30.")),
)  # fmt: skip


def sentence(error: Any) -> str:
    """The error as a sentence, then how to get help."""
    said = _translated(error.format_message())
    context = getattr(error, "ctx", None)
    usage = [context.command.get_usage(context)] if context else []
    command = context.command_path if context else "maillage"
    return "\n".join((said, *usage, _("“{command} --help” says more.").format(command=command)))


def _translated(message: str) -> str:
    for pattern, ours in SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = found.groupdict()
            if "name" in values:
                values["name"] = _(values["name"])  # a metavar, or an option's own name
            if "near" in values:
                values["near"] = values["near"].replace("'", "")  # a name needs no English quotes
            return _(ours).format(**values)
    return message
